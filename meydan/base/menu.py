"""The menus of the shell. Each room lists its own items in `<room>/menu.py` as `ITEMS`; the shell names no room.

ITEMS = [Item(label=_l("Programs"), url_name="programs:list", icon="calendar", order=10)]
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, cast

from django.apps import apps
from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, get_script_prefix, get_urlconf, reverse
from django.utils.functional import Promise

from meydan.base.roles import Role

if TYPE_CHECKING:
    from meydan.base.doors import Visitor

Place = Literal["main", "tools", "mine", "desk", "foot"]
IN_SIGHT: Final = 6  # of the citizens' menu at the head of a page; the rest opens under "More"
IN_BAR: Final = 4  # at the foot of a phone


@dataclass(frozen=True)
class Item:
    """One door in a menu.

    "main" is the citizens' menu (the first four stand in the bar at the foot of a phone), "tools" stands at the head of
    every page as a picture, "mine" is what a signed-in person has, "desk" what staff work at, "foot" the end of the
    page. `roles` limits it to whoever holds one today; an item of the desk without roles is for any role.
    """

    label: str | Promise
    url_name: str
    icon: str = "star"
    place: Place = "main"
    roles: frozenset[Role] = frozenset()
    order: int = 100


class Link(NamedTuple):
    """An item as one visitor sees it on one page."""

    label: str | Promise
    url: str
    icon: str
    current: bool


@cache
def items() -> tuple[Item, ...]:
    """Every room's items, in order."""
    found: list[Item] = []
    for room in apps.get_app_configs():
        found += getattr(sys.modules.get(f"{room.name}.menu"), "ITEMS", [])
    return tuple(sorted(found, key=lambda item: item.order))


class Part(NamedTuple):
    """The citizens' menu, as far as there is room for it."""

    in_sight: list[Link]
    more: list[Link]

    @property
    def is_in_more(self) -> bool:
        return any(link.current for link in self.more)


class Menu:
    """What this visitor may see. Nothing is asked of the database before a template asks for a list that needs it."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @cached_property
    def main(self) -> list[Link]:
        return self._links("main")

    @property
    def head(self) -> Part:
        return Part(self.main[:IN_SIGHT], self.main[IN_SIGHT:])

    @property
    def bar(self) -> Part:
        return Part(self.main[:IN_BAR], self.main[IN_BAR:])

    @cached_property
    def tools(self) -> list[Link]:
        return self._links("tools")

    @cached_property
    def mine(self) -> list[Link]:
        return self._links("mine") if self._is_known else []

    @cached_property
    def desk(self) -> list[Link]:
        return self._links("desk") if self._roles else []

    @cached_property
    def foot(self) -> list[Link]:
        return self._links("foot")

    @cached_property
    def sign_in(self) -> str:
        return "" if self._is_known else _address(settings.LOGIN_URL)

    @cached_property
    def at_sign_in(self) -> bool:
        """On the way through sign-in, a browser keeps the drafts of forms that were sent too late."""
        match = self.request.resolver_match
        return bool(match and match.namespace and match.namespace == settings.LOGIN_URL.partition(":")[0])

    @cached_property
    def _is_known(self) -> bool:
        user = getattr(self.request, "user", None)
        return bool(user and user.is_authenticated)

    @cached_property
    def _roles(self) -> frozenset[Role]:
        return cast("Visitor", self.request.user).roles_today() if self._is_known else frozenset()

    def _may_see(self, item: Item) -> bool:
        if item.roles:
            return bool(item.roles & self._roles)
        return item.place != "desk" or bool(self._roles)

    def _links(self, place: Place) -> list[Link]:
        seen = [(item, url) for item, url in _addresses(place) if self._may_see(item)]
        here = max((url for _item, url in seen if _is_under(self.request.path, url)), key=len, default=None)
        return [Link(item.label, url, item.icon, url == here) for item, url in seen]


def _addresses(place: Place) -> Iterator[tuple[Item, str]]:
    for item in items():
        if item.place == place and (url := _address(item.url_name)):
            yield item, url


def _address(url_name: str) -> str:
    return _address_there(url_name, get_urlconf() or settings.ROOT_URLCONF, get_script_prefix())


@cache
def _address_there(url_name: str, urlconf: str, _prefix: str) -> str:
    # Kept, since a page of staff asks for eighty of them, which was a sixth of its time.
    try:
        return reverse(url_name, urlconf)
    except NoReverseMatch:
        return ""  # tests/base/test_menu.py finds these; a page is not to fall over one


def _is_under(path: str, url: str) -> bool:
    return path == url or (url != "/" and path.startswith(url if url.endswith("/") else f"{url}/"))
