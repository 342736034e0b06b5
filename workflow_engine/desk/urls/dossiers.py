"""My work, dossiers, the trail and search."""

from django.urls import path

import workflow_engine.desk.urls.steps  # noqa: F401  its converters are used here
from workflow_engine.desk.views import diagram, dossiers, search, trail, work

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
