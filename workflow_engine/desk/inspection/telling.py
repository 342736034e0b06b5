"""What an entry of the trail says, in words: a label for every key, words for every code.

Records of the registry are told by the names and the choices of their own columns. A code that has
no words any more is shown as it is recorded (`Told.verbatim`), and so are digests.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model
from django.utils.translation import gettext as _

from compliance.models import TrailEntry
from rules.library import law
from workflow_engine.access.roles import name_of
from workflow_engine.base.messages import is_recorded, worded
from workflow_engine.calendar.models import CalendarDay
from workflow_engine.desk import addresses
from workflow_engine.desk.entries import step_title
from workflow_engine.desk.inspection import counting, limits
from workflow_engine.desk.inspection.keys import HIDDEN, KEYS, LEVELS
from workflow_engine.dossiers.models import (
    Candidate,
    Conference,
    Delivery,
    Dossier,
    GateRun,
    SignOff,
    Stance,
)
from workflow_engine.dossiers.models.events import called
from workflow_engine.nodes.step import labels_of
from workflow_engine.pages import values, words
from workflow_engine.registry.models import Delegation, Person

_NAMED_AT_ONCE = 100


@dataclass(frozen=True)
class Told:
    """One thing that an entry says: a label with a text, or with further things.

    `person` is whom the text names, where the reader may open the file. What is `verbatim` is
    shown letter by letter: a digest, or a code without words.
    """

    label: str
    text: str = ""
    parts: tuple[Told, ...] = ()
    person: int | None = None
    verbatim: bool = False


@dataclass(frozen=True)
class ReferredTo:
    """What entries refer to, read for all of them at once."""

    accounts: Mapping[int | None, str] = field(default_factory=dict)
    people: Mapping[str, Person] = field(default_factory=dict)
    readable: Collection[int] = ()
    units: Mapping[str, str] = field(default_factory=dict)


def _choice(choices: Any) -> Callable[[str], str]:
    return lambda code: str(choices(code).label) if code in choices.values else code


def _level(code: str) -> str:
    return str(LEVELS.get(code, code))


def _ballot(code: str) -> str:
    return words.said(next((rule.title for rule in law().ballots if rule.id == code), None)) or code


def _ground(code: str) -> str:
    return words.said(next((each.words for each in law().grounds if each.id == code), None)) or code


def _table(code: str) -> str:
    return words.record(f"registry.{code}" if _model(code) else code)


_CODED: dict[str, Callable[[str], str]] = {
    "code": words.refusal,
    "fact": words.fact_label,
    "gate": words.gate,
    "condition": words.condition,
    "role": name_of,
    "authority": name_of,
    "record": _table,
    "table": _table,
    "model": _table,
    "view": addresses.page,
    "method": addresses.asked,
    "level": _level,
    "rule": _ballot,
    "ground": _ground,
    "awaited": called,
    "act": _choice(SignOff.Act),
    "result": _choice(GateRun.Result),
    "kind": _choice(CalendarDay.Kind),
    "audience": _choice(Delivery.Audience),
    "channel": _choice(Delivery.Channel),
    "stance": _choice(Stance),
    "left_because": _choice(Candidate.Leaving),
    "delegation": _choice(Delegation.Kind),
    "signs_as": _choice(Delegation.SignsAs),
    "for_task": _choice(Delegation.Task),
    "procedure": words.procedure,
    "presided_as": _choice(Conference.PresidedAs),
    "superior_case": _choice(Conference.SuperiorCase),
    "confidence": lambda code: str(words.CONFIDENCE.get(code, _("seen"))),
}
_DIGESTS = ("sha256", "plan", "root")


def _model(name: Any) -> type[Model] | None:
    """Return the table of the registry of that name, or None."""
    try:
        return apps.get_model("registry", str(name).replace("_", ""))
    except LookupError:
        return None


def numbers_in(value: Any) -> Iterator[str]:
    """Yield the personal numbers that a payload names."""
    if isinstance(value, Mapping):
        if isinstance(value.get("personal_number"), str):
            yield value["personal_number"]
        for key, each in value.items():
            if key == "concerns":
                yield from each[:_NAMED_AT_ONCE]
            else:
                yield from numbers_in(each)
    elif isinstance(value, list):
        for each in value:
            yield from numbers_in(each)


class Telling:
    """Tells what one entry says."""

    def __init__(
        self,
        entry: TrailEntry,
        contents: Mapping[str, Any],
        known: ReferredTo,
        dossier: Dossier | None = None,
    ) -> None:
        self.entry = entry
        self.contents = contents
        self.known = known
        self.dossier = dossier
        self.node: Any = None
        if dossier is not None and entry.step:
            self.node = dossier.flow_class.instance.node(entry.step, no_obsolete=True)
        named = (
            entry.extras.get("model"),
            contents.get("table"),
            contents.get("record"),
            entry.extras.get("record"),
        )
        self.model = next((model for name in named if name and (model := _model(name))), None)

    def things(self, said: Mapping[str, Any], *, besides: Collection[str] = ()) -> list[Told]:
        """Return what a payload or a header says, but for what is shown elsewhere."""
        return [
            self._told(key, value)
            for key, value in said.items()
            if key not in besides
            and value not in ("", None, [], {})
            and not (key in HIDDEN and isinstance(value, int))
        ]

    def _told(self, key: str, value: Any) -> Told:
        label = self._label(key)
        special = getattr(self, f"_told_{key}", None)
        if special is not None and not isinstance(value, str):
            return cast(Told, special(label, value))
        if is_recorded(value):
            return Told(label, worded(value))
        if isinstance(value, str):
            return self._text(key, label, value)
        if isinstance(value, Mapping) and "full_name" in value:
            return self._person(label, value)
        if isinstance(value, Mapping):
            return Told(label, parts=tuple(self.things(value)))
        if isinstance(value, list):
            return Told(label, parts=tuple(self._told("", each) for each in value))
        return Told(label, self._of_column(key, value))

    def _label(self, key: str) -> str:
        if not key or key.isdigit():
            return ""
        if key in KEYS:
            return str(KEYS[key])
        column = self._column(key)
        if column is not None:
            return values.label(column)
        return step_title(self.dossier, key)

    def _column_label(self, name: str) -> str:
        column = self._column(name)
        return self._label(name) if column is None else values.label(column)

    def _column(self, key: str) -> Any:
        if self.model is None:
            return None
        try:
            return self.model._meta.get_field(key)
        except FieldDoesNotExist:
            return None

    def _of_column(self, key: str, value: Any) -> str:
        column = self._column(key)
        if is_recorded(value):
            return worded(value)
        return values.plain(value) if column is None else values.of_column(column, value)

    def _text(self, key: str, label: str, value: str) -> Told:
        if key in _DIGESTS:
            return Told(label, value, verbatim=True)
        if key in ("outcome", "route"):
            return self._route(label, value)
        if key == "not_selected_at":
            return Told(label, step_title(self.dossier, value))
        if key == "ballot":
            return Told(label, str(counting.ballot_of(self.node, value).title or value))
        if key == "unit":
            return Told(label, self.known.units.get(value, value))
        if key == "paper":
            asked = getattr(self.node, "required", ())
            titles = {paper.kind: paper.title for paper in asked}
            return Told(label, str(titles.get(value) or words.paper(value)))
        if key in _CODED:
            text = _CODED[key](value)
            return Told(label, text, verbatim=text == value and key != "authority")
        return Told(label, self._of_column(key, value))

    def _route(self, label: str, value: str) -> Told:
        routes = labels_of(self.node)
        if value in routes:
            return Told(label, str(routes[value]))
        if value in Dossier.Outcome.values:
            return Told(label, str(Dossier.Outcome(value).label))
        return Told(label, value, verbatim=True)

    def _person(self, label: str, value: Mapping[str, Any]) -> Told:
        number = str(value.get("personal_number", ""))
        rest = {k: v for k, v in value.items() if k not in ("full_name", "personal_number")}
        name = f"{value['full_name']} ({number})" if number else str(value["full_name"])
        return Told(label, name, tuple(self.things(rest)), self._open_to(number))

    def _open_to(self, number: str) -> int | None:
        person = self.known.people.get(number)
        return person.pk if person is not None and person.pk in self.known.readable else None

    # ------------------------------------------------------------ keys that are told their own way

    def _told_verdicts(self, label: str, value: Any) -> Told:
        whole = (one["verdict"] for one in value if "verdict" in one)
        return Told(label, parts=tuple(_verdict(verdict) for verdict in whole))

    def _told_count(self, label: str, value: Any) -> Told:
        if not isinstance(value, Mapping):
            return Told(label, str(value))
        ballot = counting.ballot_of(self.node, self.contents.get("ballot", ""))
        lines = counting.lines(value, self.contents.get("candidates") or {}, ballot)
        rule = _ballot(str(value.get("rule", "")))
        return Told(label, parts=(Told(_("Rule"), rule), *(Told(*line) for line in lines)))

    def _told_failure(self, label: str, value: Any) -> Told:
        """Show what the judges told the operator letter by letter."""
        return Told(label, str(value.get("message") or value.get("code", "")), verbatim=True)

    def _told_unmet(self, label: str, value: Any) -> Told:
        return Told(label, parts=tuple(Told(words.condition(one)) for one in value))

    def _told_problems(self, label: str, value: Any) -> Told:
        said = value.values() if isinstance(value, Mapping) else value
        return Told(label, parts=tuple(Told("", str(each)) for each in said))

    def _told_events(self, label: str, value: Any) -> Told:
        """Tell of each event that an act dated its day, or the day for which it is planned."""
        return Told(label, parts=tuple(Told("", limits.event(each)) for each in value))

    def _told_limits(self, label: str, value: Any) -> Told:
        """Tell of each time limit what the act did to it."""
        return Told(label, parts=tuple(Told("", limits.limit(each)) for each in value))

    def _told_stated(self, label: str, value: Any) -> Told:
        """Tell of each fact what was stated of it."""
        return Told(
            label,
            parts=tuple(
                Told(words.fact_label(one["fact"]), words.value(one["fact"], one)) for one in value
            ),
        )

    def _told_account(self, label: str, value: Any) -> Told:
        return Told(label, self.known.accounts.get(value) or f"#{value}")

    def _told_counts(self, label: str, value: Any) -> Told:
        return Told(
            label,
            parts=tuple(
                Told(_table(name), parts=tuple(self.things(rows))) for name, rows in value.items()
            ),
        )

    def _told_changes(self, label: str, value: Any) -> Told:
        """Tell of each column what stood there before, and what stands there now."""
        nothing = _("empty")
        return Told(
            label,
            parts=tuple(
                Told(
                    self._column_label(name),
                    _("before: %(before)s; after: %(after)s")
                    % {
                        "before": self._of_column(name, before) or nothing,
                        "after": self._of_column(name, after) or nothing,
                    },
                )
                for name, (before, after) in value.items()
            ),
        )

    def _told_values(self, label: str, value: Any) -> Told:
        said = ((self._column_label(n), self._of_column(n, one)) for n, one in value.items())
        return Told(label, parts=tuple(Told(name, text) for name, text in said if text))

    def _told_of_record(self, label: str, value: Any) -> Told:
        """Name the record by what tells it from others of the person."""
        return Told(label, self._identity(value))

    def _identity(self, value: Mapping[str, Any]) -> str:
        said = ((self._column_label(n), self._of_column(n, one)) for n, one in value.items())
        return "; ".join(f"{name}: {text}" for name, text in said)

    def _told_corrections(self, label: str, value: Any) -> Told:
        """Tell of each record that an import changed which one it is, and what stood there."""
        told = []
        for one in value:
            about = Telling(self.entry, {"record": one["model"]}, self.known)
            which = about._identity(one.get("of_record") or {}) or f"#{one['record']}"
            told.append(about._told_changes(f"{_table(one['model'])}: {which}", one["changes"]))
        return Told(label, parts=tuple(told))

    def _told_readings_accepted(self, label: str, value: Any) -> Told:
        return Told(label, parts=tuple(_reading(one) for one in value))

    def _told_taken_by_default(self, label: str, value: Any) -> Told:
        times = _("%(value)s, in %(times)s new rows")
        return Told(
            label,
            parts=tuple(
                Told(
                    f"{one['sheet']}, {one['column']}",
                    times % {"value": one["taken"], "times": one["times"]},
                )
                for one in value
            ),
        )

    def _told_concerns(self, label: str, value: Any) -> Told:
        """Name those whom an import concerns, the first of them; the others are counted."""
        named = []
        for number in value[:_NAMED_AT_ONCE]:
            person = self.known.people.get(number)
            name = f"{person.full_name} ({number})" if person is not None else number
            named.append(Told("", name, person=self._open_to(number)))
        more = len(value) - len(named)
        if more:
            named.append(Told("", _("and %(n)s more") % {"n": more}))
        return Told(label, _("%(n)s people") % {"n": len(value)}, tuple(named))


def _reading(one: Mapping[str, Any]) -> Told:
    """Tell a question about a file that was accepted: where it stood, and what was asked."""
    message = one["message"]
    place = ", ".join(filter(None, (one.get("sheet"), one.get("cell"), one.get("column"))))
    return Told(place, worded(message) if is_recorded(message) else str(message))


def _verdict(verdict: Mapping[str, Any]) -> Told:
    findings = tuple(
        Told(words.said(found["title"]), words.said(found["sentence"]))
        for found in verdict["findings"]
        if found["outcome"] in ("unmet", "unknown") or found["lifted_by"]
    )
    outcome = _("passes") if verdict["passes"] else _("does not pass")
    return Told(str(KEYS["gate"]), f"{words.gate(verdict['gate'])}: {outcome}", findings)
