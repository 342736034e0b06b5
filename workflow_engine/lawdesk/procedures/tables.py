"""The tables of procedures in README.md and processes/README.md, as the declarations say.

Each stands between two comments, so that `manage.py procedures --write` finds it and writes it
again; what stands outside is kept by hand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from workflow_engine.lawdesk.procedures.telling import life_of, named, told
from workflow_engine.nodes import Conference

ROOT = Path(__file__).resolve().parents[3]
BEGIN = "<!-- procedures: written by `manage.py procedures --write` -->"
END = "<!-- procedures: end -->"
_UNITS = {"working-day": "wd", "day": "d", "month": "m"}


def write() -> list[Path]:
    """Write every table again; return the files that changed."""
    changed = []
    for path in PARTS:
        text = path.read_text(encoding="utf-8")
        fresh = renewed(path, text)
        if fresh != text:
            path.write_text(fresh, encoding="utf-8")
            changed.append(path.relative_to(ROOT))
    return changed


def renewed(path: Path, text: str) -> str:
    """Return the text of a document with its generated part as it should be."""
    before, begin, rest = text.partition(BEGIN)
    _old, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"{path.name} lacks the comments between which the table stands")
    return f"{before}{BEGIN}\n\n{PARTS[path]()}\n\n{END}{after}"


def overview() -> str:
    """Return the table of README.md: one row an edition."""
    return _table(
        ("procedure", "legal basis", "edition in force", "steps", "stands in"),
        [
            (
                f"{each['title']['en']}, *{each['title']['vi']}*",
                each["legal_basis"]["en"],
                _life(each),
                str(len(each["steps"])),
                f"`{each['module']}`",
            )
            for each in map(told, named())
        ],
    )


def steps() -> str:
    """Return the part of processes/README.md: each edition under a heading, with its steps."""
    return "\n\n".join(part for each in map(told, named()) for part in _edition(each))


def _edition(each: Mapping[str, Any]) -> Iterator[str]:
    yield f"### {each['title']['en']}: `{each['edition']}`"
    yield (
        f"{each['title']['vi']}, {_life(each)}.\n"
        f"{each['legal_basis']['en']}; in force by {each['in_force']['basis']['en']}.\n"
        f"Declared in `{each['module']}`."
    )
    yield _table(
        (
            "step",
            "node",
            "role",
            "papers in → out",
            "deadline",
            "announced",
            "article",
            "outcomes",
            "kept apart from",
        ),
        [_step(each, step) for step in each["steps"]],
    )
    yield (
        "Ends: "
        + ", ".join(f"`{end['name']}` ({end['title']['vi']})" for end in each["ends"])
        + "."
    )


def _step(each: Mapping[str, Any], step: Mapping[str, Any]) -> Sequence[str]:
    return (
        f"{step['title']['vi']} `{step['name']}`",
        _node(step),
        "rules" if step["by_rules"] else ", ".join(role["code"] for role in step["roles"]),
        _papers(step),
        "; ".join(map(_limit, step["limits"])),
        _announced(step),
        "; ".join(_article(each, citation) for citation in step["citations"]),
        "; ".join(_route(route) for route in step["routes"]),
        ", ".join(f"`{name}`" for name in step["kept_apart_from"]),
    )


def _node(step: Mapping[str, Any]) -> str:
    kind = str(step["kind"]["node"])
    if step["gate"]:
        return f"{kind}, `{step['gate']['code']}`"
    if step["ballots"]:
        return ", ".join([kind, *map(_ballot, step["ballots"])])
    if step["kind"]["code"] == Conference.kind:
        quorum = f"quorum of `{step['quorum']}`" if step["quorum"] else "no quorum"
        return f"{kind}, no ballot, {quorum}"
    if step["left_out_where"]:
        return f"{kind}, may be left out"
    return kind


def _ballot(ballot: Mapping[str, Any]) -> str:
    secret = "secret" if ballot["secret"] else "not said to be secret"
    return f"`{ballot['rule']}`, {secret}"


def _papers(step: Mapping[str, Any]) -> str:
    given = ", ".join(paper["en"] for paper in step["papers_in"])
    made = ", ".join(paper["en"] for paper in step["papers_out"])
    if step["papers_checked"]:
        aged = [paper for paper in step["papers_checked"] if paper["not_older_than"]]
        given = f"{len(step['papers_checked'])} papers, {len(aged)} of them with an age"
    return f"{given or '–'} → {made or '–'}" if given or made else ""


def _limit(limit: Mapping[str, Any]) -> str:
    values = ", ".join(f"{v['value']} {_UNITS.get(v['unit'], v['unit'])}" for v in limit["values"])
    side, order = ("≥", "before") if limit["before"] else ("≤", "after")
    return f"`{limit['awaits']}` {side} {values} {order} `{limit['runs_from']}`"


def _announced(step: Mapping[str, Any]) -> str:
    if step["announced"] is None:
        return "not stated" if step["ballots"] else ""
    return "announced" if step["announced"] else "**not** announced"


def _article(each: Mapping[str, Any], citation: Mapping[str, Any]) -> str:
    place = f"Đ{citation['article']}"
    place += "".join(f"({part})" for part in (citation["clause"], citation["point"]) if part)
    if citation["instrument"] != each["instrument"]:
        place = f"{citation['instrument_name']['vi']} {place}"
    return place if citation["confidence"] == "seen" else f"{place} `{citation['confidence']}`"


def _route(route: Mapping[str, Any]) -> str:
    label = f"{route['label']['en']} " if route["label"]["en"] else ""
    return f"{label}→ `{route['to']}`"


def _life(each: Mapping[str, Any]) -> str:
    life = life_of(each)
    since = f"{life.start:%d/%m/%Y}"
    return f"{since} – {life.last:%d/%m/%Y}" if life.last else f"from {since}"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, *([cell or "–" for cell in row] for row in rows)]
    written = [f"| {' | '.join(line)} |" for line in lines]
    return "\n".join([written[0], "|" + "---|" * len(head), *written[1:]])


# The documents, and what stands between the comments of each.
PARTS: dict[Path, Callable[[], str]] = {
    ROOT / "README.md": overview,
    ROOT / "processes" / "README.md": steps,
}
