"""The one way in which anything happens: steps, acts beside the steps, refused attempts."""
