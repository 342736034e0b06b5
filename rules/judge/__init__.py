"""Judging: the engine and the checker, the explanation between them, the verdict."""
