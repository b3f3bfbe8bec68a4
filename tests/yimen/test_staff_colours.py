"""The staff shell wears the colours of the house: ink and one seal, by day and by night, and everything can be read."""

import colorsys
import re
from datetime import datetime

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from wagtail.models import Page, Site

from casework.rules.asking import SHANGHAI
from policies.actions.pack_files import read_pack
from policies.actions.packs import load_pack
from policies.models import ParameterValue, PolicyIndexPage

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD = "invented-pass-77"
LEAST = 4.5
# What is written on what, in the words of the shell's own variables.
PAIRS = (
    ("text-label-menus-default", "surface-menus"),
    ("text-label-menus-active", "surface-menu-item-active"),
    ("text-button", "surface-button-default"),
    ("text-button", "surface-button-hover"),
    ("text-label", "surface-page"),
    ("text-label", "surface-header"),
    ("text-context", "surface-page"),
    ("text-meta", "surface-page"),
    ("text-meta", "surface-header"),
    ("text-placeholder", "surface-field"),
    ("text-link-default", "surface-page"),
    ("text-link-hover", "surface-page"),
    ("text-button-outline-default", "surface-page"),
    ("text-button-outline-hover", "surface-button-outline-hover"),
    ("text-error", "surface-page"),
    ("text-status-label", "surface-status-label"),
)
FURNITURE = tuple(
    {name for pair in PAIRS for name in pair} | {"focus", "icon-primary", "border-button-outline-default"}
)
PAINT = """names => {
  const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
  const probe = document.body.appendChild(document.createElement('i'));
  return Object.fromEntries(names.map((name) => {
    probe.style.color = `var(--w-color-${name})`;
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = getComputedStyle(probe).color;
    canvas.fillRect(0, 0, 1, 1);
    return [name, [...canvas.getImageData(0, 0, 1, 1).data]];
  }));
}"""


@pytest.fixture
def desk(transactional_db):
    """An editor with a page and a table of the law before her."""
    load_pack(pack=read_pack("shangyu"), at=datetime(2025, 3, 3, 9, tzinfo=SHANGHAI))
    root = Page.objects.filter(depth=1).first()
    index = root.add_child(
        instance=PolicyIndexPage(title="政策库", slug="law-shelf", introduction="都在这里。")
    )
    Site.objects.update_or_create(
        is_default_site=True, defaults={"root_page": index, "hostname": "localhost"}
    )
    get_user_model().objects.create_superuser("wen", password=PASSWORD, first_name="小温")
    return {
        "home": reverse("wagtailadmin_home"),
        "page list": reverse("wagtailadmin_explore", args=[index.pk]),
        "page editor": reverse("wagtailadmin_pages:edit", args=[index.pk]),
        "snippet list": reverse("wagtailsnippets_policies_parametervalue:list"),
        "snippet editor": reverse(
            "wagtailsnippets_policies_parametervalue:edit", args=[ParameterValue.objects.first().pk]
        ),
        "account": reverse("wagtailadmin_account"),
    }


def luminance(colour):
    parts = [value / 255 for value in colour[:3]]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def over(front, back):
    """A colour that lets the one behind it through, as the eye gets it."""
    share = front[3] / 255
    return [share * above + (1 - share) * below for above, below in zip(front[:3], back[:3], strict=True)]


def contrast(text, surface):
    light, dark = sorted((luminance(over(text, surface)), luminance(surface)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def foreign(colour):
    """Teal or purple, and strong enough to be seen as such."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*(value / 255 for value in colour[:3]))
    return (
        saturation > 0.2 and 0.08 < lightness < 0.95 and (165 <= hue * 360 <= 200 or 240 <= hue * 360 <= 330)
    )


def test_the_measures_measure():
    assert round(contrast([255, 255, 255, 255], [0, 0, 0, 255])) == 21
    assert round(contrast([118, 118, 118, 255], [255, 255, 255, 255]), 2) == 4.54
    assert foreign([46, 31, 94, 255]), "Wagtail's purple"
    assert foreign([0, 125, 126, 255]), "Wagtail's teal"
    assert not foreign([22, 35, 61, 255]), "our ink"
    assert not foreign([164, 33, 26, 255]), "our seal"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_can_be_read_and_nothing_is_teal_or_purple(desk, live_server, enter, scheme):
    page = enter("wen", PASSWORD, color_scheme=scheme, bypass_csp=True)
    page.goto(live_server.url + desk["page list"])
    paint = page.evaluate(PAINT, FURNITURE)

    assert not {name: colour for name, colour in paint.items() if foreign(colour)}
    weak = {
        pair: round(value, 2) for pair in PAIRS if (value := contrast(paint[pair[0]], paint[pair[1]])) < LEAST
    }
    assert not weak


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_no_weak_contrast_on_the_screens(desk, live_server, enter, scheme, width):
    from axe_playwright_python.sync_playwright import Axe

    page = enter(
        "wen",
        PASSWORD,
        color_scheme=scheme,
        bypass_csp=True,
        reduced_motion="reduce",
        viewport={"width": width, "height": 900},
    )
    found = {}
    for name, address in desk.items():
        page.goto(live_server.url + address)
        violations = Axe().run(page, options={"runOnly": ["color-contrast"]}).response["violations"]
        if violations:
            found[name] = [(node["html"][:140], node["any"][0]["message"]) for node in violations[0]["nodes"]]

    assert not found


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_menu_and_button_are_painted_with_them(desk, live_server, enter, scheme):
    """The variables are the ones the shell uses: what is seen on the screen is ours."""
    page = enter("wen", PASSWORD, color_scheme=scheme)
    page.goto(live_server.url + desk["page editor"])
    painted = page.evaluate(
        "() => ['.sidebar__inner', 'button.action-save, .action-save']"
        ".map((one) => getComputedStyle(document.querySelector(one)).backgroundColor)"
    )
    ink = {"light": ["22, 34, 60", "22, 35, 61"], "dark": ["18, 22, 31", "47, 85, 146"]}[scheme]

    assert [", ".join(re.findall(r"\d+", colour)[:3]) for colour in painted] == ink
