"""What an administrator keeps: calendar, accounts and roles, title standards."""
