"""Whose word a record is: who may enter and correct it, and when it counts as that word.

What a body other than the personnel unit has to say (an inspection, an investigation, a court, the
body that verifies declarations) speaks for somebody only where it is that body's word: entered by
whoever holds its role. Which body it is, the law's vocabulary says: `supplied_by` of the fact that
a record answers.

Interpretation: what speaks against somebody is taken from whoever keeps the records, and bars at
once: to refuse it would let pass whom it bars.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from django.db.models import Model

from rules.library import law
from rules.suppliers import SUPPLIERS
from workflow_engine.base.messages import Message, said
from workflow_engine.base.messages import message as _
from workflow_engine.registry.models import AssetDeclaration, Clearance, Proceeding
from workflow_engine.registry.models.records import Matter

# The fact that a record of a matter, or a check of it, answers. Other records are the word of
# whoever keeps the file.
_OF_MATTER: Mapping[str, str] = {
    Matter.OFFICE_BAN: "office_bans",
    Matter.DISCIPLINE: "open_disciplinary_proceedings",
    Matter.DENUNCIATION: "open_denunciations_or_inspections",
    Matter.SUSPENSION: "open_suspensions",
    Matter.CRIMINAL: "open_criminal_proceedings",
    Matter.MISCONDUCT: "misconduct_findings",
    Matter.UNTRUE_PROFILE: "untrue_profile_findings",
}
# By the column that says what a record is about: the fact that each value of it answers.
ANSWERS: Mapping[type[Model], tuple[str, Mapping[Any, str]]] = {
    Proceeding: ("matter", _OF_MATTER),
    Clearance: ("subject", _OF_MATTER),
    AssetDeclaration: ("verified", dict.fromkeys((True, False), "asset_declaration_verified")),
}
# What may be changed of another body's word by whoever keeps the file: it says nothing else then.
BESIDE = frozenset({"note", "days_confirmed", "entered_as"})
_KEEPERS = "hr_officer"
# Interpretation: who leads the personnel unit or applies is answered for by whoever keeps the file.
_OWN = frozenset({_KEEPERS, "head_of_hr", "applicant"})


def body_of(model: type[Model], values: Mapping[str, Any]) -> str:
    """Return whose word a record is, where it is that of another body; "" where it is not."""
    if model not in ANSWERS:
        return ""
    column, facts = ANSWERS[model]
    fact = facts.get(values.get(column))
    definition = law().facts.get(fact) if fact else None
    supplier = definition.supplied_by if definition else _KEEPERS
    return "" if supplier in _OWN else supplier


def bodies_of(model: type[Model]) -> frozenset[str]:
    """Return the bodies whose word a record of a kind may be."""
    column, facts = ANSWERS.get(model, ("", {}))
    return frozenset({body_of(model, {column: value}) for value in facts} - {""})


def speaks_against(model: type[Model], values: Mapping[str, Any]) -> bool:
    """Tell whether a record says nothing that could clear somebody: it bars, or bars nobody."""
    if values.get("voided"):
        return False
    if model is Clearance:
        return values.get("clear") is False
    if model is AssetDeclaration:
        return values.get("verified") is False
    cleared = (
        values.get("closed_on")
        or values.get("kind") == Proceeding.Kind.BY_PLAN
        or values.get("team") is False
    )
    return not cleared


def is_bodys(model: type[Model], values: Mapping[str, Any]) -> bool:
    """Tell whether what a record says is the word of the body whose word it is."""
    body = body_of(model, values)
    return not body or values.get("entered_as") == body


def not_the_bodys(row: Model) -> bool:
    """Tell whether a record speaks for somebody, and is not the word of the body that can."""
    model = type(row)
    if model not in ANSWERS:
        return False
    values = vars(row)
    return not speaks_against(model, values) and not is_bodys(model, values)


def refusals(
    model: type[Model],
    before: Mapping[str, Any] | None,
    after: Mapping[str, Any],
    *,
    roles: Collection[str],
) -> Iterator[tuple[str, Message]]:
    """Yield why none of the roles may enter a record as it is to stand, with who may.

    `before` is what it said; None for a new one. To take back or to change another body's word is
    its word too, but for what stands beside it.
    """
    if model not in ANSWERS:
        return
    bodies = {body_of(model, after)}
    if before is not None:
        changed = {name for name in after if after[name] != before.get(name)}
        if not changed - BESIDE:
            return
        bodies.add(body_of(model, before))
        against = speaks_against(model, after) and not speaks_against(model, before)
    else:
        against = speaks_against(model, after)
    missing = sorted(bodies - {""} - set(roles))
    if missing and not (against and _KEEPERS in roles):
        column = ANSWERS[model][0]
        words = _(
            "This is the word of %(body)s: it is entered by whoever holds that role. What speaks "
            "against the person you may enter, and it counts at once."
        )
        yield column, words % {"body": said(**SUPPLIERS[missing[0]])}
    elif _KEEPERS not in roles and "" in bodies:
        words = _("Your role enters its own word alone: ask the personnel officer for this one.")
        yield ANSWERS[model][0], words
