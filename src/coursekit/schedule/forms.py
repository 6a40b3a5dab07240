"""The forms in which a plan can be had."""

from collections.abc import Iterable
from zoneinfo import ZoneInfo

from coursekit.schedule import Plan
from coursekit.schedule.calendar import calendar_text
from coursekit.schedule.data import as_json
from coursekit.schedule.tables import as_markdown, as_text, tables


def written(plan: Plan, form: str, zone: ZoneInfo | None, width: int) -> str:
    """Return a plan as `text`, `markdown`, `json` or `ics`."""
    match form:
        case "json":
            return f"{as_json(plan)}\n"
        case "ics":
            return calendar_text(plan, zone)
        case "markdown":
            return _joined((f"# {_title(plan)}", "", *as_markdown(tables(plan))))
        case _:
            return _joined(as_text(tables(plan), width))


def _title(plan: Plan) -> str:
    return plan.words(plan.course.spec.title)


def _joined(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)
