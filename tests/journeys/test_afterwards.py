"""After a course: a citizen says what they thought, an officer reads it and issues certificates, anybody verifies one."""

import re

import pytest

from tests.journeys.conftest import Visit

pytestmark = pytest.mark.parametrize("size", ["phone"])
WORTH_IT = "سرِ وقت شروع شد و همه‌چیز روشن بود."


def test_a_citizen_says_what_they_thought_and_staff_read_it_without_a_name(visit: Visit) -> None:
    visit.enter_as_citizen()
    visit.go("/feedback/")
    visit.looks_right()
    visit.page.get_by_role("article").filter(has_text="چشم‌به‌راه پاسخ شما").get_by_role("link").first.click()
    title = visit.page.get_by_role("heading", level=1).inner_text()
    visit.looks_right()
    visit.press("فرستادن")  # nothing is chosen yet
    visit.page.get_by_role("alert").first.wait_for()
    visit.looks_right()
    visit.page.get_by_role("radio", name="خوب").check(force=True)
    visit.page.get_by_role("radio", name="بله").check(force=True)
    visit.page.get_by_label("چیزی هست که بخواهید بگویید؟").fill(WORTH_IT)
    visit.press("فرستادن")
    visit.page.wait_for_url(re.compile("/feedback/$"))
    visit.sees("نظر شما ثبت شد")
    assert visit.page.get_by_text("چشم‌به‌راه پاسخ شما").count() == 0
    visit.looks_right()

    visit.page.context.clear_cookies()
    visit.enter_as("کارشناس برنامه")
    visit.go("/desk/feedback/")
    visit.looks_right()
    visit.page.get_by_role("main").get_by_role("link", name=title).first.click()
    visit.sees(WORTH_IT)
    visit.looks_right()


def test_an_officer_issues_certificates_that_anybody_verifies(visit: Visit) -> None:
    visit.enter_as("کارشناس برنامه")
    visit.go("/desk/programs/?q=کمک‌های نخستین برای هر خانه")
    visit.page.get_by_role("main").get_by_role("link", name="کمک‌های نخستین برای هر خانه").first.click()
    visit.page.get_by_role("main").get_by_role("link", name="گواهی‌ها").first.click()
    visit.looks_right()
    visit.page.get_by_role("button", name=re.compile("صدور")).click()
    visit.sees("گواهی‌ها صادر شد")
    visit.looks_right()
    visit.go("/desk/certificates/")
    visit.looks_right()

    visit.enter_as_citizen()
    visit.go("/certificates/mine/")
    visit.heading("گواهی‌های من")
    visit.looks_right()
    mine = visit.page.get_by_role("article").filter(has_text="کمک‌های نخستین برای هر خانه")
    code = re.search(r"\b[0-9A-Z]{5}-[0-9A-Z]{5}\b", mine.inner_text())
    assert code
    paper = mine.get_by_role("link", name="باز کردن برگه").get_attribute("href")
    answer = visit.page.request.get(str(paper))
    assert (answer.status, answer.headers["content-type"]) == (200, "application/pdf")

    visit.page.context.clear_cookies()
    visit.go("/certificates/")
    visit.looks_right()
    visit.page.get_by_label("کد گواهی").fill(code[0].lower().replace("-", " "))
    visit.press("سنجش")
    visit.sees("کمک‌های نخستین برای هر خانه")
    visit.sees("معتبر")
    visit.looks_right()
