"""What no timetable passes, by the linear relaxation of the very model: CP-SAT with two workers proves little of sums.

All rules of a stage are sums of what may stand; let a session stand by halves, and GLOP (OR-tools' simplex) finds the
best such timetable in a second. A whole one is not better.
"""

from typing import Any


def relaxed(model: Any, *, seconds: float) -> float | None:
    """The best value of the objective a CP-SAT model has, its numbers not held whole; None if the time was too short.

    The model must be of linear constraints alone, none of them under a condition, and each variable of one interval.
    """
    from ortools.linear_solver import pywraplp

    proto, solver = model.proto, pywraplp.Solver.CreateSolver("GLOP")
    numbers = [
        solver.NumVar(proto.variables[at].domain[0], proto.variables[at].domain[1], "")
        for at in range(len(proto.variables))
    ]
    for constraint in proto.constraints:
        least, most = constraint.linear.domain[0], constraint.linear.domain[1]
        row = solver.Constraint(
            least if least > -(2**60) else -solver.infinity(), most if most < 2**60 else solver.infinity()
        )
        for at, much in zip(constraint.linear.vars, constraint.linear.coeffs, strict=True):
            row.SetCoefficient(numbers[at], much)
    aim = solver.Objective()
    for at, much in zip(proto.objective.vars, proto.objective.coeffs, strict=True):
        aim.SetCoefficient(numbers[at], much)
    aim.SetOffset(proto.objective.offset)
    aim.SetMinimization()
    solver.SetTimeLimit(int(1000 * seconds))
    if solver.Solve() != pywraplp.Solver.OPTIMAL:
        return None
    return float(aim.Value() * (proto.objective.scaling_factor or 1))
