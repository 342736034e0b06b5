"""Dates that are planned or set for later: one that can only be a slip is not taken as a fact.

No provision sets how far ahead a date may lie: the bound is the agency's own. Within it a date that
strikes somebody out is shown first, and is corrected or confirmed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
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


def struck_out_by_date(
    dossier: Dossier,
    candidates: Sequence[Candidate],
    *,
    field: str,
    gate: str,
    facts_on: date,
    effective_on: date,
    instead: date,
    confirmed: date | None,
) -> list[Problem]:
    """Show first whom a date of effect would strike out who is not struck out by another one.

    Nobody passes by it: the act is refused, until the date is another or is confirmed.
    """
    if effective_on in (instead, confirmed) or not candidates:
        return []
    found = _unmet(dossier, candidates, gate, facts_on, effective_on)
    # What is not met on the other date either does not hang on a date that was typed.
    before = _unmet(dossier, candidates, gate, facts_on, instead)
    problems = []
    for candidate in candidates:
        findings = found[candidate.pk]
        if not findings or set(findings) & set(before[candidate.pk]):
            continue
        words = {"on": f"{effective_on:%d/%m/%Y}", "candidate": candidate}
        told = _(
            "With effect from %(on)s %(candidate)s does not meet the conditions: %(findings)s "
            "Correct the date."
        )
        problems += [
            Problem(field, told % {**words, "findings": _together(findings.values())}),
            Problem(
                "date_confirmed",
                _("Confirm only if %(on)s is right: %(candidate)s is then struck out.") % words,
            ),
        ]
    return problems


def _unmet(
    dossier: Dossier,
    candidates: Sequence[Candidate],
    gate: str,
    facts_on: date,
    effective_on: date,
) -> dict[int, dict[str, Mapping[str, str]]]:
    """Return the conditions not met with effect from a date, each with its sentence."""
    verdicts = preview(dossier, candidates, gate=gate, facts_on=facts_on, effective_on=effective_on)
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
