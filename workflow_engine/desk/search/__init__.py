"""Search over people, dossiers, posts and units."""
