import json

import pytest

from meydan.messaging.bots import updates
from meydan.messaging.inbound import Brought
from tests.messaging.bots.messenger import card, update


def read(found):
    return updates.read(json.dumps(found).encode())


class TestRead:
    def test_a_text_in_a_chat_of_ones_own_is_brought_as_written(self):
        assert read(update(7, text="  سلام ي\u200c ")) == Brought("7", text="  سلام ي\u200c ", chat="91")

    def test_a_voice_is_brought_by_its_id_with_what_stands_under_it(self):
        found = read(update(7, voice={"file_id": "AwAC", "duration": 5}, caption="بوستان"))
        assert found == Brought("7", text="بوستان", chat="91", attached="voice:AwAC")

    def test_of_a_photo_the_largest_is_brought(self):
        found = read(update(7, photo=[{"file_id": "small"}, {"file_id": "large"}]))
        assert found == Brought("7", chat="91", attached="photo:large")

    def test_ones_own_number_is_brought(self):
        assert read(update(7, contact=card("989121234567"))) == Brought("7", chat="91", contact="989121234567")

    @pytest.mark.parametrize(
        "contact",
        [card("989121234567", owner=92), {"phone_number": "989121234567"}, card("989121234567") | {"user_id": "91"}],
    )
    def test_anothers_number_is_never_believed(self, contact):
        assert read(update(7, contact=contact)) == Brought("7", chat="91", contact="?")

    @pytest.mark.parametrize(
        "found",
        [
            update(7, text="سلام", kind="group", chat=-100),
            update(7, text="سلام", chat=92),
            update(7, sticker={"file_id": "x"}),
            update(7, text=""),
            update(7, text=["سلام"]),
            update(7, voice={"file_id": 5}),
            update(7, photo=["x"]),
            {"update_id": 7},
            {"update_id": 7, "message": None},
            {"update_id": 7, "message": {"text": "سلام"}},
            {"update_id": 7, "edited_message": {"text": "سلام"}},
            {"update_id": 7, "message": {"from": {"id": "91"}, "chat": {"id": "91", "type": "private"}, "text": "x"}},
        ],
    )
    def test_what_is_not_for_us_is_nothing(self, found):
        assert read(found) is None

    @pytest.mark.parametrize(
        "body",
        [b"", b"x", b"\xff", b"null", b"[]", b"{}", b'{"update_id": "7"}', b'{"update_id": true}', b"[" * 100_000],
    )
    def test_what_is_no_update_is_said_to_be_none(self, body):
        with pytest.raises(updates.NoUpdate):
            updates.read(body)

    def test_what_no_database_keeps_is_left_out(self):
        assert read(update(7, text="پس\x00پیش\ud800")).text == "پسپیش"
