"""The kinds of occasions. The doors above name theirs, in `<room>/occasions.py`, and this room knows no door."""

from django.utils.functional import Promise

_names: dict[str, str | Promise] = {}


def register(kind: str, name: str | Promise) -> None:
    """What stands in `Occasion.kind`, and, translated lazily, how citizens read it."""
    _names[kind] = name


def name_of(kind: str) -> str:
    return str(_names.get(kind, kind))


def choices() -> list[tuple[str, str]]:
    """In the order of registration."""
    return [(kind, str(name)) for kind, name in _names.items()]
