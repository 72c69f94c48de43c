import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import NoReverseMatch, reverse

from meydan.base import icons, menu
from meydan.base.menu import Item, Menu
from meydan.base.roles import Role

HOUSE = (
    Item("Design", "base:design", order=1),
    Item("Robots", "base:robots", order=2),
    Item("Mine", "base:robots", place="mine"),
    Item("Roll", "base:robots", place="desk", roles=frozenset({Role.COACH})),
    Item("Any desk", "base:design", place="desk"),
    Item("Gone", "base:no_such_page"),
    Item("About", "base:robots", place="foot"),
)


class Visitor:
    is_authenticated = True

    def __init__(self, *roles):
        self.roles = frozenset(roles)

    def roles_today(self):
        return self.roles


@pytest.fixture
def seen(rf, settings, monkeypatch):
    """The labels a visitor sees in each place, in a house of these items."""
    settings.ROOT_URLCONF = "tests.base.town"
    monkeypatch.setattr(menu, "items", lambda: HOUSE)

    def see(user, path="/"):
        request = rf.get(path)
        request.user = user
        request.resolver_match = None
        return Menu(request)

    return see


def labels(links):
    return [str(link.label) for link in links]


@pytest.mark.parametrize(
    ("user", "mine", "desk"),
    [
        (AnonymousUser(), [], []),
        (Visitor(), ["Mine"], []),
        (Visitor(Role.AUDITOR), ["Mine"], ["Any desk"]),
        (Visitor(Role.COACH), ["Mine"], ["Roll", "Any desk"]),
        (Visitor(Role.COACH, Role.MANAGER), ["Mine"], ["Roll", "Any desk"]),
    ],
)
def test_each_visitor_sees_the_doors_that_open(seen, user, mine, desk):
    shown = seen(user)
    assert labels(shown.main) == ["Design", "Robots"]
    assert labels(shown.mine) == mine
    assert labels(shown.desk) == desk
    assert labels(shown.foot) == ["About"]


@pytest.mark.parametrize(
    ("path", "current"),
    [
        ("/_design/", ["Design"]),
        ("/_design/more/", ["Design"]),
        ("/robots.txt", ["Robots"]),
        ("/", []),
        ("/_designs/", []),
    ],
)
def test_the_item_one_stands_under_is_marked(seen, path, current):
    assert [str(link.label) for link in seen(AnonymousUser(), path).main if link.current] == current


def test_sign_in_is_offered_to_whoever_is_not_known(seen):
    assert seen(AnonymousUser()).sign_in == "/signin/"
    assert seen(Visitor()).sign_in == ""


def test_every_item_of_the_house_leads_somewhere_and_has_an_icon():
    lost = []
    for item in menu.items():
        try:
            reverse(item.url_name)
        except NoReverseMatch:
            lost.append(item.url_name)
    assert lost == [], "the menu names a page that is not there"
    assert [item.icon for item in menu.items() if item.icon not in icons.NAMES] == []


@pytest.mark.parametrize(("path", "is_in_more"), [("/", False), ("/robots.txt", True)])
def test_what_finds_no_room_in_sight_opens_under_more(seen, monkeypatch, path, is_in_more):
    monkeypatch.setattr(menu, "IN_SIGHT", 1)
    monkeypatch.setattr(menu, "IN_BAR", 1)
    shown = seen(AnonymousUser(), path)
    for part in (shown.head, shown.bar):
        assert (labels(part.in_sight), labels(part.more), part.is_in_more) == (["Design"], ["Robots"], is_in_more)
