"""What helps those who edit the law: every problem at once, and whether its cases would notice."""
