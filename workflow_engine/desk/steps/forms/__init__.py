"""The forms of the desk: what somebody types becomes the act that a step takes."""
