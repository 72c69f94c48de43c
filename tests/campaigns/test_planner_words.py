"""Each rule in words, with the names that a planner knows."""

import pytest
from django.utils import translation

from meydan.campaigns import moves, planner_words
from meydan.campaigns.models import Sessions, Space
from meydan.engines import planning
from meydan.engines.planning import Effects, Rule
from tests.campaigns.week import Week, key
from tests.factories.campaigns import SpaceFactory

pytestmark = pytest.mark.django_db


def broken(week, *stands, rule):
    """What the rule says of sessions that stand so."""
    for promise, number, spot in stands:
        week.stand(promise, number, spot)
    sheet = week.sheet
    found = [one for one in planning.check(sheet.problem, sheet.placements) if one.rule == rule]
    return [planner_words.broken(sheet, one, sheet.placements) for one in found]


def test_a_session_that_cannot_stand_there_by_itself():
    week = Week()
    one = week.promise(title="مهارت", minutes=60, capacity=500, days=["2026-12-15"], needs={str(week.supply.pk): 3})
    one.slots.add(week.late)
    one.places.add(week.satellite)
    agency, place, space = one.invited.organization, week.host, f"{week.host}، {week.hall}"
    time = planner_words.time(week.sheet, week.spot(0).day, week.slot.pk)
    assert time.startswith("۲۰ دقیقه پس از مغرب · ۱۷:")
    told = {
        Rule.EVENINGS: f"«مهارت»، نشست ۱: {agency} روز شنبه ۲۱ آذر را نمی‌تواند.",
        Rule.SLOTS: f"«مهارت»، نشست ۱: {agency} این نوبت ({time}) را نمی‌تواند.",
        Rule.PLACES: f"«مهارت»، نشست ۱: {agency} به {place} نمی‌آید.",
        Rule.MINUTES: "«مهارت»، نشست ۱ ۶۰ دقیقه است و از این نوبت بلندتر.",
        Rule.SEATS: f"«مهارت»، نشست ۱ برای ۵۰۰ نفر است و «{space}» ۸۰ نفر جا دارد.",
        Rule.SUPPLY: f"از «{week.supply}» فقط ۲ هست، برای «مهارت»، نشست ۱.",
    }
    week.stand(one, 1, week.spot(0))
    sheet = week.sheet
    found = planning.check(sheet.problem, sheet.placements)
    assert {each.rule: planner_words.broken(sheet, each, sheet.placements) for each in found} == told


def test_sessions_that_cannot_stand_beside_each_other():
    week = Week()
    one, two = week.promise("زهرا", title="یک"), week.promise("زهرا", title="دو")
    both = "«یک»، نشست ۱؛ «دو»، نشست ۱"
    assert broken(week, (one, 1, week.spot(0)), (two, 1, week.spot(0, there=True)), rule=Rule.LEADER) == [
        f"زهرا هم‌زمان بیش از یک نشست خواهد داشت: {both}."
    ]
    assert broken(week, rule=Rule.AGENCY) == [
        f"{one.invited.organization} هم‌زمان ۱ نشست می‌تواند و این‌ها با هم می‌شود: {both}."
    ]


def test_a_way_too_long_on_foot():
    week = Week()
    week.late.prayer_offset = week.slot.prayer_offset + 50  # five minutes after the first ends; the way takes ten
    week.late.save()
    one, two = week.promise("زهرا", title="یک"), week.promise("زهرا", title="دو")
    told = broken(week, (one, 1, week.spot(0)), (two, 1, week.spot(0, late=True, there=True)), rule=Rule.WALK)
    ways = f"راه «{week.host}» تا «{week.satellite}» پیاده ۱۰ دقیقه است و %s به‌موقع نمی‌رسد: «یک»، نشست ۱؛ «دو»، نشست ۱."
    assert sorted(told) == sorted([ways % one.invited.organization, ways % "زهرا"])


def test_a_space_of_another_kind_two_in_one_space_and_more_than_offered():
    week = Week()
    part = SpaceFactory(place=week.host, sessions=Sessions.WOMEN)
    one = week.promise(title="یک", together=1)
    spot = moves.Spot(week.spot(0).day, week.slot.pk, part.pk)
    assert broken(week, (one, 1, spot), rule=Rule.SESSIONS) == [
        f"«یک»، نشست ۱: «{week.host}، {part}» فقط برای نشست‌های دیگری است (زنان)."
    ]
    assert broken(week, (one, 2, week.spot(1)), rule=Rule.WANTED) == [
        f"«یک»، نشست ۲: {one.invited.organization} این‌قدر نشست عرضه نکرده است."
    ]
    week.late.prayer_offset = week.slot.prayer_offset + 30
    week.late.save()
    two = week.promise(title="دو", invited=week.agency()[0])
    assert broken(week, (two, 1, week.spot(1, late=True)), rule=Rule.SPACE) == [
        f"در «{week.host}، {week.hall}» دو نشست هم‌زمان می‌شود: «یک»، نشست ۲؛ «دو»، نشست ۱."
    ]


def test_every_rule_has_words():
    assert set(planner_words._sentences()) == set(Rule)


def test_why_nothing_would_do_even_in_an_empty_week():
    week = Week()
    Space.objects.filter(pk=week.room.pk).update(sessions=Sessions.MEN, capacity=40)
    one = week.promise(
        title="یک", women=1, capacity=60, minutes=90, needs={str(week.supply.pk): 9}, days=["2025-01-01"]
    )
    sheet = week.sheet
    told = planner_words.impossible(sheet, one, "women", [*Rule][1:8])
    assert told == (
        "در هفتهٔ خالی هم جایی به آن نمی‌خورد، به سبب روزهایی که دستگاهش می‌تواند؛ نوبت‌هایی که دستگاهش می‌تواند؛ "
        "محل‌هایی که دستگاهش می‌آید؛ مدت ۹۰ دقیقه‌ای‌اش؛ نبودن فضایی برای این نشست (زنان)؛ شمار شرکت‌کنندگانش (۶۰ نفر)؛ "
        f"۹ «{week.supply}» که پس از غرفه‌ها فقط ۲ از آن می‌ماند."
    )
    week.stage.slots.all().delete()
    assert planner_words.impossible(week.sheet, one, "women", ()) == "ساعت هیچ نوبتی را نمی‌توان حساب کرد."


def test_what_is_taken_and_by_whom():
    week = Week()
    one, two = (
        week.promise("زهرا", title="یک", days=["2026-12-12"]),
        week.promise("زهرا", title="دو", needs={str(week.supply.pk): 2}),
    )
    one.needs = {str(week.supply.pk): 1}
    one.save()
    one.slots.add(week.slot)
    sheet = week.sheet
    assert planner_words.shortest(sheet, one, "together", moves.ways(sheet, key(one))) == "۲ نوبت و فضا برایش آزاد است."
    week.stand(two, 1, week.spot(0))
    sheet = week.sheet
    assert planner_words.against(sheet, one, moves.ways(sheet, key(one))) == [
        f"در ۲ نوبت و فضا از ۲: {one.invited.organization} هم‌زمان بیش از این نمی‌تواند.",
        "در ۲ نوبت و فضا از ۲: زهرا نشست دیگری دارد.",
        f"در ۲ نوبت و فضا از ۲: همهٔ «{week.supply}»‌ها در استفاده است.",
        f"در ۱ نوبت و فضا از ۲: «{week.host}، {week.hall}» پر است.",
    ]
    assert planner_words._stands(sheet, one, Rule.WALK, None) == f"{one.invited.organization} پیاده به‌موقع نمی‌رسد"


def test_wishes_that_cannot_be_had_together():
    week = Week()
    one, two = week.promise(title="یک"), week.promise(title="دو", women=3)
    said = {
        "wishes": [[one.pk, "together", 14], [two.pk, "women", 3]],
        "rules": ["agency", "space"],
        "is_minimal": True,
    }
    sheet = week.sheet
    assert planner_words.conflict(sheet, said) == (
        "این‌ها با هم نمی‌شود: ۱۴ نشست «یک»؛ ۳ نشست «دو» (بانوان)؛ چون دستگاهشان هم‌زمان این همه نمی‌تواند؛ فضا کم است. "
        "هر یک که نباشد، بقیه شدنی است."
    )
    assert planner_words.conflict(sheet, {**said, "rules": []}).startswith("نوبت و فضای مناسبش کمتر")
    assert planner_words.conflict(sheet, {**said, "is_minimal": False}).endswith("فضا کم است.")


def test_effects_in_words_also_in_english():
    week = Week()
    week.concern.name = "اعتیاد"
    week.concern.save()
    one = week.promise(concern=week.concern)
    sheet = week.sheet
    found = moves.effects(sheet, moves.changes(sheet, key(one), week.spot(0, there=True)))
    after = moves.after(sheet, moves.changes(sheet, key(one), week.spot(0, there=True)))
    assert planner_words.effects(sheet, found, after) == {
        "broken": [],
        "mended": [],
        "opened": [],
        "filled": [f"«اعتیاد» در {week.satellite}"],
        "changes": ["شب‌ها ناهموارتر می‌شود."],
    }
    waits = Effects((), (), (), (), -1, 2)
    assert planner_words.effects(sheet, waits, after)["changes"] == [
        "شب‌ها هموارتر می‌شود.",
        "دستگاهش ۲ نوبت بیشتر منتظر می‌ماند.",
    ]
    with translation.override("en"):
        assert planner_words.session(sheet, key(one, 2, "women")) == f"“{one.title}” for women, session 2".translate(
            str.maketrans("۰۱۲۳۴۵۶۷۸۹", "0123456789")
        )
