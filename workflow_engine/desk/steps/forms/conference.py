"""Recording a conference: who came, who presided, how the slips fell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from rules.library import law
from workflow_engine.base.errors import Problem
from workflow_engine.base.messages import language
from workflow_engine.base.unread import UNREAD
from workflow_engine.desk.forms import CODE_LENGTH, StepForm
from workflow_engine.desk.people.finding import with_posts
from workflow_engine.desk.steps.forms.confirming import ConferenceConfirmingForm
from workflow_engine.desk.steps.forms.lists import SearchingForm
from workflow_engine.dossiers.models import Conference as ConferenceRow
from workflow_engine.dossiers.models import Summons as SummonsRow
from workflow_engine.nodes import ConferenceAct, StopAct
from workflow_engine.nodes.conference.act import Ballot, Counted, MoveAct
from workflow_engine.nodes.conference.counting import answers_of, field_of, numbers, word_of
from workflow_engine.nodes.conference.presiding import heads, leaders, superior_of
from workflow_engine.pages.fields import (
    CountField,
    DayField,
    KeyField,
    KeysField,
    LineField,
    WordsField,
    offer,
)
from workflow_engine.registry.models import Person

# What the count minutes say of each ballot beside the votes.
_FIGURES = {
    "slips_prepared": _("Slips prepared"),
    "slips_distributed": _("Slips handed out"),
    "slips_returned": _("Slips returned"),
    "blank_or_spoiled": _("Blank or spoiled slips"),
}
# What they say once for the whole conference.
_ONCE = ("count_minutes_number", "slips_stamped")


# Where the registry knows the superior agency, it says who leads it.
_SENT = ("presider_role", "sent_by", "sent_number", "sent_on")
_CASE = ("superior_case", "superior_reason")


class ConferenceForm(SearchingForm):
    """What the minutes and the count minutes say."""

    template = "desk/steps/conference.html"
    held_on = DayField(label=_("Held on"))
    format = forms.ChoiceField(
        label=_("How it met"), choices=ConferenceRow.Format, initial=ConferenceRow.Format.IN_PERSON
    )
    presided_as = forms.ChoiceField(label=_("Presided by"), widget=forms.RadioSelect)
    presided_by = KeyField(label=_("Person who presided"), widget=forms.Select)
    superior_case = forms.ChoiceField(
        label=_("Case in which the direct superior presides"),
        required=False,
        help_text=_("Needed where the head did not preside."),
    )
    superior_reason = WordsField(
        label=_("On what it rests that this case is given"),
        required=False,
        rows=2,
        max_length=1000,
        help_text=_("Needed where no record shows the case; the authority reads it."),
    )
    presider_role = LineField(
        label=_("Post of the representative of the direct superior"),
        required=False,
        max_length=200,
        help_text=_("Needed where the head did not preside."),
    )
    sent_by = LineField(label=_("Sent by"), required=False, max_length=200)
    sent_number = LineField(
        label=_("Number of the sending paper"), required=False, max_length=CODE_LENGTH
    )
    sent_on = DayField(label=_("Date of the sending paper"), required=False)
    minutes_number = LineField(label=_("Number of the minutes"), max_length=CODE_LENGTH)
    announced = forms.BooleanField(
        label=_("The result was announced at the conference"), required=False
    )
    present = KeysField(label=_("Present"), required=False)
    count_minutes_number = LineField(label=_("Number of the count minutes"), max_length=CODE_LENGTH)
    slips_stamped = forms.BooleanField(
        label=_("The slips bear the hanging stamp of the agency or the signature of the chair"),
        required=False,
    )

    def build(self) -> None:
        """Offer those summoned; ask for slips only where the conference votes."""
        place = self.place
        self.summonses = place.node.summonses(place.dossier)
        presiding = place.node.presiding
        superior = presiding.by_superior(place.dossier, on=place.on)
        self.superior = superior
        offer(
            self.fields["presided_as"],
            [(way, ConferenceRow.PresidedAs(way).label) for way in presiding.ways],
        )
        self.fields["presided_as"].initial = "superior" if superior else presiding.ways[0]
        offer(
            self.fields["superior_case"],
            [
                ("", _("Choose the case")),
                *(
                    (case.code, ConferenceRow.SuperiorCase(case.code).label)
                    for case in presiding.cases
                ),
            ],
        )
        if superior:
            # What the registry shows needs no judgement.
            shown = (case.code for case in presiding.cases if not case.judged)
            self.fields["superior_case"].initial = next(shown, "")
        if not presiding.cases:
            for name in _CASE:
                del self.fields[name]
        if not presiding.cases or superior_of(place.dossier.agency) is not None:
            for name in _SENT:
                del self.fields[name]
        heading = heads(place.dossier.agency, on=place.on)
        if not superior and not presiding.chair and len(heading) == 1:
            self.fields["presided_by"].initial = min(heading)
        self.fields["announced"].initial = bool(place.node.announced)
        if place.node.opens_the_procedure:
            self.fields["held_on"].initial = place.dossier.dates.get(
                place.dossier.flow_class.governed_by
            )
        self.fields["presided_by"].widget.choices = self._presiders()
        if not place.node.ballots:
            for name in _ONCE:
                del self.fields[name]
        for ballot in place.node.ballots:
            self._ask(ballot)

    def _ask(self, ballot: Ballot) -> None:
        """Ask for the figures of a ballot, and for the slips of each of its options."""
        # One that another calls for need not have been held.
        required = not ballot.after
        for name, label in _FIGURES.items():
            self.fields[field_of(ballot, name)] = CountField(label=label, required=required)
        for option, called in self._options(ballot):
            self.fields[field_of(ballot, f"votes-{option}")] = CountField(
                label=called, required=required
            )

    def _options(self, ballot: Ballot) -> list[tuple[str, Any]]:
        answers = answers_of(ballot, self.place.dossier)
        if answers:
            told = _("Slips that say: %(answer)s")
            return [(answer, told % {"answer": word_of(ballot, answer)}) for answer in answers]
        told = _("Slips for %(name)s")
        return [(str(c.pk), told % {"name": c}) for c in self.place.standing()]

    def _presiders(self) -> list[tuple[Any, str]]:
        """Return who may preside as a rule, and whoever was looked for or chosen.

        That is the head and the leaders of the superior; of a body with a chair those summoned.
        """
        agency, on = self.place.dossier.agency, self.place.on
        superior = superior_of(agency)
        lawful = heads(agency, on=on) | (leaders(superior, on=on) if superior else set())
        if self.place.node.presiding.chair:
            lawful = {row.person_id for row in self.summonses}
        chosen = str(self.data.get("presided_by", "")) if self.is_bound else ""
        if chosen.isascii() and chosen.isdigit() and len(chosen) <= 15:
            lawful.add(int(chosen))
        offered = with_posts(Person.objects.filter(pk__in=lawful).order_by("sort_key"), on=on)
        if self.words():
            offered += self.found({entry.key for entry in offered})
        return [
            ("", str(_("Choose a person"))),
            *((entry.key, f"{entry.person}, {entry.posts}"[:120]) for entry in offered),
        ]

    def clean(self) -> dict[str, Any]:
        """More slips than were returned cannot be blank or for anybody."""
        cleaned = super().clean() or {}
        for ballot in self.place.node.ballots:
            returned = cleaned.get(field_of(ballot, "slips_returned"))
            blank = cleaned.get(field_of(ballot, "blank_or_spoiled"))
            if returned is not None and blank is not None and blank > returned:
                self.add_error(
                    field_of(ballot, "blank_or_spoiled"),
                    _("More slips are blank or spoiled than were returned."),
                )
        return cleaned

    def show(self, problems: Iterable[Problem]) -> None:
        """Put what contradicts the slips as a whole beside those that were returned."""
        super().show(
            replace(problem, field=f"{head}slips_returned") if tail == "slips" else problem
            for problem in problems
            for head, tail in [_split(problem.field)]
        )

    def _counts(self) -> dict[str, Any]:
        """Return the figures of each ballot; one that need not be held has none where all lack."""
        data = self.cleaned_data
        found: dict[str, Any] = {}
        for ballot in self.place.node.ballots:
            figures: dict[str, Any] = {name: data[field_of(ballot, name)] for name in _FIGURES}
            votes: dict[str, Any] = {
                option: data.get(field_of(ballot, f"votes-{option}"), 0)
                for option in self._sent(field_of(ballot, "votes"))
            }
            given = [*figures.values(), *votes.values()]
            if ballot.after and all(value is None for value in given):
                continue
            found[ballot.name] = Counted(
                **{name: _read(value) for name, value in figures.items()},
                votes={option: _read(value) for option, value in votes.items()},
            )
        return found

    def _sent(self, prefix: str) -> Iterator[str]:
        """Yield the options of which the page sent slips, known ones and others."""
        for name in self.data:
            if name.startswith(f"{prefix}-"):
                yield name.removeprefix(f"{prefix}-")[:40]

    def act(self) -> ConferenceAct:
        """Return the minutes. Votes for others than the page lists go along, to be refused."""
        data = self.cleaned_data
        act = {
            name: data[name]
            for name in (
                "held_on",
                "presided_by",
                "presided_as",
                "minutes_number",
                "announced",
                "format",
            )
        }
        act |= {name: data[name] for name in (*_CASE, *_SENT) if name in self.fields}
        act["present"] = frozenset(data["present"])
        if self.place.node.ballots:
            act |= {name: data[name] for name in _ONCE}
        return ConferenceAct(**act, counts=self._counts())

    def context(self) -> dict[str, Any]:
        """Show the attendance list, the rule of the count in words, and the denominator so far."""
        present = set(self.chosen("present"))
        excused = SummonsRow.Attendance.EXCUSED
        rows = [
            {
                "summons": row,
                "excused": row.attendance == excused,
                "present": row.person_id in present,
            }
            for row in self.summonses
        ]
        away = sum(row["excused"] for row in rows)
        node = self.place.node
        return {
            "rows": rows,
            "invited": len(rows),
            "excused": away,
            "counted": len(rows) - away,
            "ballots": [self._shown(ballot) for ballot in node.ballots],
            "rules": [
                rule_in_words(ballot, self.place.dossier, self._voters(ballot))
                for ballot in node.ballots
            ],
            "superior": self.superior,
            "because": self.place.node.presiding.because,
            "presiding_cite": self.place.node.presiding.cited(self.place.dossier),
            "found_words": self.words(),
            "may_move": "moved" in node.branches,
        }

    def _voters(self, ballot: Ballot) -> tuple[int, int]:
        """Return how many may vote in a ballot, and how many of them are excused, as it is now."""
        place = self.place
        as_it_is = ConferenceAct(place.on, 0, "", "", announced=False, present=frozenset())
        return numbers(ballot, place.dossier, as_it_is, self.summonses)[:2]

    def _shown(self, ballot: Ballot) -> dict[str, Any]:
        """Return the fields of a ballot as the page shows them."""
        return {
            "title": ballot.title,
            "after": bool(ballot.after),
            "figures": [self[field_of(ballot, name)] for name in _FIGURES],
            "votes": [
                self[field_of(ballot, f"votes-{option}")]
                for option, _called in self._options(ballot)
            ],
        }


def _split(field: str) -> tuple[str, str]:
    """Return the prefix of the ballot with its dash, and the name of the figure."""
    head, dash, tail = field.rpartition("-")
    return head + dash, tail


class MoveForm(ConferenceConfirmingForm):
    """The first conference is moved to another day."""

    template = "desk/steps/conference.html"
    prefix = "move"
    confirms = {
        "date_confirmed": "planned_effective_on",
        "conference_confirmed": "first_conference_on",
    }

    first_conference_on = DayField(label=_("New day of the first conference"))
    planned_effective_on = DayField(
        label=_("New planned date of effect"),
        required=False,
        help_text=_("Needed where the one that is planned lies before the new day."),
    )
    reason = WordsField(label=_("Why it is moved"), rows=2, max_length=1000)

    def act(self) -> MoveAct:
        """Return the move."""
        data = self.cleaned_data
        return MoveAct(
            data["first_conference_on"],
            data["reason"],
            data["planned_effective_on"],
            data["conference_confirmed"],
            data["date_confirmed"],
        )


class StopForm(StepForm):
    """Nobody is left in consideration: the step is not taken."""

    prefix = "stop"

    reason = WordsField(label=_("Why nobody is left"), rows=2, max_length=2000)

    def act(self) -> StopAct:
        """Return the stop."""
        return StopAct(self.cleaned_data["reason"])


def rule_in_words(ballot: Ballot, dossier: Any, voters: tuple[int, int]) -> dict[str, Any]:
    """Return how the slips of a ballot are counted, in words with the numbers known so far."""
    rule = law().ballot(ballot.rule, dossier.governing_date)
    invited, excused = voters
    words = {
        "invited": gettext("all who were summoned: %(n)s") % {"n": invited},
        "invited less excused": gettext("those summoned less those excused: %(i)s − %(e)s = %(n)s")
        % {"i": invited, "e": excused, "n": invited - excused},
        "present": gettext("those present, as ticked below"),
        "returned": gettext("the slips that came back"),
    }
    lang = language()
    figures = []
    for name in rule.figures:
        if name == rule.quorum_from and not rule.quorum_binds:
            continue  # No text asks for it: nobody is told that it has to be reached.
        figure = law().figure(name, dossier.governing_date)
        share = f"{figure.value}/{figure.over}" if figure.is_share else str(figure.value)
        figures.append({"words": figure.description[lang], "share": share})
    return {
        "title": rule.title[lang],
        "denominator": words.get(rule.denominator, rule.denominator),
        "figures": figures,
        "note": rule.note.get(lang, ""),
        "citation": rule.citation.text(lang),
        "verified": rule.confidence.verified,
        "called": ballot.title,
        "secret": ballot.secret,
        "number": {"invited": invited, "invited less excused": invited - excused}.get(
            rule.denominator
        ),
    }


def _read(value: Any) -> Any:
    """Return a number of the count; one that could not be read, or is not there, is `UNREAD`."""
    return UNREAD if value is None else value
