import math

from hypothesis import given, settings

from meydan.engines.planning.bounding import relaxed
from meydan.engines.planning.model import Model
from tests.engines.planning.stages import stages
from tests.engines.planning.test_solving import solved
from tests.sizes import many


@settings(max_examples=many(40, whole=1000), deadline=None)
@given(stages(pinned=True))
def test_no_timetable_passes_what_halves_of_sessions_reach(problem):
    model = Model(problem)
    if isinstance(model.aim("placed"), int):
        return
    model.work_at("placed", set())
    assert math.floor(relaxed(model.model, seconds=5) + 1e-6) >= solved(problem).placed.value


def test_with_no_time_nothing_is_said():
    from bench.planning import stage

    model = Model(stage(60))
    model.work_at("placed", set())
    assert relaxed(model.model, seconds=0.001) is None
