"""What a browser can measure of a page: accessibility, reach of a thumb, width."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
TARGET_PX = 44

# Links inside a sentence are exempt (WCAG 2.5.8); a box is as large as the label around it.
SMALL_TARGETS = """
limit => [...document.querySelectorAll('a[href], button, input, select, textarea, summary')]
    .filter(e => e.checkVisibility({checkVisibilityCSS: true}) && e.type !== 'hidden')
    .filter(e => !(e.tagName === 'A' && getComputedStyle(e).display === 'inline'))
    .map(e => [e, (['checkbox', 'radio'].includes(e.type) && e.closest('label')) || e])
    .map(([e, box]) => [e, box.getBoundingClientRect()])
    .filter(([e, r]) => r.right > 0 && (r.width < limit - 0.5 || r.height < limit - 0.5))
    .map(([e, r]) => `${e.outerHTML.slice(0, 90)} is ${r.width.toFixed()} × ${r.height.toFixed()}`)
"""
HIDDEN_FOCUS = """
() => {
    const e = document.activeElement, r = e.getBoundingClientRect();
    const seen = document.elementFromPoint(r.x + r.width / 2, r.y + r.height / 2);
    if (e === document.body) return null;
    return seen && (e.contains(seen) || seen.contains(e)) ? '' : e.outerHTML.slice(0, 90);
}
"""
SCROLL_WIDTH = "document.documentElement.scrollWidth"


def axe_faults(page: Page) -> list[str]:
    """Return the violations that axe finds, one line per element."""
    result = Axe().run(page, options={"runOnly": RULES, "resultTypes": ["violations"]})
    return [
        f"axe {violation['id']}: {node['html'][:120]} {node.get('failureSummary', '')[:200]}"
        for violation in result.response["violations"]
        for node in violation["nodes"]
    ]


def small_targets(page: Page) -> list[str]:
    """Return what is too small for a thumb."""
    return page.evaluate(SMALL_TARGETS, TARGET_PX)


def too_wide(page: Page, width: int) -> list[str]:
    """Return a fault if the page scrolls sideways in a window of this width."""
    page.set_viewport_size({"width": width, "height": 800})
    wide = page.evaluate(SCROLL_WIDTH)
    return [f"{wide} px wide in a window of {width} px"] if wide > width else []


def hidden_focus(page: Page, width: int) -> list[str]:
    """Return what something covers while it has the focus, from the first tab stop to the last."""
    page.set_viewport_size({"width": width, "height": 780})
    page.keyboard.press("Tab")
    found = []
    while (hidden := page.evaluate(HIDDEN_FOCUS)) is not None:
        found += [f"{hidden} is covered"] if hidden else []
        page.keyboard.press("Tab")
    return found
