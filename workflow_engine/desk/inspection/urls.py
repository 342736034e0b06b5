"""The trail."""

from django.urls import path

from workflow_engine.desk.inspection import views
from workflow_engine.pages import converters  # noqa: F401 - importing registers them

urlpatterns = [
    path("ho-so/<file:number>/nhat-ky/", views.dossier_trail, name="dossier-trail"),
    path("thanh-tra/", views.inspection, name="inspection"),
    path("thanh-tra/nhat-ky/", views.entries, name="trail-entries"),
    path("thanh-tra/kiem-tra/", views.verify, name="verify-trail"),
    path("nhat-ky/<key:entry>/", views.trail_entry, name="trail-entry"),
]
