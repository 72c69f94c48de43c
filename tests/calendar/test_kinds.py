from django.utils.translation import gettext_lazy

from meydan.calendar import kinds


def test_a_door_names_its_kind_and_what_nobody_named_is_shown_as_it_is():
    kinds.register("meeting", gettext_lazy("Date"))
    try:
        assert ("meeting", kinds.name_of("meeting")) in kinds.choices()
        assert kinds.name_of("meeting") != "meeting"
        assert kinds.name_of("draw") == "draw"
    finally:
        kinds._names.pop("meeting")
