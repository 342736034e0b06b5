"""What the pages of the law show: read from the loaded law in memory, never from the database."""
