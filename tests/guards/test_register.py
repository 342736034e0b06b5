"""No article of a text is left out in silence; the register in the docs and its index are true."""

from __future__ import annotations

import itertools
import re
import shutil

import pytest
from ruamel.yaml import YAML

from rules.library import FOLDER, law
from rules.model import Citation
from rules.register import articles
from rules.register import clauses as register
from workflow_engine.lawdesk.register import citations, registers

TEXTS = FOLDER.parents[2] / "shared" / "law" / "texts"
FOUND = registers()


def needs_the_texts():
    if not TEXTS.is_dir():
        pytest.skip(f"the texts are not at {TEXTS}")


def test_every_text_has_a_register_and_nothing_is_wrong_with_it():
    assert {each.text for each in FOUND} == set(articles.TEXTS)
    assert register.problems(FOUND) == []


def test_the_register_in_the_docs_is_the_one_of_the_law():
    fresh = register.DOCUMENT.read_text(encoding="utf-8") == register.document(FOUND)

    assert fresh, "write it again: manage.py law_register"


@pytest.mark.parametrize("text", sorted(articles.TEXTS))
def test_the_index_is_the_one_of_the_text(text):
    needs_the_texts()
    path = FOLDER / "register" / "index" / f"{text}.yaml"
    written = YAML(typ="safe").load(path.read_text(encoding="utf-8"))

    same = written == register.index_of(text, TEXTS)
    assert same, f"{path}: write it again: manage.py law_register --texts {TEXTS}"


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("nd-172-2025", "60 tháng", "48 tháng"),
        ("nd-30-2020", "sao y", "sao lại"),
        ("nd-135-2020", "Phụ lục", "Bảng"),
    ],
)
def test_a_text_in_which_a_word_was_changed_is_not_the_one_of_the_index(
    tmp_path, text, before, after
):
    needs_the_texts()
    folder = tmp_path / "texts"
    shutil.copytree(TEXTS, folder)
    copy = folder / articles.TEXTS[text].file
    copy.write_text(copy.read_text(encoding="utf-8").replace(before, after, 1), encoding="utf-8")
    index = register.index_of(text, TEXTS)

    assert index != register.index_of(text, folder)
    # Where lines break says nothing.
    copy.write_text((TEXTS / copy.name).read_text(encoding="utf-8") + "\n\n", encoding="utf-8")
    assert index == register.index_of(text, folder)


def test_every_clause_for_which_nothing_stands_is_named():
    [discipline] = [each for each in FOUND if each.text == "nd-172-2025"]
    silent = register.Register(discipline.text, discipline.index, {}, {}, ())
    clauses = [len(each.clauses or ("",)) for each in discipline.index.articles.values()]

    told = register.problems([silent])

    assert len(told) == sum(clauses)
    assert all("nd-172-2025.yaml" in line for line in told)


def test_the_steps_of_the_procedures_carry_the_articles_that_they_cite():
    cited = list(citations())
    [decree] = [each for each in FOUND if each.text == "nd-300-2026"]

    assert len(cited) > 30
    assert "step appointment-on-site.2026:hold_leadership_conference" in {n for n, _ in cited}
    assert any(name.startswith("step ") for name in decree.carried["13", "2"])


def made(tmp_path, reasons):
    """The register of a text with two articles, of which nothing but the reasons speaks."""
    folder = tmp_path / "law"
    (folder / "register" / "index").mkdir(parents=True)
    index = "instrument: 170/2025/NĐ-CP\narticles:\n"
    index += "  '29': {title: x, clauses: ['1', '2'], digest: abc}\n"
    index += "  '98': {title: x, digest: abc}\n"
    (folder / "register" / "index" / "a.yaml").write_text(index, encoding="utf-8")
    (folder / "register" / "procedures.yaml").write_text("later: Sau này\n", encoding="utf-8")
    (folder / "register" / "a.yaml").write_text(reasons, encoding="utf-8")
    return folder


def test_an_answer_for_what_is_carried_or_unknown_is_reported(tmp_path):
    folder = made(tmp_path, "'29.1': {reason: form}\n'99': {reason: scope}\n")

    [found] = register.registers(law(), folder)

    assert [line.split(":")[1] for line in found.faults] == ["1", "2"]
    assert "carried by" in found.faults[0]
    assert "no such place" in found.faults[1]


def test_what_is_handed_in_beside_the_law_data_carries_an_article(tmp_path):
    folder = made(tmp_path, "{}\n")
    step = Citation("170/2025/NĐ-CP", {}, article="98")

    [found] = register.registers(law(), folder, [("step x", step)])

    assert found.carried["98", ""] == {"step x"}
    assert found.open() == []


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("{kept_by: appointment.nothing}", "there is no appointment.nothing"),
        ("{kept_by: 'appointment.no-ban, compute.scores.nothing'}", "no compute.scores.nothing"),
        ("{kept_by: rules/compute/nothing.py}", "no rules/compute/nothing.py"),
        ("{kept_by: 'rules/compute/scores.py:nothing'}", "no rules/compute/scores.py:nothing"),
        ("{later: some day}", "'some day' is not among the procedures to come"),
        ("{superseded_by: 1/1999/NĐ-CP}", "'1/1999/NĐ-CP' is not among the instruments"),
        ("{superseded_by: '170/2025/NĐ-CP, art. 97'}", "has no article 97"),
        ("{because: {vi: Vì thế., en: So it is.}}", "is no sentence that says why"),
        (
            "{because: {vi: appointment.nothing đã hỏi điều đó., en: That is asked of everybody.}}",
            "there is no appointment.nothing, which is said to ask it",
        ),
    ],
)
def test_a_reason_that_names_what_there_is_not_is_reported(tmp_path, reason, said):
    [found] = register.registers(law(), made(tmp_path, f"'98': {reason}\n"))

    assert any(said in line for line in found.faults)


@pytest.mark.parametrize(
    "reason",
    [
        "{kept_by: 'appointment.no-ban, planning, standard_term_months'}",
        "{kept_by: 'compute.scores.single, rules/compute/council.py:decide'}",
        "{kept_by: workflow_engine/flows/flow.py}",
        "{later: later}",
        "{superseded_by: '170/2025/NĐ-CP, art. 29'}",
        "{reason: delegation}",
        "{because: {vi: appointment.no-ban đã hỏi điều đó., en: That is asked there of everyone.}}",
    ],
)
def test_a_reason_that_names_what_there_is_stands(tmp_path, reason):
    [found] = register.registers(law(), made(tmp_path, f"'98': {reason}\n"))

    assert found.faults == ()


def test_a_time_that_a_gate_judges_is_not_left_to_a_later_text(tmp_path):
    later = "'98': {superseded_by: '300/2026/NĐ-CP'}\n"

    [found] = register.registers(law(), made(tmp_path, later))

    [fault] = found.faults
    assert "reappointment" in fault
    assert "judge by 170/2025/NĐ-CP what it says until 300/2026/NĐ-CP" in fault


def test_what_a_later_text_began_before_any_gate_may_be_left_to_it(tmp_path):
    folder = made(tmp_path, "'98': {superseded_by: '170/2025/NĐ-CP'}\n")

    [found] = register.registers(law(), folder)

    assert found.faults == ()


def test_a_clause_whose_number_a_scan_lost_is_counted():
    body = ["1. Một", "- 2. Hai", "chữ mờ", "4) Bốn", "24) không phải khoản"]
    pattern = re.compile(r"^[\"-]* ?(\d+)\s?[.)](?!\d)")

    assert articles._clauses(body, pattern) == ("1", "2", "3", "4")
    assert articles._clauses(body, pattern, extract=True) == ("1", "2", "4", "24")


def test_a_damaged_heading_leaves_no_article_out():
    needs_the_texts()
    for text, told in articles.TEXTS.items():
        if told.sections or told.only_annexes or told.inline:
            continue
        found = [articles._value(each.number) for each in articles.articles(told, TEXTS)]
        steps = [after - before for before, after in itertools.pairwise(found)]
        assert all(step <= 1 for step in steps if step > 0), text


def citing(**place):
    return Citation("170/2025/NĐ-CP", {}, article="29", **place)


def test_an_article_as_amended_stands_in_the_amending_text(tmp_path):
    folder = made(tmp_path, "{}\n")
    index = "instrument: 300/2026/NĐ-CP\narticles:\n"
    index += "  '12': {title: Sửa đổi Điều 29, clauses: ['1', '2'], digest: abc}\n"
    (folder / "register" / "index" / "b.yaml").write_text(index, encoding="utf-8")
    amended = citing(clause="2", amended_by="300/2026/NĐ-CP", article_of_amendment="12")

    before, after = register.registers(law(), folder, [("made up", amended)])

    assert "made up" in after.carried["12", "2"]
    assert "made up" not in before.carried.get(("29", "2"), set())


def test_an_article_as_amended_stands_where_the_amending_text_is_not_at_hand(tmp_path):
    amended = citing(clause="2", amended_by="1/2027/NĐ-CP", article_of_amendment="5")

    [found] = register.registers(law(), made(tmp_path, "{}\n"), [("made up", amended)])

    assert "made up" in found.carried["29", "2"]


def test_law_data_that_cites_an_article_whole_is_told_to_name_its_clauses():
    [index] = [each.index for each in FOUND if each.text == "nd-170-2025"]

    def told(**place):
        return list(register._whole(index, [("made up", citing(**place))]))

    assert told() == [("made up", "29")]
    assert told(clause="3") == []
    assert told(clause="1–3, 5") == []


def test_a_list_or_a_range_of_articles_names_no_clause():
    [index] = [each.index for each in FOUND if each.text == "nd-170-2025"]

    def told(article, index=index):
        cited = Citation(index.instrument, {}, article=article)
        return [one for _, one in register._whole(index, [("made up", cited)])]

    assert told("29, 33") == ["29", "33"]
    assert told("29–31") == ["29", "30", "31"]
    assert told("29, 33-34") == ["29", "33", "34"]
    assert told("98–99") == []
    [rules] = [each.index for each in FOUND if each.text == "tt-22-2025"]
    assert told("2 Nội quy", rules) == ["2 Nội quy"]


def test_a_step_that_stands_in_an_article_as_a_whole_carries_none_of_its_clauses(tmp_path):
    steps = [
        ("whole", Citation("170/2025/NĐ-CP", {}, article="29")),
        ("range", Citation("170/2025/NĐ-CP", {}, article="29–30")),
        ("clause", Citation("170/2025/NĐ-CP", {}, article="29", clause="2")),
    ]

    [found] = register.registers(law(), made(tmp_path, "'98': {reason: form}\n"), steps)

    assert {place: names & {"whole", "range", "clause"} for place, names in found.carried.items()}[
        "29", "2"
    ] == {"clause"}
    assert "whole" not in found.carried.get(("29", "1"), set())
    assert "range" not in found.carried.get(("29", "1"), set())


def test_the_papers_of_a_step_carry_the_clauses_that_list_them():
    [decree] = [each for each in FOUND if each.text == "nd-170-2025"]
    step = "step appointment-on-site.2025:gather_papers"

    assert step in decree.carried["35", "4"]
    assert step not in decree.carried.get(("35", "2"), set())


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ({"article": "97"}, "article 97"),
        ({"article": "29", "clause": "3"}, "article 29, clause 3"),
        ({"article": "29", "clause": "1–3"}, "article 29, clause 3"),
    ],
)
def test_a_citation_of_what_the_index_does_not_have_is_reported(tmp_path, place, said):
    step = Citation("170/2025/NĐ-CP", {}, **place)

    [found] = register.registers(
        law(), made(tmp_path, "'98': {reason: form}\n"), [("step x", step)]
    )

    told = f"step x cites {said} of 170/2025/NĐ-CP, which the index does not have"
    assert told in found.absent


@pytest.mark.parametrize("clause", ["", "1", "1–2"])
def test_a_citation_of_what_the_index_has_is_not_reported(tmp_path, clause):
    step = Citation("170/2025/NĐ-CP", {}, article="29", clause=clause)

    [found] = register.registers(
        law(), made(tmp_path, "'98': {reason: form}\n"), [("step x", step)]
    )

    assert not [line for line in found.absent if line.startswith("step x")]
