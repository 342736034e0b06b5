"""The dossiers: their list, the page of one, its drawing."""

from django.urls import path

from workflow_engine.desk.dossier import diagram, views
from workflow_engine.pages import converters  # noqa: F401 - importing registers them

urlpatterns = [
    path("ho-so/", views.dossiers, name="dossiers"),
    path("ho-so/<file:number>/", views.dossier, name="dossier"),
    path("ho-so/<file:number>/ung-vien/<key:candidate_id>/", views.verdict, name="verdict"),
    path("ho-so/<file:number>/van-ban/<key:paper_id>/", views.paper, name="paper"),
    path("so-do/<slug:edition>.bpmn", diagram.bpmn, name="bpmn"),
]
