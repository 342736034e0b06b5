"""What a procedure may declare, how it is checked and how it is drawn."""
