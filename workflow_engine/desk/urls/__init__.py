"""The addresses of the desk, one module for each group of pages."""

from workflow_engine.desk.urls import administration, dossiers, people, steps

app_name = "desk"
urlpatterns = [
    *dossiers.urlpatterns,
    *steps.urlpatterns,
    *people.urlpatterns,
    *administration.urlpatterns,
]
