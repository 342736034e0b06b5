"""The law: by gate, condition, instrument, figure and fact, and what awaits review."""

from django.urls import path

from workflow_engine.lawbook import views as law

app_name = "lawbook"
urlpatterns = [
    path("", law.law, name="overview"),
    path("tim/", law.law_search, name="search"),
    path("cua/<str:name>/", law.gate, name="gate"),
    path("dieu-kien/<str:name>/", law.law_condition, name="condition"),
    path("van-ban/", law.law_instruments, name="instruments"),
    path("van-ban/<str:name>/", law.law_instrument, name="instrument"),
    path("chi-so/", law.law_figures, name="figures"),
    path("chi-so/<str:name>/", law.law_figure, name="figure"),
    path("thong-tin/", law.law_facts, name="facts"),
    path("thong-tin/<str:name>/", law.law_fact, name="fact"),
    path("ra-soat/", law.law_review, name="review"),
    path("kiem-phieu/", law.law_ballots, name="ballots"),
    path("thoi-han/", law.law_schedules, name="schedules"),
    path("diem-uu-tien/", law.law_priority, name="priority"),
    path("tuoi-nghi-huu/", law.law_retirement, name="retirement"),
]
