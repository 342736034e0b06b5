"""Who took part in a dossier, by natural person, and by which act somebody may not decide in it.

Everything that asks who took part asks here: who has to declare an interest, who is kept apart.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from workflow_engine.access.roles import CANDIDATE
from workflow_engine.dossiers.models import Conference, Dossier, SignOff, Summons
from workflow_engine.registry import twins
from workflow_engine.registry.twins import Identities


def participants(
    sign_offs: Iterable[SignOff], summonses: Iterable[Summons], conferences: Iterable[Conference]
) -> set[int]:
    """Return the persons who took part so far, by key.

    They are those who acted, in a step or beside the steps, those who came to a conference, and
    those who presided at one: a representative of the superior is on no list. A candidate who did
    what only the candidate can do took no part in the decision on it.
    """
    came = {
        row.person_id
        for row in summonses
        if row.attendance == Summons.Attendance.PRESENT and not row.struck
    }
    presided = {row.presided_by_id for row in conferences}
    acted = {row.person_id for row in sign_offs if row.role != CANDIDATE}
    return acted | came | presided


def participants_of(dossier: Dossier) -> set[int]:
    """Return the persons who took part in a dossier so far, by key."""
    took_part = participants(
        dossier.sign_offs.all(), dossier.summonses.all(), dossier.conferences.all()
    )
    known = twins.as_it_stands()
    return {known.of(person) for person in took_part}


def barring(
    flow: Any,
    node: Any,
    sign_offs: Iterable[SignOff],
    person_id: int | None,
    known: Identities,
) -> SignOff | None:
    """Return the earlier act by which a person may not take the step, or None.

    Who took a step that the node is kept apart from does not decide; nor does who stated a fact for
    a gate, ran it, took a candidate out or recorded a decision, beside the steps.
    Interpretation: what the law leaves to the judgement of those who decide (`supplied_by`) they
    state in the role in which they decide: that is a part of their decision and bars nobody.
    All entries of one natural person (`known`) are that person.
    """
    if not node.kept_apart_from or person_id is None:
        return None
    own = known.of(person_id)
    for row in sign_offs:
        if known.of(row.person_id) != own:
            continue
        if row.step in node.kept_apart_from:
            return row
        if beside_the_steps(flow, row) and row.role not in node.roles:
            return row
    return None


def beside_the_steps(flow: Any, row: SignOff) -> bool:
    """Whether an act was none of a step that somebody takes: beside the steps, or on a gate."""
    node = flow.instance.node(row.step, no_obsolete=True)
    return node is None or node.kind == "gate"
