"""The cast of the public site's tests: one invented household of province 77, and a resident with a browser."""

import io
import re
from datetime import date
from urllib.parse import urlsplit

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from policies.rules.contact_numbers import demo_account, demo_mobile
from policies.rules.identity import demo_id

LI = {"name": "李桂田", "id_number": demo_id("770101", date(1958, 3, 7), 1), "phone": demo_mobile(1)}
WANG = {"name": "王桂兰", "id_number": demo_id("770101", date(1960, 5, 1), 2), "relation": "妻"}
CHILD = {"name": "李小田", "id_number": demo_id("770101", date(2015, 5, 1), 3), "relation": "子"}
ACCOUNT = demo_account(7)
ANSWERS = {
    "urgent": "no",
    "monthly_income_band": "none",
    "situation": ["illness"],
    "income_kinds": ["farming"],
    "income": "3600",
    "property": ["deposits"],
    "spending": "8000.50",
    "registered_elsewhere": "no",
    "difficulty": "去年住院花了不少",
    "address": "村东头第三家",
    "supporters": "",
}


def photo(name="photo.jpg", size=(600, 400)):
    """A picture of nothing, as a phone would send it."""
    made = io.BytesIO()
    Image.new("RGB", size, "white").save(made, "JPEG")
    return SimpleUploadedFile(name, made.getvalue(), content_type="image/jpeg")


def fields_of(response):
    """The names of the fields that the page really shows."""
    return set(re.findall(r'name="([a-z_]+)"', response.content.decode()))


class Resident(Client):
    """A browser with a person before it; every page it opens must be fine."""

    def open(self, address, status=200):
        response = self.get(address, follow=True)
        assert response.status_code == status, (address, response.status_code)
        return response

    def fill(self, address, /, status=200, **typed):
        response = self.post(address, typed, follow=True)
        assert response.status_code == status, (address, response.status_code)
        return response

    def where(self, response):
        """The address the last answer came from."""
        return urlsplit(response.request["PATH_INFO"]).path

    def begin(self):
        return self.fill("/apply/start/")

    def tell_household(self, *others):
        self.fill("/apply/household/new/", **LI)
        for person in others:
            self.fill("/apply/household/new/", **person)

    def answer_questions(self, village, **said):
        """Answer what is asked and not answered yet; where `village` is empty it must not be asked."""
        answers = ANSWERS | {"village": village} | said
        page = self.open("/apply/trouble/")
        for _ in range(30):
            address = self.where(page)
            if not address.startswith("/apply/trouble/"):
                return page
            key = address.rstrip("/").rsplit("/", 1)[-1]
            page = self.fill(address, **{key: answers[key]})
        raise AssertionError("the questions never end")

    def take_photos(self):
        for slug in re.findall(r"/apply/photos/([\w-]+)/", self.open("/apply/photos/").content.decode()):
            self.fill(f"/apply/photos/{slug}/", photo=photo())

    def sign_all(self, **names):
        for key, name in names.items():
            self.fill(f"/apply/signing/{key}/", agree="on", name=name)

    def apply(self, village):
        """Go the whole way to the receipt."""
        self.begin()
        self.tell_household(WANG, CHILD)
        self.answer_questions(village)
        self.take_photos()
        self.sign_all(m1=LI["name"], m2=WANG["name"])
        self.fill("/apply/account/", account=ACCOUNT)
        return self.fill("/apply/check/")


def code_on(page):
    """The tracking code printed on a receipt."""
    groups = re.search(r"(\d{4}) (\d{4}) (\d{4})", page.content.decode())
    return "".join(groups.groups())
