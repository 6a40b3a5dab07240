"""One activity on a run sheet: what to bring, who does what, each step, and what can go wrong."""

from coursekit.model.activity import Role
from coursekit.model.lesson import Activity
from coursekit.render.paper.clock import Clock
from coursekit.render.paper.content import Content, Writer, call, joined, typed
from coursekit.render.run import duration, kind_of, timed_steps


def activity(activity: Activity, writer: Writer, clock: Clock, begins: int) -> Content:
    """Write everything needed to run an activity that begins so many minutes into the session."""
    minutes = writer.wording("minutes", count=activity.minutes)
    told = [clock.at(begins), kind_of(activity, writer.wording), minutes]
    meta = typed(" · ".join(filter(None, told)))
    return joined(
        [
            call("part-head", writer.line(activity.title), meta),
            call("facts", *_conditions(activity, writer)),
            _steps(activity, writer, clock, begins),
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


def _steps(activity: Activity, writer: Writer, clock: Clock, begins: int) -> Content:
    first = "site-from" if clock.start is None else "paper-clock"
    cells = [writer.words(key) for key in (first, "site-minutes", "site-do", "site-questions-asked")]
    for at, step in timed_steps(activity):
        ask = writer.line(step.ask) if step.ask else Content("")
        start = clock.at(begins + at) or duration(at)
        cells += [typed(start), typed(str(step.minutes)), writer.line(step.do), ask]
    return call("step-table", *cells)


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
