"""How topics and their parts are named, and in which language a reader gets them. Without Django's models, since the
live channel's process loads none.
"""

import re
from collections.abc import Mapping
from typing import Any

from django.conf import settings

Parts = Mapping[str, Mapping[str, str]]  # language → {name of the part → its HTML}

LONGEST = 100
_TOPIC = re.compile(r"[a-z]+(?:\.[a-z0-9_-]+)+")
_PART = re.compile(r"[a-z][a-z0-9_-]*")


def is_topic(name: str) -> bool:
    """`questions.edition.12`: the room, what it is, and which one."""
    return len(name) <= LONGEST and _TOPIC.fullmatch(name) is not None


def checked(parts: Parts) -> dict[str, dict[str, str]]:
    """The parts as they are kept. What is wrong with them is wrong in our code, not in what somebody typed."""
    if not parts or set(parts) - set(dict(settings.LANGUAGES)):
        raise ValueError(f"Parts are given by language: {sorted(dict(settings.LANGUAGES))}, not {sorted(parts)}.")
    wrong = [name for named in parts.values() for name in named if not _PART.fullmatch(name)]
    if wrong:
        raise ValueError(f"A part is named by small letters, not {wrong}.")
    return {
        language: {name: str(html).replace("\0", "") for name, html in named.items()}  # PostgreSQL keeps no NUL
        for language, named in parts.items()
    }


def language_of(asked: str) -> str:
    return asked if asked in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def parts_in(state: Mapping[str, Any], language: str) -> dict[str, str]:
    """What a reader of this language is shown; where it was published in another only, that one."""
    return dict(state.get(language) or state.get(settings.LANGUAGE_CODE) or next(iter(state.values()), {}))
