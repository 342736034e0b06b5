"""Reading days of the calendar from a file, each with its source and how sure it is.

* CalendarFileError   the file cannot be used: every fault is named with its line

A day that is on record already is left as it stands: an officer may have amended it.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from compliance import trail
from compliance.events import Event
from compliance.history import create_many
from rules.model import Confidence
from workflow_engine.calendar.models import CalendarDay
from workflow_engine.calendar.working_days import CalendarError

SHIPPED = Path(__file__).parent / "data" / "viet_nam_2025_2027.yaml"
_FIELDS = {"on", "kind", "name", "source", "confidence"}
_KINDS = set(CalendarDay.Kind.values)
_CONFIDENCE = {mark.value for mark in Confidence}


class CalendarFileError(CalendarError):
    """A file of days cannot be used."""

    code = "calendar-file"

    def __init__(self, path: Path, faults: list[str]) -> None:
        self.path = path
        self.faults = tuple(faults)
        told = _("%(file)s cannot be loaded.") % {"file": path.name}
        super().__init__(" ".join([told, *faults]))


@dataclass(frozen=True)
class Loaded:
    """What became of the days of a file."""

    added: int
    unchanged: int
    different: tuple[date, ...]


def read(path: Path) -> list[CalendarDay]:
    """Read the days of a file.

    Raises:
        CalendarFileError: a line cannot be used.
    """
    try:
        contents = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, YAMLError) as error:
        raise CalendarFileError(path, [_("It cannot be read: %s.") % error]) from None
    if not isinstance(contents, dict) or not isinstance(contents.get("days"), list):
        raise CalendarFileError(path, [_("It needs a list `days`, and `sources` that they name.")])
    sources = contents.get("sources") or {}
    faults: list[str] = []
    days: list[CalendarDay] = []
    known: set[date] = set()
    for place, line in enumerate(contents["days"], start=1):
        fault = _fault(line, sources, known)
        if fault:
            faults.append(_("Day %(place)s: %(fault)s") % {"place": place, "fault": fault})
        else:
            known.add(line["on"])
            days.append(CalendarDay(**{**line, "source": sources[line["source"]]}))
    if faults:
        raise CalendarFileError(path, faults)
    return days


def load(path: Path = SHIPPED) -> Loaded:
    """Add the days of a file that are not on record yet.

    Raises:
        CalendarFileError: a line cannot be used; nothing is stored.
    """
    days = read(path)
    with transaction.atomic():
        on_record = {day.on: day for day in CalendarDay.objects.all()}
        new = [day for day in days if day.on not in on_record]
        different = [
            day.on for day in days if day.on in on_record and on_record[day.on].kind != day.kind
        ]
        if new:
            create_many(new, reason=path.name)
            trail.record(
                event=Event.DAY_AMENDED,
                actor=trail.SYSTEM,
                header={
                    "added": len(new),
                    "first": min(day.on for day in new),
                    "last": max(day.on for day in new),
                },
                payload={"file": path.name},
            )
    return Loaded(len(new), len(days) - len(new) - len(different), tuple(different))


def _fault(line: Any, sources: dict[str, str], known: set[date]) -> str:
    if not isinstance(line, dict) or set(line) != _FIELDS:
        return _("it needs exactly %s.") % ", ".join(sorted(_FIELDS))
    if type(line["on"]) is not date:
        return _("`on` is not a date: %r.") % (line["on"],)
    if line["on"] in known:
        return _("%s stands there twice.") % line["on"]
    if line["kind"] not in _KINDS:
        return _("`kind` is none of %s.") % ", ".join(sorted(_KINDS))
    if line["confidence"] not in _CONFIDENCE:
        return _("`confidence` is none of %s.") % ", ".join(sorted(_CONFIDENCE))
    if line["source"] not in sources:
        return _("`source` is none of those on top: %r.") % (line["source"],)
    if not isinstance(line["name"], str) or not line["name"].strip():
        return _("`name` is empty.")
    return ""
