"""People, their records and their import."""

from django.urls import path

from workflow_engine.desk.people import imports, posts, unit_checks
from workflow_engine.desk.people import views as people
from workflow_engine.pages import converters  # noqa: F401 - importing registers them

urlpatterns = [
    path("con-nguoi/", people.people, name="people"),
    path("con-nguoi/them/", people.person_add, name="person-add"),
    path("con-nguoi/nhap/", imports.upload, name="import"),
    path("con-nguoi/nhap/mau.xlsx", imports.template, name="import-template"),
    path("con-nguoi/nhap/<slug:token>/", imports.preview, name="import-preview"),
    path("con-nguoi/nhap/<slug:token>/cot/", imports.columns, name="import-columns"),
    path("con-nguoi/nhap/<slug:token>/loi.xlsx", imports.errors, name="import-errors"),
    path("con-nguoi/xac-minh-don-vi/", unit_checks.unit_checks, name="unit-checks"),
    path("con-nguoi/xac-minh-don-vi/<key:pk>/", unit_checks.unit_check, name="unit-check"),
    path("con-nguoi/chuc-vu/", posts.posts, name="posts"),
    path("con-nguoi/chuc-vu/<key:pk>/", posts.post_function, name="post-function"),
    path("con-nguoi/<key:pk>/", people.person, name="person"),
    path("con-nguoi/<key:pk>/sua/", people.person_edit, name="person-edit"),
    path("con-nguoi/<key:pk>/<slug:kind>/them/", people.record_add, name="person-record-add"),
    path(
        "con-nguoi/<key:pk>/<slug:kind>/<key:record>/",
        people.record_edit,
        name="person-record-edit",
    ),
]
