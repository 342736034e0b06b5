"""Counting slips: who is selected at a conference, by the rule of that step and edition.

Integers only. A share is two integers, and votes are compared crosswise: more than half is
`2 * votes > base`. Blank and spoiled slips count for nobody and never change the base. The rules
stand in `rules/law/ballots`, their shares in `rules/law/figures`.

Slips name a candidate, or answer on one person: agree or disagree, high or low confidence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from rules.definitions import BallotRule, Figure, Law
from rules.errors import CountError
from rules.library import law as project_law
from rules.model import Citation, CountProblem, Json, Words

SIGNS = {"over": ">", "from": ">=", "at": "="}


@dataclass(frozen=True, slots=True)
class Count:
    """What the minutes of one count say.

    `votes` holds the slips of each candidate by reference, or those of each answer by its name.
    """

    invited: int
    excused: int
    present: int
    prepared: int
    distributed: int
    returned: int
    blank_or_spoiled: int
    votes: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Line:
    """One candidate's slips against one share: left and right are the integers compared."""

    candidate: str
    votes: int
    share: str
    left: int
    sign: str
    right: int
    holds: bool

    def as_dict(self) -> dict[str, Json]:
        """Return the line as plain JSON values."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class Quorum:
    """Whether enough of those summoned were present, and whether the law binds to it."""

    holds: bool
    binds: bool
    present: int
    needed: int
    left: int
    right: int
    confidence: str

    def as_dict(self) -> dict[str, Json]:
        """Return the quorum as plain JSON values."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class Tally:
    """What one count came to.

    `outcome` is "selected", "tied" (the head chooses), "nobody" (stop and report) or "opinion"
    (the step has no threshold). `by` names the share that decided. `second_ballot` says that the
    leadership has to vote again because someone new was selected.

    Of slips that answer on one person nobody is `selected`. The outcome then is "approved",
    "head-decides" (or submits it), "reported" (to the authority, with all opinions) or
    "not-written" (the law does not say, and it is not approved); of a confidence ballot
    "resignation", "dismissal", "kept", or "person-decides" where two texts part on the line.
    """

    rule: str
    on: date
    title: Words
    denominator: int
    base: str
    outcome: str
    by: str
    selected: tuple[str, ...]
    second_ballot: bool
    lines: tuple[Line, ...]
    quorum: Quorum | None
    citation: Citation
    confidence: str

    def as_dict(self) -> dict[str, Json]:
        """Return the tally as plain JSON values; equal tallies give equal dictionaries."""
        return {
            "rule": self.rule,
            "on": self.on.isoformat(),
            "title": dict(self.title),
            "denominator": self.denominator,
            "base": self.base,
            "outcome": self.outcome,
            "by": self.by,
            "selected": list(self.selected),
            "second_ballot": self.second_ballot,
            "lines": [line.as_dict() for line in self.lines],
            "quorum": self.quorum.as_dict() if self.quorum else None,
            "citation": self.citation.as_dict(),
            "confidence": self.confidence,
        }


def tally(
    rule_id: str,
    count: Count,
    *,
    on: date,
    carried: Iterable[str] | None = None,
    law: Law | None = None,
) -> Tally:
    """Tell who is selected; raise CountError where the count contradicts itself.

    `carried` are the candidates that the step may choose from: the list of those who qualify, or
    the result of the step before.
    """
    law = law or project_law()
    rule = law.ballot(rule_id, on)
    figures = {name: law.figure(name, on) for name in rule.figures}
    allowed = None if carried is None else tuple(carried)
    found = list(problems(count)) or list(_problems_of_rule(rule, count, figures, allowed))
    if found:
        raise CountError(found)
    base = _base(rule, count)
    ranked = sorted(count.votes.items(), key=lambda item: (-item[1], item[0]))
    lines = tuple(_lines(rule, ranked, base, figures))
    outcome, by, selected = _decided(rule, lines) if rule.bands else _selected(rule, lines)
    new = allowed is not None and any(candidate not in allowed for candidate in selected)
    return Tally(
        rule=rule.id,
        on=on,
        title=rule.title,
        denominator=base,
        base=rule.denominator,
        outcome=outcome,
        by=by,
        selected=selected,
        # Interpretation: the result "differs" from the step before when it has someone new.
        second_ballot=rule.second_ballot_if_new and new,
        lines=lines,
        quorum=_quorum(rule, count, figures),
        citation=rule.citation,
        confidence=rule.confidence.value,
    )


def quorum(rule_id: str, count: Count, *, on: date, law: Law | None = None) -> Quorum | None:
    """Tell whether a conference had its quorum; None where the rule of the step asks for none."""
    law = law or project_law()
    rule = law.ballot(rule_id, on)
    return _quorum(rule, count, {name: law.figure(name, on) for name in rule.figures})


@dataclass(frozen=True, slots=True)
class TwoBodies:
    """The votes of two bodies on one dismissal, counted apart, and what they come to together.

    `outcome` is "approved" (both approve), "head-decides" or "reported" (neither does), or
    "split": the two readings of the article part, and the head or the authority decides.
    """

    leadership: Tally
    committee: Tally
    outcome: str

    def as_dict(self) -> dict[str, Json]:
        """Return both tallies and the outcome as plain JSON values."""
        return {
            "leadership": self.leadership.as_dict(),
            "committee": self.committee.as_dict(),
            "outcome": self.outcome,
        }


def of_two_bodies(
    rule_id: str, leadership: Count, committee: Count, *, on: date, law: Law | None = None
) -> TwoBodies:
    """Count the leadership and the standing committee of the Party committee apart.

    Decree 170/2025, art. 53 cl. 2 pt. b, names both and does not say whether one count or two:
    neither is read into it. Raise CountError where either count contradicts itself.
    """
    first = tally(rule_id, leadership, on=on, law=law)
    second = tally(rule_id, committee, on=on, law=law)
    return TwoBodies(first, second, joint_outcome((first.outcome, second.outcome)))


def joint_outcome(outcomes: Iterable[str]) -> str:
    """Return what the counts of several bodies come to together: the same, or "split"."""
    found = set(outcomes)
    return found.pop() if len(found) == 1 else "split"


def problems(count: Count) -> Iterator[CountProblem]:
    """List what in a count cannot be right, whatever the rule of the step."""
    numbers = {
        "invited": count.invited,
        "excused": count.excused,
        "present": count.present,
        "prepared": count.prepared,
        "distributed": count.distributed,
        "returned": count.returned,
        "blank_or_spoiled": count.blank_or_spoiled,
        **{f"votes of {name}": votes for name, votes in count.votes.items()},
    }
    wrong = [name for name, number in numbers.items() if type(number) is not int or number < 0]
    if wrong:
        listed = ", ".join(wrong)
        yield CountProblem(
            "not-a-number",
            f"Số liệu phải là số nguyên từ 0 trở lên: {listed}.",
            f"These have to be whole numbers from 0 up: {listed}.",
        )
        return
    yield from _contradictions(count)


def _contradictions(count: Count) -> Iterator[CountProblem]:
    """Compare the numbers of a count with each other."""
    able = count.invited - count.excused
    counted = sum(count.votes.values()) + count.blank_or_spoiled
    if count.invited == 0:
        yield CountProblem("nobody-summoned", "Không có ai được triệu tập.", "Nobody was summoned.")
    if able < 0:
        yield CountProblem(
            "excused-over-invited",
            f"Số vắng mặt vì lý do bất khả kháng ({count.excused}) lớn hơn số triệu tập"
            f" ({count.invited}).",
            f"More were excused ({count.excused}) than summoned ({count.invited}).",
        )
    elif count.present > able:
        yield CountProblem(
            "present-over-able",
            f"Số có mặt ({count.present}) lớn hơn số triệu tập trừ số vắng mặt vì lý do bất khả"
            f" kháng ({able}).",
            f"More were present ({count.present}) than were summoned and not excused ({able}).",
        )
    if count.prepared != count.invited:
        yield CountProblem(
            "prepared-not-invited",
            f"Số phiếu chuẩn bị ({count.prepared}) phải bằng số triệu tập ({count.invited}).",
            f"Slips prepared ({count.prepared}) have to equal those summoned ({count.invited}).",
        )
    if count.distributed != count.present:
        yield CountProblem(
            "distributed-not-present",
            f"Số phiếu phát ra ({count.distributed}) phải bằng số có mặt ({count.present}).",
            f"Slips given out ({count.distributed}) have to equal those present ({count.present}).",
        )
    if count.returned > count.distributed:
        yield CountProblem(
            "returned-over-distributed",
            f"Số phiếu thu về ({count.returned}) lớn hơn số phiếu phát ra ({count.distributed}).",
            f"More slips came back ({count.returned}) than were given out ({count.distributed}).",
        )
    if counted != count.returned:
        yield CountProblem(
            "slips-do-not-add-up",
            f"Tổng phiếu cho từng người và phiếu trắng, hỏng ({counted}) phải bằng số phiếu thu về"
            f" ({count.returned}).",
            f"Votes and blank or spoiled slips ({counted}) have to add up to the slips that came"
            f" back ({count.returned}).",
        )


def _problems_of_rule(
    rule: BallotRule,
    count: Count,
    figures: Mapping[str, Figure],
    carried: tuple[str, ...] | None,
) -> Iterator[CountProblem]:
    """List what the rule of the step does not admit."""
    if rule.answers:
        for name in sorted(set(count.votes) - set(rule.answers)):
            yield CountProblem(
                "not-an-answer",
                f"Phiếu của bước này không có lựa chọn: {name}.",
                f"The slips of this step have no such answer: {name}.",
            )
    if rule.only_carried and carried is not None:
        for name in sorted(set(count.votes) - set(carried)):
            yield CountProblem(
                "not-on-the-list",
                f"Có phiếu cho người không thuộc danh sách của bước này: {name}.",
                f"There are votes for someone who is not on the list of this step: {name}.",
            )
    if _base(rule, count) == 0:
        yield CountProblem(
            "nobody-counts", "Không có ai được tính vào tổng số.", "Nobody counts towards the base."
        )
    found = _quorum(rule, count, figures)
    if found and found.binds and not found.holds:
        yield CountProblem(
            "no-quorum",
            f"Có mặt {count.present} trên {count.invited} người được triệu tập, cần ít nhất"
            f" {found.needed}: hội nghị không được tiến hành.",
            f"{count.present} of {count.invited} summoned were present, {found.needed} are needed:"
            " the conference cannot be held.",
        )


def _base(rule: BallotRule, count: Count) -> int:
    if rule.denominator == "present":
        return count.present
    if rule.denominator == "invited less excused":
        return count.invited - count.excused
    if rule.denominator == "returned":
        return count.returned
    return count.invited


def _quorum(rule: BallotRule, count: Count, figures: Mapping[str, Figure]) -> Quorum | None:
    if rule.quorum_from is None:
        return None
    share = figures[rule.quorum_from]
    left, right = share.over * count.present, share.value * count.invited
    return Quorum(
        holds=left >= right,
        binds=rule.quorum_binds,
        present=count.present,
        needed=-(-right // share.over),
        left=left,
        right=right,
        confidence=share.confidence.value,
    )


def _lines(
    rule: BallotRule,
    ranked: list[tuple[str, int]],
    base: int,
    figures: Mapping[str, Figure],
) -> Iterator[Line]:
    """Compare every candidate's votes, or those of the answer asked for, with every share."""
    shares = (
        (rule.select_over, "over"),
        (rule.select_from, "from"),
        (rule.carry_from, "from"),
        (rule.tie_at, "at"),
        *((band.share, band.sign) for band in rule.bands),
    )
    if rule.answers:
        ranked = [(rule.answers[0], dict(ranked).get(rule.answers[0], 0))]
    for candidate, votes in ranked:
        for name, kind in shares:
            if name is None:
                continue
            share = figures[name]
            left, right = share.over * votes, share.value * base
            holds = {"over": left > right, "from": left >= right, "at": left == right}[kind]
            yield Line(candidate, votes, name, left, SIGNS[kind], right, holds)


def _decided(rule: BallotRule, lines: tuple[Line, ...]) -> tuple[str, str, tuple[str, ...]]:
    """Return what an answer on one person came to, and the share that decided."""
    for band, line in zip(rule.bands, lines, strict=True):
        if line.holds:
            return band.outcome, band.share, ()
    return rule.otherwise, "", ()


def _selected(rule: BallotRule, lines: tuple[Line, ...]) -> tuple[str, str, tuple[str, ...]]:
    """Return outcome, deciding share and those selected, in the order that the article tries."""
    if not (rule.select_over or rule.select_from):
        return "opinion", "", ()

    def reaching(share: str | None, sign: str) -> tuple[str, ...]:
        return tuple(
            line.candidate
            for line in lines
            if line.holds and (line.share, line.sign) == (share, SIGNS[sign])
        )

    for share, sign in ((rule.select_over, "over"), (rule.select_from, "from")):
        if share and (found := reaching(share, sign)):
            # One slip names one person: at most one has more than half, or two thirds.
            return "selected", share, found[:1]
    if rule.carry_from and (found := reaching(rule.carry_from, "from")):
        return "selected", rule.carry_from, found
    if rule.tie_at and len(found := reaching(rule.tie_at, "at")) == 2:
        return "tied", rule.tie_at, found
    return "nobody", "", ()
