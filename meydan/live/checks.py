"""What `meydan check --deploy` says about the live channel."""

from typing import Any

from django.conf import settings
from django.core import checks


@checks.register(checks.Tags.compatibility, deploy=True)
def stream_has_an_address(**_given: Any) -> list[checks.CheckMessage]:
    if settings.LIVE_URL or not settings.LIVE_PORT or settings.SAMPLE:
        return []
    return [
        checks.Info(
            "Live pages ask again every few seconds, since LIVE_URL says no address for the stream.",
            hint="Let the proxy hand /live-stream/ on to LIVE_PORT and set LIVE_URL=/live-stream (docs/operations.md).",
            id="live.I001",
        )
    ]
