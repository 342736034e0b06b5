"""Ways to break the small law, and what is to be found of each."""

from __future__ import annotations

import re

CONDITIONS, BALLOTS, GATES = "law/conditions/entry.yaml", "law/ballots.yaml", "law/gates/all.yaml"
FIGURES, FACTS, INSTRUMENTS = (
    f"law/{part}/all.yaml" for part in ("figures", "facts", "instruments")
)
SERVED, BREACH = "law/cases/entry/time-served.yaml", "law/cases/entry/no-breach.yaml"
FITNESS, VOTES = "law/cases/entry/fitness.yaml", "law/cases/ballots/vote.yaml"
COUNCIL, ROWS = "law/cases/compute/council.yaml", "law/coverage/rows.yaml"
PROCEDURE, GATHERERS = "house/processes/entry.py", "house/workflow_engine/facts/entry.py"

NO_BREACH = "requires: breaches = 0 or waived"
SECOND_VOTE = "in_force: {from: 2025-01-01}\n  confidence: seen\n  denominator: present"
INSTRUMENT = """
5/2026/NĐ-CP:
  name: {vi: Nghị định 5/2026/NĐ-CP, en: Decree 5/2026/NĐ-CP}
  title: {vi: Về việc khác, en: On something else}
  issued_on: 2026-01-01
  in_force: {from: 2026-03-01}
  confidence: seen
  last_checked_on: 2026-11-23
"""
FACT = """
unread:
  type: boolean
  label: {vi: Không ai xét, en: Read by nobody}
  reckoned: {vi: Không tính., en: In no way.}
  record: discipline
  source: registry
  supplied_by: inspector
"""
GATE = """
exit:
  title: {vi: Ra cửa, en: Exit}
  conditions: [exit]
  in_force: {from: 2024-01-01}
"""
SCHEDULES, EVENTS = "law/schedules.yaml", "law/events.yaml"
LIMITS = """
- id: entry.reply
  title: {vi: Trả lời, en: Reply}
  in_force: {from: 2024-01-01}
  steps:
    - {limit: reply_days, from: asked_on, to: replied_on}
"""
ASKED = "asked_on: {vi: nhận đề nghị, en: receipt of the request}\n"
NOTHING = """\
source: [nothing]
cases:
  - {name: nothing comes of nothing, as_of: 2026-11-23, facts: {}, expect: met}
"""


def put(file, old, new):
    """Put something else in the place of what stands once in a file."""

    def edit(root):
        text = (root / file).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
        (root / file).write_text(text.replace(old, new), encoding="utf-8")

    return edit


def add(file, text):
    """Add a file."""

    def edit(root):
        (root / file).write_text(text, encoding="utf-8")

    return edit


def both(*edits):
    """Edit more than once."""

    def edit(root):
        for each in edits:
            each(root)

    return edit


def rename(old, new):
    """Put something else in its place in every file of the law."""

    def edit(root):
        for path in (root / "law").rglob("*.yaml"):
            text = path.read_text(encoding="utf-8")
            path.write_text(text.replace(old, new), encoding="utf-8")

    return edit


def append(file, new):
    def edit(root):
        with (root / file).open("a", encoding="utf-8") as stream:
            stream.write(new)

    return edit


def drop(file, name):
    """Drop a case by its name."""

    def edit(root):
        text = (root / file).read_text(encoding="utf-8")
        left, dropped = re.subn(rf"\n  - name: {name}\n(    .*\n)+", "", text)
        assert dropped == 1
        (root / file).write_text(left, encoding="utf-8")

    return edit


def delete(file):
    return lambda root: (root / file).unlink()


def replaced(old, new):
    """Replace within the citation of the condition without a threshold."""
    return put(
        CONDITIONS, f'{{instrument: {old}, article: "3"}}', f'{{instrument: {new}, article: "3"}}'
    )


# The code, what breaks the law, and where the problem is: a file, and what stands on the line.
BROKEN = [
    ("law-file", put(FIGURES, "working-day", "fortnight"), FIGURES, "unit: fortnight"),
    ("law-file", put(FACTS, "  unit: count", "  unit: count: 1"), FACTS, "unit: count: 1"),
    ("law-file", put(ROWS, "ballots:", "ballot:"), ROWS, "vote:"),
    ("expression", put(CONDITIONS, NO_BREACH, "requires: breaches >"), CONDITIONS, "breaches >"),
    (
        "placeholder",
        put(CONDITIONS, "có {breaches}", "có {breaches} {months}"),
        CONDITIONS,
        'unmet: {vi: "Người đó có',
    ),
    (
        "citation-not-listed",
        replaced("1/2023/NĐ-CP", "9/2023/NĐ-CP"),
        CONDITIONS,
        "- id: entry.no-breach",
    ),
    (
        "citation-not-in-force",
        replaced("1/2023/NĐ-CP", "3/2026/NĐ-CP"),
        CONDITIONS,
        "- id: entry.no-breach",
    ),
    ("citation-undated", replaced("1/2023/NĐ-CP", "4-HD"), CONDITIONS, "- id: entry.no-breach"),
    (
        "citation-undated",
        put(FIGURES, '1/2023/NĐ-CP, article: "6"', '4-HD, article: "6"'),
        FIGURES,
        "2024-01-01:\n      value: 5",
    ),
    (
        "case-file",
        put(SERVED, "months_served: 19", "months: 19"),
        SERVED,
        "- name: nineteen months",
    ),
    ("case-file", put(FITNESS, "expect: unknown", "expect: maybe"), FITNESS, "expect: maybe"),
    ("case-file", put(VOTES, "votes: {a: 100, b: 100}", "vote: 1"), VOTES, "- name: half of"),
    ("case-file", put(COUNCIL, "name:", "called:"), COUNCIL, "cases:"),
    (
        "gap",
        put(BALLOTS, SECOND_VOTE, SECOND_VOTE.replace("01-01", "01-02")),
        BALLOTS,
        "- id: entry.vote\n  title: {vi: Biểu quyết",
    ),
    (
        "overlap",
        put(BALLOTS, "until: 2025-01-01", "until: 2025-01-02"),
        BALLOTS,
        "- id: entry.vote\n  title: {vi: Biểu quyết",
    ),
    ("gate-empty", append(GATES, GATE), GATES, "exit:"),
    ("id-names-a-number", rename("y.fitness", "y.fit-2"), CONDITIONS, "- id: entry.fit-2"),
    ("id-names-a-number", rename("y.fitness", "y.art-of"), CONDITIONS, "- id: entry.art-of"),
    ("literal", put(CONDITIONS, "breaches = 0", "breaches in (0, -1)"), CONDITIONS, "in (0, -1)"),
    ("forbids", put(CONDITIONS, "breaches = 0", "breaches != 1"), CONDITIONS, "breaches != 1"),
    (
        "forbids",
        put(CONDITIONS, "or waived", "or not (waived = false)"),
        CONDITIONS,
        "not (waived = false)",
    ),
    (
        "number-untold",
        put(CONDITIONS, ", cần đủ {least_months} tháng", ""),
        CONDITIONS,
        "requires: months_served >= least_months\n  lifted_by:\n",
    ),
    (
        "number-untold",
        put(CONDITIONS, 'vi: "Người đó có {breaches} vi phạm."', "vi: Người đó có vi phạm."),
        CONDITIONS,
        "requires: breaches = 0",
    ),
    (
        "subject-untold",
        put(CONDITIONS, "vi: Người đó không phù hợp.", "vi: Không phù hợp."),
        CONDITIONS,
        "- id: entry.fitness",
    ),
    (
        "subject-untold",
        put(CONDITIONS, "en: The person is not fit.", "en: Not fit."),
        CONDITIONS,
        "- id: entry.fitness",
    ),
    (
        "other-language",
        put(CONDITIONS, "vi: Người đó không phù hợp.", "vi: Người đó không fit."),
        CONDITIONS,
        "- id: entry.fitness",
    ),
    (
        "other-language",
        put(CONDITIONS, "en: The person is not fit.", "en: The person is not phù hợp."),
        CONDITIONS,
        "- id: entry.fitness",
    ),
    (
        "other-language",
        put(FACTS, "vi: Số vi phạm", "vi: Số post_held"),
        FACTS,
        "breaches:",
    ),
    (
        "history-not-fixed",
        put(FACTS, "on record.\n  record: discipline", "on record.\n  record: proceeding"),
        FACTS,
        "breaches:",
    ),
    (
        "history-not-fixed",
        put(FACTS, "supplied_by: leader\n  fixed: true", "supplied_by: leader"),
        FACTS,
        "confirmed_fit:",
    ),
    (
        "no-manual-gate",
        put(CONDITIONS, "seen\n  requires: breaches", "unknown\n  requires: breaches"),
        CONDITIONS,
        "confidence: unknown\n  requires: breaches",
    ),
    (
        "confirmation-record",
        put(FACTS, "record: confirmation", "record: discipline"),
        FACTS,
        "confirmed_fit:",
    ),
    ("instrument-unread", append(INSTRUMENTS, INSTRUMENT), INSTRUMENTS, "5/2026/NĐ-CP:"),
    ("figure-unread", put(PROCEDURE, "reply_days", ""), FIGURES, "2024-01-01:\n      value: 5"),
    (
        "event-unnamed",
        both(add(SCHEDULES, LIMITS), add(EVENTS, ASKED)),
        SCHEDULES,
        "- id: entry.reply",
    ),
    ("event-unread", add(EVENTS, ASKED), EVENTS, "asked_on:"),
    (
        "figure-not-in-force",
        put(FIGURES, "2024-01-01:\n      value: {", "2024-01-02:\n      value: {"),
        BALLOTS,
        "- id: entry.vote",
    ),
    (
        "figure-unchecked",
        put(
            FIGURES, '"6"}\n      published_on: 2023-11-01', '"6"}\n      published_on: 2026-11-24'
        ),
        FIGURES,
        "2024-01-01:\n      value: 5",
    ),
    ("fact-unread", append(FACTS, FACT), FACTS, "unread:"),
    ("fact-unsupplied", put(GATHERERS, "waived", ""), FACTS, "waived:"),
    ("no-cases", delete(FITNESS), CONDITIONS, "- id: entry.fitness"),
    (
        "no-case-unknown",
        drop(BREACH, "a register that nobody consulted is asked for"),
        CONDITIONS,
        "- id: entry.no-breach",
    ),
    (
        "date-without-cases",
        put(
            SERVED,
            "2025-01-01\n    facts: {relation: higher",
            "2025-01-02\n    facts: {relation: higher",
        ),
        CONDITIONS,
        "in_force: {from: 2025-01-01}",
    ),
    (
        "day-before-without-case",
        drop(SERVED, "on the last day of the year twelve months were enough still"),
        CONDITIONS,
        "in_force: {from: 2025-01-01}",
    ),
    (
        "threshold-without-cases",
        put(SERVED, "months_served: 18", "months_served: 20"),
        CONDITIONS,
        "requires: months_served >= least_months\n  lifted_by:\n",
    ),
    (
        "clause-not-shown-true",
        drop(BREACH, "a breach that was waived is none"),
        CONDITIONS,
        NO_BREACH,
    ),
    (
        "clause-not-shown-false",
        drop(SERVED, "at first an equal post was not asked"),
        CONDITIONS,
        "applies_when:",
    ),
    (
        "case-fails",
        put(SERVED, "months_served: 19}\n    expect: met", "months_served: 19}\n    expect: unmet"),
        SERVED,
        "- name: nineteen months",
    ),
    (
        "other-case-fails",
        put(VOTES, "outcome: nobody", "outcome: selected"),
        VOTES,
        "- name: half of",
    ),
    (
        "case-about-nothing",
        append("law/cases/entry/nothing.yaml", f"condition: entry.nothing\n{NOTHING}"),
        "law/cases/entry/nothing.yaml",
        "condition:",
    ),
    (
        "case-about-nothing",
        append("law/cases/compute/nothing.yaml", f"computation: dates.nothing\n{NOTHING}"),
        "law/cases/compute/nothing.yaml",
        "computation:",
    ),
    (
        "case-name-twice",
        put(BREACH, "a breach that was waived is none", "nothing on record is as it should be"),
        BREACH,
        "- name: nothing on record is as it should be\n    as_of: 2026-11-23",
    ),
    (
        "case-name-no-sentence",
        put(BREACH, "a breach that was waived is none", "waived"),
        BREACH,
        "- name: waived",
    ),
    (
        "ballot-with-few-cases",
        drop(VOTES, "half of the votes is not enough"),
        BALLOTS,
        "- id: entry.vote",
    ),
    ("coverage", put(ROWS, "council.decide", "council.nothing"), ROWS, "council:"),
    (
        "coverage",
        put(ROWS, "  fitness: {conditions: [entry.fitness]}\n", ""),
        CONDITIONS,
        "- id: entry.fitness",
    ),
]
# What cannot be broken alone: other problems of the same condition come with it.
APPLIES = "applies_when: breaches < 0\n  "
SECOND = "- id: entry.time-served\n  title: {vi: Thâm niên"
BROKEN_WITH_OTHERS = [
    ("gap", put(CONDITIONS, "until: 2025-01-01", "until: 2024-12-31"), SECOND),
    ("overlap", put(CONDITIONS, "until: 2025-01-01", "until: 2025-01-02"), SECOND),
    ("never-applies", put(CONDITIONS, NO_BREACH, APPLIES + NO_BREACH), APPLIES),
    ("never-met", put(CONDITIONS, "= 0 or waived", "= 0 and breaches = 1"), "requires: breaches ="),
    ("never-unmet", put(CONDITIONS, "= 0 or waived", ">= 0 or waived"), "requires: breaches >="),
    (
        "asked-twice",
        put(CONDITIONS, "requires: confirmed_fit", "requires: waived or breaches = 0"),
        "requires: waived or breaches",
    ),
    (
        "below-zero-in-a-phrase",
        put(
            FACTS,
            "bounds: [0, 10]\n  label: {vi: Số vi phạm",
            "bounds: [-1, 10]\n  below_zero: {vi: Không có, en: None}\n  label: {vi: Số vi phạm",
        ),
        "- id: entry.no-breach",
    ),
    ("never-lifts", put(CONDITIONS, "months_served > 0", "months_served < 0"), "only_if:"),
    ("no-case-met", put(FITNESS, "expect: met", "expect: unmet"), "- id: entry.fitness"),
    ("no-case-unmet", put(FITNESS, "expect: unmet", "expect: met"), "- id: entry.fitness"),
]
