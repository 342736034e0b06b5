"""What knows no subject: errors, messages, files, prepared queries, assets."""
