"""Marks of a recruitment examination: exact fractions, rounded only where the law rounds.

Civil servants: Decree 170/2025, arts. 9 to 12; breaches, marking and re-marking: Circular
22/2025/TT-BNV, art. 2 of its rules and arts. 16 to 18 and 22 of its regulation. Public employees
until 30 June 2026: Decree 115/2020, arts. 9 and 10; teachers: Decree 93/2026, art. 7.

What a suspension, an annulment or a mark of nought does is in `rules.compute.breaches`, how a
result is rounded in `rules.compute.exact`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from rules.compute.exact import Mark, Rounded, exactly, rounded
from rules.definitions import Law
from rules.errors import ScoreError
from rules.library import law as project_law
from rules.model import Json

BREACHES = {
    "none": "",
    "reprimand": "breach_reprimand_deduction",
    "warning": "breach_warning_deduction",
}
PART_SHARES = {
    "civil-servant": "general_test_pass_share",
    "public-employee": "vc_general_test_pass_share",
    "teacher": "teacher_general_test_pass_share",
}
SINGLE_PASSES = {
    "exam": "exam_pass_points",
    "selection": "selection_pass_points",
    "public-employee": "vc_round_two_pass_points",
}


@dataclass(frozen=True, slots=True)
class Marking:
    """What the marks of one paper come to.

    `by` says how: "mean", "equal" (two of three markers), "decision" or "remark". `needs` is
    empty, or says what is still wanted: "third-marker", or the recorded decision of the
    "head-of-marking" (after talking with both), of "collective-marking", of the "head-of-board"
    or of the "chair". Without it there is no result.
    """

    by: str
    needs: str
    result: Rounded | None
    difference: Fraction

    def as_dict(self) -> dict[str, Json]:
        """Return the marking as plain JSON values."""
        return {
            "by": self.by,
            "needs": self.needs,
            "result": self.result.as_dict() if self.result else None,
            "difference": str(self.difference),
        }


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a machine test: what counts of the right answers, and what passes."""

    counted: Fraction
    needed: Fraction
    passes: bool

    def as_dict(self) -> dict[str, Json]:
        """Return the part as plain JSON values."""
        return {"counted": str(self.counted), "needed": str(self.needed), "passes": self.passes}


@dataclass(frozen=True, slots=True)
class Eligibility:
    """A professional result, and whether it admits to the ranking, before any priority.

    `score` is exact, None where a paper was not sat; `result` tells how a combined one is rounded.
    `failed` lists what stands against it: "written-not-sat", "interview-not-sat",
    "written-under-pass", "interview-under-pass" or "under-pass".
    """

    score: Fraction | None
    result: Rounded | None
    failed: tuple[str, ...]

    @property
    def eligible(self) -> bool:
        """Tell whether nothing stands against the candidate."""
        return not self.failed

    def as_dict(self) -> dict[str, Json]:
        """Return the result as plain JSON values."""
        return {
            "score": None if self.score is None else str(self.score),
            "result": self.result.as_dict() if self.result else None,
            "failed": list(self.failed),
            "eligible": self.eligible,
        }


def passes_part(
    right: int,
    questions: int,
    *,
    on: date,
    breach: str = "none",
    regime: str = "civil-servant",
    law: Law | None = None,
) -> Part:
    """Tell whether a part of the machine test is passed; what a breach costs is not rounded.

    Decree 170/2025, art. 9 cl. 2 pt. a; Decree 115/2020, art. 9; Decree 93/2026, art. 7. The
    deduction: Circular 22/2025/TT-BNV, art. 2 cl. 7 of its rules, for civil servants.
    """
    if type(right) is not int or type(questions) is not int or not 0 <= right <= questions:
        raise ScoreError(f"{right} right answers of {questions}")
    if questions == 0 or regime not in PART_SHARES:
        raise ScoreError(f"{questions} questions in the regime {regime!r}")
    if breach != "none" and regime != "civil-servant":
        raise ScoreError(f"a deduction in the regime {regime!r}, for which none was read")
    law = law or project_law()
    share = law.figure(PART_SHARES[regime], on)
    counted = deducted(right, breach, on=on, law=law)
    needed = Fraction(share.value * questions, share.over)
    return Part(counted, needed, counted >= needed)


def passes_parts(
    parts: Mapping[str, tuple[int, int]], *, regime: str, on: date, law: Law | None = None
) -> dict[str, Part]:
    """Judge each part of round 1 by itself: right answers and questions, by the name of the part.

    Round 1 is passed when every part is (Decree 115/2020, art. 9; Decree 93/2026, art. 7).
    """
    return {
        name: passes_part(right, questions, on=on, regime=regime, law=law)
        for name, (right, questions) in parts.items()
    }


def deducted(mark: Mark, breach: str, *, on: date, law: Law | None = None) -> Fraction:
    """Take from the result of a paper what a breach in it costs, without rounding."""
    if breach not in BREACHES:
        raise ScoreError(f"the breach {breach!r}")
    whole = exactly(mark)
    if breach == "none":
        return whole
    share = (law or project_law()).figure(BREACHES[breach], on)
    return whole * Fraction(share.over - share.value, share.over)


def two_markers(
    first: Mark,
    second: Mark,
    third: Mark | None = None,
    *,
    on: date,
    decided: Mark | None = None,
    law: Law | None = None,
) -> Marking:
    """Settle the mark of a written paper (Circular 22/2025/TT-BNV, regulation, art. 16).

    Close marks give their mean; marks apart are talked over and decided by the head of marking;
    marks far apart go to a third marker, and two equal ones of the three stand. `decided` is the
    recorded decision of the head, and counts only where the circular leaves one to be taken.
    """
    law = law or project_law()
    one, two = (_mark(mark, on, law) for mark in (first, second))
    apart = abs(one - two)
    close = _points("marking_agreement_points", on, law)
    far = _points("marking_third_marker_points", on, law)
    if apart < far and third is not None:
        raise ScoreError("a third mark, which nothing calls for")
    if apart <= close:
        return _settled("mean", (one + two) / 2, apart, on, law, decided)
    if apart < far:
        return _decision("head-of-marking", decided, apart, on, law)
    if third is None:
        _refuse_decision(decided)
        return Marking("", "third-marker", None, apart)
    equal = _equal(one, two, _mark(third, on, law))
    if equal is not None:
        return _settled("equal", equal, apart, on, law, decided)
    return _decision("collective-marking", decided, apart, on, law)


def examiners(
    marks: Sequence[Mark], *, on: date, decided: Mark | None = None, law: Law | None = None
) -> Marking:
    """Settle an oral, a practical test or a project (Circular 22/2025/TT-BNV, regulation, art. 22).

    The mean of the examiners, unless they are too far apart: then the head of the board decides.
    The clause speaks of the interview too, though not where it speaks of the mean.
    """
    law = law or project_law()
    least = law.figure("examiners_at_least", on).value
    if len(marks) < least:
        raise ScoreError(f"{len(marks)} examiners, where there have to be {least} or more")
    given = [_mark(mark, on, law) for mark in marks]
    spread = max(given) - min(given)
    if spread > _points("oral_spread_points", on, law):
        return _decision("head-of-board", decided, spread, on, law)
    return _settled("mean", sum(given, Fraction()) / len(given), spread, on, law, decided)


def remarked(
    published: Mark,
    first: Mark,
    second: Mark,
    third: Mark | None = None,
    *,
    on: date,
    decided: Mark | None = None,
    law: Law | None = None,
) -> Marking:
    """Settle a re-marking (Circular 22/2025/TT-BNV, regulation, arts. 17 and 18).

    Two equal re-markers stand; else a third, two equal of three, or the mean of the three. Close
    to the published mark the new one takes its place, also downwards; far from it the chair
    decides after the two heads have talked. `difference` is that from the published mark.
    """
    law = law or project_law()
    one, two = (_mark(mark, on, law) for mark in (first, second))
    was = _mark(published, on, law)
    if one == two:
        if third is not None:
            raise ScoreError("a third mark, which nothing calls for")
        found = one
    elif third is None:
        _refuse_decision(decided)
        return Marking("", "third-marker", None, abs(one - two))
    else:
        three = _mark(third, on, law)
        equal = _equal(one, two, three)
        mean = exactly(rounded((one + two + three) / 3, on=on, law=law).value)
        found = mean if equal is None else equal
    apart = abs(found - was)
    if apart < _points("remarking_agreement_points", on, law):
        return _settled("remark", found, apart, on, law, decided)
    return _decision("chair", decided, apart, on, law)


def combined(
    written: Mark | None, interview: Mark | None, *, on: date, law: Law | None = None
) -> Eligibility:
    """Weigh a written paper and an interview together; both have to be sat and passed.

    Decree 170/2025, art. 9 cl. 2 pt. b (weights, rounding) and art. 10 cl. 1 pt. a (passing).
    """
    law = law or project_law()
    share = law.figure("paper_pass_share", on)
    scale = _points("exam_scale_points", on, law)
    papers = {"written": written, "interview": interview}
    failed = [f"{name}-not-sat" for name, mark in papers.items() if mark is None]
    given = {name: _mark(mark, on, law) for name, mark in papers.items() if mark is not None}
    failed += [
        f"{name}-under-pass"
        for name, mark in given.items()
        if mark < scale * Fraction(share.value, share.over)
    ]
    if len(given) < len(papers):
        return Eligibility(None, None, tuple(failed))
    total = sum(
        (
            mark * Fraction(weight.value, weight.over)
            for mark, weight in (
                (given["written"], law.figure("written_weight", on)),
                (given["interview"], law.figure("interview_weight", on)),
            )
        ),
        Fraction(),
    )
    result = rounded(total, on=on, law=law)
    score = exactly(result.value)
    if score < _points("exam_pass_points", on, law):
        failed.append("under-pass")
    return Eligibility(score, result, tuple(failed))


def single(mark: Mark, *, regime: str, on: date, law: Law | None = None) -> Eligibility:
    """Tell whether the result of one paper admits to the ranking, before any priority.

    Regimes: "exam" (Decree 170/2025, art. 10 cl. 1), "selection" (art. 12 cl. 1) and
    "public-employee" (Decree 115/2020, art. 10).
    """
    if regime not in SINGLE_PASSES:
        raise ScoreError(f"the regime {regime!r}")
    law = law or project_law()
    # No scale was read for public employees: theirs is taken as it is given.
    score = exactly(mark) if regime == "public-employee" else _mark(mark, on, law)
    enough = score >= _points(SINGLE_PASSES[regime], on, law)
    return Eligibility(score, None, () if enough else ("under-pass",))


def _settled(
    by: str, exact: Fraction, apart: Fraction, on: date, law: Law, decided: Mark | None
) -> Marking:
    _refuse_decision(decided)
    return Marking(by, "", rounded(exact, on=on, law=law), apart)


def _decision(needs: str, decided: Mark | None, apart: Fraction, on: date, law: Law) -> Marking:
    """Return what was decided, or who has to decide."""
    if decided is None:
        return Marking("", needs, None, apart)
    return Marking("decision", "", rounded(_mark(decided, on, law), on=on, law=law), apart)


def _refuse_decision(decided: Mark | None) -> None:
    """Nobody decides what the law itself settles."""
    if decided is not None:
        raise ScoreError("a decision on the mark, which nothing calls for")


def _equal(one: Fraction, two: Fraction, three: Fraction) -> Fraction | None:
    """Return the mark that two of three gave."""
    if three in (one, two):
        return three
    return one if one == two else None


def _points(name: str, on: date, law: Law) -> Fraction:
    return Fraction(law.figure(name, on).value, 100)


def _mark(mark: Mark, on: date, law: Law) -> Fraction:
    """Return a mark exactly; raise ScoreError where the scale has no such mark."""
    exact = exactly(mark)
    scale = _points("exam_scale_points", on, law)
    if not 0 <= exact <= scale:
        raise ScoreError(f"the mark {mark}, on a scale of {scale}")
    return exact
