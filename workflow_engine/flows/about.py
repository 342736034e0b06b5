"""What a procedure is about, whom it considers, and for which post.

about = About(Kind.HOLDING, choose="holdings_that_end", plans="term_ends_on")
considers = Considers(post=Aim.OF_SUBJECT, whoever=Whoever.HOLDER)
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rules.judge.engine import evaluate
from rules.model import Outcome, Words
from workflow_engine.dossiers.models import DossierSubject
from workflow_engine.dossiers.models.subjects import COLUMNS, Kind
from workflow_engine.facts.terms_held import known_of
from workflow_engine.flows.choosers import CHOOSERS, Offered
from workflow_engine.registry import terms
from workflow_engine.registry.models import Person, Post, Unit

__all__ = ["About", "Aim", "Considers", "Kind", "Offered", "Whoever"]

# What is typed on the opening page, and not chosen from what the registry has.
TYPED = (Kind.YEAR, Kind.PLAN)


@dataclass(frozen=True)
class About:
    """Of which kind the subject of a dossier is, and who offers the subjects to choose from.

    `choose` names a chooser (`flows.choosers`); a year and the name of a plan are typed and have
    none. `plans` is the event that a post held dates by itself: the end of its term. `case_of` is
    the condition of `gate` by which a post held is a case of this procedure: one that is known not
    to be is not offered, and is refused with the sentence of the law.
    """

    kind: Kind
    choose: str = ""
    plans: str = ""
    gate: str = ""
    case_of: str = ""

    @property
    def column(self) -> str:
        """The column of the subject, which is the name of its field on the opening page."""
        return COLUMNS[self.kind]

    def offered(self, agency: Unit, *, on: date) -> list[Offered]:
        """Return what a dossier of an agency can be opened about on a day."""
        if not self.choose:
            return []
        found = CHOOSERS[self.choose].offer(agency, on)
        return [each for each in found if self.no_case(each.subject, by=on) is None]

    def no_case(self, subject: DossierSubject, *, by: date) -> Words | None:
        """Say by the law of a day why a post held is no case of this; None where it may be one.

        What is not known of it the gate asks for.
        """
        holding = subject.holding
        if not self.case_of or holding is None:
            return None
        verdict = evaluate(self.gate, on=by, facts=known_of(holding, by=by))
        found = next(each for each in verdict.findings if each.condition == self.case_of)
        return found.sentence if found.outcome == Outcome.UNMET else None

    def day_of(self, subject: DossierSubject, *, by: date) -> date | None:
        """Return the day that the subject gives the event that it plans; None where it has none.

        `by` is the day whose law holds.
        """
        holding = subject.holding
        if not self.plans or holding is None:
            return None
        return terms.term_ends(holding, holding.post, holding.post.title, by=by)


class Aim(StrEnum):
    """For which post somebody is considered."""

    OF_SUBJECT = "of-subject"
    OWN = "own"
    NONE = "none"


class Whoever(StrEnum):
    """Who is considered."""

    HOLDER = "holder"
    PERSON = "person"
    NOMINATED = "nominated"


@dataclass(frozen=True)
class Considers:
    """Whom a procedure considers, and for which post.

    The holder of the post, or the person, that the dossier is about is the one candidate, and is
    entered by the start itself; else people are entered by the steps of the procedure.
    """

    post: Aim = Aim.OF_SUBJECT
    whoever: Whoever = Whoever.NOMINATED

    @property
    def each_its_own(self) -> bool:
        """Whether each person aims at a post of his or her own, said on entry."""
        return self.post is Aim.OWN

    def post_of(self, subject: DossierSubject | None) -> Post | None:
        """Return the post for which everybody is considered, where it is that of the subject."""
        return subject.about_post if subject and self.post is Aim.OF_SUBJECT else None

    def person_of(self, subject: DossierSubject) -> Person | None:
        """Return whom the start enters as the one candidate; None where people are nominated."""
        return None if self.whoever is Whoever.NOMINATED else subject.about_person
