"""People and their records: pages, corrections, imports."""
