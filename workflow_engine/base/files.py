"""Files of papers: their digest, by which a file is known to be the one that was filed."""

from __future__ import annotations

import hashlib

from django.core.files.base import File


def digest_of(file: File[bytes]) -> str:
    """Return the SHA-256 of `file` in hexadecimal, read in pieces."""
    digest = hashlib.sha256()
    for piece in file.chunks():
        digest.update(piece)
    file.seek(0)
    return digest.hexdigest()
