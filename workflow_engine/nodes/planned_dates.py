"""Dates that are planned or set for later: one that can only be a slip is not taken as a fact.

No provision sets how far ahead a date may lie: the bound is the agency's own. Within it a date that
strikes somebody out is shown first, and is corrected or confirmed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings

from rules.compute.dates import Rounding, add_months
from rules.model import Outcome
from rules.wording import LANGUAGES
from workflow_engine.base.errors import Problem
from workflow_engine.base.messages import message as _
from workflow_engine.base.unread import unread_in
from workflow_engine.dossiers.models import Candidate, Dossier
from workflow_engine.nodes.gate import preview


def too_far(field: str, day: Any, *, after: Any) -> list[Problem]:
    """Name a date that lies more months after another one than can be meant.

    The months are those of the setting `EFFECT_WITHIN_MONTHS`.
    """
    if unread_in((day, after)):
        return []
    latest = add_months(after, settings.EFFECT_WITHIN_MONTHS, rounding=Rounding.LAST_DAY)
    if day <= latest:
        return []
    told = _("%(day)s lies too far ahead to be meant: give a date up to %(latest)s.")
    return [Problem(field, told % {"day": f"{day:%d/%m/%Y}", "latest": f"{latest:%d/%m/%Y}"})]


def out_of_order(field: str, planned: date, *, after: date, today: date) -> list[Problem]:
    """Name a planned date of effect that lies before the day as of which is judged, or too far."""
    if planned < after:
        told = _(
            "What is decided is planned to take effect on %(planned)s, before %(after)s, as of "
            "which the conditions are judged: give the date of effect that is planned now."
        )
        words = {"planned": f"{planned:%d/%m/%Y}", "after": f"{after:%d/%m/%Y}"}
        return [Problem(field, told % words)]
    return too_far(field, planned, after=max(after, today))


@dataclass(frozen=True)
class AsOf:
    """The days by which a gate judges: that of the facts, and that of the effect."""

    facts_on: date
    effective_on: date


@dataclass(frozen=True)
class Typed:
    """A day that somebody typed, and by which days is judged where it were another.

    `confirmed` repeats the day once it was shown; it is said in the field `confirm`.
    """

    field: str
    confirm: str
    day: date
    instead: AsOf
    confirmed: date | None


def struck_out_by_dates(
    dossier: Dossier,
    candidates: Sequence[Candidate],
    *,
    gate: str,
    judged: AsOf,
    typed: Iterable[Typed],
) -> list[Problem]:
    """Show first whom a day that was typed would strike out, and another one would not.

    Nobody passes by it: the act is refused, until the day is another or is confirmed.
    """
    asked = [each for each in typed if each.instead != judged and each.day != each.confirmed]
    if not asked or not candidates:
        return []
    found = _unmet(dossier, candidates, gate, judged)
    struck_out = [candidate for candidate in candidates if found[candidate.pk]]
    problems = []
    for each in asked:
        # What is not met on the other day either does not hang on a day that was typed.
        otherwise = _unmet(dossier, struck_out, gate, each.instead)
        for candidate in struck_out:
            findings = found[candidate.pk]
            if not set(findings) & set(otherwise[candidate.pk]):
                problems += _slip(each, candidate, judged, findings)
    return problems


def _slip(
    typed: Typed, candidate: Candidate, judged: AsOf, findings: Mapping[str, Mapping[str, str]]
) -> list[Problem]:
    """Show whom a day strikes out, and by which conditions; have it corrected or confirmed."""
    words = {"on": f"{typed.day:%d/%m/%Y}", "candidate": candidate}
    if typed.instead.facts_on == judged.facts_on:
        told = _(
            "With effect from %(on)s %(candidate)s does not meet the conditions: %(findings)s "
            "Correct the date."
        )
    else:
        told = _(
            "As of %(on)s %(candidate)s does not meet the conditions: %(findings)s Correct the "
            "date."
        )
    return [
        Problem(typed.field, told % {**words, "findings": _together(findings.values())}),
        Problem(
            typed.confirm,
            _("Confirm only if %(on)s is right: %(candidate)s is then struck out.") % words,
        ),
    ]


def not_met_on(
    dossier: Dossier,
    candidate: Candidate,
    *,
    field: str,
    gate: str,
    judged: AsOf,
) -> list[Problem]:
    """Name the conditions that a candidate did not meet on the day on which it was decided.

    What was not known to be met then is not met; nor is what the judges could not judge.
    """
    verdicts = preview(
        dossier,
        [candidate],
        gate=gate,
        facts_on=judged.facts_on,
        effective_on=judged.effective_on,
    )
    verdict = verdicts[candidate.pk]
    if verdict is not None and verdict.passes:
        return []
    words = {"on": f"{judged.facts_on:%d/%m/%Y}", "candidate": candidate}
    if verdict is None:
        told = _("As of %(on)s, when it was signed, %(candidate)s could not be judged.")
        return [Problem(field, told % words)]
    findings = _together(finding.sentence for finding in verdict.blocking)
    told = _(
        "As of %(on)s, when it was signed, %(candidate)s is not shown to meet the conditions: "
        "%(findings)s Correct the date or the record; else it is decided anew."
    )
    return [Problem(field, told % {**words, "findings": findings})]


def _unmet(
    dossier: Dossier,
    candidates: Sequence[Candidate],
    gate: str,
    judged: AsOf,
) -> dict[int, dict[str, Mapping[str, str]]]:
    """Return the conditions not met by these days, each with its sentence."""
    verdicts = preview(
        dossier,
        candidates,
        gate=gate,
        facts_on=judged.facts_on,
        effective_on=judged.effective_on,
    )
    return {
        pk: {
            finding.condition: finding.sentence
            for finding in (verdict.findings if verdict else ())
            if finding.outcome == Outcome.UNMET
        }
        for pk, verdict in verdicts.items()
    }


def _together(sentences: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """Put the sentences of the law one after the other, in each language."""
    told = list(sentences)
    return {language: " ".join(each[language] for each in told) for language in LANGUAGES}
