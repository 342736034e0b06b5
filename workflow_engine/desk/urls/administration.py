"""What an administrator keeps."""

urlpatterns: list = []
