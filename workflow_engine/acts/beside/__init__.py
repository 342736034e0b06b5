"""Acts beside the steps: they change no step, and are locked, checked and recorded like one."""
