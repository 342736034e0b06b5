"""Taking a step, and the acts beside the steps."""
