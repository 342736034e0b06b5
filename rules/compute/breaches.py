"""What a paper comes to after a breach of the rules, or where it is marked nought.

Circular 22/2025/TT-BNV: art. 2 cl. 4, 5 and 7 of its rules; art. 1 cl. 12 of its rules and art. 16
cl. 3 of its regulation for marks of nought. What a measure is taken for, and by whom, is asked by
the gates `exam_breach` and `exam_zero_mark`; here only its effect is reckoned.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from rules.compute.exact import Mark, exactly
from rules.compute.scores import BREACHES, deducted
from rules.definitions import Law
from rules.errors import ScoreError
from rules.library import law as project_law
from rules.model import Json

ANNULLING = ("suspension", "annulment")


@dataclass(frozen=True, slots=True)
class Paper:
    """What a paper counts after a measure, exactly; None where its result is annulled.

    `further_papers` tells whether the candidate may sit the papers that follow; None after an
    annulment, of which the text does not say it. `tell_employer` tells whether the council has to
    tell the agency of a candidate who is in public service.
    """

    counted: Fraction | None
    further_papers: bool | None
    tell_employer: bool

    @property
    def annulled(self) -> bool:
        """Tell whether the paper has no result."""
        return self.counted is None

    def as_dict(self) -> dict[str, Json]:
        """Return the paper as plain JSON values."""
        return {
            "counted": None if self.counted is None else str(self.counted),
            "annulled": self.annulled,
            "further_papers": self.further_papers,
            "tell_employer": self.tell_employer,
        }


def judged(
    mark: Mark,
    measure: str = "none",
    *,
    on: date,
    nought: bool = False,
    law: Law | None = None,
) -> Paper:
    """Reckon what a paper counts: right answers or marks, after the measure taken in it.

    `measure` is the heaviest one taken in this paper: "none", "reprimand", "warning", "suspension"
    or "annulment"; `nought` where it was decided to mark the paper nought. Raise ScoreError for
    another measure, and NoEditionInForceError before the circular.
    """
    law = law or project_law()
    whole = exactly(mark)
    if measure not in (*BREACHES, *ANNULLING):
        raise ScoreError(f"the measure {measure!r}")
    # Before the circular nothing says what a breach costs: its deduction has no edition then.
    law.figure(BREACHES["reprimand"], on)
    if measure in ANNULLING:
        # Interpretation: clause 4 bars further papers after a suspension; clause 5 is silent, so
        # that after an annulment a person says.
        return Paper(None, False if measure == "suspension" else None, tell_employer=True)
    # Interpretation: a reprimand that a warning follows in the same paper is taken up by it, and
    # the two deductions are not added.
    counted = Fraction() if nought else deducted(whole, measure, on=on, law=law)
    return Paper(counted, further_papers=True, tell_employer=False)
