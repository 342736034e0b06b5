"""A procedure in words, for a terminal: what a jurist reads beside the statute."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from rules.library import law
from workflow_engine.lawbook.selectors.wording import period
from workflow_engine.lawdesk.procedures.telling import life_of
from workflow_engine.pages import words


def lines(told: Mapping[str, Any], lang: str) -> Iterator[str]:
    """Yield the lines of one edition of a procedure, as `telling.told` returns it."""
    basis = told["in_force"]["basis"][lang]
    yield f"{told['title'][lang]} [{told['edition']}]"
    yield from _said(_("Legal basis"), told["legal_basis"][lang])
    yield from _said(_("In force"), f"{period(life_of(told))} ({basis})")
    yield from _said(_("Transition"), told["in_force"]["transition"][lang])
    if told["source"]:
        fact, code = law().facts["source"], told["source"]
        yield from _said(fact.label[lang], fact.values.get(code, {lang: code})[lang])
    yield from _said(_("Written in"), told["module"])
    places = {step["name"]: f"{n}. {step['title'][lang]}" for n, step in _numbered(told)}
    places |= {end["name"]: end["title"][lang] for end in told["ends"]}
    for number, step in _numbered(told):
        yield ""
        yield f"{number:>2}. {step['title'][lang]} [{step['name']}]"
        yield from _step(step, places, lang)
    yield ""
    yield _("Ends")
    for end in told["ends"]:
        yield f"  - {end['title'][lang]} [{end['name']}]"


def _numbered(told: Mapping[str, Any]) -> Iterator[tuple[int, Any]]:
    yield from enumerate(told["steps"], start=1)


def _said(label: str, text: str) -> Iterator[str]:
    if text:
        yield f"    {label}: {text}"


def _heading(label: str) -> str:
    return f"    {label}:"


def _step(step: Mapping[str, Any], places: Mapping[str, str], lang: str) -> Iterator[str]:
    yield from _said(_("Kind of step"), step["kind"][lang])
    yield from _said(_("Article"), "; ".join(_cited(each, lang) for each in step["citations"]))
    yield from _said(_("Who"), _who(step, lang))
    if step["gate"]:
        yield from _said(_("Conditions"), f"{step['gate'][lang]} [{step['gate']['code']}]")
    yield from _ballots(step, lang)
    if step["states"]:
        yield from _said(_("States"), ", ".join(each[lang] for each in step["states"]))
    yield from _said(_("Papers in"), ", ".join(each[lang] for each in step["papers_in"]))
    if step["papers_checked"]:
        yield _heading(_("Papers checked"))
        yield from (f"      - {_checked(each, lang)}" for each in step["papers_checked"])
    yield from _said(_("Papers out"), ", ".join(each[lang] for each in step["papers_out"]))
    yield from _said(_("Dates"), ", ".join(_dated(each, lang) for each in step["dates"]))
    for limit in step["limits"]:
        yield f"    {_limit(limit, places, lang)}"
    yield from _said(_("Publicity"), _publicity(step))
    if step["left_out_where"]:
        yield from _said(_("May be left out where"), step["left_out_where"][lang])
    yield from _routes(step, places, lang)
    apart = "; ".join(places[name] for name in step["kept_apart_from"])
    yield from _said(_("Not by whoever took"), apart)


def _cited(citation: Mapping[str, Any], lang: str) -> str:
    text = str(citation["text"][lang])
    if citation["confidence"] == "seen":
        return text
    return f"{text} ({words.CONFIDENCE[citation['confidence']]})"


def _who(step: Mapping[str, Any], lang: str) -> str:
    if step["by_rules"]:
        return _("the rules alone")
    return " / ".join(role[lang] for role in step["roles"])


def _ballots(step: Mapping[str, Any], lang: str) -> Iterator[str]:
    if not step["ballots"] and step["kind"]["code"] == "conference":
        quorum = _("quorum as for [%(rule)s]") % {"rule": step["quorum"]}
        none = _("no ballot")
        yield from _said(_("Ballot"), f"{none}; {quorum}" if step["quorum"] else none)
    for ballot in step["ballots"]:
        yield from _ballot(ballot, lang)


def _ballot(ballot: Mapping[str, Any], lang: str) -> Iterator[str]:
    secret = _("secret slips") if ballot["secret"] else _("the law does not say that it is secret")
    base = _("shares are taken of %(base)s") % {"base": ballot["base"][lang]}
    called = f"{ballot['called'][lang]}: " if ballot["name"] else ""
    after = f"; ← {ballot['after']}" if ballot["after"] else ""
    told = f"{called}{ballot['title'][lang]}; {secret}; {base} [{ballot['rule']}]{after}"
    yield from _said(_("Ballot"), told)


def _checked(paper: Mapping[str, Any], lang: str) -> str:
    place = _("art. %(article)s cl. %(clause)s") % paper
    ages = ", ".join(_amount(value) for value in paper["not_older_than"])
    age = "; " + _("not older than %(age)s") % {"age": ages} if ages else ""
    return f"{paper[lang]} ({place}{age})"


def _amount(value: Mapping[str, Any]) -> str:
    return words.quantity(value["value"], value["unit"])


def _limit(limit: Mapping[str, Any], places: Mapping[str, str], lang: str) -> str:
    amounts = ", ".join(_amount(value) for value in limit["values"])
    text = f"{limit['description'][lang]}: {amounts}"
    text += f" ({limit['values'][0]['citation']['text'][lang]})"
    if limit["not_done_at"]:
        ends = ", ".join(places[end] for end in limit["not_done_at"])
        text += "; " + _("stays not done at the ends: %(ends)s") % {"ends": ends}
    return text


def _dated(each: Mapping[str, Any], lang: str) -> str:
    text = each["title"][lang]
    return _("%(event)s (planned)") % {"event": text} if each["planned"] else text


def _publicity(step: Mapping[str, Any]) -> str:
    if step["announced"] is None:
        return _("the law does not say") if step["kind"]["code"] == "conference" else ""
    return _("the result is announced") if step["announced"] else _("the result is not announced")


def _routes(step: Mapping[str, Any], places: Mapping[str, str], lang: str) -> Iterator[str]:
    if len(step["routes"]) == 1:
        yield from _said(_("Then"), places[step["routes"][0]["to"]])
        return
    yield _heading(_("Outcomes"))
    for route in step["routes"]:
        label = route["label"][lang] or _("done")
        yield f"      - {label} → {places[route['to']]}"
