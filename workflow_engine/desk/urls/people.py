"""People, their records and their import."""

urlpatterns: list = []
