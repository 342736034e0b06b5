"""What an administrator keeps."""

from django.urls import path

from workflow_engine.desk.administration import authorities
from workflow_engine.desk.administration import views as administration
from workflow_engine.pages import converters  # noqa: F401 - importing registers them

urlpatterns = [
    path("quan-tri/", administration.administration, name="administration"),
    path("quan-tri/lich/", administration.calendar, name="calendar"),
    path("quan-tri/lich/ngay/", administration.calendar_day, name="new-day"),
    path("quan-tri/lich/ngay/<key:day_id>/", administration.calendar_day, name="day"),
    path("quan-tri/tai-khoan/", administration.accounts, name="accounts"),
    path("quan-tri/tai-khoan/moi/", administration.new_account, name="new-account"),
    path("quan-tri/tai-khoan/<key:account_id>/", administration.account, name="account"),
    path("quan-tri/vai-tro/<key:assignment_id>/", administration.end_role, name="end-role"),
    path("quan-tri/tieu-chuan/", administration.standards, name="standards"),
    path("quan-tri/tham-quyen/", authorities.authorities, name="authorities"),
    path(
        "quan-tri/tham-quyen/<key:delegation_id>/het/",
        authorities.end_authority,
        name="end-authority",
    ),
    path("quan-tri/don-vi/", administration.units, name="units"),
]
