"""The mutants of the law: what the cases notice, what no case could, and what they miss."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace

import pytest

from rules.editing import book as books
from rules.editing import mutants
from rules.editing.mutate import mutate
from rules.editing.score import LEAST, Fate
from rules.expression import Type, parse


def told(score, fate):
    return {(each.mutation.about, each.mutation.was, each.mutation.now) for each in score.of(fate)}


def drop(folder, file, name):
    path = folder / "cases" / file
    text = path.read_text(encoding="utf-8")
    left, dropped = re.subn(rf"\n  - name: {name}\n(    .*\n)+", "", text)
    assert dropped == 1
    path.write_text(left, encoding="utf-8")


@pytest.fixture
def score(folder):
    return mutate(books.read(folder))


def test_every_kind_of_change_is_made_and_noticed(score):
    assert {each.mutation.kind for each in score.of(Fate.KILLED)} == {
        "figure",
        "comparison",
        "logic",
        "exception",
        "count",
        "date",
    }
    assert {
        ("least_months", "12", "11"),
        ("least_months", "12", "13"),
        ("least_months", "18", "17"),
        ("vote_share", "1/2", "98/200"),
        ("vote_share", "1/2", "102/200"),
        ("entry.time-served", "months_served >= least_months", "months_served > least_months"),
        ("entry.time-served", 'relation in ("first", "higher")', 'relation in ("first")'),
        ("entry.time-served", 'applies_when: relation in ("first", "higher")', "–"),
        ("entry.time-served", "lifted_by: appointing_authority, leader", "–"),
        ("entry.time-served", "leader", "–"),
        ("entry.time-served", "only_if: months_served > 0", "–"),
        ("entry.time-served", "months_served > 0", "months_served >= 0"),
        ("entry.no-breach", "breaches = 0 or waived", "breaches = 0 and waived"),
        ("entry.no-breach", "from: 2024-01-01", "from: 2024-01-02"),
    } <= told(score, Fate.KILLED)


def test_a_change_that_no_case_notices_is_named_with_its_line(score):
    """A leader's decision no longer lifts from the new year, and nobody votes on the first day."""
    survived = score.of(Fate.SURVIVED)
    missed = [each for each in survived if each.mutation.kind != "count"]

    assert {(each.mutation.about, each.mutation.was, each.mutation.now) for each in missed} == {
        ("entry.time-served", "from: 2025-01-01", "from: 2024-12-31"),
        ("entry.time-served", "from: 2025-01-01", "from: 2025-01-02"),
        ("entry.vote", "from: 2024-01-01", "from: 2024-01-02"),
        ("entry.vote", "from: 2025-01-01", "from: 2024-12-31"),
        ("entry.vote", "from: 2025-01-01", "from: 2025-01-02"),
        ("vote_share", "from: 2024-01-01", "from: 2024-01-02"),
    }
    assert [each.mutation.place for each in missed] == [
        "law/ballots.yaml:1",
        "law/ballots.yaml:9",
        "law/ballots.yaml:9",
        "law/conditions/entry.yaml:15",
        "law/conditions/entry.yaml:15",
        "law/figures/all.yaml:21",
    ]
    assert missed[3].mutation.article["en"].startswith("art. 2 of Decree 1/2023")
    killed = len(score.of(Fate.KILLED))
    assert score.percent == 100 * killed // (killed + len(survived))


def test_what_no_case_could_notice_is_counted_apart(score):
    """Nobody asks before the gate is in force, and a count cannot tell a date nobody reads."""
    assert told(score, Fate.EQUIVALENT) == {
        ("entry", "from: 2024-01-01", "from: 2023-12-31"),
        ("entry.vote", "from: 2024-01-01", "from: 2023-12-31"),
        ("entry.fitness", "from: 2024-01-01", "from: 2023-12-31"),
        ("entry.no-breach", "from: 2024-01-01", "from: 2023-12-31"),
        ("entry.no-breach", "breaches = 0", "breaches <= 0"),
        ("entry.time-served", "from: 2024-01-01", "from: 2023-12-31"),
        ("least_months", "from: 2024-01-01", "from: 2023-12-31"),
        ("vote_share", "from: 2024-01-01", "from: 2023-12-31"),
    }


def changed(law, **parts):
    """List what the changes of the first condition come to with another expression."""
    types = {name: fact.typed for name, fact in law.facts.items()}
    figures = {"least_months": Type("integer", "month")}
    read = {name: parse(text, types, figures) for name, text in parts.items()}
    bare = {"applies": None, "lift": None, **read}
    editions = (replace(law.conditions[0], **bare),)
    return {
        (mutant.mutation.was, mutant.mutation.now)
        for mutant in mutants.of_condition(editions)
        if mutant.mutation.kind == "comparison"
    }


@pytest.mark.parametrize(
    ("requires", "changes"),
    [
        (
            'relation = "first"',
            {
                'relation != "first"',
                'relation in ("first", "higher")',
                'relation in ("first", "equal")',
            },
        ),
        ('relation != "first"', {'relation = "first"'}),
        (
            'relation in ("first", "higher")',
            {
                'relation in ("first")',
                'relation in ("higher")',
                'relation in ("first", "higher", "equal")',
            },
        ),
        ("months_served >= 12", {"months_served > 12", "months_served >= 11"}),
        ("months_served > 12", {"months_served >= 12", "months_served > 13"}),
        ("months_served <= 12", {"months_served < 12", "months_served <= 13"}),
        ("months_served < 12", {"months_served <= 12", "months_served < 11"}),
        ("months_served = 0", {"months_served != 0", "months_served <= 0", "months_served >= 0"}),
        (
            "months_served in [1..12]",
            {
                "months_served > 1 and months_served <= 12",
                "months_served >= 1 and months_served < 12",
                "months_served in [0..12]",
                "months_served in [1..13]",
            },
        ),
        ("months_served >= least_months", {"months_served > least_months"}),
        ("waived", {"waived != true"}),
    ],
)
def test_a_comparison_is_loosened_and_tightened_by_one(folder, requires, changes):
    law = books.read(folder).law

    assert changed(law, requires=requires) == {(requires, each) for each in changes}


def test_whom_a_condition_asks_lets_in_nobody_and_is_not_made_wider(folder):
    law = books.read(folder).law

    found = changed(law, applies='relation = "first"', requires="waived")

    assert found == {('relation = "first"', 'relation != "first"'), ("waived", "waived != true")}


@pytest.mark.parametrize(
    ("file", "name", "survivor"),
    [
        (
            "entry/time-served.yaml",
            "at first eleven months were refused",
            ("least_months", "12", "11"),
        ),
        (
            "entry/time-served.yaml",
            "at first a leader could decide as well",
            ("entry.time-served", "leader", "–"),
        ),
        (
            "entry/time-served.yaml",
            "without a month of service a special decision lifts nothing",
            ("entry.time-served", "only_if: months_served > 0", "–"),
        ),
        (
            "entry/no-breach.yaml",
            "a breach that was waived is none",
            ("entry.no-breach", "breaches = 0 or waived", "breaches = 0"),
        ),
        (
            "ballots/vote.yaml",
            "one vote over half is enough",
            ("vote_share", "1/2", "102/200"),
        ),
    ],
    ids=["threshold", "authority", "only_if", "clause", "share"],
)
def test_without_a_case_the_change_that_it_noticed_survives(folder, score, file, name, survivor):
    drop(folder, file, name)

    fewer = mutate(books.read(folder))

    assert survivor in told(score, Fate.KILLED)
    assert survivor in told(fewer, Fate.SURVIVED)
    assert fewer.percent < score.percent


def test_without_a_case_on_its_first_day_a_condition_may_begin_a_day_later(folder, score):
    path = folder / "cases/entry/no-breach.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("2024-01-01", "2024-01-02"))
    later = ("entry.no-breach", "from: 2024-01-01", "from: 2024-01-02")

    assert later in told(score, Fate.KILLED)
    assert later in told(mutate(books.read(folder)), Fate.SURVIVED)


def test_without_its_case_file_every_change_of_a_condition_survives(folder):
    (folder / "cases/entry/no-breach.yaml").unlink()

    score = mutate(books.read(folder))
    of_it = [each for each in score.found if each.mutation.about == "entry.no-breach"]

    assert {each.fate for each in of_it} == {Fate.SURVIVED, Fate.EQUIVALENT}
    assert ("entry.no-breach", "breaches = 0", "breaches != 0") in told(score, Fate.SURVIVED)
    assert not score.enough


def test_two_processes_come_to_the_same_as_one(folder):
    book = books.read(folder)
    steps = []

    one = mutate(book)
    two = mutate(book, jobs=2, progress=lambda done, of: steps.append((done, of)))

    assert one == two
    assert steps[-1] == (8, 8)


def test_only_what_a_prefix_concerns_is_changed(folder):
    book = books.read(folder)

    assert mutate(book, prefixes=["entry"]).found == mutate(book).found
    assert mutate(book, prefixes=["elsewhere"]).found == ()


def test_a_mutant_leaves_the_law_as_it_is(folder):
    book = books.read(folder)
    before = book.law.figure("least_months", book.law.conditions[0].in_force.start)

    for mutant in mutants.of_figure(book.law, "least_months"):
        assert mutant.law is not book.law
        assert mutant.law.conditions is book.law.conditions

    assert book.law.figure("least_months", before.in_force.start) is before


BASE = """\
  - name: who was excused, absent or gave no slip back counts all the same
    as_of: 2024-06-01
    count: {invited: 10, excused: 1, present: 8, returned: 7, blank_or_spoiled: 0, votes: {a: 7}}
    expect: {denominator: 10}
"""


def test_a_rule_of_counting_needs_a_case_that_tells_its_base(folder):
    path = folder / "cases/ballots/vote.yaml"
    bases = {
        ("entry.vote", "of invited", f"of {base}")
        for base in ("invited less excused", "present", "returned")
    }

    assert bases <= told(mutate(books.read(folder)), Fate.SURVIVED)

    path.write_text(f"{path.read_text(encoding='utf-8')}\n{BASE}", encoding="utf-8")

    assert bases <= told(mutate(books.read(folder)), Fate.KILLED)


RULE = """\
  - name: on its first day one vote over half is enough
    as_of: 2024-01-01
    count: {invited: 200, excused: 0, present: 200, blank_or_spoiled: 0, votes: {a: 101, b: 99}}
    expect: {outcome: selected}
"""


def test_with_a_case_on_its_first_day_a_rule_of_counting_cannot_begin_later(folder):
    path = folder / "cases/ballots/vote.yaml"
    path.write_text(f"{path.read_text(encoding='utf-8')}\n{RULE}", encoding="utf-8")
    later = ("entry.vote", "from: 2024-01-01", "from: 2024-01-02")

    assert later in told(mutate(books.read(folder)), Fate.KILLED)


SCHEDULE = """\
- id: entry.reply
  title: {vi: Trả lời, en: Reply}
  in_force: {from: 2024-01-01, until: 2025-01-01}
  steps:
    - {limit: reply_days, from: asked_on, to: replied_on}
"""
LIMIT = """\

schedule:
  - name: on the last day a reply is due after as many days as the figure says
    id: entry.reply
    as_of: 2024-12-31
    events: {asked_on: 2024-06-03}
    last_days: {replied_on: 2024-06-10}
"""


def test_time_limits_cannot_end_a_day_earlier_than_their_case_and_may_end_later(folder):
    (folder / "schedules").mkdir()
    (folder / "schedules/reply.yaml").write_text(SCHEDULE, encoding="utf-8")
    (folder / "cases/compute/schedules.yaml").write_text(
        f"source: art. 6 of Decree 1/2023/NĐ-CP\n{LIMIT}", encoding="utf-8"
    )

    score = mutate(books.read(folder))

    assert {
        ("entry.reply", "until: 2025-01-01", "until: 2024-12-31"),
        ("entry.reply", "reply_days", "–"),
        ("entry.reply", "reply_days: counted after", "reply_days: counted before"),
    } <= told(score, Fate.KILLED)
    assert ("entry.reply", "until: 2025-01-01", "until: 2025-01-02") in told(score, Fate.SURVIVED)


def test_a_case_that_fails_by_the_law_itself_notices_nothing(folder):
    path = folder / "cases/ballots/vote.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("outcome: selected, selected: [a]", "outcome: tied"))
    looser = ("vote_share", "1/2", "102/200")

    assert looser in told(mutate(books.read(folder)), Fate.SURVIVED)


GATES = """\
source: art. 1 of Decree 1/2023/NĐ-CP

cases:
  - {name: the second gate asks on its first day, gate: again, as_of: 2024-06-01, expect: asks}
  - {name: the day before it is closed, gate: again, as_of: 2024-05-31, expect: closed}
"""
AGAIN = """
again:
  title: {vi: Vào lại, en: Again}
  conditions: [entry]
  in_force: {from: 2024-06-01}
"""


def test_a_gate_that_asks_what_another_asks_needs_cases_of_its_own(folder):
    path = folder / "gates/all.yaml"
    path.write_text(f"{path.read_text(encoding='utf-8')}{AGAIN}", encoding="utf-8")
    moved = {
        ("again", "from: 2024-06-01", "from: 2024-05-31"),
        ("again", "from: 2024-06-01", "from: 2024-06-02"),
    }

    assert moved <= told(mutate(books.read(folder)), Fate.SURVIVED)

    (folder / "cases/compute/gates.yaml").write_text(GATES, encoding="utf-8")

    assert moved <= told(mutate(books.read(folder)), Fate.KILLED)


def test_a_group_of_conditions_that_a_gate_no_longer_asks_is_noticed_by_a_case_that_lists_them(
    folder,
):
    shutil.copytree(folder / "cases/entry", folder / "cases/exit")
    for path in (*folder.glob("cases/exit/*"), folder / "conditions/exit.yaml"):
        source = path if path.exists() else folder / "conditions/entry.yaml"
        path.write_text(source.read_text(encoding="utf-8").replace("entry.", "exit."))
    path = folder / "gates/all.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("[entry]", "[entry, exit]"))
    dropped = {("entry", "entry", "–"), ("entry", "exit", "–")}

    assert dropped <= told(mutate(books.read(folder)), Fate.SURVIVED)

    (folder / "cases/compute/gates.yaml").write_text(
        "source: art. 1 of Decree 1/2023/NĐ-CP\n\ncases:\n  - {name: both groups are asked,"
        " gate: entry, as_of: 2026-11-23, expect: [entry, exit]}\n"
    )

    assert dropped <= told(mutate(books.read(folder)), Fate.KILLED)


def test_the_cases_of_the_whole_law_notice_enough():
    score = mutate(books.read())
    missed = "\n".join(
        f"{each.mutation.place}: {each.mutation}" for each in score.of(Fate.SURVIVED)
    )

    assert len(score.of(Fate.KILLED)) > 9000
    assert score.percent >= LEAST, missed
    assert score.of(Fate.UNJUDGED) == ()
    # The share of the next grade is read after the one of the top grade, never alone.
    earlier = ("vc_next_grade_share", "from: 2026-07-01", "from: 2026-06-30")
    assert earlier in told(score, Fate.EQUIVALENT)
