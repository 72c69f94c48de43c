"""The public board: asked, answered, ordered, done; as a page, a feed and a table."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from meydan.base import doors, wording
from meydan.base.pages import attachment, page, paged
from meydan.base.tables import csv_text
from meydan.questions import handling, public_board, queries, tallies
from meydan.questions.forms.answering import written_moment
from meydan.questions.forms.board import BoardFilters
from meydan.questions.models import Question

NEWEST = 50


@doors.open
def board(request: HttpRequest) -> HttpResponse:
    filters = BoardFilters(request.GET)
    editions = _chosen(filters)
    found = tallies.board(editions)
    tables = public_board.tables(found)
    context = {
        "filters": filters,
        "whole": found.whole,
        "words": dict(zip(("asked", "answered"), public_board.whole(found), strict=True)),
        "tables": [(table, public_board.picture(table)) for table in tables],
        "hides": any(table.hides for table in tables) or None in public_board.whole(found),
        "orders": paged(request, handling.public_orders(editions), 10),
        "query": request.GET.urlencode(),
    }
    return page(request, "questions/board.html", context)


@doors.open
def board_csv(request: HttpRequest) -> HttpResponse:
    """Every published word with its answer and its orders; of persons nothing but the name they chose to show."""
    editions = _chosen(BoardFilters(request.GET))
    name = _("Board of words and orders")
    return attachment(f"{name}.csv", "text/csv; charset=utf-8", csv_text(_lines(editions)))


def _lines(editions: list[Any]) -> Iterator[list[Any]]:
    yield [
        "number", "edition", "kind", "channel", "topic", "neighborhood", "text", "supports", "received_on",
        "answered_on", "answer", "video_second", "orders", "units", "due_on", "states",
    ]  # fmt: skip
    for question in handling.public_rows(editions):
        answer = getattr(question, "answer", None)
        published = answer if answer and answer.published_at else None
        orders = [one.assignment for one in question.orders.all() if one.assignment.is_public]
        yield [
            question.pk,
            question.edition.title,
            question.kind,
            question.channel,
            str(question.topic or ""),
            str(question.area),
            question.text,
            question.supports,
            _day(question.received_at),
            _day(question.answered_at),
            published.text if published else "",
            published.second if published else "",
            " | ".join(order.what for order in orders),
            " | ".join(str(order.unit) for order in orders),
            " | ".join(order.due_on.isoformat() for order in orders),
            " | ".join(order.state for order in orders),
        ]


def _day(moment: dt.datetime | None) -> str:
    return wording.local_date(moment).isoformat() if moment else ""


def _chosen(filters: BoardFilters) -> list[Any]:
    asked = filters.values
    return [asked["edition"]] if "edition" in asked else list(queries.public_editions())


class _Answered(Feed):
    """The newest answers, for readers of feeds and for newsrooms."""

    feed_type = Rss201rev2Feed

    def title(self) -> str:
        return _("Citizen and mayor: answers and orders")

    def link(self) -> str:
        return reverse("questions:board")

    def description(self) -> str:
        return _("What citizens asked, what was answered, and what was ordered.")

    def items(self) -> list[Question]:
        return list(handling.newest_answers()[:NEWEST])

    def item_title(self, item: Any) -> str:
        return Truncator(item.text).chars(80)

    def item_description(self, item: Any) -> str:
        moment = written_moment(item.answer.second)
        if not moment:
            return str(item.answer.text)
        return _("%(answer)s (in the video at %(moment)s)") % {"answer": item.answer.text, "moment": moment}

    def item_link(self, item: Any) -> str:
        return handling.address(item)

    def item_pubdate(self, item: Any) -> dt.datetime:
        published: dt.datetime = item.answer.published_at
        return published


@doors.open
def feed(request: HttpRequest) -> HttpResponse:
    return _Answered()(request)
