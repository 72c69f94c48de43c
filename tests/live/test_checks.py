import pytest

from meydan.live.checks import stream_has_an_address


@pytest.mark.parametrize(
    ("sample", "port", "url", "said"),
    [
        (False, 8001, "", ["live.I001"]),
        (False, 8001, "/live-stream", []),
        (False, 0, "", []),
        (True, 8001, "", []),
    ],
)
def test_in_production_the_stream_is_given_an_address(settings, sample, port, url, said):
    settings.SAMPLE, settings.LIVE_PORT, settings.LIVE_URL = sample, port, url
    assert [one.id for one in stream_has_an_address()] == said
