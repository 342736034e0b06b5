"""What is asked beside an act that was done on paper before its dossier was taken over."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from workflow_engine.acts.steps.on_paper import OnPaper
from workflow_engine.base.errors import Problem
from workflow_engine.desk.forms import CODE_LENGTH, ActForm
from workflow_engine.dossiers.models import Dossier
from workflow_engine.pages.fields import DayField, LineField, PaperFileField, PersonByNumberField


class OnPaperForm(ActForm):
    """Who did an act, on which day, and the paper that shows it."""

    paper_by = PersonByNumberField(label=_("Who did it"))
    paper_on = DayField(label=_("On which day it was done"))
    paper_number = LineField(label=_("Number of the paper"), max_length=CODE_LENGTH)
    paper_issued_by = LineField(label=_("Paper issued by"), max_length=200)
    paper_file = PaperFileField(label=_("Scan of the paper of the act"))

    def act(self) -> OnPaper:
        """Return what shows the act."""
        sent = self.cleaned_data
        return OnPaper(
            by=sent["paper_by"],
            on=sent["paper_on"],
            number=sent["paper_number"],
            issued_by=sent["paper_issued_by"],
            file=sent["paper_file"],
        )

    def take(self, problems: Iterable[Problem]) -> list[Problem]:
        """Show beside its fields what is wrong with them; return what else is wrong."""
        problems = list(problems)
        self.show(each for each in problems if each.field in self.fields)
        return [each for each in problems if each.field not in self.fields]


def on_paper_form(dossier: Dossier, data: Any = None, files: Any = None) -> OnPaperForm | None:
    """Return the form while a dossier is taken over from paper, else None."""
    return OnPaperForm(data, files) if dossier.entered_until is not None else None


def begun_on_paper(data: Mapping[str, Any] | None) -> bool:
    """Whether an opening page was sent with an act that was done on paper."""
    names = [name for name in OnPaperForm.base_fields if name != "paper_file"]
    return data is not None and any(str(data.get(name, "")).strip() for name in names)
