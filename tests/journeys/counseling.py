"""What the journeys of counseling share: phones of several people, a booking without a name, coming back to a file."""

import json
import re
from functools import partial
from pathlib import Path

from tests.journeys import conftest
from tests.journeys.conftest import Visit, run

TABRIZ = "تبریز"
COUNSELOR = "مشاور"
somebody = partial(conftest.somebody, area=TABRIZ)
LATIN = str.maketrans("۰۱۲۳۴۵۶۷۸۹", "0123456789")


def said_by(folder: Path, code: str) -> list[str]:
    """What Python prints at its end in the city's house, as a list: for what a journey cannot wait for or look up."""
    said = run(folder, "shell", "-c", f"import json\nimport datetime as dt\n{code}")
    return next((list(json.loads(line)) for line in said.splitlines() if line.startswith("[")), [])


def begins(client: Visit, counselor: str) -> None:
    """The screens of a booking by telephone, until the times of this counselor."""
    page = client.page
    client.go("/counseling/")
    if page.url.endswith("/counseling/"):
        client.follow(TABRIZ)
    client.follow("نوبت بگیرید")
    page.locator("label", has_text="اضطراب").locator("input").check()
    client.press("ادامه")
    page.locator('input[name="mode"][value="phone"]').check()
    client.press("ادامه")
    others = page.locator("details.counseling-others summary")
    if others.count():
        others.click()
    page.locator("button.counseling-card", has_text=counselor).first.click()
    page.locator('button[name="slot"]').first.wait_for()


def confirms(client: Visit, button: str) -> str:
    """By the code that came to the phone; the file opens. Returns the file's code."""
    page = client.page
    page.locator('input[name="code"]').wait_for()
    found = re.search("[0-9]{6}", page.locator("main").inner_text().translate(LATIN))
    assert found
    page.locator('input[name="code"]').fill(found[0])
    client.press(button)
    client.heading("پروندهٔ من")
    return page.locator("[data-code]").inner_text().strip().replace("-", "")


def books(client: Visit, counselor: str, *, phone: str, slot: int) -> str:
    """Without a name and without a word. Returns the file's code."""
    begins(client, counselor)
    page = client.page
    page.locator('button[name="slot"]').nth(slot).click()
    page.locator('input[name="phone"]').fill(phone)
    page.locator('input[name="danger"][value="no"]').check()
    page.locator('input[name="agree"]').check()
    client.press("نوبت را می‌گیرم")
    return confirms(client, "نوبت را می‌گیرم")


def comes_back(client: Visit, code: str) -> None:
    """With the code of the file and a code to the phone."""
    client.go("/counseling/back/")
    client.page.locator('input[name="code"]').fill(code.lower())
    client.looks_right()
    client.press("فرستادن کد")
    client.page.wait_for_url(re.compile("/back/.+"))
    confirms(client, "پرونده‌ام را باز کن")
    client.looks_right()
