"""The project's addresses, and those of the bare flow."""

from django.urls import include, path
from viewflow.workflow.flow import FlowViewset

from bench.bare.flows import BareFlow

urlpatterns = [
    path("bare/", FlowViewset(BareFlow).urls),
    path("", include("workflow_engine.urls")),
]
