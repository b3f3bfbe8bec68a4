"""What keeps somebody out of a page: what axe knows of it, and targets too small for a finger."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe

RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}}
SMALL_TARGETS = """(least) => [...document.querySelectorAll(
  'main a, main button, main input:not([type=hidden]), main select, main summary, main textarea')]
  .filter((item) => item.checkVisibility() && !item.closest('p, li, dd, h1, label')?.matches('p:not(.actions), dd, li:not(.row)')
    || item.matches('.button, .row, .door'))
  .filter((item) => item.checkVisibility())
  .map((item) => ['radio', 'checkbox'].includes(item.type) ? item.closest('label') : item)
  .filter((item) => { const box = item.getBoundingClientRect(); return box.width + 0.5 < least || box.height + 0.5 < least; })
  .map((item) => item.outerHTML.slice(0, 120))"""


def barriers(page: Any) -> list[str]:
    """Return what axe has against the page that is open (WCAG 2.2, A and AA): the rule and the first place."""
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:140]}" for one in found]


def small_targets(page: Any, least: int) -> list[str]:
    """Return what can be pressed in the main part of the page and is smaller than `least` CSS pixels either way."""
    found: list[str] = page.evaluate(SMALL_TARGETS, least)
    return found
