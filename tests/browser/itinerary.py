"""Which pages there are to be seen: where each stands, what is done there first, and which addresses give none."""
from collections.abc import Callable
from dataclasses import dataclass, field

from playwright.sync_api import Page, Response, expect

from tests.browser.conftest import PHRASE

REPORT = "/reports/990100/2020/work-report/"
FIXED = {
    "home": "/", "results": f"/search/?q={PHRASE}", "by report": f"/search/?q={PHRASE}&group=report", "lines": f"/search/?q={PHRASE}&group=lines",
    "narrowed": f"/search/?q={PHRASE}&year_min=2018&place=990100&sort=newest", "nothing found": "/search/?q=绝无此语句的检索",
    "not understood": "/search/?q=(((",
    "report": REPORT, "marked report": f"{REPORT}?q={PHRASE}", "traditional": "/reports/990121/2016/work-report/?script=hant",
    "place": "/reports/990100/", "year": "/reports/990100/2020/", "reports": "/reports/", "kinds": "/kinds/", "kind": "/kinds/work_report/",
    "speakers": "/speakers/", "releases": "/releases/", "about": "/about/", "help": "/help/", "not found": "/reports/990100/1000/nothing/",
    "too much": f"/search/?{'&'.join(['q'] * 1001)}", "docs": "/api/v1/docs/", "staff login": "/staff/login/",
    "staff": "/staff/", "staff events": "/staff/events/", "staff notices": "/staff/notices/", "staff refused": "/staff/",
}
FURNISHED = ("revised", "history", "version", "witnesses", "comparison", "former", "withdrawn", "paragraph", "variants", "error", "error sent", "broken")
FOR_STAFF = ("staff", "staff events", "staff notices", "staff upload", "staff undo", "staff report", "staff merge", "staff paragraph")


@dataclass(frozen=True)
class Sending:
    """A form sent with what it must refuse, or ask about again. `filled` names its fields by selector."""
    form: str
    filled: dict[str, str] = field(default_factory=dict)

    def __call__(self, page: Page) -> Response:
        with page.expect_navigation() as answer:
            page.locator(self.form).evaluate("""(form, filled) => {
                for (const [field, value] of Object.entries(filled)) form.querySelector(field).value = value;
                form.noValidate = true;
                form.requestSubmit(form.querySelector("button"));
            }""", self.filled)
        return answer.value


def type_a_little(page: Page) -> None:
    page.get_by_role("combobox").press_sequentially("加强")
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("ArrowDown")


def open_all(page: Page) -> None:
    """What unfolds when asked."""
    page.evaluate("() => { for (const each of document.querySelectorAll('details')) each.open = true; }")


def ask_for_keys(page: Page) -> None:
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()


def reach_a_margin(page: Page) -> None:
    page.keyboard.press("j")
    expect(page.locator(".block:focus-within > .margin")).to_be_visible()


DONE: dict[str, tuple[str, Callable[[Page], Response | None]]] = {
    "suggestions": ("home", type_a_little), "unfolded": ("results", open_all), "keys": ("report", ask_for_keys), "margin": ("report", reach_a_margin),
    "error refused": ("error", Sending(".notice-form")),
    "login refused": ("staff login", Sending("main form", {"[name=username]": "nobody", "[name=password]": "nothing"})),
    "forbidden": ("staff", Sending(".staff-nav form", {"[name=csrfmiddlewaretoken]": "made up"})),
    "staff upload refused": ("staff", Sending("#hand-in", {"[name=place]": "Nowhere"})),
    "staff table refused": ("staff upload", Sending(".table-form", {".place input": "Nowhere"})),
    "staff paragraph refused": ("staff paragraph", Sending(".emend")),
    "staff merge asked": ("staff merge", Sending("main form.card", {"[name=into]": REPORT.removeprefix("/reports/").rstrip("/"), "[name=reason]": "同一份"})),
}
"""Pages that come of what is done on another."""
STAFF = (*FOR_STAFF, *(name for name, (start, _) in DONE.items() if start in FOR_STAFF))
NAMES = (*FIXED, *FURNISHED, *(name for name in FOR_STAFF if name not in FIXED), *DONE)
ANSWERS = {"not found": 404, "withdrawn": 410, "too much": 413, "broken": 500, "staff refused": 403,
           "error refused": 400, "forbidden": 403, "staff upload refused": 400}
"""What is not answered with 200."""

NO_PAGE = {
    "a file to take along": (
        "paragraph_ris", "paragraph_bib", "paragraph_csl", "report_text", "report_json", "report_ris", "report_bib", "report_csl", "original",
        "below_csv", "place_csv", "reports_csv", "holdings_csv", "kind_csv", "kinds_csv", "speakers_csv", "search_csv", "search_jsonl", "search_lines_csv",
        "release_zip", "staff_original"),
    "XML or plain text for programs": ("place_feed", "search_feed", "feed", "opensearch", "oai", "sitemap_index", "sitemap", "robots"),
    "JSON": ("suggest", "health", "api_search", "api_reports", "api_report", "api_paragraph", "api_places", "api_schema", "staff_places",
             "staff_upload_progress"),
    "leads to another page": ("language", "api"),
    "a deed, which leads back to its page": (
        "staff_notice", "staff_upload_files", "staff_upload_close", "staff_accept", "staff_dismiss", "staff_publish", "staff_withdraw", "staff_restore",
        "staff_discard", "staff_belong", "staff_turn_witness", "staff_undo_edit"),
}
"""Why an address is not among those to be seen."""
