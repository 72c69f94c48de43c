import datetime as dt
import json
import time

import pytest

from meydan.base.paper import render, tag
from meydan.certificates import paper
from meydan.certificates.models import Certificate, Issue
from meydan.people.models import Person
from meydan.places.models import Area

AT = dt.datetime(2026, 11, 22, 8, tzinfo=dt.UTC)
ADDRESS = "https://meydan.example/certificates/7K3M92XQ4B/H8RTW2Q0/"
HOSTILE = [
    '#panic("x") *b* _i_ $x^2$ `r` @a <l> [c] \\ // /* {y} ~ -- #read("/etc/passwd") #import "@preview/x:1.0.0"',
    '"}], sys.inputs, #eval("1/0"), "',
    "\u202eABC\u2069\u2067 زهرا \u200f\u061c",
    "W" * 120,
    "سیدمحمدامیرحسین " * 7,
    "😀 王 Ñandú क",
]


def certificate(name="زهرا احمدی‌نژاد", language="fa", **facts):
    issue = Issue(title="کارگاه ۲", minutes=960, held=8, area=Area(name="قدس"), organization="فرهنگسرا", issued_at=AT)
    person = Person(name=name, language=language)
    return Certificate(issue=issue, person=person, name=name, attended=7, code="7K3M92XQ4B", key="H8RTW2Q0", **facts)


def test_it_says_everything_in_the_holders_language():
    said = paper.facts(certificate(), ADDRESS)
    assert (said["heading"], said["direction"], said["name"]) == ("گواهی پایان دوره", "rtl", "زهرا احمدی‌نژاد")
    assert said["attended"] == "۱۶ ساعت · حضور در ۷ جلسه از ۸ جلسه"
    assert [value for _name, value in said["facts"]] == ["۱ آذر ۱۴۰۵", "قدس", "\u20667K3M9-2XQ4B\u2069"]
    in_english = paper.facts(certificate(language="en"), ADDRESS)
    assert (in_english["heading"], in_english["direction"]) == ("Certificate of completion", "ltr")
    assert in_english["attended"] == "16 hours · attended 7 of 8 sessions"


@pytest.mark.parametrize(
    ("minutes", "said"), [(60, "1 hour"), (90, "1.5 hours"), (10, "0.5 hours"), (1930, "32 hours")]
)
def test_hours_are_said_by_halves(minutes, said, settings):
    from django.utils import translation

    with translation.override("en"):
        assert paper.hours(minutes) == said


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_a_name_looks_like_it_is_text_on_one_page(text):
    row = certificate(name=text)
    row.issue.title = text * 2
    row.issue.organization = text
    pdf = render(paper.LAYOUT, paper.facts(row, ADDRESS), AT)
    assert (pdf[:5], pdf.count(b"/Type /Page\n") + pdf.count(b"/Type/Page/")) == (b"%PDF-", pdf.count(b"/Count 1"))
    assert b"/Count 1" in pdf


def test_marks_that_turn_text_around_are_left_out():
    assert paper.facts(certificate(name="\u202eABC\u2069 زهرا\u200f"), ADDRESS)["name"] == "ABC زهرا"


def test_the_same_words_are_the_same_file_and_others_have_another_tag():
    said = paper.facts(certificate(), ADDRESS)
    assert render(paper.LAYOUT, said, AT) == render(paper.LAYOUT, json.loads(json.dumps(said)), AT)
    revoked = paper.facts(certificate(revoked_at=AT, revoked_reason="نادرست"), ADDRESS)
    assert (revoked["revoked"], tag(paper.LAYOUT, said) == tag(paper.LAYOUT, revoked)) == ("باطل‌شده", False)


def test_it_is_small_and_set_in_a_moment():
    render(paper.LAYOUT, paper.facts(certificate(), ADDRESS), AT)
    began = time.process_time()
    pdf = render(paper.LAYOUT, paper.facts(certificate(name="مریم کاظمی"), ADDRESS), AT)
    assert (len(pdf) < 60_000, time.process_time() - began < 0.5) == (True, True)  # 20 ms on an idle machine


def test_a_picture_of_it_can_be_made():
    assert render(paper.LAYOUT, paper.facts(certificate(), ADDRESS), AT, "png")[:4] == b"\x89PNG"
