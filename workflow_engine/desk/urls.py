"""The addresses of the desk, one module a room."""

from workflow_engine.desk.administration import urls as administration
from workflow_engine.desk.dossier import urls as dossiers
from workflow_engine.desk.people import urls as people
from workflow_engine.desk.steps import urls as steps

app_name = "desk"
urlpatterns = [
    *dossiers.urlpatterns,
    *steps.urlpatterns,
    *people.urlpatterns,
    *administration.urlpatterns,
]
