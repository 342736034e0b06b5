"""What the pages share: words, fields, languages, tags, tokens of the design."""
