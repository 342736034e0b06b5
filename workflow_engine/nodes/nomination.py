"""Nomination: people are entered as candidates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Self

from django.utils.translation import gettext_lazy

from compliance.events import Event
from compliance.history import create_many
from workflow_engine.base.errors import Problem
from workflow_engine.base.messages import message as _
from workflow_engine.base.unread import accept
from workflow_engine.dossiers.models import Candidate, SignOff
from workflow_engine.journal.journal import Journal, person_as_dict
from workflow_engine.nodes.step import Step
from workflow_engine.registry.models import Person, Post


@dataclass(frozen=True)
class NominationAct:
    """The people entered, by key, and what the list rests on.

    `posts` are the posts, by person, for which they are considered, where each aims at one of his
    or her own.
    """

    people: tuple[int, ...]
    note: str = ""
    posts: Mapping[int, int] = field(default_factory=dict)


class Nomination(Step[NominationAct]):
    """People are entered as candidates, at least one unless `optional`.

    `takes_back`: whom a conference did not carry forward may be introduced again, and is judged
    again. Whom a gate struck out, and who withdrew, stays out of the dossier.
    """

    kind = "nomination"
    kind_label = gettext_lazy("Entry of candidates")
    act = NominationAct
    route_labels = {"done": gettext_lazy("entered"), "nobody": gettext_lazy("nobody else")}

    def __init__(
        self, *, optional: bool = False, takes_back: bool = False, one: bool = False
    ) -> None:
        super().__init__()
        # Whether the article is about one person, chosen before the procedure.
        self.one = one
        self.optional = optional
        self.takes_back = takes_back

    def Nobody(self, node: Any) -> Self:
        """Say where it leads when nobody further is entered."""
        return self.branch("nobody", node)

    def may_return(self, candidate: Candidate) -> bool:
        """Whether the step takes back a candidate who is out of consideration."""
        return self.takes_back and candidate.status == Candidate.Status.NOT_SELECTED

    def perform(self, journal: Journal, act: NominationAct) -> str:
        """Enter the people; who is in the dossier already is refused, or taken back.

        Raises:
            IncompleteActError: nobody, an unknown person, or somebody who is in the dossier and
                whom the step does not take back.
        """
        wanted = set(act.people)
        people = list(Person.objects.filter(pk__in=wanted))
        already = {candidate.person_id: candidate for candidate in journal.candidates()}
        problems = [
            Problem(
                "people",
                _("%(name)s is in this dossier already (%(status)s) and cannot be entered again.")
                % {
                    "name": person.full_name,
                    "status": Candidate.Status(already[person.pk].status).label,
                },
            )
            for person in people
            if person.pk in already and not self.may_return(already[person.pk])
        ]
        if len(people) != len(wanted):
            problems.append(
                Problem("people", _("The list names somebody who is not in the registry."))
            )
        if not wanted and not self.optional:
            problems.append(Problem("people", _("Enter at least one person.")))
        if self.one and len(wanted) > 1:
            problems.append(Problem("people", _("Enter one person: this procedure is about one.")))
        new = [person for person in people if person.pk not in already]
        aims, lacking = _aims(journal, act, new)
        accept(act, [*problems, *lacking])
        entered = [
            Candidate(dossier=journal.dossier, person=p, post=aims.get(p.pk), added_at=self.name)
            for p in new
        ]
        create_many(entered)
        for candidate in entered:
            journal.entered(candidate)
        for person in people:
            if person.pk in already:
                self._take_back(journal, already[person.pk])
        journal.candidates_changed()
        journal.sign(SignOff.Act.DONE, payload={"note": act.note, "entered": len(people)})
        return "done" if people or "nobody" not in self.branches else "nobody"

    def _take_back(self, journal: Journal, candidate: Candidate) -> None:
        journal.add(
            Event.CANDIDATE_ADDED,
            header={"candidate": candidate.pk},
            payload={
                "person": person_as_dict(candidate.person),
                "not_selected_at": candidate.status_step,
            },
        )
        candidate.added_at = self.name
        journal.settle(candidate, Candidate.Status.STANDING)


def _aims(
    journal: Journal, act: NominationAct, people: Sequence[Person]
) -> tuple[dict[int, Post], list[Problem]]:
    """Return by person the post for which each is considered, and what is wrong with them.

    It is the post that the dossier is about, or one of each person's own, or none.
    """
    dossier = journal.dossier
    considers = dossier.flow_class.considers
    if not considers.each_its_own:
        post = considers.post_of(dossier.subject)
        return ({person.pk: post for person in people} if post is not None else {}), []
    known = {
        post.pk: post
        for post in Post.objects.select_related("unit", "title").filter(
            pk__in=set(act.posts.values()), unit__ended_on=None
        )
    }
    found = {p.pk: known[act.posts[p.pk]] for p in people if act.posts.get(p.pk) in known}
    told = _("Say for which post %(name)s is considered.")
    return found, [
        Problem(f"post-{person.pk}", told % {"name": person.full_name})
        for person in people
        if person.pk not in found
    ]
