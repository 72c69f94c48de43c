"""Stages drawn by Hypothesis: small, crowded, with times that overlap, walks that are too long and pins that hold."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import strategies as st

from meydan.engines import planning
from meydan.engines.planning import Agency, Concern, Place, Problem, Service, Space, Time

FIRST = date(2026, 6, 20)
SESSIONS = ("together", "women", "men")
AUDIENCES = ("youth", "parents")


def some(values):
    return st.none() | st.frozensets(st.sampled_from(sorted(values)), min_size=1)


@st.composite
def services(draw, number, agencies, days):
    wanted = draw(st.dictionaries(st.sampled_from(SESSIONS), st.integers(1, 3), min_size=1, max_size=2))
    return Service(
        number,
        draw(st.integers(0, agencies - 1)),
        draw(st.sampled_from((15, 30, 60))),
        wanted,
        concern=draw(st.sampled_from((None, 0, 1))),
        audiences=draw(st.frozensets(st.sampled_from(AUDIENCES))),
        leaders=draw(st.frozensets(st.integers(0, 2), max_size=2)),
        needs=draw(st.dictionaries(st.integers(0, 1), st.integers(0, 2))),
        seats=draw(st.sampled_from((0, 50))),
        evenings=draw(some(days)),
        slots=draw(some(range(3))),
        places=draw(some(range(2))),
    )


@st.composite
def stages(draw, pinned=False):
    days = [FIRST + timedelta(days=day) for day in range(draw(st.integers(1, 2)))]
    agencies = draw(st.integers(1, 3))
    problem = Problem(
        agencies=tuple(Agency(number, draw(st.integers(1, 2))) for number in range(agencies)),
        services=tuple(draw(services(number, agencies, days)) for number in range(draw(st.integers(1, 6)))),
        places=(Place(0, is_host=True), Place(1)),
        spaces=(
            Space(0, 0, "together", 100),
            Space(1, 1, draw(st.sampled_from(SESSIONS)), 60),
            Space(2, 1, "together", 40),
        ),
        times=tuple(
            Time(day, slot, 1200 + slot * draw(st.sampled_from((20, 35, 70))), draw(st.sampled_from((30, 60))))
            for day in days
            for slot in range(3)
        ),
        concerns=(
            Concern(0, draw(st.integers(1, 5)), frozenset(AUDIENCES)),
            Concern(1, draw(st.integers(1, 5)), in_every_place=False),
        ),
        supplies={0: draw(st.integers(0, 2)), 1: draw(st.integers(1, 3))},
        walking={(0, 1): draw(st.sampled_from((0, 10, 45)))},
    )
    if not pinned:
        return problem
    pins = [each for each in planning.greedy(problem) if draw(st.booleans())]
    return with_pins(problem, pins)


def with_pins(problem, pins):
    return replace(problem, pins=tuple(replace(each, is_pinned=True) for each in pins))
