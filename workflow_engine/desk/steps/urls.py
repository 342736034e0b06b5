"""Taking steps and acting beside them."""

from django.urls import path

from workflow_engine.desk.steps import beside, opening, whole
from workflow_engine.desk.steps import views as steps
from workflow_engine.pages import converters  # noqa: F401 - importing registers them

_STEP = "ho-so/<file:number>/buoc/<step:step>/<key:task_id>/"

urlpatterns = [
    path("ho-so/mo/", opening.choose_procedure, name="open-dossier"),
    path("ho-so/mo/<slug:procedure>/", opening.open_dossier, name="open-procedure"),
    path("ho-so/mo/<slug:procedure>/an-ban/", opening.chosen_edition, name="chosen-edition"),
    path(_STEP, steps.step, name="step"),
    path(f"{_STEP}chay-lai/", steps.run_gate, name="run-gate"),
    *(
        path(f"{_STEP}{act}/", steps.closed_act, {"act": act}, name=f"closed-{act}")
        for act in steps.CLOSED_ACTS
    ),
    path("ung-vien/<key:candidate_id>/rut/", beside.withdraw_candidate, name="withdraw-candidate"),
    path(
        "ung-vien/<key:candidate_id>/quyet-dinh-dac-biet/",
        beside.special_decision,
        name="special-decision",
    ),
    path("trieu-tap/<key:summons_id>/vang-mat/", beside.excuse_absence, name="excuse-absence"),
    path("thong-bao/<key:notice_id>/thay/", beside.change_notice, name="change-notice"),
    path("ho-so/<file:number>/hoan/", whole.postpone, name="postpone"),
    path("ho-so/<file:number>/tiep-tuc/", whole.resume, name="resume"),
    path("ho-so/<file:number>/ban-giao/", whole.hand_over, name="hand-over"),
    path(
        "ho-so/<file:number>/xac-nhan-ho-so-giay/",
        whole.confirm_taking_over,
        name="confirm-taking-over",
    ),
    path("ho-so/<file:number>/ket-luan-cap-uy/", whole.file_conclusion, name="file-conclusion"),
    path("ho-so/<file:number>/xet-lai/", beside.judge_again, name="judge-again"),
    path("yeu-cau/<key:request_id>/", beside.supply_fact, name="supply-fact"),
]
