"""One activity on a run sheet: what to bring, who does what, each step, and what can go wrong."""

from coursekit.model.activity import Role
from coursekit.model.course import CourseSpec
from coursekit.model.lesson import Activity
from coursekit.render.paper.clock import Clock
from coursekit.render.paper.content import Content, Writer, call, joined, typed
from coursekit.render.run import Ways, duration, groups_of, kind_of, timed_steps, ways_of


def activity(activity: Activity, spec: CourseSpec, writer: Writer, clock: Clock, begins: int) -> Content:
    """Write everything needed to run an activity that begins so many minutes into the session."""
    here, elsewhere = ways_of(activity, spec.mode)
    minutes = writer.wording("minutes", count=activity.minutes)
    told = [clock.at(begins), kind_of(activity, writer.wording), minutes]
    meta = typed(" · ".join(filter(None, told)))
    return joined(
        [
            call("part-head", writer.line(activity.title), meta),
            call("facts", *_conditions(activity, spec.group_size, here, writer)),
            _steps(activity, writer, clock, begins),
            call("facts", *_afterwards(activity, elsewhere, writer)),
        ]
    )


def _conditions(activity: Activity, people: int | None, here: Ways, writer: Writer) -> list[Content]:
    size = writer.wording("site-group-of", count=activity.group_size)
    group = typed(f"{size}{groups_of(activity, people, writer.wording)}")
    rows = [
        *_row("site-purpose", writer.line(activity.purpose), writer),
        *_row("site-group", group, writer),
        *_row("site-setup", writer.line(activity.setup), writer),
    ]
    if activity.materials:
        materials = [writer.line(item) for item in activity.materials]
        rows += _row("site-materials", call("list", *materials), writer)
    if activity.roles:
        roles = [_role(role, writer) for role in activity.roles]
        rows += _row("site-roles", call("list", *roles), writer)
    return [*rows, *_ways(here, writer)]


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


def _ways(ways: Ways, writer: Writer) -> list[Content]:
    return [cell for key, line in ways for cell in _row(key, writer.line(line), writer)]


def _afterwards(activity: Activity, elsewhere: Ways, writer: Writer) -> list[Content]:
    debrief = [writer.line(question) for question in activity.debrief]
    return [
        *_row("site-debrief", call("list", *debrief), writer),
        *_row("site-half-the-time", writer.line(activity.adaptations.half_the_time), writer),
        *_row("site-large-group", writer.line(activity.adaptations.large_group), writer),
        *_ways(elsewhere, writer),
        *_row("site-risks", writer.text(activity.risks), writer),
    ]


def _row(key: str, content: Content, writer: Writer) -> list[Content]:
    return [writer.words(key), content]
