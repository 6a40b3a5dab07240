"""One activity on a run sheet: what to bring, who does what, each step, and what can go wrong."""

from coursekit.model.lesson import Activity, Role
from coursekit.render.paper.content import Content, Writer, call, joined, typed
from coursekit.render.run import kind_of, steps_of


def activity(activity: Activity, writer: Writer) -> Content:
    """Write everything needed to run an activity."""
    minutes = writer.wording("minutes", count=activity.minutes)
    meta = typed(f"{kind_of(activity, writer.wording)} · {minutes}")
    return joined(
        [
            call("part-head", writer.line(activity.title), meta),
            call("facts", *_conditions(activity, writer)),
            call("step-table", *_steps(activity, writer)),
            call("facts", *_afterwards(activity, writer)),
        ]
    )


def _conditions(activity: Activity, writer: Writer) -> list[Content]:
    rows = [
        *_row("site-purpose", writer.line(activity.purpose), writer),
        *_row("site-group", writer.words("site-group-of", count=activity.group_size), writer),
        *_row("site-setup", writer.line(activity.setup), writer),
    ]
    if activity.materials:
        materials = [writer.line(item) for item in activity.materials]
        rows += _row("site-materials", call("list", *materials), writer)
    if activity.roles:
        roles = [_role(role, writer) for role in activity.roles]
        rows += _row("site-roles", call("list", *roles), writer)
    rows += _row("site-in-person", writer.line(activity.mode.in_person), writer)
    return rows


def _role(role: Role, writer: Writer) -> Content:
    name = typed(writer.wording("slides-label", name=role.name))
    return joined([call("strong", name), typed(" "), writer.line(role.brief)])


def _steps(activity: Activity, writer: Writer) -> list[Content]:
    keys = ("site-from", "site-minutes", "site-do", "site-questions-asked")
    rows = [writer.words(key) for key in keys]
    for start, step in steps_of(activity):
        ask = writer.line(step.ask) if step.ask else Content("")
        rows += [typed(start), typed(str(step.minutes)), writer.line(step.do), ask]
    return rows


def _afterwards(activity: Activity, writer: Writer) -> list[Content]:
    debrief = [writer.line(question) for question in activity.debrief]
    return [
        *_row("site-debrief", call("list", *debrief), writer),
        *_row("site-half-the-time", writer.line(activity.adaptations.half_the_time), writer),
        *_row("site-large-group", writer.line(activity.adaptations.large_group), writer),
        *_row("site-online", writer.line(activity.mode.online), writer),
        *_row("site-risks", writer.text(activity.risks), writer),
    ]


def _row(key: str, content: Content, writer: Writer) -> list[Content]:
    return [writer.words(key), content]
