"""What people do at the desk, done through its pages: read, press, name each other, state what the law leaves open."""

from django.urls import reverse

from casework.desk.acts import ACTS
from casework.models import Event
from policies.models import Jurisdiction, ParameterValue


def text(response):
    """What an answer says, as text."""
    return response.content.decode()


def press(town, case, name, verb, when, /, **data):
    """Open the form, fill it in, look twice; return the answer to the last click."""
    case.refresh_from_db()
    url = reverse("desk_act", args=[case.pk, verb])
    client = town.sit(name, when)
    assert url in text(client.get(reverse("desk_case", args=[case.pk]))), f"{verb} is not offered"
    assert client.get(url).status_code == 200
    filled = {"seen": case.seq, **data}
    answer = client.post(url, filled)
    if ACTS[verb].sure:
        assert "再看一眼" in text(answer)
        answer = client.post(url, filled | {"sure": "yes"})
    assert answer.status_code == 302, text(answer)
    assert Event.objects.filter(case=case).order_by("seq").last().kind == verb
    assert client.get(reverse("desk_case", args=[case.pk])).status_code in (200, 404)
    return answer


def ids(town, *names):
    """The keys of officers, as a form hands them in."""
    return [str(town.officers[name].pk) for name in names]


def configure(place, **values):
    """State what the document of the place leaves open."""
    for key, value in values.items():
        ParameterValue.objects.filter(jurisdiction__code=place, key=key).delete()
        ParameterValue.objects.create(
            jurisdiction=Jurisdiction.objects.get(code=place),
            key=key,
            label=key,
            value=value,
            clause="本故事自设",
        )


def meet(town, case, when):
    """Three of the township meet over a case and all are for it."""
    who = ids(town, "马镇长", "王镇长", "赵强")
    town.do("panel", case, "王镇长", when, chair=who[0], members=who, approves=3, rejects=0, minutes=True)
