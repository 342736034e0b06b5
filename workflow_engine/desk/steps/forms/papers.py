"""Papers, opinions and the disclosure of asset declarations."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from workflow_engine.desk.forms import CODE_LENGTH, StepForm
from workflow_engine.dossiers.models import Paper
from workflow_engine.nodes import (
    DisclosureAct,
    OpinionAct,
    OpinionOnCandidate,
    PaperFiled,
    PapersAct,
)
from workflow_engine.pages.fields import DayField, LineField, PaperFileField, WordsField

_SENT = re.compile(r"paper-(\d{1,15})-([a-z0-9-]+)-dated_on")
_NOT_NEEDED = "not_needed"
_AGAIN = "used_again"
_ROW = ("number", "dated_on", "issued_by", "database", "file")


class DisclosureForm(StepForm):
    """The declarations were handed out and read out."""

    template = "desk/steps/disclosure.html"

    disclosed_on = DayField(label=_("Disclosed on"))
    minutes_number = LineField(label=_("Number of the minutes"), max_length=CODE_LENGTH)
    copies_handed_out = forms.BooleanField(
        label=_("Copies were handed to those who will vote"), required=False
    )
    read_out = forms.BooleanField(
        label=_("The declaration for the appointment was read out"), required=False
    )

    def act(self) -> DisclosureAct:
        """Return the disclosure."""
        return DisclosureAct(**{name: self.cleaned_data[name] for name in self.fields})

    def context(self) -> dict[str, Any]:
        """Show the declaration of each candidate, or that there is none."""
        declared = self.place.node.declarations(self.place)
        return {"declared": [(c, declared[c.pk]) for c in self.place.standing()]}


class OpinionForm(StepForm):
    """The opinion of a body on every candidate."""

    template = "desk/steps/opinion.html"

    body = LineField(label=_("Body that gives the opinion"))
    number = LineField(label=_("Number of the paper"), required=False, max_length=CODE_LENGTH)
    dated_on = DayField(label=_("Date of the paper"))

    def build(self) -> None:
        """Ask for one opinion a candidate."""
        self.fields["dated_on"].initial = self.place.on
        for candidate in self.place.standing():
            self.fields[f"opinion-{candidate.pk}"] = WordsField(
                label=_("Opinion on %(name)s") % {"name": candidate},
                required=False,
                max_length=10000,
            )
            self.fields[f"new_matters-{candidate.pk}"] = WordsField(
                label=_("New matters on %(name)s, with what was verified and concluded")
                % {"name": candidate},
                required=False,
                rows=2,
            )
        if self.place.node.may_be_left_out:
            self.fields["not_asked_because"] = WordsField(
                label=_("Why no opinion is asked for here"),
                required=False,
                rows=2,
                max_length=2000,
                help_text=self.place.node.may_be_left_out,
            )

    def act(self) -> OpinionAct:
        """Return the opinions. Those on others than the page lists go along, to be refused."""
        data = self.cleaned_data
        keys = dict.fromkeys([*(c.pk for c in self.place.standing()), *self.keys("opinion")])
        return OpinionAct(
            body=data["body"],
            number=data["number"],
            dated_on=data["dated_on"],
            opinions=tuple(
                OpinionOnCandidate(
                    pk, data.get(f"opinion-{pk}", ""), data.get(f"new_matters-{pk}", "")
                )
                for pk in keys
            ),
            not_asked_because=data.get("not_asked_because", ""),
        )

    def context(self) -> dict[str, Any]:
        """Group the fields by candidate."""
        return {
            "blocks": [
                (c, self[f"opinion-{c.pk}"], self[f"new_matters-{c.pk}"])
                for c in self.place.standing()
            ],
            "left_out": self["not_asked_because"] if "not_asked_because" in self.fields else None,
        }


class PapersForm(StepForm):
    """Every paper that the article lists, for every candidate in consideration."""

    template = "desk/steps/papers.html"

    def build(self) -> None:
        """Ask for one row a candidate and paper."""
        place = self.place
        self.offered = place.node.offered(place.dossier, place.standing(), on=place.on)
        self.rows = [
            (candidate, paper, f"paper-{candidate.pk}-{paper.kind}")
            for candidate in self.place.standing()
            for paper in self.place.node.required
            if not paper.made_in_the_procedure
        ]
        for candidate, paper, name in self.rows:
            words = {"paper": paper.title}
            self.fields |= {
                f"{name}-number": LineField(
                    label=_("Number of the paper"),
                    required=False,
                    max_length=CODE_LENGTH,
                ),
                f"{name}-dated_on": DayField(
                    label=_("Date"),
                    required=False,
                    error_messages={
                        "invalid": _("“%(paper)s”: this is not a date. Write day/month/year.")
                        % words
                    },
                ),
                f"{name}-issued_by": LineField(label=_("Issued by"), required=False),
                f"{name}-database": forms.BooleanField(
                    label=_("Approved data in the national database stand in for it"),
                    required=False,
                ),
                f"{name}-file": PaperFileField(label=_("File")),
            }
            if paper.spared:
                self.fields[f"{name}-{_NOT_NEEDED}"] = forms.BooleanField(
                    label=_(
                        "Not needed: the post is equal to, equivalent to or lower than the one "
                        "held, and nothing new has arisen"
                    ),
                    required=False,
                )
            if (first := self.offered.get((candidate.pk, paper.kind))) is not None:
                told = _(
                    "Use again no. %(number)s of %(date)s, from the first file %(dossier)s "
                    "submitted on %(submitted)s: the same authority decides, and nothing new has "
                    "arisen"
                )
                self.fields[f"{name}-{_AGAIN}"] = forms.BooleanField(
                    label=told
                    % {
                        "number": first.paper.number,
                        "date": f"{first.paper.dated_on:%d/%m/%Y}",
                        "dossier": first.paper.dossier,
                        "submitted": f"{first.submitted_on:%d/%m/%Y}",
                    },
                    required=False,
                )
        self.late = self.place.dossier.deadlines.open().filter(due_on__lt=self.place.on).first()
        if self.late:
            self.fields["delay_explained"] = WordsField(
                label=_("Explanation of the delay"), required=False, max_length=2000
            )

    def clean(self) -> dict[str, Any]:
        """A row that was begun is complete."""
        cleaned = super().clean() or {}
        for _candidate, paper, name in self.rows:
            begun = any(cleaned.get(f"{name}-{part}") for part in _ROW)
            not_needed, again = (cleaned.get(f"{name}-{part}") for part in (_NOT_NEEDED, _AGAIN))
            if begun and not_needed:
                told = _("“%(paper)s” is filed or not needed: choose one.")
                self.add_error(f"{name}-{_NOT_NEEDED}", told % {"paper": paper.title})
            if again and (begun or not_needed):
                told = _("“%(paper)s” is used again, filed anew or not needed: choose one.")
                self.add_error(f"{name}-{_AGAIN}", told % {"paper": paper.title})
            if not begun:
                continue
            for part in ("number", "dated_on", "issued_by"):
                field = f"{name}-{part}"
                if not cleaned.get(field) and field not in self.errors:
                    self.add_error(
                        field,
                        _("“%(paper)s”: fill this in, or leave the whole row empty.")
                        % {"paper": paper.title},
                    )
        return cleaned

    def show(self, problems: Any) -> None:
        """A problem of a paper stands beside its date."""
        beside = {name: f"{name}-dated_on" for _c, _p, name in self.rows}
        super().show(replace(one, field=beside.get(one.field, one.field)) for one in problems)

    def act(self) -> PapersAct:
        """Return the rows that were filled in. Papers of others go along, to be refused."""
        data = self.cleaned_data
        papers = [
            PaperFiled(
                candidate=candidate.pk,
                kind=paper.kind,
                number=data[f"{name}-number"],
                dated_on=data[f"{name}-dated_on"],
                issued_by=data[f"{name}-issued_by"],
                in_national_database=data[f"{name}-database"],
                file=data[f"{name}-file"],
            )
            for candidate, paper, name in self.rows
            if data.get(f"{name}-dated_on")
        ]
        issued_by = str(self.place.dossier.agency)
        papers += [
            PaperFiled(candidate.pk, paper.kind, "", self.place.on, issued_by, not_needed=True)
            for candidate, paper, name in self.rows
            if data.get(f"{name}-{_NOT_NEEDED}")
        ]
        for candidate, paper, name in self.rows:
            if data.get(f"{name}-{_AGAIN}"):
                first = self.offered[candidate.pk, paper.kind].paper
                papers.append(
                    PaperFiled(
                        candidate.pk,
                        paper.kind,
                        first.number,
                        first.dated_on,
                        first.issued_by,
                        used_again=first.pk,
                    )
                )
        known = {candidate.pk for candidate, _paper, _name in self.rows}
        for sent in self.data:
            match = _SENT.fullmatch(sent)
            if match and int(match[1]) not in known:
                papers.append(PaperFiled(int(match[1]), match[2], "", self.place.on, ""))
        return PapersAct(tuple(papers), data.get("delay_explained", ""))

    def context(self) -> dict[str, Any]:
        """Show each paper with its citation, the oldest date it may bear, and what is filed."""
        place = self.place
        filed = {
            (row.candidate_id, row.kind): row
            for row in Paper.objects.filter(dossier=place.dossier, step=place.node.name).order_by(
                "pk"
            )
        }
        oldest = {
            p.kind: place.node.oldest(p, place.dossier, on=place.on) for p in place.node.required
        }
        groups: dict[Any, list[dict[str, Any]]] = {}
        for candidate, paper, name in self.rows:
            earlier = filed.get((candidate.pk, paper.kind))
            groups.setdefault(candidate, []).append(
                {
                    "paper": paper,
                    "oldest": oldest[paper.kind],
                    "filed": earlier,
                    "too_old": bool(
                        earlier and oldest[paper.kind] and earlier.dated_on < oldest[paper.kind]
                    ),
                    "not_needed": self[f"{name}-{_NOT_NEEDED}"] if paper.spared else None,
                    "again": self[f"{name}-{_AGAIN}"]
                    if (candidate.pk, paper.kind) in self.offered
                    else None,
                    "fields": {part: self[f"{name}-{part}"] for part in _ROW},
                    "wrong": any(self[f"{name}-{part}"].errors for part in _ROW),
                }
            )
        return {
            "groups": list(groups.items()),
            "late": self.late,
            "explanation": self["delay_explained"] if self.late else None,
        }
