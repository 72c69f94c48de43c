import datetime as dt
import io

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from tests.ambassadors.town import NOW, Town


@pytest.fixture
def _frozen():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def town(_frozen):
    return Town()


@pytest.fixture
def at(town):
    """`at(days=8)`: so much later."""
    return lambda **later: time_machine.travel(NOW + dt.timedelta(**later), tick=False)


@pytest.fixture
def a_photo():
    drawn = io.BytesIO()
    Image.new("RGB", (40, 30), "#0b6570").save(drawn, "WEBP")
    return SimpleUploadedFile("there.webp", drawn.getvalue(), "image/webp")
