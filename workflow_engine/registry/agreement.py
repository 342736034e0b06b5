"""What has to agree in a row of the registry, by the kind of record."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial
from typing import Any

from django.db.models import Model

from workflow_engine.base.messages import Message
from workflow_engine.base.messages import message as _
from workflow_engine.registry import papers
from workflow_engine.registry.bounds import OLDEST, YOUNGEST
from workflow_engine.registry.models import (
    AssetDeclaration,
    BusinessRole,
    Clearance,
    Discipline,
    HealthCertificate,
    PartyRole,
    Person,
    Planning,
    PostHolding,
    Proceeding,
    Qualification,
    Rating,
    Relationship,
    WorkPeriod,
)
from workflow_engine.registry.models.records import BY_PARTY_IS, LEVELS_OF, MAY_END, Matter

Values = Mapping[str, Any]
Check = Callable[[Values, date], Iterator[tuple[str, Message]]]


def problems(model: type[Model], values: Values, *, today: date) -> Iterator[tuple[str, Message]]:
    """Yield each field that does not agree with another one, with why.

    A person is named by the personal number, as `person` and as `relative`.
    """
    check = _CHECKS.get(model)
    if check is not None:
        yield from check(values, today)
    yield from papers.refusals(model, values)


def _follows(start: str, end: str, values: Values, today: date) -> Iterator[tuple[str, Message]]:
    if values.get(end) and values.get(start) and values[end] <= values[start]:
        yield end, _("It ends before it begins.")
    if values.get("left") and not values.get(end):
        yield "left", _("It says how the post was left, but not when: give the day.")
    yield from _end_on_paper(start, end, values)
    found = values.get("found_on")
    if found and values.get(start) and found < values[start]:
        yield "found_on", _("The check came before what it found.")


def _found_open(start: str, end: str, values: Values, today: date) -> Iterator[tuple[str, Message]]:
    """Yield as well that a check found what had ended: it finds what is open."""
    yield from _follows(start, end, values, today)
    found, ended = values.get("found_on"), values.get(end)
    if found and ended and ended <= found:
        yield "found_on", _("It had ended by the day of the check: the check found another one.")


def _end_on_paper(start: str, end: str, values: Values) -> Iterator[tuple[str, Message]]:
    number, day = values.get("end_document_number"), values.get("end_document_date")
    if (number or day) and not values.get(end):
        yield end, _("The decision that ended it is given, but not the day on which it ended.")
    if number and not day:
        yield "end_document_date", _("Give the date of the decision that ended it.")
    if day and not number:
        yield "end_document_number", _("Give the number of the decision that ended it.")
    if day and values.get(start) and day < values[start]:
        yield "end_document_date", _("The decision that ended it is older than what it ended.")


def _not_after_today(field: str, values: Values, today: date) -> Iterator[tuple[str, Message]]:
    if values.get(field) and values[field] > today:
        yield field, _("The date lies in the future.")


def _discipline_agrees(values: Values, today: date) -> Iterator[tuple[str, Message]]:
    yield from _follows("effective_on", "ended_on", values, today)
    form, said = values.get("form"), values.get("by_party")
    known = BY_PARTY_IS.get(str(form))
    if said is not None and known is not None and said is not known:
        yield (
            "by_party",
            _("Only the Party takes such a decision.")
            if known
            else _("The Party takes no such decision."),
        )
    effective, party = values.get("effective_on"), values.get("party_effective_on")
    if party and values.get("by_party"):
        yield (
            "party_effective_on",
            _("This is the Party's own decision: it has the day on which it took effect already."),
        )
    if party and effective and party > effective:
        yield (
            "party_effective_on",
            _("The Party's decision took effect after that of the State which followed it."),
        )


def _matter_agrees(values: Values, today: date) -> Iterator[tuple[str, Message]]:
    yield from _found_open("opened_on", "closed_on", values, today)
    matter, kind = values.get("matter"), values.get("kind")
    team, decided = values.get("team"), values.get("team_decided_on")
    if kind and matter and matter != Matter.DENUNCIATION:
        yield "kind", _("Only a denunciation, complaint, inspection or sanction has a kind.")
    if (decided or team is not None) and kind != Proceeding.Kind.DENUNCIATION:
        named = "team_decided_on" if decided else "team"
        yield named, _("Only a denunciation has a verification team: give that kind, or clear it.")
    elif team and not decided:
        yield "team_decided_on", _("Give the day of the decision that set up the team.")
    elif team is False and decided:
        yield "team", _("A decision on the team is given: there is one.")
    for name in ("opened_on", "closed_on"):
        day = values.get(name)
        if decided and day and (decided < day if name == "opened_on" else decided > day):
            yield "team_decided_on", _("The day lies outside the time of the matter.")


def _person_agrees(values: Values, today: date) -> Iterator[tuple[str, Message]]:
    born, joined = values.get("birth_date"), values.get("party_joined_on")
    if born and not YOUNGEST <= today.year - born.year <= OLDEST:
        yield "birth_date", _("Nobody of this age is in the service: check the year.")
    left = values.get("party_left_on")
    yield from _end_on_paper("party_joined_on", "party_left_on", values)
    if left and values.get("party_member") is not False:
        yield "party_left_on", _("A day of leaving the Party is given for somebody not out of it.")
    if left and joined and left <= joined:
        yield "party_left_on", _("It ends before it begins.")
    if joined and values.get("party_member") is False and not left:
        yield "party_joined_on", _("A day of joining the Party is given for somebody not in it.")
    if joined and born and joined <= born:
        yield "party_joined_on", _("The day lies before the birth.")


def _check_agrees(values: Values, today: date) -> Iterator[tuple[str, Message]]:
    yield from _not_after_today("checked_on", values, today)
    ended, checked = values.get("earlier_ended_on"), values.get("checked_on")
    if not ended:
        return
    if values.get("clear") is False or values.get("subject") not in MAY_END:
        yield "earlier_ended_on", _("Only a check of open matters that found nothing says this.")
    elif checked and ended > checked:
        yield "earlier_ended_on", _("The day lies after that of the check.")


def _qualification_agrees(values: Values, today: date) -> Iterator[tuple[str, Message]]:
    yield from _not_after_today("awarded_on", values, today)
    kind, level = values.get("kind"), values.get("level")
    levels = LEVELS_OF.get(str(kind))
    if levels is not None and level is not None and level not in levels:
        yield "level", _("A qualification of this kind has no such level.")


def _rating_agrees(values: Values, today: date) -> Iterator[tuple[str, Message]]:
    year, decided = values.get("year"), values.get("decided_on")
    if year and year > today.year:
        yield "year", _("The year has not come yet.")
    if year and decided and decided.year < year:
        yield "decided_on", _("The rating was decided before the year that it rates.")


def _planning_agrees(values: Values, today: date) -> Iterator[tuple[str, Message]]:
    yield from _follows("approved_on", "ended_on", values, today)
    first, last = values.get("period_from"), values.get("period_until")
    if last and not first:
        yield "period_from", _("Give both years of the period.")
    elif first and not last:
        yield "period_until", _("Give both years of the period.")
    elif first and last and last < first:
        yield "period_until", _("It ends before it begins.")


def _relative_agrees(values: Values, today: date) -> Iterator[tuple[str, Message]]:
    if values.get("relative") == values.get("person"):
        yield "relative", _("Somebody is given as a relative of himself or herself.")


_period = partial(_follows, "held_from", "held_until")
_CHECKS: Mapping[type[Model], Check] = {
    Person: _person_agrees,
    PostHolding: _period,
    WorkPeriod: _period,
    BusinessRole: partial(_found_open, "held_from", "held_until"),
    PartyRole: _period,
    Qualification: _qualification_agrees,
    Rating: _rating_agrees,
    Discipline: _discipline_agrees,
    Proceeding: _matter_agrees,
    Clearance: _check_agrees,
    Planning: _planning_agrees,
    AssetDeclaration: partial(_not_after_today, "completed_on"),
    HealthCertificate: partial(_not_after_today, "issued_on"),
    Relationship: _relative_agrees,
}
