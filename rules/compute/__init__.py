"""What the law has computed: periods, time limits, marks, rankings, counts."""
