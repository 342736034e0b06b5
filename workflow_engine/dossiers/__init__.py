"""The dossier: candidates, conferences, opinions, papers, sign-offs, decisions, deadlines."""
