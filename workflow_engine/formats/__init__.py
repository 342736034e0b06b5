"""How dates and numbers are written: Django's own `vi` formats read 01/12/2026 as 12 January."""
