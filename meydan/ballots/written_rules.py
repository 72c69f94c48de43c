"""A rulebook of the engine made of choices, or of the published bytes; without loading NumPy into a page's server."""

import json
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meydan.ballots.models import Poll
from meydan.ballots.rules import written
from meydan.base import wording
from meydan.base.refusal import Refusal
from meydan.engines.canonical import NotCanonical, canonical

FORM: Final = "meydan/count/rulebook/2"
PLAIN: Final[dict[str, Any]] = {
    "format": FORM,
    "rule": "equal-shares",
    "utility": "cost",
    "completion": "add1",
    "step": "1",
    "exhaustive": True,
    "start": "fraction",
    "ties": ["cost", "votes", "file"],
    "threshold": 0,
    "comparison": "none",
    "vote_type": None,
    "max_choices": 0,
    "max_points": 0,
    "within_budget": False,
    "blank": "counts",
    "duplicates": "once",
    "split": "one",
    "leftover": "stays",
}
RULES: Final[dict[str, str | Promise]] = {
    "equal-shares": gettext_lazy(
        "Credit is shared out equally among voters. A project is chosen when those who voted for it can pay for it "
        "together out of their shares; of several, first the one that costs each of them least."
    ),
    "greedy": gettext_lazy(
        "Projects are chosen by most votes; one that does not fit into what is left is passed over."
    ),
    "greedy-no-skip": gettext_lazy("Projects are chosen by most votes, until the first that does not fit."),
    "phragmen": gettext_lazy("Voters earn money evenly; a project is chosen as soon as its voters can pay for it."),
}
COMPLETIONS: Final[dict[str, str | Promise]] = {
    "add1": gettext_lazy(
        "While credit is left over, all shares are raised step by step and everything is counted anew."
    ),
    "add1u": gettext_lazy(
        "While credit is left over, all shares are raised step by step; what is left then goes by most votes."
    ),
    "greedy": gettext_lazy("What is left over goes by most votes."),
    "none": gettext_lazy("What is left over stays unspent."),
}
TIES: Final[dict[str, str | Promise]] = {
    "cost": gettext_lazy("the cheaper one"),
    "votes": gettext_lazy("the one with more votes"),
    "file": gettext_lazy("the one that stands first on the list"),
    "lot": gettext_lazy("the one that the lot puts first"),
}


def of_choices(choice: dict[str, Any]) -> bytes:
    """The canonical bytes of a rulebook with these choices and no limits."""
    told = PLAIN | choice | {"ties": str(choice["ties"]).split(","), "step": str(choice["step"])}
    return canonical(told)


def of_file(raw: bytes) -> bytes:
    """The published bytes, if they are a rulebook at all; the engine looks closer when it counts."""
    try:
        told = json.loads(raw)
        right = isinstance(told, dict) and told.get("format") == FORM and canonical(told) == raw
    except (ValueError, RecursionError, NotCanonical):
        right = False
    if not right:
        raise Refusal(_("This is no rulebook as it is published here. Download rulebook.json again."), field="rulebook")
    return raw


def sentences(poll: Poll) -> list[str]:
    """The rulebook in words, one choice a sentence."""
    told = PLAIN | written(poll)
    found = [str(RULES.get(told["rule"], ""))]
    if told["rule"] == "equal-shares":
        found.append(str(COMPLETIONS.get(told["completion"], "")))
    if told["comparison"] == "greedy":
        found.append(
            _("Where more voters would have more from the projects with most votes, those are chosen instead.")
        )
    ties = [str(TIES[name]) for name in told["ties"] if name in TIES]
    found.append(_("Of two alike goes first: %(order)s.") % {"order": _(", then ").join(ties)})
    if told["threshold"]:
        found.append(_("A project needs %(count)s votes at least.") % {"count": wording.number(told["threshold"])})
    found.append(
        _("A ballot that names no project counts for turnout and shares in no credit.")
        if told["blank"] == "dropped"
        else _("A ballot that names no project keeps its share of the credit unspent.")
    )
    if told["split"] != "one":
        found.append(_("Each neighborhood's credit is counted by itself."))
    if told["split"] == "districts-then-area":
        found.append(
            _("What neighborhoods leave over goes to the pot of the whole area.")
            if told["leftover"] == "area"
            else _("The pot of the whole area is counted after them.")
        )
    return [one for one in found if one]
