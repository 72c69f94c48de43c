"""Every write of the room."""

from meydan.people.actions.counter import fill_in, know_by_card
from meydan.people.actions.family import add_family_member, edit_family_member, remove_family_member
from meydan.people.actions.leaving import end_sessions, erase
from meydan.people.actions.organizations import (
    add_representative,
    edit_organization,
    end_representative,
    found_organization,
)
from meydan.people.actions.profile import arrive, record_consent, set_national_id, update_profile
from meydan.people.actions.roles import appoint, end_role, grant_role

__all__ = [
    "add_family_member",
    "add_representative",
    "appoint",
    "arrive",
    "edit_family_member",
    "edit_organization",
    "end_representative",
    "end_role",
    "end_sessions",
    "erase",
    "fill_in",
    "found_organization",
    "grant_role",
    "know_by_card",
    "record_consent",
    "remove_family_member",
    "set_national_id",
    "update_profile",
]
