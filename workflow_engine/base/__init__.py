"""What knows no subject: errors, messages, stored text, files, prepared queries, assets."""
