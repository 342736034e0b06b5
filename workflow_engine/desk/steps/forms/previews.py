"""What the gate would find of somebody today, shown before anything is recorded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from rules.judge.verdict import Finding, Verdict
from rules.library import law
from rules.model import Outcome
from workflow_engine.base.messages import language
from workflow_engine.dossiers.models import Candidate, Dossier
from workflow_engine.nodes import Gate
from workflow_engine.nodes.gate import preview
from workflow_engine.pages import words
from workflow_engine.registry.models import Person

_ORDER = {Outcome.UNMET: 0, Outcome.UNKNOWN: 1, Outcome.MET: 2, Outcome.NOT_APPLICABLE: 3}


@dataclass(frozen=True)
class Preview:
    """A verdict as a page shows it; without one, the judges failed."""

    judged: bool = False
    passes: bool = False
    outcome: str = "unknown"
    blocking: Sequence[dict[str, Any]] = ()
    others: Sequence[dict[str, Any]] = field(default_factory=tuple)

    @property
    def unmet(self) -> int:
        """How many conditions are not met."""
        return sum(one["outcome"] == "unmet" for one in self.blocking)

    @property
    def unknown(self) -> int:
        """How many conditions wait for a fact."""
        return sum(one["outcome"] == "unknown" for one in self.blocking)


def previews(dossier: Dossier, people: Sequence[Person]) -> dict[int, Preview]:
    """Return, for each person, what the first gate of the procedure would find."""
    gate = next(
        (n for n in dossier.flow_class.instance.nodes_in_order() if isinstance(n, Gate)), None
    )
    if gate is None or not people:
        return {}
    # Nobody is a candidate yet: rows in memory, with keys that no stored row has.
    post = dossier.flow_class.considers.post_of(dossier.subject)
    drafts = [
        Candidate(pk=-p.pk, dossier=dossier, person=p, post=post, added_at=gate.name)
        for p in people
    ]
    on = gate.day_of_facts(dossier, otherwise=dossier.governing_date)
    verdicts = preview(dossier, drafts, gate=gate.gate, facts_on=on)
    return {-pk: shown(verdict) for pk, verdict in verdicts.items()}


def shown(verdict: Verdict | None) -> Preview:
    """Return a verdict with what stops somebody first."""
    if verdict is None:
        return Preview()
    lines = [
        line(found, verdict.on)
        for found in sorted(verdict.findings, key=lambda f: _ORDER[f.outcome])
    ]
    outcomes = {found.outcome for found in verdict.blocking}
    outcome = "met" if verdict.passes else "unmet" if Outcome.UNMET in outcomes else "unknown"
    return Preview(
        judged=True,
        passes=verdict.passes,
        outcome=outcome,
        blocking=[one for one in lines if one["outcome"] in ("unmet", "unknown")],
        others=[one for one in lines if one["outcome"] not in ("unmet", "unknown")],
    )


def line(found: Finding, on: date) -> dict[str, Any]:
    """Return a finding as `pages/finding.html` shows one."""
    lifted = ""
    if found.lifted_by:
        lifted = _("Lifted by special decision %(number)s of %(on)s.") % {
            "number": found.lifted_by.number,
            "on": f"{found.lifted_by.decided_on:%d/%m/%Y}",
        }
    page = reverse("lawbook:condition", args=[found.condition])
    return {
        "condition": found.condition,
        "url": f"{page}?ngay={on.isoformat()}",
        "outcome": found.outcome.value,
        "title": words.said(found.title),
        "says": words.said(found.sentence) if found.blocking else "",
        "cite": found.citation.text(language()),
        "verified": found.verified,
        "missing": list(missing(found.missing)),
        "lifted": lifted,
    }


def missing(names: Iterable[str]) -> Iterable[str]:
    """Yield, for each missing fact, what is missing and who can supply it."""
    for name in names:
        definition = law().facts.get(name)
        if definition is None:
            continue
        yield _("Missing: %(fact)s. Can be supplied by: %(role)s.") % {
            "fact": words.said(definition.label),
            "role": words.supplier(definition.supplied_by),
        }
