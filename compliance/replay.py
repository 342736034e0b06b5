"""Replay: the trail and the law alone reproduce every verdict and every count.

Nothing else is read: no dossier, no person, no history. Each recorded verdict is reached again
from the facts recorded in it, under the law in force on its own date as it was read then, and each
recorded count is tallied again; whatever differs is named by its place. A verdict carries the
digest of what judged, so that a law that was edited, former readings and their digests in
`readings.yaml` included, is told from a record that was.

Where the law is read otherwise today, what it comes to by today's reading is named as well. That
is no difference of the record: it was right by what was known.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from compliance import canonical, forms, trail
from compliance.errors import NothingToReplayError
from compliance.events import Event
from compliance.models import TrailEntry
from rules.compute.ballot import Count, tally
from rules.definitions import Law
from rules.errors import NoEditionInForceError, RuleError
from rules.facts import facts_from_json
from rules.judge.engine import evaluate
from rules.judge.verdict import FORMAT, Verdict, format_of, reading_of
from rules.library import FIRST_READING, law
from rules.model import Fact, Outcome, SpecialDecision

ABSENT = "(absent)"
# What the header of a judgement says of its verdict.
_HEADER = ("candidate", "gate", "result")


@dataclass(frozen=True)
class Divergence:
    """One place where the replay differs from the record."""

    number: int
    pointer: str
    recorded: Any
    now: Any

    def __str__(self) -> str:
        told = f"Entry {self.number} {self.pointer}: {self.recorded!r} recorded, {self.now!r} now"
        if self.of_the_law:
            told += "; the law of this reading is not the one that judged"
        return told

    @property
    def of_the_law(self) -> bool:
        """Whether the law was edited since, rather than the record: what judged is not what was."""
        return self.pointer.endswith("/verdict/law_digest")

    def as_dict(self) -> dict[str, Any]:
        """Give it as plain values."""
        return {
            "entry": self.number,
            "pointer": self.pointer,
            "recorded": self.recorded,
            "now": self.now,
            "of_the_law": self.of_the_law,
        }


@dataclass(frozen=True)
class Otherwise:
    """A condition that comes to something else by today's reading of the law.

    `recorded` and `today` are outcomes; None where the condition is not asked by that reading.
    """

    number: int
    candidate: str
    condition: str
    recorded: str | None
    today: str | None

    def __str__(self) -> str:
        return (
            f"Entry {self.number}, candidate {self.candidate}, {self.condition}: "
            f"{self.recorded or 'not asked'} then, {self.today or 'not asked'} as the law is read "
            "today"
        )

    def as_dict(self) -> dict[str, Any]:
        """Give it as plain values."""
        return {
            "entry": self.number,
            "candidate": self.candidate,
            "condition": self.condition,
            "recorded": self.recorded,
            "today": self.today,
        }


@dataclass
class Replay:
    """What replaying a dossier came to; `otherwise` is no difference of the record."""

    dossier: str
    entries: int = 0
    verdicts: int = 0
    counts: int = 0
    divergences: list[Divergence] = field(default_factory=list)
    faults: list[trail.Fault] = field(default_factory=list)
    otherwise: list[Otherwise] = field(default_factory=list)

    @property
    def same(self) -> bool:
        """Whether the record is sound and everything came out as recorded."""
        return not self.divergences and not self.faults

    def as_dict(self) -> dict[str, Any]:
        """Give it as plain values."""
        return {
            "dossier": self.dossier,
            "same": self.same,
            "entries": self.entries,
            "verdicts": self.verdicts,
            "counts": self.counts,
            "divergences": [found.as_dict() for found in self.divergences],
            "faults": [fault.as_dict() for fault in self.faults],
            "otherwise_today": [each.as_dict() for each in self.otherwise],
        }


def replay_verdict(entry: TrailEntry) -> list[Divergence]:
    """Evaluate every verdict of an entry again and list where they differ.

    What the header of a judgement says, as the lists show it, is held against the verdict too.
    """
    verdicts = entry.contents.get("verdicts")
    if not verdicts:
        raise NothingToReplayError(entry.number, "verdict")
    found: list[Divergence] = []
    for index, item in enumerate(verdicts):
        again = _or_error(_evaluate, item)
        place = f"/verdicts/{index}/verdict"
        found += _differences(entry.number, place, item.get("verdict", ABSENT), again)
        if entry.event == Event.RULES_EVALUATED:
            found += _differences(entry.number, "/header", *_headers(entry, item, again))
    return found


def judged_otherwise_today(entry: TrailEntry) -> list[Otherwise]:
    """List the conditions of an entry's verdicts that today's reading of the law judges otherwise.

    A fact that today's law no longer knows, or knows with other values, is taken as not known.
    """
    found: list[Otherwise] = []
    today = law()
    for item in entry.contents.get("verdicts", ()):
        try:
            recorded = item["verdict"]
            if reading_of(recorded) == today.reading:
                continue
            then = {each["condition"]: str(each["outcome"]) for each in recorded["findings"]}
            again = _judged(recorded, today, _known_today(recorded, today))
            now = {each.condition: each.outcome.value for each in again.findings}
        except NoEditionInForceError:
            now = {}  # No gate of today asks any of it.
        except (RuleError, KeyError, TypeError, ValueError, AttributeError):
            continue  # What cannot be read or judged, the replay itself names.
        found += [
            Otherwise(entry.number, str(item.get("candidate", "")), name, then.get(name), came_to)
            for name in dict.fromkeys([*then, *now])
            if (came_to := now.get(name)) != then.get(name)
        ]
    return found


def replay_count(entry: TrailEntry) -> list[Divergence]:
    """Tally the count of an entry again and list where the two differ."""
    item = entry.contents.get("count")
    if not item:
        raise NothingToReplayError(entry.number, "count")
    again = _or_error(_tally, item)
    return list(_differences(entry.number, "/count/tally", item.get("tally", ABSENT), again))


def replay_dossier(number: str) -> Replay:
    """Replay everything that rules decided in a dossier, and check its entries on the way."""
    replay = Replay(number)
    stored = forms.Stored()
    for entry in trail.entries(number).iterator(chunk_size=200):
        replay.entries += 1
        replay.faults += trail.check(entry, stored=stored)
        contents = entry.contents
        if contents.get("verdicts"):
            replay.verdicts += len(contents["verdicts"])
            replay.divergences += replay_verdict(entry)
            replay.otherwise += judged_otherwise_today(entry)
        if contents.get("count"):
            replay.counts += 1
            replay.divergences += replay_count(entry)
    return replay


def _headers(
    entry: TrailEntry, item: Mapping[str, Any], again: Any
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what the header says of a verdict, and what it has to say; nothing if it cannot."""
    if not isinstance(again, Mapping) or "findings" not in again:
        return {}, {}
    says = {name: entry.extras[name] for name in _HEADER if name in entry.extras}
    left = "held" if all(_puts_off(again, finding) for finding in _unmet(again)) else "struck-out"
    due = {
        "candidate": item.get("candidate"),
        "gate": again["gate"],
        "result": "passes" if again["passes"] else left,
    }
    if "candidate" in says:
        says["candidate"] = str(says["candidate"])
    return says, {name: due[name] for name in says}


def _unmet(verdict: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [each for each in verdict["findings"] if each["outcome"] == Outcome.UNMET.value]


def _puts_off(verdict: Mapping[str, Any], finding: Mapping[str, Any]) -> bool:
    """Tell whether a condition that is not met has its procedure wait, and strikes nobody out."""
    cited = finding["citation"]
    place = (cited["instrument"], cited["article"], cited["clause"])
    return _books(verdict).puts_off(*place, date.fromisoformat(verdict["on"]))


def _books(verdict: Mapping[str, Any]) -> Law:
    """Return the law as it was read when the verdict was reached."""
    return law(known_on=reading_of(verdict) or FIRST_READING)


def _evaluate(item: Mapping[str, Any]) -> Any:
    """Reach a verdict again, and write it in the format of the record if that is one."""
    verdict = item["verdict"]
    try:
        written = format_of(verdict)
    except ValueError:
        written = FORMAT
    books = _books(verdict)
    again = _judged(verdict, books, facts_from_json(_facts(verdict), books))
    return replace(again, written=written).as_dict()


def _judged(verdict: Mapping[str, Any], books: Law, facts: Mapping[str, Fact]) -> Verdict:
    return evaluate(
        verdict["gate"],
        on=date.fromisoformat(verdict["on"]),
        facts=facts,
        special_decisions=tuple(_special_decisions(verdict)),
        decided_by=date.fromisoformat(verdict.get("decided_by", verdict["on"])),
        law=books,
    )


def _known_today(verdict: Mapping[str, Any], today: Law) -> dict[str, Fact]:
    """Take the recorded facts that fit the vocabulary of today."""
    found: dict[str, Fact] = {}
    for name, said in _facts(verdict).items():
        try:
            found |= facts_from_json({name: said}, today)
        except RuleError:
            continue
    return found


def _facts(verdict: Mapping[str, Any]) -> dict[str, Any]:
    """Take from the verdict what its conditions read: values with their evidence."""
    return {
        name: {"value": said["value"], "evidence": said["evidence"]}
        for name, said in verdict["facts"].items()
    }


def _special_decisions(verdict: Mapping[str, Any]) -> Iterator[SpecialDecision]:
    """Take from the verdict the special decisions that could lift a condition."""
    for finding in verdict["findings"]:
        lift = finding["explanation"]["lift"]
        if lift and lift["decision"]:
            yield SpecialDecision.from_dict(lift["decision"])


def _tally(item: Mapping[str, Any]) -> Any:
    carried = item.get("carried")
    reading = item.get("reading")
    return tally(
        item["rule"],
        Count(**item["count"]),
        on=date.fromisoformat(item["on"]),
        carried=None if carried is None else tuple(carried),
        law=law(known_on=date.fromisoformat(reading) if reading else FIRST_READING),
    ).as_dict()


def _or_error(act: Callable[[Mapping[str, Any]], Any], item: Mapping[str, Any]) -> Any:
    """Do it again; where the law or the record no longer allows that, say so in its place."""
    try:
        return canonical.plain(act(item))
    except RuleError as error:
        return {"error": error.code, "message": str(error)}
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        return {"error": "unreadable-record", "message": f"{type(error).__name__}: {error}"}


def _differences(number: int, pointer: str, recorded: Any, now: Any) -> Iterator[Divergence]:
    if isinstance(recorded, dict) and isinstance(now, dict):
        for key in dict.fromkeys([*recorded, *now]):
            step = key.replace("~", "~0").replace("/", "~1")
            pair = recorded.get(key, ABSENT), now.get(key, ABSENT)
            yield from _differences(number, f"{pointer}/{step}", *pair)
    elif isinstance(recorded, list) and isinstance(now, list):
        for index in range(max(len(recorded), len(now))):
            pair = _item(recorded, index), _item(now, index)
            yield from _differences(number, f"{pointer}/{index}", *pair)
    elif type(recorded) is not type(now) or recorded != now:
        yield Divergence(number, pointer, recorded, now)


def _item(items: list[Any], index: int) -> Any:
    return items[index] if index < len(items) else ABSENT
