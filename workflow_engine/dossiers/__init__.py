"""The dossier: candidates, conferences and ballots, opinions, papers, sign-offs, decisions, deadlines."""
