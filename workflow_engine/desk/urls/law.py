"""The law: by gate, condition, instrument, figure and fact, and what awaits review."""

from django.urls import path

from workflow_engine.desk.views import law

urlpatterns = [
    path("phap-luat/", law.law, name="law"),
    path("phap-luat/tim/", law.law_search, name="law-search"),
    path("phap-luat/cua/<str:name>/", law.gate, name="law-gate"),
    path("phap-luat/dieu-kien/<str:name>/", law.law_condition, name="law-condition"),
    path("phap-luat/van-ban/", law.law_instruments, name="law-instruments"),
    path("phap-luat/van-ban/<str:name>/", law.law_instrument, name="law-instrument"),
    path("phap-luat/chi-so/", law.law_figures, name="law-figures"),
    path("phap-luat/chi-so/<str:name>/", law.law_figure, name="law-figure"),
    path("phap-luat/thong-tin/", law.law_facts, name="law-facts"),
    path("phap-luat/thong-tin/<str:name>/", law.law_fact, name="law-fact"),
    path("phap-luat/ra-soat/", law.law_review, name="law-review"),
    path("phap-luat/kiem-phieu/", law.law_ballots, name="law-ballots"),
    path("phap-luat/thoi-han/", law.law_schedules, name="law-schedules"),
    path("phap-luat/diem-uu-tien/", law.law_priority, name="law-priority"),
    path("phap-luat/tuoi-nghi-huu/", law.law_retirement, name="law-retirement"),
]
