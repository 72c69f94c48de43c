import pytest

from meydan.campaigns import moves, planner_board
from meydan.campaigns.models import Unplaced
from meydan.engines import planning
from tests.campaigns.week import Week, key
from tests.factories.campaigns import ConcernFactory, RunFactory

pytestmark = pytest.mark.django_db


def covered(week):
    places, lines = planner_board.coverage(week.sheet)
    return places, [(line.concern.name, line.audience, [count for _cell, count, _name in line.cells]) for line in lines]


def test_the_coverage_table_has_a_row_for_each_concern_and_audience():
    week = Week()
    week.concern.delete()
    one = ConcernFactory(stage=week.stage, name="اعتیاد", weight=5, audiences=["youth", "parents"])
    two = ConcernFactory(stage=week.stage, name="سلامت", weight=1, in_every_place=False)
    week.stand(week.promise(concern=one, audience="youth"), 1, week.spot(0, there=True))
    week.stand(week.promise(concern=one), 1, week.spot(1))  # at the host: fills nothing
    week.stand(week.promise(concern=two), 1, week.spot(2))
    assert covered(week) == (
        [week.satellite],
        [("اعتیاد", "پدران و مادران", [0]), ("اعتیاد", "جوانان", [1]), ("سلامت", "همه", [1])],
    )
    figures = planner_board.figures(week.sheet, [])
    assert (figures["filled"], figures["holes"], figures["weight"]) == (2, 3, "۵۵٪")
    said = {"concern": str(one.pk), "place": str(week.satellite.pk), "audience": "parents"}
    assert planner_board.cell_of(week.sheet, said) == planning.Cell(one.pk, week.satellite.pk, "parents", 5)
    assert planner_board.cell_of(week.sheet, {**said, "place": ""}) is None


def test_what_could_fill_a_hole_what_waits_first_then_what_is_not_needed_elsewhere():
    week = Week()
    waits, placed = (
        week.promise(concern=week.concern, title="آ"),
        week.promise(concern=week.concern, title="ب", together=1),
    )
    closed = week.promise(concern=week.concern, title="پ", together=1)
    closed.places.add(week.host)
    week.promise(title="ت")
    week.stand(placed, 1, week.spot(0))
    cell = planning.Cell(week.concern.pk, week.satellite.pk, None, 3)
    found = planner_board.filling(week.sheet, cell)
    assert [(one.promise, one.number, bool(one.stands), one.spot) for one in found] == [
        (waits, 1, False, week.spot(0, late=True, there=True)),
        (placed, 1, True, week.spot(0, there=True)),
        (closed, 1, False, None),
    ]
    assert found[-1].reason == f"دستگاهش فقط به این‌جاها می‌آید: {week.host}."


def test_what_waits_and_why():
    week = Week()
    one = week.promise(title="آ", together=3)
    assert [(each.count, each.number, each.reason) for each in planner_board.waiting(week.sheet, None)] == [(3, 1, "")]
    week.stand(one, 2, week.spot(0))
    run = RunFactory(stage=week.stage, state="done")
    said = {"conflict": {"wishes": [[one.pk, "together", 3]], "rules": ["space"], "is_minimal": True}}
    Unplaced.objects.create(run=run, promise=one, sessions="together", count=2, reason=said)
    [told] = planner_board.waiting(week.sheet, run)
    assert (told.count, told.number, told.reason, told.conflict) == (2, 1, "۲۶ نوبت و فضا برایش آزاد است.", "")
    for spot, number in [(week.spot(day, late=late, there=there), 10 * day + 2 * late + there + 10) for day in range(7) for late in (False, True) for there in (False, True) if day or late or there]:  # fmt: skip
        week.stand(week.promise(invited=week.part if spot.day.day % 2 else week.agency()[0], together=99), number, spot)
    told = next(each for each in planner_board.waiting(week.sheet, run) if each.promise == one)
    assert told.conflict.startswith("این‌ها با هم نمی‌شود: ۳ نشست «آ»")


def test_free_spots_that_fill_most_come_first():
    week = Week()
    one = week.promise(concern=week.concern)
    sheet = week.sheet
    found = planner_board.suggested(sheet, key(one), moves.ways(sheet, key(one)), most=2)
    assert [(spot, holes) for spot, _words, holes in found] == [
        (
            week.spot(0, there=True),
            [f"«{week.concern}» در {week.satellite}".translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))],
        ),
        (week.spot(0, late=True, there=True), found[0][2]),
    ]
