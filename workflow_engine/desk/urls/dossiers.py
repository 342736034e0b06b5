"""My work, dossiers, the trail and search."""

urlpatterns: list = []
