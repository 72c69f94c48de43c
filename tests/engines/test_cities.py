import pytest

from meydan.engines.cities import CITIES, UnknownCity, find_city


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Tehran", "Tehran"),
        ("tehran", "Tehran"),
        ("تهران", "Tehran"),
        ("كرمان", "Kerman"),
        ("ساري", "Sari"),
        ("خرم آباد", "Khorramabad"),
        ("خرم‌اباد", "Khorramabad"),
        ("BANDAR-ABBAS", "Bandar Abbas"),
    ],
)
def test_a_capital_is_found_by_either_name_however_it_is_typed(typed, name):
    assert find_city(typed).name_en == name


@pytest.mark.parametrize("typed", ["", "Atlantis", "تهرانپارس", "\u200c"])
def test_an_unknown_name_is_refused(typed):
    with pytest.raises(UnknownCity):
        find_city(typed)


def test_every_capital_is_there_once_and_lies_in_iran():
    assert len({city.name_fa for city in CITIES}) == len({city.name_en for city in CITIES}) == 31
    assert all(25 < city.latitude < 40 and 44 < city.longitude < 64 for city in CITIES)


def test_the_nine_published_cities_lie_where_their_times_are_compared(shared):
    for name, place in shared.data("prayer/city_coordinates.json").items():
        city = find_city(name)
        assert [city.latitude, city.longitude] == place
