"""The people of a journey, each before a browser of his own: a resident, and whoever sits at a desk."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from tests.front.household import ANSWERS, LI, photo

TALK = (
    ("家里钱不够过日子", "6 个小问题"),
    ("开始", "第 1 问"),
    ("没有", "第 2 问"),
    ("我自己家", "第 3 问"),
)
SCREENER = (("1", "第 5 问"), ("几乎没有", "第 6 问"), ("都没有", "可以试试申请"))


class Resident:
    """李桂田 with his phone, with or without a script."""

    def __init__(self, page: Any, address: str, folder: Path) -> None:
        self.page, self.address = page, address
        self.picture = folder / "photo.jpg"
        self.picture.write_bytes(photo().read())

    # -- the chat -------------------------------------------------------------------------------------
    def ask(self, village: str) -> None:
        """Ask in chat and be told once what to bring."""
        self.page.goto(f"{self.address}/chat/")
        for words, answer in TALK:
            self.press(words, answer)
        self.press(village, "第 4 问")
        for words, answer in SCREENER:
            self.press(words, answer)
        self.press("看要带什么", "清单编号")

    def press(self, label: str, answer: str) -> None:
        """Press a button of the chat and wait until the house has answered."""
        before = self.page.locator("#talk li").count()
        self.page.locator(
            "#answers .replies button", has_text=re.compile(rf"(\\d+\\. )?{label}$")
        ).first.click()
        self.page.locator("#talk li").nth(before).wait_for()
        if answer:
            self.page.locator("#talk").get_by_text(answer).last.wait_for()

    def go_over_to_the_form(self) -> None:
        """Agree to apply; the chat hands over to the site's own form by a link that works once."""
        self.press("现在申请", "户口在别的县")
        self.press("没有", "有几样选几样")
        self.press("都没有", "同意")
        self.press("听懂了，同意", "")
        link = self.page.locator("#talk a[href*='/f/']").last
        self.page.goto(f"{self.address}{link.get_attribute('href').removeprefix(self.address)}")
        self.page.locator("main form button").first.click()
        self.page.wait_for_url("**/apply/**")

    def hears(self, words: str) -> bool:
        """Whether the chat says so by now; without a script one has to look again."""
        self.page.reload()
        return words in self.page.inner_text("#talk")

    # -- the form -------------------------------------------------------------------------------------
    def go_on(self) -> None:
        """Press the page's one button."""
        self.page.locator("main form .actions button").first.click()
        self.page.wait_for_load_state()

    def fill_in(self, village_code: str) -> None:
        """Tell the household, answer what is still asked, take the photos, sign, no account yet."""
        self.page.goto(f"{self.address}/apply/household/")
        if "/new/" not in self.page.url:
            self.page.click("a[href$='/household/new/']")
        for name, value in LI.items():
            self.page.fill(f"#id_{name}", value)
        self.go_on()
        self.page.goto(f"{self.address}/apply/trouble/")
        while "/apply/trouble/" in self.page.url:
            self._answer(village_code)
            self.go_on()
        self.page.goto(f"{self.address}/apply/photos/")
        while self.page.locator("a.row:has(.tag.todo)").count():
            self.page.locator("a.row:has(.tag.todo)").first.click()
            self.page.set_input_files("input[type=file]", str(self.picture))
            self.go_on()
        self.page.goto(f"{self.address}/apply/signing/m1/")
        self.page.check("#id_agree")
        self.page.fill("#id_name", LI["name"])
        self.go_on()
        self.page.goto(f"{self.address}/apply/account/")
        self.page.check("#id_no_account")
        self.go_on()

    def _answer(self, village: str) -> None:
        key = self.page.url.rstrip("/").rsplit("/", 1)[-1]
        answer = village if key == "village" else ANSWERS[key]
        if key == "village":
            self.page.select_option("#id_village", answer)
        elif self.page.locator(f"input[type=radio][name={key}]").count():
            self.page.check(f"input[name={key}][value={answer}]")
        elif isinstance(answer, list):
            # What the chat heard is ticked already: he says it anew.
            for box in self.page.locator(f"input[name={key}]").all():
                box.set_checked(box.get_attribute("value") in answer)
        else:
            self.page.fill(f"#id_{key}", answer)

    def hand_in(self) -> tuple[str, str]:
        """Hand it in; return number and tracking code of the receipt."""
        self.page.goto(f"{self.address}/apply/check/")
        self.page.click("main form button")
        self.page.wait_for_url("**/apply/receipt/")
        shown = self.page.locator(".code").all_inner_texts()
        return shown[0].strip(), shown[1].strip()

    def progress(self, code: str) -> str:
        """Look the case up by its code and the last four of the number; return what the page says."""
        self.page.goto(f"{self.address}/track/")
        self.page.fill("#id_code", code)
        self.page.fill("#id_second", LI["id_number"][-4:])
        self.go_on()
        self.page.wait_for_url("**/track/case/")
        return str(self.page.inner_text("main"))


class Clerk:
    """Somebody of the township, seated by one press at the role picker."""

    def __init__(self, page: Any, address: str, account: str) -> None:
        self.page, self.address = page, address
        self.page.goto(f"{address}/demo/")
        self.page.locator(f"button[name=who][value={account}]").click()
        self.page.wait_for_url("**/cms/**")

    def first_of_the_queue(self) -> str:
        """Return the first case that the queue shows, in words."""
        self.page.goto(f"{self.address}/cms/desk/")
        return str(self.page.locator("main a[href*='/desk/case/']").first.inner_text())

    def open(self, number: str) -> None:
        """Open a case from the queue by its number."""
        self.page.goto(f"{self.address}/cms/desk/")
        self.page.get_by_role("link", name=number).first.click()
        self.page.wait_for_url("**/case/**")

    def do(self, label: str) -> None:
        """Press the act on the case page, then its form's button, and the pause where there is one."""
        self.page.locator("main").get_by_text(label, exact=True).first.click()
        for _ in range(2):
            self.page.wait_for_load_state()
            if "/do/" in self.page.url:
                self.page.locator(
                    "main form.desk-form button[type=submit], main form button.button"
                ).last.click()
        self.page.wait_for_url(lambda url: "/do/" not in url)
