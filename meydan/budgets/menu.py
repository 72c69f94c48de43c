from django.utils.translation import gettext_lazy as _

from meydan.base.menu import Item
from meydan.budgets.rules import ideas, projects, reviewing, rounds

ITEMS: list[Item] = [
    # rounds
    Item(label=_("I am the mayor"), url_name="budgets:list", icon="building", order=32),
    Item(
        label=_("Budgeting rounds"),
        url_name="budgets:desk_list",
        icon="building",
        place="desk",
        roles=frozenset(rounds.READERS),
        order=50,
    ),
    # ideas and what is said of them
    Item(label=_("My ideas"), url_name="budgets:my_ideas", icon="star", place="mine", order=45),
    Item(
        label=_("Ideas and comments to read"),
        url_name="budgets:moderation",
        icon="message",
        place="desk",
        roles=frozenset(ideas.MODERATORS),
        order=51,
    ),
    # review, joining, projects
    Item(label=_("Projects you chose"), url_name="budgets:projects", icon="building", order=36),
    Item(label=_("What I am asked about ideas"), url_name="budgets:moves", icon="message", place="mine", order=46),
    Item(
        label=_("Ideas to look at"),
        url_name="budgets:reviews",
        icon="eye",
        place="desk",
        roles=frozenset(reviewing.AT_DESK),
        order=52,
    ),
    Item(
        label=_("Projects"),
        url_name="budgets:desk_projects",
        icon="building",
        place="desk",
        roles=frozenset(projects.AT_DESK),
        order=54,
    ),
]
