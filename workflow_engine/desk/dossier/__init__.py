"""The dossiers: their list, the page of one, its drawing."""
