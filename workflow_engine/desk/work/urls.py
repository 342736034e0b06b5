"""My work, where whoever signs in begins."""

from django.urls import path

from workflow_engine.desk.work import views

urlpatterns = [
    path("", views.home, name="home"),
    path("viec-cua-toi/", views.my_work, name="my-work"),
]
