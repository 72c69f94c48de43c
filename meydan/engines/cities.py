"""Where the 31 province capitals lie, for prayer times asked by name.

Coordinates in degrees are those of SaliBhdr/typhoon-iran-cities (MIT, commit a689d4e), rounded to four places; of the
nine cities whose times are published, the points those times are compared at. Venues carry their own coordinates.
"""

from typing import Final, NamedTuple

from meydan.engines.letters import tidy


class City(NamedTuple):
    """A city by both names, with its latitude and longitude in degrees."""

    name_fa: str
    name_en: str
    latitude: float
    longitude: float


CITIES: Final = (
    City("اراک", "Arak", 34.0917, 49.6892),
    City("اردبیل", "Ardabil", 38.2516, 48.2972),
    City("ارومیه", "Urmia", 37.5483, 45.0667),
    City("اصفهان", "Isfahan", 32.6546, 51.668),
    City("اهواز", "Ahvaz", 31.3183, 48.6706),
    City("ایلام", "Ilam", 33.6379, 46.4203),
    City("بجنورد", "Bojnord", 37.476, 57.332),
    City("بندرعباس", "Bandar Abbas", 27.1793, 56.2781),
    City("بوشهر", "Bushehr", 28.9311, 50.8458),
    City("بیرجند", "Birjand", 32.8634, 59.2177),
    City("تبریز", "Tabriz", 38.08, 46.2919),
    City("تهران", "Tehran", 35.6944, 51.4215),
    City("خرم‌آباد", "Khorramabad", 33.4842, 48.3538),
    City("رشت", "Rasht", 37.2808, 49.5832),
    City("زاهدان", "Zahedan", 29.4929, 60.8503),
    City("زنجان", "Zanjan", 36.67, 48.4795),
    City("ساری", "Sari", 36.5537, 53.0603),
    City("سمنان", "Semnan", 35.5834, 53.3883),
    City("سنندج", "Sanandaj", 35.3126, 46.9979),
    City("شهرکرد", "Shahrekord", 32.3257, 50.8497),
    City("شیراز", "Shiraz", 29.5918, 52.5837),
    City("قزوین", "Qazvin", 36.2804, 50.0067),
    City("قم", "Qom", 34.6399, 50.8759),
    City("کرج", "Karaj", 35.8225, 50.9905),
    City("کرمان", "Kerman", 30.2924, 57.0646),
    City("کرمانشاه", "Kermanshah", 34.3239, 47.0736),
    City("گرگان", "Gorgan", 36.8393, 54.4321),
    City("مشهد", "Mashhad", 36.2972, 59.6067),
    City("همدان", "Hamadan", 34.7993, 48.5152),
    City("یاسوج", "Yasuj", 30.6682, 51.5819),
    City("یزد", "Yazd", 31.8566, 54.3296),
)


class UnknownCity(LookupError):  # noqa: N818 - says what happened
    """No province capital has this name."""


def find_city(name: str) -> City:
    """Return the city of a Persian or English name, whatever its case, keyboard (ي ك) and half spaces.

    Raises `UnknownCity`.
    """
    found = _BY_NAME.get(_plain(name))
    if found is None:
        raise UnknownCity(f"no province capital is called {tidy(name) or 'nothing'}")
    return found


def _plain(name: str) -> str:
    return "".join(letter for letter in tidy(name).casefold() if letter.isalpha()).replace("آ", "ا")


_BY_NAME: Final = {_plain(name): city for city in CITIES for name in (city.name_fa, city.name_en)}
