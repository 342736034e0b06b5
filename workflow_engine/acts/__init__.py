"""The one way in which anything happens: steps, the journal of an act, refused attempts."""
