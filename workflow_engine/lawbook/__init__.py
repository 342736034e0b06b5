"""The pages of the law, read from the files of the law alone: without a database."""
