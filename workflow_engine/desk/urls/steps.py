"""Taking steps and acting beside them."""

urlpatterns: list = []
