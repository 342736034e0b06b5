"""What became of the mutants of the law: killed or not, by which case, and how many of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from rules.editing.mutants import Mutation
from rules.model import Json

LEAST = 99


class Fate(StrEnum):
    """What became of a mutant."""

    KILLED = "killed"
    SURVIVED = "survived"
    EQUIVALENT = "equivalent"
    UNJUDGED = "unjudged"


@dataclass(frozen=True, slots=True)
class Judged:
    """A mutant's fate: which case killed it; or that nothing here knows how to judge it."""

    mutation: Mutation
    fate: Fate
    by: str = ""


@dataclass(frozen=True, slots=True)
class Score:
    """What became of all mutants."""

    found: tuple[Judged, ...]

    def of(self, fate: Fate) -> tuple[Judged, ...]:
        """List the mutants of one fate, by file and line."""
        return tuple(each for each in self.found if each.fate is fate)

    @property
    def percent(self) -> int:
        """Return the share of the mutants that were killed of those that could be, rounded down."""
        killed, survived = len(self.of(Fate.KILLED)), len(self.of(Fate.SURVIVED))
        return 100 * killed // (killed + survived) if killed + survived else 100

    @property
    def enough(self) -> bool:
        """Tell whether the cases notice enough."""
        return self.percent >= LEAST

    def as_dict(self) -> dict[str, Json]:
        """Return the score, the survivors and the others that were not killed as JSON values."""
        return {
            "percent": self.percent,
            "least": LEAST,
            "counts": {fate.value: len(self.of(fate)) for fate in Fate},
            **{
                fate.value: [_as_dict(each.mutation) for each in self.of(fate)]
                for fate in (Fate.SURVIVED, Fate.EQUIVALENT, Fate.UNJUDGED)
            },
        }


def _as_dict(mutation: Mutation) -> dict[str, Json]:
    return {
        "kind": mutation.kind,
        "about": mutation.about,
        "place": mutation.place,
        "article": dict(mutation.article),
        "was": mutation.was,
        "now": mutation.now,
    }
