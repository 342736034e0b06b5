"""The staff's screens, one folder a room, and what the rooms share."""
