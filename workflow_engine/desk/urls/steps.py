"""Taking steps and acting beside them."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from workflow_engine.desk.views import side_acts, steps


class KeyConverter:
    """The key of a row: digits, no more than the database can hold."""

    regex = "[0-9]{1,15}"

    def to_python(self, value: str) -> int:
        """Return the number."""
        return int(value)

    def to_url(self, value: int) -> str:
        """Return the digits."""
        return str(value)


class FileNumberConverter(StringConverter):
    """The number of a dossier, as numbers are made."""

    regex = "[A-Z]{1,8}-[0-9]{4}-[0-9]{1,8}"


class StepConverter(StringConverter):
    """The name of a step."""

    regex = "[a-z][a-z_]{0,59}"


register_converter(KeyConverter, "key")
register_converter(FileNumberConverter, "file")
register_converter(StepConverter, "step")

_STEP = "ho-so/<file:number>/buoc/<step:step>/<key:task_id>/"

urlpatterns = [
    path("ho-so/mo/", steps.choose_procedure, name="open-dossier"),
    path("ho-so/mo/<slug:procedure>/", steps.open_dossier, name="open-procedure"),
    path("ho-so/mo/<slug:procedure>/an-ban/", steps.chosen_edition, name="chosen-edition"),
    path(_STEP, steps.step, name="step"),
    path(f"{_STEP}chay-lai/", steps.run_gate, name="run-gate"),
    *(
        path(f"{_STEP}{act}/", steps.closed_act, {"act": act}, name=f"closed-{act}")
        for act in steps.CLOSED_ACTS
    ),
    path(
        "ung-vien/<key:candidate_id>/rut/", side_acts.withdraw_candidate, name="withdraw-candidate"
    ),
    path(
        "ung-vien/<key:candidate_id>/quyet-dinh-dac-biet/",
        side_acts.special_decision,
        name="special-decision",
    ),
    path("trieu-tap/<key:summons_id>/vang-mat/", side_acts.excuse_absence, name="excuse-absence"),
    path("ho-so/<number>/xet-lai/", side_acts.judge_again, name="judge-again"),
    path("yeu-cau/<key:request_id>/", side_acts.supply_fact, name="supply-fact"),
]
