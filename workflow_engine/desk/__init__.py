"""The staff's screens: my work, dossier page, step forms, person page, search, inspection."""
