"""What the last run of a gate found of each candidate, read from the entry in the trail.

The verdict is told as it was recorded, in the language of the page: the condition, its outcome, the
article, the facts that were read with their evidence, what is missing and who can supply it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Max, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from compliance import forms
from compliance.models import TrailPayload
from rules.compute.counted_time import COUNTED_FROM, MISSING_YEAR
from workflow_engine.dossiers.models import Candidate, Dossier, FactRequest, GateRun
from workflow_engine.facts.reading import MAY_BE
from workflow_engine.pages import words
from workflow_engine.registry.models import PostHolding

OUTCOMES = ("unmet", "unknown", "met", "not_applicable")


@dataclass(frozen=True)
class EvidenceLine:
    """The record on which a fact stands."""

    record: str
    ref: str
    dated_on: str
    note: str


@dataclass(frozen=True)
class PostLine:
    """A post held, or a time of work, behind a number of months: how it counted."""

    title: str
    since: str
    until: str
    kind: str
    counted: str
    length: str


@dataclass(frozen=True)
class FactLine:
    """A fact that a condition read."""

    name: str
    label: str
    value: str
    evidence: tuple[EvidenceLine, ...]
    posts: tuple[PostLine, ...] = ()


@dataclass(frozen=True)
class MissingLine:
    """A fact that is missing: who can supply it, by when, and by which request."""

    label: str
    role: str
    asked_on: date | None = None
    due_on: date | None = None
    request: int | None = None
    days: int | None = None


@dataclass(frozen=True)
class FindingView:
    """One finding, as a page shows it."""

    condition: str
    title: str
    outcome: str
    says: str
    cite: str
    unverified: str
    note: str
    lifted: Mapping[str, str] | None
    facts: tuple[FactLine, ...]
    missing: tuple[MissingLine, ...]
    law_on: date
    liftable: bool = False
    nearest: str = ""

    @property
    def url(self) -> str:
        """Return the page of the condition as the law had it on the governing date."""
        page = reverse("lawbook:condition", args=[self.condition])
        return f"{page}?ngay={self.law_on.isoformat()}"


@dataclass
class VerdictView:
    """The last verdict on one candidate.

    `failure` says why nobody judged; `lost` is one whose record is no longer whole.
    """

    run: GateRun
    passes: bool
    findings: list[FindingView] = field(default_factory=list)
    failure: str = ""
    lost: bool = False

    @property
    def blocking(self) -> list[FindingView]:
        """The findings that stop or hold the candidate, and those that a decision lifted."""
        return [f for f in self.findings if f.outcome in ("unmet", "unknown") or f.lifted]

    @property
    def unmet(self) -> list[FindingView]:
        """The findings that strike the candidate out, and those that a decision lifted."""
        return [f for f in self.blocking if f.outcome != "unknown"]

    @property
    def waiting(self) -> list[FindingView]:
        """The findings that hold the candidate until a fact is supplied."""
        return [f for f in self.blocking if f.outcome == "unknown"]

    @property
    def passing(self) -> list[FindingView]:
        """The findings that do not stop the candidate."""
        return [f for f in self.findings if f.outcome in ("met", "not_applicable") and not f.lifted]

    @property
    def liftable(self) -> bool:
        """Whether the law provides a special decision past a condition that is not met."""
        return any(f.liftable and f.outcome == "unmet" for f in self.findings)

    @property
    def counts(self) -> list[tuple[str, int]]:
        """How many findings there are of each outcome that occurs."""
        told = [(o, sum(f.outcome == o for f in self.findings)) for o in OUTCOMES]
        return [(outcome, count) for outcome, count in told if count]

    @property
    def unverified(self) -> int:
        """How many findings rest on a source that was not seen."""
        return sum(bool(f.unverified) for f in self.findings)


def last_verdicts(dossier: Dossier, *, on: date) -> dict[int, VerdictView]:
    """Return the last verdict on each candidate of a dossier, in three or four queries.

    What was read is told of the findings that stop or hold somebody; the page of the verdict tells
    it of all.
    """
    last = (
        GateRun.objects.filter(dossier=dossier)
        .order_by()
        .values("candidate")
        .annotate(last=Max("pk"))
        .values("last")
    )
    runs = list(GateRun.objects.filter(pk__in=last).order_by("pk"))
    texts = dict(
        TrailPayload.objects.filter(entry__in=[run.trail_entry for run in runs]).values_list(
            "entry", "text"
        )
    )
    contents = dict(zip(texts, forms.read(list(texts.values())), strict=True))
    requests: dict[int | None, dict[str, FactRequest]] = {}
    for row in FactRequest.objects.filter(dossier=dossier, closed=False):
        requests.setdefault(row.candidate_id, {})[row.fact] = row
    found = {}
    for run in runs:
        asked = requests.get(None, {}) | requests.get(run.candidate_id, {})
        found[run.candidate_id] = view(run, contents.get(run.trail_entry, {}), asked, on=on)
    return found


def verdict_of(candidate: Candidate, run: GateRun, *, on: date) -> VerdictView:
    """Return one run of a gate on one candidate with everything that was read."""
    text = TrailPayload.objects.filter(entry=run.trail_entry).values_list("text", flat=True).first()
    rows = FactRequest.objects.filter(
        Q(candidate=candidate) | Q(candidate=None), dossier=candidate.dossier_id, closed=False
    )
    contents = forms.read([text or "{}"])[0]
    return view(run, contents, {row.fact: row for row in rows}, on=on, whole=True)


def view(
    run: GateRun,
    contents: Mapping[str, Any],
    requests: Mapping[str, FactRequest],
    *,
    on: date,
    whole: bool = False,
) -> VerdictView:
    """Return one recorded verdict as a page shows it."""
    recorded = next(iter(contents.get("verdicts", ())), None)
    if recorded is None:
        failure = contents.get("failure", {})
        return VerdictView(run=run, passes=False, failure=str(failure.get("message", "")))
    verdict = recorded.get("verdict")
    if verdict is None:
        return VerdictView(run=run, passes=run.result == GateRun.Result.PASSES, lost=True)
    return VerdictView(
        run=run,
        passes=verdict["passes"],
        findings=in_order(
            [
                _finding(
                    found,
                    verdict["facts"],
                    requests,
                    on=on,
                    law_on=date.fromisoformat(verdict["on"]),
                    whole=whole,
                )
                for found in verdict["findings"]
            ]
        ),
    )


def in_order(findings: Iterable[FindingView]) -> list[FindingView]:
    """Return what stops the candidate first, otherwise as the article has it."""
    return sorted(findings, key=lambda found: OUTCOMES.index(found.outcome))


def _finding(
    found: Mapping[str, Any],
    facts: Mapping[str, Any],
    requests: Mapping[str, FactRequest],
    *,
    on: date,
    law_on: date,
    whole: bool,
) -> FindingView:
    told = whole or found["outcome"] in ("unmet", "unknown") or found["lifted_by"]
    return FindingView(
        condition=found["condition"],
        title=words.said(found["title"]),
        outcome=found["outcome"],
        says=words.said(found["sentence"]),
        cite=words.said(found["citation"]["text"]),
        unverified=str(words.CONFIDENCE.get(found["confidence"], "")),
        note=words.said(found["note"]),
        lifted=found["lifted_by"],
        facts=tuple(_fact(name, facts[name]) for name in _read(found) if name in facts)
        if told
        else (),
        law_on=law_on,
        liftable=bool((found.get("explanation") or {}).get("lift")),
        nearest=_nearest(found.get("nearest")),
        missing=tuple(
            _missing(name, facts, requests.get(name), on=on) for name in found["missing"]
        ),
    )


def _nearest(told: Mapping[str, Any] | None) -> str:
    """Say what would meet a condition, where anybody can or may do something about it.

    Records of format 1 do not tell it.
    """
    if not told or not (told["changes"] or told["decision_by"]):
        return ""
    return words.said(told["sentence"])


def _read(found: Mapping[str, Any]) -> list[str]:
    explanation = found.get("explanation") or {}
    lift = explanation.get("lift") or {}
    trees = (explanation.get("applies"), explanation.get("requires"), lift.get("only_if"))
    return list(dict.fromkeys(name for tree in trees for name in _names(tree)))


def _names(tree: Any) -> Iterator[str]:
    if not tree:
        return
    for operand in tree.get("operands", ()):
        if "fact" in operand:
            yield operand["fact"]
    for part in (*tree.get("all", ()), *tree.get("any", ()), tree.get("not")):
        yield from _names(part)


def _fact(name: str, told: Mapping[str, Any]) -> FactLine:
    return FactLine(
        name=name,
        label=words.said(told["label"]),
        value=words.value(name, told),
        evidence=tuple(_evidence(one) for one in told["evidence"] if "counts" not in one["note"]),
        posts=tuple(_post(one["note"]) for one in told["evidence"] if "counts" in one["note"]),
    )


def _evidence(one: Mapping[str, Any]) -> EvidenceLine:
    note = dict(one["note"])
    year = note.pop(MISSING_YEAR, "")
    note.pop(COUNTED_FROM, "")
    said = [_("Nothing is on record for %s.") % year] if year else []
    if note.pop(MAY_BE, ""):
        told = _(
            "may be the same person, entered twice: the personnel unit enters on paper, on the "
            "page of the person, whether they are one"
        )
        said.append(told)
    return EvidenceLine(
        record=words.record(one["record"]),
        ref=one["ref"],
        dated_on=words.day(one["dated_on"]),
        note="; ".join([*said, *(str(text) for text in note.values())]),
    )


def _post(note: Mapping[str, str]) -> PostLine:
    kinds = dict(PostHolding.Kind.choices)
    length = _("%(months)s months, %(days)s days") % {
        "months": note.get("months", ""),
        "days": note.get("days", ""),
    }
    return PostLine(
        title=note.get("title", ""),
        since=words.day(note.get("from")),
        until=words.day(note.get("until")),
        kind=str(kinds.get(note.get("kind", ""), "")),
        counted=words.counted(note["counts"]),
        length=length,
    )


def _missing(
    name: str, facts: Mapping[str, Any], request: FactRequest | None, *, on: date
) -> MissingLine:
    told = facts.get(name, {})
    named = told.get("supplied_by", "") or (request.role if request else "")
    return MissingLine(
        label=words.said(told.get("label")) or words.fact_label(name),
        role=words.supplier(named),
        asked_on=request.asked_on if request else None,
        due_on=request.due_on if request else None,
        request=request.pk if request else None,
        days=(request.due_on - on).days if request else None,
    )
