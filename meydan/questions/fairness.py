"""The order in which an evening's words come to air, by votes alone or by turns. Pure: the same words give the same
order, however they come in.

By turns means: of all groups that still have a word, the one that has had the fewest turns is next, and in it the word
with the most me-too's. What was on air already counts as turns, so an order made anew in mid-evening goes on fairly.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

By = Literal["votes", "topic", "area", "fair"]
WAYS: Final = {"web": "home", "bot": "phone", "sms": "phone", "tribune": "tribune", "desk": "home"}


@dataclass(frozen=True)
class Word:
    """One question, suggestion or criticism, as far as its place depends on it."""

    pk: int
    votes: int
    channel: str
    topic: int | None
    area: int

    @property
    def way(self) -> str:
        """From home, by a phone without the internet, or at a tribune: each has its turn."""
        return WAYS[self.channel]

    def groups(self, by: By) -> tuple[Hashable, ...]:
        """What takes turns, the strongest first: between equal ways, topics and neighborhoods do."""
        match by:
            case "votes":
                return ()
            case "topic":
                return (("topic", self.topic),)
            case "area":
                return (("area", self.area),)
        return (("way", self.way), ("topic", self.topic), ("area", self.area))


def order(words: Iterable[Word], by: By, *, aired: Sequence[Word] = (), limit: int | None = None) -> list[int]:
    """The words' numbers, the first first; at most `limit`. Of equal votes whoever came first: the smaller number."""
    piles: dict[tuple[Hashable, ...], list[Word]] = {}
    for word in sorted(words, key=lambda one: (one.votes, -one.pk)):
        piles.setdefault(word.groups(by), []).append(word)  # the best last, to be taken off
    turns = Counter(group for word in aired for group in word.groups(by))
    found: list[int] = []
    while piles and (limit is None or len(found) < limit):
        groups = min(piles, key=lambda one: (*_turns(turns, one), -piles[one][-1].votes, piles[one][-1].pk))
        found.append(piles[groups].pop().pk)
        turns.update(groups)
        if not piles[groups]:
            del piles[groups]
    return found


def _turns(turns: Counter[Hashable], groups: tuple[Hashable, ...]) -> tuple[int, ...]:
    """The first group's turns decide; the others' are taken together."""
    if not groups:
        return ()
    return turns[groups[0]], sum(turns[group] for group in groups[1:])
