"""A plan as JSON, for other programs."""

import json
from dataclasses import asdict
from typing import Any

from coursekit.fit.reasons import reason
from coursekit.fit.selection import Selection
from coursekit.schedule import Plan
from coursekit.schedule.sessions import Session
from coursekit.schedule.tables import what, when


def as_json(plan: Plan) -> str:
    """Return everything that a plan says."""
    found: dict[str, Any] = {"sessions": [_session(plan, session) for session in plan.sessions]}
    found["objectives"] = [asdict(row) for row in plan.covered]
    found["measured"] = [{**asdict(row), "median": row.median, "far_off": row.far} for row in plan.measured]
    if plan.selection:
        found["fit"] = _fit(plan.selection)
    return json.dumps(found, ensure_ascii=False, indent=2)


def _session(plan: Plan, session: Session) -> dict[str, Any]:
    return {
        "number": session.number,
        "date": session.day.isoformat() if session.day else None,
        "lessons": session.lessons,
        "minutes": session.minutes,
        "steps": [
            {
                "at": when(plan, slot),
                "minutes": slot.minutes,
                "kind": slot.step.kind if slot.step else "break",
                "lesson": slot.step.lesson if slot.step else None,
                "id": slot.step.id if slot.step else None,
                "title": what(plan, slot),
            }
            for slot in session.slots
        ],
    }


def _fit(selection: Selection) -> dict[str, Any]:
    return {
        "asked": selection.asked,
        "minutes": selection.minutes,
        "spare": selection.spare,
        "left_out": [
            {
                "lesson": left.item.lesson,
                "kind": left.item.kind,
                "id": left.item.id,
                "priority": left.item.priority,
                "minutes": left.minutes,
                "reason": reason(left),
            }
            for left in selection.left
        ],
        "objectives_given_up": [{"lesson": lesson, "objective": name} for lesson, name in selection.lost],
    }
