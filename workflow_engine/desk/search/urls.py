"""Search."""

from django.urls import path

from workflow_engine.desk.search import views

urlpatterns = [
    path("tra-cuu/", views.search, name="search"),
]
