"""What is due, by month and unit."""

from django.urls import path

from workflow_engine.desk.forecast import views

urlpatterns = [path("sap-den-han/", views.forecast, name="forecast")]
