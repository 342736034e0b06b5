"""What the pages of the desk are called, by the names of their addresses.

The record of an attempt names the address and how it was asked for; here are the words for both.
"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

PAGES: dict[str, Any] = {
    "home": _("My work"),
    "my-work": _("My work"),
    "dossiers": _("Dossiers"),
    "dossier": _("Dossier"),
    "dossier-trail": _("Record of the dossier"),
    "verdict": _("Conditions judged"),
    "paper": _("File of a paper"),
    "bpmn": _("Diagram of the procedure"),
    "search": _("Search"),
    "forecast": _("Falling due"),
    "open-dossier": _("Open a dossier"),
    "open-procedure": _("Open a dossier"),
    "chosen-edition": _("Open a dossier"),
    "step": _("Step"),
    "run-gate": _("Gate of the rules"),
    "withdraw-candidate": _("Take a candidate out"),
    "special-decision": _("Record a special decision"),
    "excuse-absence": _("Accept an absence as force majeure"),
    "change-notice": _("Change a notice"),
    "postpone": _("Put the procedure off"),
    "resume": _("Let the procedure go on"),
    "hand-over": _("Hand the dossier over"),
    "confirm-taking-over": _("Confirm what was entered from paper"),
    "file-conclusion": _("File the conclusion of the Party body"),
    "judge-again": _("Judge anew by the corrected law"),
    "supply-fact": _("Supply a fact"),
    "inspection": _("Inspection"),
    "trail-entries": _("Entries of the record"),
    "trail-entry": _("Inspection"),
    "verify-trail": _("Verify the whole record"),
    "people": _("People"),
    "person": _("Personal file"),
    "person-add": _("Put a person on record"),
    "twins": _("Possible twins"),
    "person-edit": _("Correct the personal data"),
    "person-record-add": _("Record added"),
    "person-record-edit": _("Record corrected"),
    "import": _("Import personnel records"),
    "import-template": _("Import personnel records"),
    "import-preview": _("What the file would do"),
    "import-columns": _("Which column is which"),
    "import-errors": _("What the file would do"),
    "administration": _("Administration"),
    "accounts": _("Administration"),
    "account": _("Account"),
    "new-account": _("Account"),
    "end-role": _("Role ended"),
    "calendar": _("Administration"),
    "day": _("Calendar day amended"),
    "new-day": _("Add a day"),
    "standards": _("Administration"),
    "authorities": _("Who decides what"),
    "end-authority": _("End a row"),
    "unit-checks": _("Checks of units"),
    "unit-check": _("Checks of units"),
    "posts": _("Functions of posts"),
    "post-function": _("Functions of posts"),
    "units": _("Administration"),
}
_ASKED = {
    "GET": _("opening the page"),
    "HEAD": _("opening the page"),
    "POST": _("sending a form"),
}


def page(view: str) -> str:
    """Return what a page is called; of an address that is no more, its name."""
    name = view.removeprefix("desk:")
    if name.startswith("law"):  # In attempts of earlier days, "desk:law-gate".
        return str(_("Law"))
    if name.startswith("closed-"):
        return str(PAGES["step"])
    return str(PAGES.get(name, name))


def asked(method: str) -> str:
    """Return how a page was asked for."""
    return str(_ASKED.get(method, method))
