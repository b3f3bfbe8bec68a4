"""Who acts without a code given yet: his browser, and an approval that will ask for one."""

from django.test import Client
from django.urls import reverse

BACKEND = "django.contrib.auth.backends.ModelBackend"


def text(response):
    """What an answer says, as text."""
    return response.content.decode()


def sit(town, name):
    """His browser, without a code given yet."""
    client = Client()
    client.force_login(town.user(name), backend=BACKEND)
    return client


def approve(client, case, **more):
    """Press the approval of a case for good; `more` is what else the form hands in, such as a code."""
    url = reverse("desk_act", args=[case.pk, "confirm"])
    return client.post(url, {"seen": case.seq, "amount": "1020.00", "sure": "yes", **more})
