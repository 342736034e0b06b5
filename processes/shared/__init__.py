"""What the procedures of more than one folder use: who belongs to which conference."""
