"""Accounts, roles, scope by unit, separation of duties, substitution."""
