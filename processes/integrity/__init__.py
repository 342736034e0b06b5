"""The integrity of those who are chosen: the declaration of assets for personnel work."""
