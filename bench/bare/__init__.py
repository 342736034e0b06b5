"""The same stretch of a procedure in Viewflow alone, to measure the steps of the engine beside."""
