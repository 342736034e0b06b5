"""A vote of a recruitment council: the majority, and on a tie the side of the chair.

Decree 170/2025, art. 8 cl. 2; for public employees until 30 June 2026 Decree 115/2020, art. 8
cl. 3; for the reception of teachers Decree 93/2026, art. 10. No quorum was found in any of them:
a council that has set one for itself hands it in.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rules.errors import CountError
from rules.model import CountProblem, Json

SIDES = ("agree", "disagree", "abstain")


@dataclass(frozen=True, slots=True)
class CouncilVote:
    """What the minutes say of one vote. `chair` is the side on which the chair voted, if known."""

    members: int
    agree: int
    disagree: int
    abstain: int = 0
    chair: str | None = None

    @property
    def present(self) -> int:
        """Return how many members took part."""
        return self.agree + self.disagree + self.abstain


@dataclass(frozen=True, slots=True)
class CouncilDecision:
    """What a vote came to.

    `outcome` is "carried", "rejected", "undecided" (a tie, and the chair took neither side) or
    "no-quorum". `by` is "majority" or "chair", or empty.
    """

    outcome: str
    by: str
    present: int
    needed: int | None

    def as_dict(self) -> dict[str, Json]:
        """Return the decision as plain JSON values."""
        return {name: getattr(self, name) for name in self.__slots__}


def decide(vote: CouncilVote, *, quorum: int | None = None) -> CouncilDecision:
    """Tell what a vote came to; raise CountError where the minutes contradict themselves.

    `quorum` is the least number of members who have to take part, where the council has one.
    """
    found = list(_problems(vote, quorum))
    if found:
        raise CountError(found)
    if quorum is not None and vote.present < quorum:
        return CouncilDecision("no-quorum", "", vote.present, quorum)
    # Interpretation: the majority is that of the votes for and against; abstentions take no side.
    if vote.agree != vote.disagree:
        outcome = "carried" if vote.agree > vote.disagree else "rejected"
        return CouncilDecision(outcome, "majority", vote.present, quorum)
    if vote.chair in ("agree", "disagree"):
        outcome = "carried" if vote.chair == "agree" else "rejected"
        return CouncilDecision(outcome, "chair", vote.present, quorum)
    return CouncilDecision("undecided", "", vote.present, quorum)


def _problems(vote: CouncilVote, quorum: int | None) -> Iterator[CountProblem]:
    """List what in the minutes cannot be right."""
    numbers = (vote.members, vote.agree, vote.disagree, vote.abstain, quorum or 0)
    if any(type(number) is not int or number < 0 for number in numbers):
        yield CountProblem(
            "not-a-number",
            "Số liệu phải là số nguyên từ 0 trở lên.",
            "The numbers have to be whole numbers from 0 up.",
        )
        return
    if vote.present > vote.members:
        yield CountProblem(
            "more-votes-than-members",
            f"Số người biểu quyết ({vote.present}) lớn hơn số thành viên Hội đồng"
            f" ({vote.members}).",
            f"More voted ({vote.present}) than the council has members ({vote.members}).",
        )
    if vote.present == 0:
        yield CountProblem("nobody-voted", "Không có ai biểu quyết.", "Nobody voted.")
    if vote.chair is not None and (vote.chair not in SIDES or getattr(vote, vote.chair, 0) == 0):
        yield CountProblem(
            "chair-on-no-side",
            "Ý kiến của Chủ tịch Hội đồng không khớp với số biểu quyết.",
            "The side of the chair does not agree with the votes.",
        )
