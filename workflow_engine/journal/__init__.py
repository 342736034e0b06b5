"""What one act writes: its entries in the trail, and the rows that refer to them."""
