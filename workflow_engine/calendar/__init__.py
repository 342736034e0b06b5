"""Working days, holidays and swap days, held as data."""
