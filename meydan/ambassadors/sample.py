"""Ambassadors of the sample city: liaisons of local networks in every state, with their logs and arrivals.

make_some(by=None, area=region, call=call, citizens=citizens, officer=officer)
"""

import datetime as dt
import random
from collections.abc import Sequence
from typing import Final

from django.utils import timezone

from meydan.ambassadors import queries
from meydan.ambassadors.models import Activity, Ambassador, Arrival, Call
from meydan.journal.action import action, note
from meydan.people.models import Person
from meydan.places.models import Area, Venue

State, Network, Kind = Ambassador.State, Ambassador.Network, Activity.Kind
MOST: Final = 44
HOLES: Final = 3  # neighborhoods nobody speaks for yet
DAY: Final = dt.timedelta(days=1)
NETWORKS: Final = (  # what it is, its name, how many people, what they want to do
    (Network.CHANNEL, "گروه همسایه‌های {}", 860, "پیوند را در گروه می‌گذارم و هر شب پرسش‌ها را جواب می‌دهم."),
    (Network.MOSQUE, "نمازگزاران مسجد {}", 240, "پس از نماز مغرب چند دقیقه توضیح می‌دهم و برگه پخش می‌کنم."),
    (Network.SCHOOL, "انجمن اولیای دبستان {}", 310, "در جلسهٔ اولیا می‌گویم و از بچه‌ها ایده می‌گیرم."),
    (Network.BUILDING, "ساکنان مجتمع {}", 520, "در تابلوی ورودی برگه می‌زنم و به سالمندان در رأی دادن کمک می‌کنم."),
    (Network.ASSOCIATION, "خیریهٔ {}", 95, "مددجوها و داوطلب‌ها را خبر می‌کنم."),
    (Network.SPORTS, "هم‌ورزشی‌های بوستان {}", 70, "صبح‌ها در ایستگاه ورزش خبر می‌دهم."),
    (Network.CHANNEL, "کانال خبری {}", 4200, "خبر می‌زنم و فیلم کوتاه می‌سازم."),
)
DEEDS: Final = (  # kind, place, how many people, what happened
    (Kind.MOSQUE, "مسجد جامع {}", (40, 180), "پس از نماز توضیح دادم؛ ده نفر همان‌جا وارد سامانه شدند."),
    (Kind.ONLINE, "گروه همسایه‌های {}", (120, 900), "پیوند و فیلم کوتاه را گذاشتم و به پرسش‌ها جواب دادم."),
    (Kind.SCHOOL, "دبستان {}", (30, 120), "در جلسهٔ اولیا برگه پخش شد."),
    (Kind.PUBLIC, "بازارچهٔ خیریهٔ {}", (60, 260), "کنار غرفه میز گذاشتیم."),
    (Kind.TRIBUNE, "تریبون بوستان {}", (25, 90), "همسایه‌ها از پیاده‌روهای ناهموار گفتند."),
    (Kind.HELPING, "سرای محلهٔ {}", (5, 30), "به سالمندان کمک کردیم که ایده‌شان را بنویسند."),
)
ELSE: Final = {
    **dict.fromkeys((4, 17, 33, 38), State.APPLIED),
    **dict.fromkeys((11, 36), State.DECLINED),
    23: State.WITHDRAWN,
    29: State.ENDED,
}
REFUSED: Final = "شبکه‌ای که نوشته‌اید در این منطقه نیست. اگر گروهی در یکی از محله‌های منطقه دارید، دوباره درخواست دهید."
STOPPED: Final = "در گروه به نام شهرداری وعده‌هایی داده شده بود که درست نبود."


@action
def make_some(
    *, by: Person | None, area: Area, call: Call, citizens: Sequence[Person], officer: Person
) -> list[Ambassador]:
    """Of as many citizens as are given, up to 44: most of them ambassadors, at least one in each other state."""
    homes = queries.neighborhoods_of(call)
    spoken_for = homes[:-HOLES] if len(homes) > 2 * HOLES else homes
    chance = random.Random(1405)  # noqa: S311 - a seed, so that every sample city is the same
    made = [_made(place, person, call, officer, spoken_for, chance) for place, person in enumerate(citizens[:MOST])]
    for one in made:
        if one.state in {State.ACCEPTED, State.ENDED}:
            _did(one, chance)
    note("ambassadors.sample", on=call, area=area.pk, count=len(made))
    return made


def _made(  # noqa: PLR0917 - a sample is told in one breath
    place: int, person: Person, call: Call, officer: Person, homes: Sequence[Area], chance: random.Random
) -> Ambassador:
    home = homes[place % len(homes)]
    network, called, size, about = NETWORKS[place % len(NETWORKS)]
    state = _state(place)
    applied_at = min(call.opened_at + DAY * chance.uniform(0.2, 6), timezone.now())
    decided = state != State.APPLIED
    row = Ambassador.objects.create(
        call=call,
        person=person,
        network=network,
        network_name=called.format(home.name),
        reach=int(size * chance.uniform(0.6, 1.4)),
        about=about,
        consented_at=applied_at,
        shows_name=state == State.ACCEPTED and place % 5 != 3,
        state=state,
        reason={State.DECLINED: REFUSED, State.ENDED: STOPPED}.get(state, ""),
        applied_at=applied_at,
        decided_at=min(applied_at + DAY, timezone.now()) if decided else None,
        decided_by=officer if decided and state != State.WITHDRAWN else None,
        decided_times=int(decided),
        is_sample=True,
    )
    more = [homes[(place + 1) % len(homes)]] if place % 4 == 0 else []
    row.neighborhoods.set([home, *more])
    return row


def _state(place: int) -> Ambassador.State:
    """Eight are something else; the others are ambassadors."""
    return ELSE.get(place, State.ACCEPTED)


def _did(row: Ambassador, chance: random.Random) -> None:
    """Between when they were accepted and today, or the end of the call."""
    today = timezone.localdate()
    last = min(today, row.call.ends_on) if row.call.ends_on else today
    first = timezone.localdate(row.decided_at or row.applied_at)
    days = max((last - first).days, 0)
    homes = list(row.neighborhoods.all())
    houses = {house.area_id: house for house in Venue.objects.filter(area__in=homes, kind="neighborhood_house")}
    activities = []
    for _number in range(chance.randint(0, 5)):
        kind, place, (fewest, most), about = chance.choice(DEEDS)
        home = chance.choice(homes)
        day = first + DAY * chance.randint(0, days)
        house = houses.get(home.pk) if kind == Kind.HELPING else None
        activities.append(
            Activity(
                ambassador=row,
                kind=kind,
                day=day,
                area=home,
                venue=house,
                place="" if house else place.format(home.name),
                people=chance.randint(fewest, most),
                about=about,
                logged_at=min(timezone.now(), timezone.now() - DAY * (today - day).days),
                is_sample=True,
            )
        )
    Activity.objects.bulk_create(activities)
    came = sorted(chance.sample(range(days + 1), min(days + 1, chance.randint(1, 24))))
    Arrival.objects.bulk_create(
        [Arrival(ambassador=row, day=first + DAY * each, count=chance.randint(1, 26)) for each in came]
    )
