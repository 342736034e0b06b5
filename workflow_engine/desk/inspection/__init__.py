"""The trail: finding entries, proving that the record is whole, judging again."""
