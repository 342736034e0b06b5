"""My work, dossiers, the trail and search."""

from django.urls import path

from workflow_engine.desk.dossier import diagram
from workflow_engine.desk.dossier import views as dossiers
from workflow_engine.desk.inspection import views as trail
from workflow_engine.desk.search import views as search
from workflow_engine.desk.work import views as work
from workflow_engine.pages import converters  # noqa: F401 - importing registers them

urlpatterns = [
    path("", work.home, name="home"),
    path("viec-cua-toi/", work.my_work, name="my-work"),
    path("ho-so/", dossiers.dossiers, name="dossiers"),
    path("ho-so/<file:number>/", dossiers.dossier, name="dossier"),
    path("ho-so/<file:number>/ung-vien/<key:candidate_id>/", dossiers.verdict, name="verdict"),
    path("ho-so/<file:number>/nhat-ky/", trail.dossier_trail, name="dossier-trail"),
    path("so-do/<slug:edition>.bpmn", diagram.bpmn, name="bpmn"),
    path("thanh-tra/", trail.inspection, name="inspection"),
    path("thanh-tra/kiem-tra/", trail.verify, name="verify-trail"),
    path("nhat-ky/<key:entry>/", trail.trail_entry, name="trail-entry"),
    path("tra-cuu/", search.search, name="search"),
]
