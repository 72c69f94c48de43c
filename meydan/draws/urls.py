from typing import Any

app_name = "draws"
urlpatterns: list[Any] = []
