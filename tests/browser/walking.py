"""What people do in a browser, in their words, and what must be true of every page they meet."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from tests.cast import PASSWORD

RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
}
ENTRIES = "input:not([type=hidden]):not([type=submit]), select, textarea"
FAULTS = f"""() => {{
  const all = (what) => [...document.querySelectorAll(what)];
  const faults = [];
  if (document.documentElement.lang !== "vi") faults.push("lang");
  const heads = all("h1").length;
  if (heads !== 1) faults.push(`${{heads}} h1`);
  const ids = all("[id]").map((e) => e.id);
  faults.push(...ids.filter((id, n) => ids.indexOf(id) !== n).map((id) => `id ${{id}} twice`));
  const named = (e) => e.labels?.length || e.ariaLabel || e.getAttribute("aria-labelledby");
  faults.push(...all("{ENTRIES}").filter((e) => !named(e)).map((e) => `${{e.name}} without a label`));
  const wide = document.scrollingElement.scrollWidth - innerWidth;
  if (wide > 0) faults.push(`${{wide}} px too wide`);
  return faults;
}}"""
LOOK = """(e) => { const s = getComputedStyle(e);
  return [s.outlineStyle === "none" ? "" : s.outlineWidth + s.outlineColor, s.boxShadow, s.borderColor].join(); }"""
HERE = f"""() => {{
  const look = {LOOK}, e = document.activeElement;
  if (!e || e === document.body) return null;
  const focused = look(e);
  e.blur();
  const bare = look(e);
  e.focus({{ focusVisible: true, preventScroll: true }});
  return [e.outerHTML.replace(/\\s+/g, " ").slice(0, 100), focused !== bare];
}}"""
MOST_STOPS = 120


@dataclass
class Walker:
    """One window; `at` is where the server answers."""

    page: Page
    at: str

    def go(self, path: str) -> None:
        self.page.goto(self.at + path)

    def sign_in(self, name: str, password: str = PASSWORD) -> None:
        """By the form, as people do."""
        self.go("/dang-nhap/")
        self.page.get_by_label("Tên đăng nhập").fill(name)
        self.page.get_by_label("Mật khẩu", exact=True).fill(password)
        self.press("Đăng nhập")
        expect(self.page.get_by_role("button", name="Đăng xuất")).to_be_attached()

    def press(self, name: str, within: Locator | None = None, **options: Any) -> None:
        (within or self.page).get_by_role("button", name=name, **options).click()

    def follow(self, name: str, **options: Any) -> None:
        self.page.get_by_role("link", name=name, **options).first.click()

    def take(self, name: str, **options: Any) -> Path:
        """Download what the link of that name gives; the file keeps the name that the server proposed."""
        with self.page.expect_download() as coming:
            self.follow(name, **options)
        place = Path(coming.value.path())
        return place.rename(place.with_name(coming.value.suggested_filename))

    def duty(self, text: str) -> Locator:
        """The card of one duty on *Việc của tôi*."""
        return self.page.locator("li[data-row]", has_text=text).first

    def faults(self) -> list[str]:
        """What this page lacks for everybody: heading, labels, ids, width."""
        return list(self.page.evaluate(FAULTS))

    def access_faults(self) -> list[str]:
        """What axe finds, one line a rule: "color-contrast: .muted, …"."""
        found = Axe().run(self.page, options=RULES).response["violations"]
        return [f"{one['id']}: {'; '.join(str(node['target'][0]) for node in one['nodes'][:3])}" for one in found]

    def focus_stops(self) -> list[tuple[str, bool]]:
        """What the Tab key meets from the top of the page, with whether one sees that it is there."""
        stops: list[tuple[str, bool]] = []
        for _ in range(MOST_STOPS):
            self.page.keyboard.press("Tab")
            here = self.page.evaluate(HERE)
            if here is None:
                break
            stops.append((here[0], here[1]))
        return stops
