"""The tree of RFC 6962, against its definition and against known roots."""

from hashlib import sha256

import pytest

from compliance.canonical import leaf_digest
from compliance.merkle import EMPTY_ROOT, Tree, node

# The eight inputs with which implementations of Certificate Transparency test themselves.
INPUTS = [
    bytes.fromhex(text)
    for text in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]


def grown(leaves):
    tree = Tree()
    for leaf in leaves:
        tree.append(leaf)
    return tree.root()


def defined(leaves):
    if len(leaves) == 1:
        return leaves[0]
    split = 1 << (len(leaves) - 1).bit_length() - 1
    return node(defined(leaves[:split]), defined(leaves[split:]))


def test_the_empty_tree_has_the_digest_of_nothing_as_root():
    assert Tree().root() == EMPTY_ROOT == sha256(b"").digest()


@pytest.mark.parametrize(
    ("size", "root"),
    [
        (1, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"),
        (8, "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"),
    ],
)
def test_known_roots_are_found(size, root):
    assert grown([leaf_digest(data) for data in INPUTS[:size]]).hex() == root


@pytest.mark.parametrize("size", range(1, 70))
def test_growing_gives_the_root_of_the_definition(size):
    leaves = [leaf_digest(bytes([number])) for number in range(size)]

    assert grown(leaves) == defined(leaves)
