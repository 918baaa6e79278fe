"""What readers of the screen and the keyboard find on a page: axe, names of charts, levels of headings."""

from importlib.resources import files
from typing import Any

from playwright.sync_api import Page

from tests.browser.conftest import holds

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
GRAVE = ("critical", "serious", "moderate")
TOLD = "resultTypes: ['violations']"
ALL = f"{{{TOLD}}}"
COLOURS = f"{{{TOLD}, runOnly: ['color-contrast', 'link-in-text-block']}}"
# another language has the same elements in the same colours, but other names
NAMES = ("cat.text-alternatives", "cat.name-role-value", "cat.language", "cat.forms", "cat.tables")
WORDS = f"{{{TOLD}, runOnly: {{type: 'tag', values: {list(NAMES)}}}}}"
LEVELS = """() => [...document.querySelectorAll('[data-testid=stMain] :is(h1, h2, h3, h4, h5, h6)')]
  .map(one => Number(one.getAttribute('aria-level') || one.tagName[1]))"""
IN_ORDER = f"""() => {{ const levels = ({LEVELS})();
  return levels[0] === 1
    && levels.every((level, at) => at === 0 || level > 1 && level <= levels[at - 1] + 1); }}"""
UNTOLD = """() => {
  const said = text => (text || '').replace(/\\s+/g, ' ').trim();
  return [...document.querySelectorAll('.stVegaLiteChart')].filter(one => {
    const finding = one.closest('[class*="st-key-frame-"]').querySelector('.peak-finding').firstChild;
    return one.getAttribute('role') !== 'img' ||
      !said(one.getAttribute('aria-label')).includes(said(finding.textContent));
  }).length;
}"""
ICONS = "() => document.querySelectorAll('[data-testid=stIconMaterial]:not([aria-hidden=true])').length"
STILL = "() => document.getAnimations().every(one => one.playState !== 'running')"


def graves(page: Page, which: str) -> list[str]:
    """What axe holds against the page as it stands, but what is minor."""
    found: list[dict[str, Any]] = page.evaluate(f"async () => (await axe.run({which})).violations")
    return [
        f"{one['impact']} {one['id']} {[node['target'] for node in one['nodes']][:3]}"
        for one in found
        if one["impact"] in GRAVE
    ]


def barriers(page: Page, rules: str, in_the_dark: bool) -> list[str]:
    """What keeps a reader of the screen from a page that is whole and light: by rules of axe, and others.

    The dark is looked at for its colours; the page is left as it was seen last.
    """
    holds(page, f"() => ({UNTOLD})() === 0", 10)  # names follow the last change
    holds(page, IN_ORDER, 2)  # and so do levels
    if not page.evaluate("() => Boolean(window.axe)"):  # still there where the page came by the menu
        page.evaluate(AXE)
    found = graves(page, rules)
    if in_the_dark:
        page.emulate_media(color_scheme="dark")
        page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        holds(page, STILL, 5)  # colours change over some time
        found += [f"dark: {one}" for one in graves(page, COLOURS)]
        holds(page, f"() => ({UNTOLD})() === 0", 10)  # another theme draws the charts anew
    if not page.evaluate(IN_ORDER):
        found.append(f"headings {page.evaluate(LEVELS)}")
    if untold := page.evaluate(UNTOLD):
        found.append(f"{untold} charts without a name")
    if seen := page.evaluate(ICONS):
        found.append(f"{seen} icons are read out")
    return found
