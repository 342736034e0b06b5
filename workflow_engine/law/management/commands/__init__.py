"""The operators' commands of the dossiers."""
