"""The addresses of the desk, one module a room."""

from workflow_engine.desk.administration import urls as administration
from workflow_engine.desk.dossier import urls as dossier
from workflow_engine.desk.forecast import urls as forecast
from workflow_engine.desk.inspection import urls as inspection
from workflow_engine.desk.people import urls as people
from workflow_engine.desk.search import urls as search
from workflow_engine.desk.steps import urls as steps
from workflow_engine.desk.work import urls as work

app_name = "desk"
urlpatterns = [
    *work.urlpatterns,
    *forecast.urlpatterns,
    *dossier.urlpatterns,
    *inspection.urlpatterns,
    *steps.urlpatterns,
    *people.urlpatterns,
    *search.urlpatterns,
    *administration.urlpatterns,
]
