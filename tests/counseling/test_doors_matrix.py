"""Everybody × every door of this room: of one client's file, and of the rows of one city.

One line a door, two signs a person: what GET answers, what POST answers.

    o  the page     >  led on, or done     f  a form with what is wrong     r  refused in a sentence     m  not this way
    i  to sign in   2  to the second factor again        x  not for this role         -  not there

vis visitor · cit citizen · cli the file's client · oth another client · tel who showed its code and phone · own its
counselor · col a colleague · gra one it is shown to · exp one it was shown to · dut on duty · sup own's supervisor ·
sta staff of the house · st2 of another house · man counseling manager · ma2 of another city · mgr manager of the city ·
adm administrator of the country (nobody is above: there is no superuser) · off officer of another room ·
idl whose door it is, after a quarter of an hour
"""

import pytest
import time_machine
from django.db import transaction
from django.urls import reverse

from meydan.counseling.urls import urlpatterns
from meydan.people.models import Person
from tests.counseling.everybody import ANSWER, NOTE, PHONE, TASK, WHO, Browsers, City
from tests.factories.counseling import NOW
from tests.sizes import many

SIGNS = {200: "o", 302: ">", 403: "x", 404: "-", 405: "m", 409: "r", 422: "f"}
MATRIX = """
                   vis cit cli oth tel own col gra exp dut sup sta st2 man ma2 mgr adm off idl
team               ii  xx  xx  xx  ii  xx  xx  xx  xx  xx  xx  xx  xx  oo  oo  xx  xx  xx  22
add_counselor      ii  xx  xx  xx  ii  xx  xx  xx  xx  xx  xx  xx  xx  of  of  xx  xx  xx  22
counselor          ii  xx  xx  xx  ii  xx  xx  xx  xx  xx  xx  xx  xx  oo  --  xx  xx  xx  22
change_counselor   ii  xx  xx  xx  ii  xx  xx  xx  xx  xx  xx  xx  xx  of  --  xx  xx  xx  22
add_hours          ii  xx  xx  xx  ii  xx  xx  xx  xx  xx  xx  xx  xx  of  --  xx  xx  xx  22
copy_hours         ii  xx  xx  xx  ii  xx  xx  xx  xx  xx  xx  xx  xx  of  --  xx  xx  xx  22
change_hours       ii  xx  xx  xx  ii  xx  xx  xx  xx  xx  xx  xx  xx  of  --  xx  xx  xx  22
remove_hours       ii  xx  xx  xx  ii  xx  xx  xx  xx  xx  xx  xx  xx  m>  m-  xx  xx  xx  22
say_leave          ii  xx  xx  xx  ii  of  --  --  --  --  --  xx  xx  of  --  xx  xx  xx  22
my_leave           ii  xx  xx  xx  ii  oo  oo  oo  oo  oo  oo  xx  xx  xx  xx  xx  xx  xx  22
remove_leave       ii  xx  xx  xx  ii  m>  m-  m-  m-  m-  m-  xx  xx  m>  m-  xx  xx  xx  22
topics             ii  xx  xx  xx  ii  xx  xx  xx  xx  xx  xx  xx  xx  oo  oo  xx  xx  xx  22
add_topic          ii  xx  xx  xx  ii  xx  xx  xx  xx  xx  xx  xx  xx  of  of  xx  xx  xx  22
change_topic       ii  xx  xx  xx  ii  xx  xx  xx  xx  xx  xx  xx  xx  of  --  xx  xx  xx  22
rooms              ii  xx  xx  xx  ii  xx  xx  xx  xx  xx  xx  xx  xx  oo  oo  xx  xx  xx  22
add_room           ii  xx  xx  xx  ii  xx  xx  xx  xx  xx  xx  xx  xx  of  of  xx  xx  xx  22
change_room        ii  xx  xx  xx  ii  xx  xx  xx  xx  xx  xx  xx  xx  of  --  xx  xx  xx  22
seasons            ii  xx  xx  xx  ii  xx  xx  xx  xx  xx  xx  xx  xx  oo  oo  xx  xx  xx  22
add_season         ii  xx  xx  xx  ii  xx  xx  xx  xx  xx  xx  xx  xx  of  of  xx  xx  xx  22
change_season      ii  xx  xx  xx  ii  xx  xx  xx  xx  xx  xx  xx  xx  of  --  xx  xx  xx  22
remove_season      ii  xx  xx  xx  ii  xx  xx  xx  xx  xx  xx  xx  xx  m>  m-  xx  xx  xx  22
free_times         ii  xx  xx  xx  ii  xx  xx  xx  xx  xx  xx  xx  xx  oo  oo  xx  xx  xx  22
policy             ii  xx  xx  xx  ii  xx  xx  xx  xx  xx  xx  xx  xx  of  of  xx  xx  xx  22
start              >>  >>  >>  >>  >>  >>  >>  >>  >>  >>  >>  >>  >>  >>  >>  >>  >>  >>  >>
city               oo  oo  oo  oo  oo  oo  oo  oo  oo  oo  oo  oo  oo  oo  oo  oo  oo  oo  oo
guide              o>  o>  o>  o>  o>  o>  o>  o>  o>  o>  o>  o>  o>  o>  o>  o>  o>  o>  o>
guide_weighs       >>  >>  >>  >>  >>  >>  >>  >>  >>  >>  >>  >>  >>  >>  >>  >>  >>  >>  >>
guide_since        >>  >>  >>  >>  >>  >>  >>  >>  >>  >>  >>  >>  >>  >>  >>  >>  >>  >>  >>
guide_found        >>  >>  >>  >>  >>  >>  >>  >>  >>  >>  >>  >>  >>  >>  >>  >>  >>  >>  >>
book               o>  o>  o>  o>  o>  o>  o>  o>  o>  o>  o>  o>  o>  o>  o>  o>  o>  o>  o>
book_mode          >>  >>  >>  >>  >>  >>  >>  >>  >>  >>  >>  >>  >>  >>  >>  >>  >>  >>  >>
book_counselor     >>  >>  >>  >>  >>  >>  >>  >>  >>  >>  >>  >>  >>  >>  >>  >>  >>  >>  >>
book_time          >>  >>  >>  >>  >>  >>  >>  >>  >>  >>  >>  >>  >>  >>  >>  >>  >>  >>  >>
book_details       >>  >>  >>  >>  >>  >>  >>  >>  >>  >>  >>  >>  >>  >>  >>  >>  >>  >>  >>
book_code          >>  >>  >>  >>  >>  >>  >>  >>  >>  >>  >>  >>  >>  >>  >>  >>  >>  >>  >>
call               of  o>  of  o>  of  o>  o>  o>  o>  o>  o>  o>  o>  o>  o>  o>  o>  o>  of
call_code          m>  m>  m>  m>  m>  m>  m>  m>  m>  m>  m>  m>  m>  m>  m>  m>  m>  m>  m>
cancel_call        m-  m-  m>  m-  m>  m-  m-  m-  m-  m-  m-  m-  m-  m-  m-  m-  m-  m-  m>
homework_done      m-  m-  m>  m-  m>  m-  m-  m-  m-  m-  m-  m-  m-  m-  m-  m-  m-  m-  m>
room               --  --  >>  --  >>  --  --  --  --  --  --  --  --  --  --  --  --  --  >>
come_back          of  of  of  of  of  of  of  of  of  of  of  of  of  of  of  of  of  of  of
come_back_code     of  of  of  of  of  of  of  of  of  of  of  of  of  of  of  of  of  of  of
leave              m>  m>  m>  m>  m>  m>  m>  m>  m>  m>  m>  m>  m>  m>  m>  m>  m>  m>  m>
mine               oo  oo  oo  oo  oo  oo  oo  oo  oo  oo  oo  oo  oo  oo  oo  oo  oo  oo  oo
mine_case          --  --  oo  --  oo  --  --  --  --  --  --  --  --  --  --  --  --  --  oo
code_picture       --  --  oo  --  oo  --  --  --  --  --  --  --  --  --  --  --  --  --  oo
mine_log           --  --  oo  --  oo  --  --  --  --  --  --  --  --  --  --  --  --  --  oo
copy               --  --  oo  --  oo  --  --  --  --  --  --  --  --  --  --  --  --  --  oo
erase              --  --  o>  --  o>  --  --  --  --  --  --  --  --  --  --  --  --  --  o>
move               --  --  o>  --  o>  --  --  --  --  --  --  --  --  --  --  --  --  --  o>
cancel             --  --  o>  --  o>  --  --  --  --  --  --  --  --  --  --  --  --  --  o>
earlier            --  --  o>  --  o>  --  --  --  --  --  --  --  --  --  --  --  --  --  o>
answer             m-  m-  m>  m-  m>  m-  m-  m-  m-  m-  m-  m-  m-  m-  m-  m-  m-  m-  m>
calendar           --  --  oo  --  oo  --  --  --  --  --  --  --  --  --  --  --  --  --  oo
today              ii  xx  xx  xx  ii  oo  oo  oo  oo  oo  oo  xx  xx  xx  xx  xx  xx  xx  22
week               ii  xx  xx  xx  ii  oo  oo  oo  oo  oo  oo  xx  xx  xx  xx  xx  xx  xx  22
session            ii  xx  xx  xx  ii  oo  --  --  --  --  --  xx  xx  xx  xx  xx  xx  xx  22
close_session      ii  xx  xx  xx  ii  o>  --  --  --  --  --  xx  xx  xx  xx  xx  xx  xx  22
miss_session       ii  xx  xx  xx  ii  m>  m-  m-  m-  m-  m-  xx  xx  xx  xx  xx  xx  xx  22
reopen_session     ii  xx  xx  xx  ii  m>  m-  m-  m-  m-  m-  xx  xx  xx  xx  xx  xx  xx  22
session_number     ii  xx  xx  xx  ii  mo  m-  m-  m-  m-  m-  xx  xx  xx  xx  xx  xx  xx  22
session_room       ii  xx  xx  xx  ii  >>  --  --  --  --  --  xx  xx  xx  xx  xx  xx  xx  22
clients            ii  xx  xx  xx  ii  oo  oo  oo  oo  oo  oo  xx  xx  xx  xx  xx  xx  xx  22
file               ii  xx  xx  xx  ii  oo  --  oo  --  --  --  xx  xx  --  --  --  xx  xx  22
give_next          ii  xx  xx  xx  ii  o>  --  --  --  --  --  xx  xx  xx  xx  xx  xx  xx  22
write_note         ii  xx  xx  xx  ii  o>  --  --  --  --  --  xx  xx  xx  xx  xx  xx  xx  22
correct_note       ii  xx  xx  xx  ii  o>  --  --  --  --  --  xx  xx  xx  xx  xx  xx  xx  22
give_homework      ii  xx  xx  xx  ii  o>  --  --  --  --  --  xx  xx  xx  xx  xx  xx  xx  22
take_back_homework ii  xx  xx  xx  ii  m>  m-  m-  m-  m-  m-  xx  xx  xx  xx  xx  xx  xx  22
calls              ii  xx  xx  xx  ii  oo  oo  oo  oo  oo  oo  xx  xx  xx  xx  xx  xx  xx  22
take_call          ii  xx  xx  xx  ii  mr  m>  m>  m>  m>  m>  xx  xx  xx  xx  xx  xx  xx  22
call_in_hand       ii  xx  xx  xx  ii  oo  >>  >>  >>  >>  >>  xx  xx  xx  xx  xx  xx  xx  22
call_number        ii  xx  xx  xx  ii  mo  mr  mr  mr  mr  mr  xx  xx  xx  xx  xx  xx  xx  22
call_reached       ii  xx  xx  xx  ii  m>  mr  mr  mr  mr  mr  xx  xx  xx  xx  xx  xx  xx  22
call_missed        ii  xx  xx  xx  ii  m>  mr  mr  mr  mr  mr  xx  xx  xx  xx  xx  xx  xx  22
call_back          ii  xx  xx  xx  ii  m>  mr  mr  mr  mr  mr  xx  xx  xx  xx  xx  xx  xx  22
arrivals           ii  xx  xx  xx  ii  xx  xx  xx  xx  xx  xx  o>  of  xx  xx  xx  xx  xx  22
undo_arrival       ii  xx  xx  xx  ii  xx  xx  xx  xx  xx  xx  m>  m-  xx  xx  xx  xx  xx  22
holds              ii  xx  xx  xx  ii  xx  xx  xx  xx  xx  xx  xx  xx  o>  of  xx  xx  xx  22
release            ii  xx  xx  xx  ii  xx  xx  xx  xx  xx  xx  xx  xx  m>  m-  xx  xx  xx  22
sharing            ii  xx  xx  xx  ii  o>  --  --  --  --  --  xx  xx  xx  xx  xx  xx  xx  22
hand_over          ii  xx  xx  xx  ii  o>  --  --  --  --  --  xx  xx  xx  xx  xx  xx  xx  22
end_grant          ii  xx  xx  xx  ii  m>  m-  m-  m-  m-  m-  xx  xx  xx  xx  xx  xx  xx  22
log                ii  xx  xx  xx  ii  oo  --  --  --  --  oo  xx  xx  xx  xx  xx  xx  xx  22
supervised         ii  xx  xx  xx  ii  oo  oo  oo  oo  oo  oo  xx  xx  xx  xx  xx  xx  xx  22
glass              ii  xx  xx  xx  ii  xx  xx  xx  xx  xx  xx  xx  xx  o>  of  oo  xx  xx  22
agree_glass        ii  xx  xx  xx  ii  xx  xx  xx  xx  xx  xx  xx  xx  m>  m-  m>  xx  xx  22
refuse_glass       ii  xx  xx  xx  ii  xx  xx  xx  xx  xx  xx  xx  xx  m>  m-  m>  xx  xx  22
figures            ii  xx  xx  xx  ii  xx  xx  xx  xx  xx  xx  xx  xx  oo  oo  oo  xx  xx  22
figures_csv        ii  xx  xx  xx  ii  xx  xx  xx  xx  xx  xx  xx  xx  oo  --  oo  xx  xx  22
figures_xlsx       ii  xx  xx  xx  ii  xx  xx  xx  xx  xx  xx  xx  xx  oo  --  oo  xx  xx  22
"""
COLUMNS, *LINES = (line.split() for line in MATRIX.strip().splitlines())
EXPECTED = {door: dict(zip(COLUMNS, signs, strict=True)) for door, *signs in LINES}
READERS = {
    "mine_case": {"cli", "tel", "idl"},
    "copy": {"cli", "tel", "idl"},
    "file": {"own", "gra"},
    "session_number": {"own"},
    "call_number": {"own"},
}  # to whom anything sealed is shown at all
EACH, PARTS = many(2, whole=1), 4  # usually every other person at each door, in turn


class Tried:
    def __init__(self):
        self.city = City()
        self.browsers = Browsers(self.city)
        self.doors = self.city.doors()
        self.marks = {entry.name: entry.callback.door for entry in urlpatterns}
        self.idle = {name: self.browsers.idle(person) for name, person in self.city.people.items()}
        self.read = {}

    def answers(self, door, names):
        return {name: self._asked(door, name, "get") + self._asked(door, name, "post") for name in names}

    def _asked(self, door, name, method):
        """What this person is answered; nothing of it stays."""
        given, said = self.doors[door]
        key = self.idle[self._whose(door)] if name == "idl" else self.browsers.keys.get(name)
        with transaction.atomic():
            answer = self.browsers.ask(key, method, reverse(f"counseling:{door}", args=given), said)
            transaction.set_rollback(True)
        told = answer.content.decode("utf-8", "replace")
        if any(word in told for word in (WHO, ANSWER, NOTE, TASK, PHONE)):
            self.read.setdefault(door, set()).add(name)
        return sign(answer)

    def _whose(self, door):
        named = {"counselor": "own", "counseling_manager": "man", "center_staff": "sta"}
        return next((known for role, known in named.items() if role in self.marks[door].roles), "cli")


def sign(answer):
    if answer.status_code == 302 and answer.url.startswith("/signin/"):
        return "2" if answer.url.startswith("/signin/factor/") else "i"
    return SIGNS.get(answer.status_code, str(answer.status_code))


def test_each_door_of_the_room_has_its_line():
    assert list(EXPECTED) == [entry.name for entry in urlpatterns], "write the new door's line, and City.doors"


@pytest.mark.once
@pytest.mark.django_db
@pytest.mark.parametrize("part", range(PARTS))
def test_everybody_is_answered_as_the_matrix_says(part):
    with time_machine.travel(NOW, tick=False):
        tried, wrong = Tried(), {}
        for number, door in enumerate(list(EXPECTED)[part::PARTS]):
            names = COLUMNS[number % EACH :: EACH]
            answers = tried.answers(door, names)
            wrong |= {(door, name): told for name, told in answers.items() if told != EXPECTED[door][name]}
    assert wrong == {}
    astray = {door: names - READERS.get(door, set()) for door, names in tried.read.items()}
    assert {door: names for door, names in astray.items() if names} == {}


def test_nobody_stands_above_the_administrator():
    assert not hasattr(Person, "is_superuser")
