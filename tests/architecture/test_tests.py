"""The tests mirror the house."""

import importlib
import pkgutil

from django.apps import apps
from factory.django import DjangoModelFactory

from tests import factories
from tests.architecture import house


def test_every_model_has_a_factory():
    made = set()
    for module in pkgutil.iter_modules(factories.__path__):
        for value in vars(importlib.import_module(f"tests.factories.{module.name}")).values():
            if isinstance(value, type) and issubclass(value, DjangoModelFactory) and value._meta.model:
                made.add(value._meta.model)
    models = {model for model in apps.get_models() if model.__module__.startswith("meydan.")}
    missing = sorted(model._meta.label for model in models - made)
    assert missing == [], "write one in tests/factories/<room>.py"


def test_every_test_file_is_named_after_what_it_tests():
    """`tests/programs/actions/test_roll.py` stands for `meydan/programs/actions/roll.py`, or for a folder of that name."""
    astray = []
    for path in sorted(house.TESTS.rglob("test_*.py")):
        *folders, name = path.relative_to(house.TESTS).parts
        if folders[:1] in (["architecture"], ["journeys"]):
            continue
        subject = name.removeprefix("test_").removesuffix(".py")
        home = house.HOUSE.joinpath(*folders)
        stems = {one.stem for one in home.rglob("*.py")} | {one.name for one in home.rglob("*") if one.is_dir()}
        if not any(subject == stem or subject.startswith(f"{stem}_") for stem in stems | {"commands", "race"}):
            astray.append(house.named(path))
    assert astray == [], "name the test after the file it tests"


def test_rooms_with_tables_have_tests_of_their_own():
    untested = [
        room.label for room in apps.get_app_configs()
        if room.name.startswith("meydan.") and list(room.get_models()) and not list((house.TESTS / room.label).rglob("test_*.py"))
    ]  # fmt: skip
    assert untested == []
