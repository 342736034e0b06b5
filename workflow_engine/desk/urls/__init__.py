"""The addresses of the desk, one module for each group of pages."""

from workflow_engine.desk.urls import administration, dossiers, law, people, steps

app_name = "desk"
urlpatterns = [
    *dossiers.urlpatterns,
    *steps.urlpatterns,
    *people.urlpatterns,
    *law.urlpatterns,
    *administration.urlpatterns,
]
