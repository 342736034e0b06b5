"""How slips are counted, and the table of retirement ages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rules.definitions import BallotRule
from rules.listed import RetirementRow
from workflow_engine.base.messages import language
from workflow_engine.flows.flow import procedures
from workflow_engine.lawbook.selectors import wording
from workflow_engine.lawbook.selectors.index import Index, address, current, figure_at
from workflow_engine.nodes.conference.counting import ANSWERS
from workflow_engine.pages import words

OUTCOMES: Mapping[str, Any] = {
    "approved": gettext_lazy("Approved"),
    "head-decides": gettext_lazy("The head decides"),
    "reported": gettext_lazy("Reported to the authority"),
    "not-written": gettext_lazy("The text does not say what follows"),
    "resignation": gettext_lazy("May resign"),
    "dismissal": gettext_lazy("Removed from the post"),
    "person-decides": gettext_lazy("The person decides"),
    "kept": gettext_lazy("Stays in the post"),
}
SIGNS: Mapping[str, Any] = {
    "over": gettext_lazy("more than"),
    "from": gettext_lazy("at least"),
    "at": gettext_lazy("exactly"),
}


@dataclass(frozen=True)
class RuleView:
    """One edition of the rule of a count."""

    id: str
    title: str
    period: str
    in_force: bool
    cite: str
    unverified: str
    confidence: str
    base: str
    shares: list[tuple[str, str, str, str]]
    remarks: list[str]
    note: str
    steps: list[tuple[str, str]]
    anchor: bool = True


def ballot_rules(on: date) -> list[RuleView]:
    """Return the rules of counting, those in force on a day first."""
    law = current()
    steps: dict[str, list[tuple[str, str]]] = {}
    for flow in procedures():
        for node in flow.instance.nodes_in_order():
            for ballot in getattr(node, "ballots", ()):
                said = (str(node.task_title), str(flow.edition.title))
                steps.setdefault(ballot.rule, []).append(said)
    found = sorted(
        (_rule(law, rule, on, steps.get(rule.id, [])) for rule in law.books.ballots),
        key=lambda rule: not rule.in_force,
    )
    firsts = {rule.id: rule for rule in reversed(found)}
    return [replace(rule, anchor=firsts[rule.id] is rule) for rule in found]


def _rule(law: Index, rule: BallotRule, on: date, steps: list[tuple[str, str]]) -> RuleView:
    read_on = on if rule.in_force.covers(on) else rule.in_force.start
    return RuleView(
        id=rule.id,
        title=words.said(rule.title),
        period=wording.period(rule.in_force),
        in_force=rule.in_force.covers(on),
        cite=rule.citation.text(language()),
        unverified=str(words.CONFIDENCE.get(rule.confidence.value, "")),
        confidence=wording.confidence(rule.confidence),
        base=str(words.BASES.get(rule.denominator, rule.denominator)),
        shares=list(_shares(law, rule, read_on)),
        remarks=_remarks(rule),
        note=words.said(rule.note),
        steps=steps,
    )


def _shares(law: Index, rule: BallotRule, on: date) -> Iterator[tuple[str, str, str, str]]:
    """Yield what each share does: the words, the share, what it is called, its page."""
    told = (
        (_("Selected: more than"), rule.select_over),
        (_("Selected: at least"), rule.select_from),
        (_("Carried on when nobody is selected: at least"), rule.carry_from),
        (_("A tie that somebody decides: exactly"), rule.tie_at),
        (_("Those needed for the conference: at least"), rule.quorum_from),
    )
    banded = (
        (
            _("%(outcome)s where %(answer)s is %(sign)s")
            % {
                "outcome": OUTCOMES.get(band.outcome, band.outcome),
                "answer": f"“{ANSWERS.get(rule.answers[0], rule.answers[0])}”",
                "sign": SIGNS[band.sign],
            },
            band.share,
        )
        for band in rule.bands
    )
    for label, name in (*banded, *told):
        if name:
            value = figure_at(law.books, name, on)
            share = wording.amount(value) if value else "—"
            called = words.said(law.books.figures[name][0].description)
            yield label, share, called, address("figure", name)


def _remarks(rule: BallotRule) -> list[str]:
    found = []
    if rule.otherwise:
        what = OUTCOMES.get(rule.otherwise, rule.otherwise)
        found.append(_("Where none of these shares is reached: %(what)s.") % {"what": what})
    if rule.quorum_from and not rule.quorum_binds:
        found.append(_("The conference counts even where fewer are there; it is only said."))
    if rule.only_carried:
        found.append(_("Only those whom the step before carried on can be voted for."))
    if rule.second_ballot_if_new:
        found.append(_("Where the result names somebody new, it is voted on again."))
    return found


@dataclass(frozen=True)
class AgesView:
    """One table of retirement ages: rows of men and of women."""

    period: str
    in_force: bool
    cite: str
    unverified: str
    confidence: str
    men: list[tuple[str, str]]
    women: list[tuple[str, str]]


def retirement(on: date) -> list[AgesView]:
    """Return the tables of retirement ages, the newest first."""
    found = [
        AgesView(
            period=wording.period(table.in_force),
            in_force=table.in_force.covers(on),
            cite=table.citation.text(language()),
            unverified=str(words.CONFIDENCE.get(table.confidence.value, "")),
            confidence=wording.confidence(table.confidence),
            men=[_age(row) for row in table.rows if row.sex == "male"],
            women=[_age(row) for row in table.rows if row.sex == "female"],
        )
        for table in sorted(
            current().books.retirement, key=lambda table: table.in_force.start, reverse=True
        )
    ]
    return sorted(found, key=lambda table: not table.in_force)


def _age(row: RetirementRow) -> tuple[str, str]:
    years, months = divmod(row.months_of_age, 12)
    born = f"{row.born_from.month:02d}/{row.born_from.year}"
    if row.born_to is None:
        born = _("from %(start)s") % {"start": born}
    else:
        born = f"{born} – {row.born_to.month:02d}/{row.born_to.year}"
    if months:
        age = _("%(years)s years and %(months)s months") % {"years": years, "months": months}
    else:
        age = _("%(years)s years") % {"years": years}
    return born, age
