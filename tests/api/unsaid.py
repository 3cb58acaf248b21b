"""For Schemathesis: leaves out requests that are mistaken in ways a schema has no words for. tests/api/test_mistakes.py asks them."""
from schemathesis import Case, HookContext, hook

BY_CONTEXT = ("left", "right")


@hook
def filter_case(context: HookContext, case: Case) -> bool:
    asked = case.query or {}
    return not (asked.get("cursor") or are_backward(asked) or is_out_of_order(asked) or leads_away(case.operation.path, asked))


def are_backward(asked: dict) -> bool:
    """The years end before they begin."""
    first, last = (str(asked.get(name, "")) for name in ("year_min", "year_max"))
    return first.isdecimal() and last.isdecimal() and int(first) > int(last)


def is_out_of_order(asked: dict) -> bool:
    """Only lines have something around them."""
    return asked.get("sort") in BY_CONTEXT and asked.get("group") != "lines"


def leads_away(path: str, asked: dict) -> bool:
    """To a file of the site, which has refusals of its own."""
    return path.endswith("/search/") and asked.get("format") == "csv"
