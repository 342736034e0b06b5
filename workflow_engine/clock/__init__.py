"""What falls due by the calendar alone: the forecast, the duties it opens, and the worker."""
