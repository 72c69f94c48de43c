import uuid
from types import SimpleNamespace

import pytest
from django.http import HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import override

from meydan.base.refusal import Refusal
from meydan.ground.models import Answered, Counter
from meydan.ground.once import once, once_unsigned
from tests.together import at_once

KEY = "6f1c2a52-27c3-4f2f-9f0e-2f3f7c9f1a11"
ZAHRA = SimpleNamespace(key=uuid.UUID(int=1))
ALI = SimpleNamespace(key=uuid.UUID(int=2))
NOBODY = SimpleNamespace()


def write():
    return Counter.objects.create(key=uuid.uuid4().hex, count=1, ends_at=timezone.now())


def written():
    return Counter.objects.count()


@once
def register(request):
    return HttpResponseRedirect(f"/tickets/{write().pk}/")


@once_unsigned
def asks_to_be_called(request):
    return HttpResponseRedirect(f"/calls/{write().pk}/")


@once
def answers(request, status):
    write()
    return HttpResponse(status=status)


@once
def refuses(request):
    write()
    raise Refusal("All places are taken.")


@pytest.fixture
def ask(rf):
    def ask(view, *args, key=KEY, user=ZAHRA, path="/programs/1/register/", method="post", **headers):
        request = getattr(rf, method)(path, {"client_key": key} if key else {}, headers=headers)
        request.user = user
        return view(request, *args)

    return ask


@pytest.mark.django_db
class TestOnce:
    def test_a_resend_is_led_to_the_same_place_and_writes_nothing(self, ask):
        first, second = ask(register), ask(register)
        assert (second.status_code, second["Location"]) == (302, first["Location"])
        assert written() == 1

    def test_what_is_sent_unsigned_is_answered_once_and_says_of_nobody(self, ask):
        first, second = ask(asks_to_be_called), ask(asks_to_be_called)
        assert (second["Location"], written()) == (first["Location"], 1)
        assert Answered.objects.get().person_key is None

    def test_another_key_is_another_wish(self, ask):
        assert ask(register)["Location"] != ask(register, key=str(uuid.uuid4()))["Location"]
        assert written() == 2

    def test_reading_is_no_sending(self, ask):
        ask(register, method="get")
        ask(register, method="get")
        assert (written(), Answered.objects.count()) == (2, 0)

    @pytest.mark.parametrize("key", ["", "none", "6f1c2a52"])
    def test_without_a_key_each_sending_counts(self, ask, key):
        ask(register, key=key)
        ask(register, key=key)
        assert (written(), Answered.objects.count()) == (2, 0)

    @pytest.mark.parametrize("status", [200, 204, 400, 409, 422, 500])
    def test_what_is_no_success_leaves_nothing_behind_so_that_a_corrected_form_may_follow(self, ask, status):
        ask(answers, status)
        assert (written(), Answered.objects.count()) == (0, 0)
        ask(register)
        assert written() == 1

    def test_a_refusal_leaves_nothing_behind(self, ask):
        with pytest.raises(Refusal):
            ask(refuses)
        assert (written(), Answered.objects.count()) == (0, 0)

    def test_a_key_of_somebody_else_is_refused(self, ask):
        ask(register)
        for stranger in (ALI, NOBODY):
            with override("en"), pytest.raises(Refusal, match="another page or account"):
                ask(register, user=stranger)
        assert written() == 1

    def test_a_key_of_another_page_is_refused(self, ask):
        ask(register)
        with override("en"), pytest.raises(Refusal, match="another page or account"):
            ask(register, path="/programs/2/register/")

    def test_who_signed_in_since_the_first_sending_gets_its_answer(self, ask):
        first = ask(register, user=NOBODY)
        assert ask(register, user=ZAHRA)["Location"] == first["Location"]

    def test_a_part_of_a_page_for_htmx_is_a_success_and_its_resend_loads_the_page_again(self, ask):
        htmx = {"HX-Request": "true"}
        assert ask(answers, 200, **htmx).status_code == 200
        again = ask(answers, 200, **htmx)
        assert (again.status_code, again["HX-Refresh"], written()) == (204, "true", 1)

    def test_a_refused_part_of_a_page_leaves_nothing_behind(self, ask):
        ask(answers, 422, **{"HX-Request": "true"})
        assert (written(), Answered.objects.count()) == (0, 0)

    def test_a_redirect_by_htmx_is_given_again_as_one(self, ask):
        @once
        def view(request):
            return HttpResponse(status=204, headers={"HX-Redirect": f"/tickets/{write().pk}/"})

        htmx = {"HX-Request": "true"}
        assert ask(view, **htmx)["HX-Redirect"] == ask(view, **htmx)["HX-Redirect"]
        assert written() == 1

    def test_it_costs_two_queries(self, ask, django_assert_num_queries):
        with django_assert_num_queries(5):  # savepoint, key, the view's own row, location, release
            ask(register)


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_of_50_parallel_sendings_of_one_form_one_writes_and_all_get_its_answer(ask):
    answers = at_once(50, lambda _: ask(register)["Location"])
    assert len(set(answers)) == 1
    assert written() == 1
