"""People, posts, units and their dated records."""
