"""How what is on record ends, and by which decision where its end can lift a bar."""

from dataclasses import dataclass

from django.core.checks import CheckMessage, Error
from django.db import models
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class End:
    """The column of the day on which a record ends, and whether its end can lift a bar."""

    column: str
    lifts_a_bar: bool


class Ended(models.Model):
    """What ends by a decision of its own, as its end can lift a bar."""

    end_document_number = models.CharField(
        _("number of the decision that ended it"), max_length=80, blank=True
    )
    end_document_date = models.DateField(
        _("date of the decision that ended it"), null=True, blank=True
    )

    class Meta:
        abstract = True


def end_not_said(kind: type[models.Model]) -> list[CheckMessage]:
    """Return what is wrong with the end that a model declares, or that it declares none."""
    if "end" not in vars(kind):
        return [
            Error(
                "The model does not say how what it keeps ends.",
                hint="Set `end` to the column with whether it lifts a bar, or to None.",
                obj=kind,
                id="registry.E001",
            )
        ]
    end = vars(kind)["end"]
    lifts = end is not None and end.lifts_a_bar
    if lifts == issubclass(kind, Ended):
        return []
    return [
        Error(
            "An end that lifts a bar has a decision of its own, and no other has.",
            hint="Make the model an `Ended` one, or say that its end lifts no bar.",
            obj=kind,
            id="registry.E002",
        )
    ]
