"""Every address of the application."""

from django.contrib.auth import views as auth
from django.urls import include, path, reverse_lazy

urlpatterns = [
    path("dang-nhap/", auth.LoginView.as_view(redirect_authenticated_user=True), name="login"),
    path("dang-xuat/", auth.LogoutView.as_view(), name="logout"),
    path(
        "doi-mat-khau/",
        auth.PasswordChangeView.as_view(success_url=reverse_lazy("desk:my-work")),
        name="password-change",
    ),
    path("ngon-ngu/", include("django.conf.urls.i18n")),
    path("phap-luat/", include("workflow_engine.lawbook.urls")),
    path("", include("workflow_engine.desk.urls")),
]

handler400 = "workflow_engine.desk.errors.bad_request"
handler404 = "workflow_engine.desk.errors.not_found"
handler500 = "workflow_engine.desk.errors.server_error"
