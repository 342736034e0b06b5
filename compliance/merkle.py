"""The Merkle tree of RFC 6962, built from left to right in little memory."""

from hashlib import sha256

EMPTY_ROOT = sha256(b"").digest()


def node(left: bytes, right: bytes) -> bytes:
    """Digest an inner node."""
    return sha256(b"\x01" + left + right).digest()


class Tree:
    """A tree that only grows: it keeps one digest for each complete subtree on its right edge."""

    def __init__(self) -> None:
        self.size = 0
        self._edge: list[bytes] = []

    def append(self, leaf: bytes) -> None:
        """Add the next leaf, already digested."""
        digest = leaf
        carry = self.size
        while carry & 1:
            digest = node(self._edge.pop(), digest)
            carry >>= 1
        self._edge.append(digest)
        self.size += 1

    def root(self) -> bytes:
        """Fold the right edge into the root."""
        if not self._edge:
            return EMPTY_ROOT
        digest = self._edge[-1]
        for left in reversed(self._edge[:-1]):
            digest = node(left, digest)
        return digest
