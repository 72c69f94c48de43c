import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from meydan.base.roles import Role
from meydan.engines import jalali
from meydan.questions.models import Edition, Series
from tests.architecture.test_doors import as_somebody
from tests.factories.people import staff
from tests.factories.places import CityFactory
from tests.factories.questions import EditionFactory, QuestionFactory, SeriesFactory, TopicFactory

pytestmark = pytest.mark.django_db

NEXT_WEEK = jalali.format_day(timezone.localdate() + dt.timedelta(days=7), style="iso").replace("-", "/")


def said(**changes) -> dict[str, object]:
    return {
        "title": "شهروند و شهردار، نوبت دوم",
        "day": NEXT_WEEK,
        "clock": "۱۹:۳۰",
        "minutes": "۹۰",
        "broadcast_url": "aparat.com/qom",
        "answered_by": "شهردار قم",
    } | changes


def test_from_a_new_series_to_the_air_by_the_pages():
    area = CityFactory()
    officer, moderator = staff(Role.COMMUNICATIONS_OFFICER, area), staff(Role.MODERATOR, area)
    client = as_somebody(officer)
    series = {"title": "شهروند و شهردار", "topics": "ترافیک\nفضای سبز\n\nترافیک", "area": area.pk}
    opened = client.post(reverse("questions:open_series"), series)
    row = Series.objects.get()
    assert (opened.url, [topic.name for topic in row.topics.all()]) == (
        *(reverse("questions:open_edition", args=[row.pk]), ["ترافیک", "فضای سبز"]),
    )
    topics = [topic.pk for topic in row.topics.all()]
    client.post(opened.url, said(topics=topics, moderators=[moderator.pk]))
    edition = Edition.objects.get()
    assert (edition.stage, edition.occasion.clock, edition.occasion.minutes, edition.broadcast_url) == (
        *("draft", dt.time(19, 30), 90, "https://aparat.com/qom"),
    )
    on = reverse("questions:move_on", args=[edition.pk])
    client.post(on, {"stage": "draft"})
    assert client.get(reverse("questions:edition", args=[edition.pk])).status_code == 200
    assert client.post(on, {"stage": "draft"}).status_code == 409
    assert client.post(on, {"stage": "collecting"}).status_code == 409
    edition.refresh_from_db()
    assert edition.stage == "collecting"


def test_a_draft_says_what_is_missing():
    edition = EditionFactory(stage="draft", occasion__status="planned")
    page = as_somebody(staff(Role.COMMUNICATIONS_OFFICER, edition.area)).get(f"/desk/questions/{edition.pk}/")
    assert [done for _text, done in page.context["checklist"]] == [True, True, False, True, False]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": ""}, "title"),
        ({"day": "۱۴۰۵/۱۳/۱"}, "day"),
        ({"minutes": "1"}, "minutes"),
        ({"topics": ["0"]}, "topics"),
    ],
)
def test_what_cannot_be_is_said_beside_its_box(changes, field):
    series = SeriesFactory()
    client = as_somebody(staff(Role.COMMUNICATIONS_OFFICER, series.area))
    answer = client.post(reverse("questions:open_edition", args=[series.pk]), said(**changes))
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])


def test_an_edition_is_changed_and_called_off():
    edition = EditionFactory()
    topic = TopicFactory(series=edition.series)
    client = as_somebody(staff(Role.COMMUNICATIONS_OFFICER, edition.area))
    client.post(reverse("questions:change", args=[edition.pk]), said(topics=[topic.pk]))
    client.post(reverse("questions:cancel", args=[edition.pk]), {"reason": "جلسهٔ دولت"})
    edition.refresh_from_db()
    assert (edition.title, list(edition.topics.all()), edition.stage, edition.occasion.status_reason) == (
        *("شهروند و شهردار، نوبت دوم", [topic], "cancelled", "جلسهٔ دولت"),
    )


@pytest.mark.parametrize("name", ["desk_edition", "change", "cancel"])
def test_another_citys_edition_is_not_there(name):
    edition = EditionFactory()
    client = as_somebody(staff(Role.COMMUNICATIONS_OFFICER))
    assert client.get(reverse(f"questions:{name}", args=[edition.pk])).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_the_desks_list_asks_so_often_however_many_there_are(django_assert_num_queries, rows):
    edition = EditionFactory()
    QuestionFactory.create_batch(2, edition=edition)
    EditionFactory.create_batch(rows - 1, series=edition.series)
    client = as_somebody(staff(Role.COMMUNICATIONS_OFFICER, edition.area))
    client.get(reverse("questions:desk_list"))
    with django_assert_num_queries(6):
        answer = client.get(reverse("questions:desk_list"))
    assert [row.asked for row in answer.context["editions"]].count(2) == 1
