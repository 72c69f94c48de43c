"""What lies in an officer's reach; anything else is not there."""

from typing import Any

from django.shortcuts import get_object_or_404

from meydan.base.roles import Role
from meydan.people.models import Person
from meydan.people.request import Request
from meydan.programs import queries, rules
from meydan.programs.models import Program, Session


def program_of(request: Request, pk: int, *roles: Role) -> Any:
    """A program, with its places."""
    found: Program = get_object_or_404(queries.in_reach(request.user.areas_for(*(roles or rules.PLANNERS))), pk=pk)
    return found


def session_of(request: Request, pk: int) -> Session:
    found: Session = get_object_or_404(queries.sessions_in_reach(request.user.areas_for(*rules.PLANNERS)), pk=pk)
    return found


def may_plan_somewhere(person: Person) -> bool:
    return bool(person.roles_today() & set(rules.PLANNERS))
