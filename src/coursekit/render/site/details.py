"""What templates need besides prose: charts, records, code, names in order."""

import html
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, get_args

from markupsafe import Markup

from coursekit.model.activity import Meeting
from coursekit.model.course import CourseSpec, LessonView
from coursekit.model.exercise import Classify, Exercise, Match, Order, misconceptions
from coursekit.model.lesson import Activity, Lesson, Question
from coursekit.model.picture import ReadPicture
from coursekit.model.references import GAP, References, references
from coursekit.model.seed import ClaimKind, Event, Figure, Section, Source, Term
from coursekit.render import places, prose
from coursekit.render.charts import chart
from coursekit.render.programs import PROGRAMS
from coursekit.render.run import Ways, groups_of, kind_of, ways_of
from coursekit.render.site import engine, records, widgets
from coursekit.render.site.order import Stop, drawing
from coursekit.render.site.sessions import Session
from coursekit.render.site.uses import Use
from coursekit.render.site.writer import Writer, escaped, ident, number

BLANK = "……"
PROGRESS = ("clear", "cleared", "kept", "read", "right")
FILTER = ("all", "any", "count", "kind", "lesson", "title", "words")
"""What the scripts of the home page and of the evidence page say."""
MARK = "\ue000"
"""Stands for a gap while a text is written: a character without a meaning."""


@dataclass(frozen=True)
class Details:
    """Values of one page in the form its template writes them."""

    writer: Writer
    programs: ClassVar = PROGRAMS
    """Kinds of exercises that are Python."""

    def drawing(self, figure: Figure, name: str) -> Markup:
        """Draw a figure; `name` is unique on the page."""
        # An id in SVG may not begin with a digit, as a name may.
        drawn = chart(figure, self.writer.facts, self.writer.wording, f"chart-{ident(name)}")
        return Markup(drawn)  # noqa: S704 - the chart escapes its words

    def picture(self, shown: ReadPicture) -> Markup:
        """Show a picture; its size lets the page stand still while it comes."""
        address = self.writer.to(places.picture(shown))
        alt = escaped(shown.alt or "")
        size = f'width="{shown.width}" height="{shown.height}" loading="lazy" decoding="async"'
        return Markup(f'<img src="{address}" alt="{alt}" {size}>')  # noqa: S704 - escaped above

    def claims_of(self, figure: Figure) -> tuple[str, ...]:
        """Return the claims a figure's points rest on."""
        found = tuple(ref for point in figure.points for ref in references(point).found)
        return References(found).of("claim")

    def record(self, source: Source) -> Markup:
        """Write the bibliographic record."""
        published = self.writer.wording.date(source.published)
        return self.writer.words(
            "citation", author=source.author, title=source.title, venue=source.venue, date=published
        )

    def gaps(self, sentence: str) -> Markup:
        """Write a text with its gaps left blank."""
        written = str(self.writer.text(GAP.sub(MARK, sentence)))
        # Our own mark, which a spec can only use to make a blank more.
        return Markup(written.replace(MARK, f'<span class="ck-gap">{BLANK}</span>'))  # noqa: S704 - as above

    def task(self, view: LessonView, exercise: Exercise) -> Markup:
        """Write what the page's script needs of an exercise."""
        task = widgets.exercise_task(view.id, exercise, self.writer.facts, self.writer.wording)
        return task if view.course.solutions == "shown" else widgets.veiled(task)

    def question(self, view: LessonView, question: Question) -> Markup:
        """Write what the page's script needs of a quiz question."""
        task = widgets.question_task(view.id, question, self.writer.facts, self.writer.wording)
        return task if view.course.solutions == "shown" else widgets.veiled(task)

    def says(self) -> Markup:
        """Write what the page's script says."""
        return widgets.says(self.writer.wording)

    def mixed(self, lesson: str, exercise: Match | Order) -> list[str]:
        """Return the texts to be matched or put in order, in an order of no meaning."""
        return widgets.mixed(lesson, exercise, self.writer.facts, self.writer.wording)

    def items(self, exercise: Classify) -> list[str]:
        """Return the items to be grouped, in the order of their texts."""
        return [exercise.items[place].text for place in widgets.by_text(exercise)]

    def code(self, source: str) -> Markup:
        """Write Python as it is; a reference for each line's end keeps Markdown out of it."""
        lines = [str(escaped_code(line)) for line in source.rstrip().split("\n")]
        return Markup(f"<pre><code>{'&#10;'.join(lines)}</code></pre>")  # noqa: S704 - escaped above

    def download(self, key: str, target: str) -> Markup:
        """Write a button for a file to take along; its size is filled in once the site stands."""
        units = " ".join(f'data-{unit}="{self.writer.words(f"site-{unit}")}"' for unit in engine.UNITS)
        size = f'<span class="ck-size" data-of="{target}" {units}></span>'
        button = f"[{self.writer.words(key)} {size}]({self.writer.to(target)}){{ .md-button }}"
        return Markup(button)  # noqa: S704 - the kit's own names and words

    def hours(self, minutes: int) -> Markup:
        """Write a long time in hours and minutes."""
        hours, rest = divmod(minutes, 60)
        if not hours:
            return self.writer.words("minutes-short", count=rest)
        return self.writer.words("site-hours", hours=hours, minutes=f"{rest:02d}")

    def order(self, sessions: Sequence[Session]) -> Markup:
        """Draw which session needs which."""
        stops = [Stop(one.number, self.writer.plain(one.title), one.before) for one in sessions]
        told = " ".join(f"{stop.number}. {stop.title}: {self._needs(stop.before)}." for stop in stops)
        return Markup(drawing(stops, self.writer.wording("site-order"), told))  # noqa: S704 - it escapes its words

    def needs(self, session: Session) -> Markup:
        """Say which sessions one needs."""
        return escaped(self._needs(session.before))

    def _needs(self, numbers: tuple[int, ...]) -> str:
        wording = self.writer.wording
        if not numbers:
            return wording("site-needs-nothing")
        return wording("site-needs", sessions=wording.listed([str(number) for number in numbers]))

    def makers(self, spec: CourseSpec) -> Markup:
        """Name who made the course."""
        return escaped(", ".join(records.makers(spec)))

    def linked_course(self, spec: CourseSpec, sessions: Sequence[Session]) -> Markup:
        """Write what machines read of the course."""
        record = records.course_record(spec, sessions, self.opening(spec.summary), self.writer)
        return Markup(records.script(record))  # noqa: S704 - made safe for a script element there

    def linked_lesson(self, view: LessonView, kind: str) -> Markup:
        """Write what machines read of a lesson's page."""
        record = records.lesson_record(view, kind, self.opening(view.lesson.summary), self.writer)
        return Markup(records.script(record))  # noqa: S704 - as above

    def progress(self, sessions: Sequence[Session]) -> Markup:
        """Write what the script needs that shows how far a reader has come."""
        tasks = {f"{session.name}.html": session.checked for session in sessions}
        return widgets.packed({"words": self._phrases("progress", PROGRESS), "tasks": tasks})

    def filter(self) -> Markup:
        """Write what the script needs that filters statements."""
        wording = self.writer.wording
        kinds = [(kind, wording(f"kind-{kind}")) for kind in get_args(ClaimKind)]
        listed = self.writer.facts.lessons.values()
        lessons = [(str(one.number), f"{one.number}. {self.writer.plain(one.title)}") for one in listed]
        return widgets.packed({"words": self._phrases("filter", FILTER), "kinds": kinds, "lessons": lessons})

    def lessons_in(self, uses: Sequence[Use]) -> Markup:
        """Return the numbers of the lessons that use a claim."""
        numbers = dict.fromkeys(number(self.writer.facts, use.lesson) for use in uses)
        return Markup(" ".join(map(str, numbers)))  # noqa: S704 - digits

    def _phrases(self, group: str, keys: Sequence[str]) -> dict[str, str]:
        return {key: self.writer.wording(f"{group}-{key}") for key in keys}

    def number_of(self, lesson: str) -> Markup:
        """Write a lesson's number before what is in it."""
        named = self.writer.wording("lesson-number", number=number(self.writer.facts, lesson))
        return self.writer.words("slides-label", name=named)

    def paragraphs(self, section: Section) -> tuple[str, ...]:
        """Return the locators of a section."""
        return tuple(f"{section.id}P{place}" for place in range(1, section.paragraphs + 1))

    def places(self, locators: tuple[str, ...]) -> str:
        """Write locators, shortened to first and last."""
        return locators[0] if len(locators) == 1 else f"{locators[0]}–{locators[-1]}"

    def span(self, event: Event) -> Markup:
        """Write an event's date, or its first and last."""
        wording = self.writer.wording
        start = wording.date(event.date)
        if event.end is None:
            return escaped(start)
        return self.writer.words("range", start=start, end=wording.date(event.end))

    def by_date(self, events: Mapping[str, Event]) -> list[Event]:
        """Return events in the order of their dates; what has only a year stands after its months."""
        return sorted(events.values(), key=lambda event: f"{event.date}~")

    def kind(self, activity: Activity) -> Markup:
        """Write an activity's kind and method."""
        return escaped(kind_of(activity, self.writer.wording))

    def groups(self, activity: Activity, people: int | None) -> Markup:
        """Say how many groups people make, if it is known how many come."""
        return escaped(groups_of(activity, people, self.writer.wording))

    def ways(self, activity: Activity, meeting: Meeting | None) -> Ways:
        """Return how an activity is held, first where people meet."""
        here, elsewhere = ways_of(activity, meeting)
        return (*here, *elsewhere)

    def misled(self, lesson: Lesson) -> list[tuple[Exercise, tuple[str, ...]]]:
        """Return the exercises that list wrong answers, with what is behind these."""
        found = [(exercise, misconceptions(exercise)) for exercise in lesson.exercises]
        return [row for row in found if row[1]]

    def opening(self, text: str) -> str:
        """Return the words of a text's first paragraph, for search engines and previews."""
        blocks = prose.parse(text, self.writer.facts, self.writer.wording)
        return prose.plain(blocks[0].runs) if blocks else ""

    def name(self, term: Term) -> str:
        """Return a term in the page's language, or in English."""
        return term.name[self.language_of(term)]

    def language_of(self, term: Term) -> str:
        """Return the language a term is shown in."""
        wanted = (self.writer.wording.language, "en", *term.name)
        return next(language for language in wanted if language in term.name)

    def by_name(self, terms: Mapping[str, Term]) -> list[Term]:
        """Return terms in the order of their names."""
        return sorted(terms.values(), key=lambda term: (self.name(term).casefold(), term.id))


def escaped_code(line: str) -> Markup:
    """Write a line of code so that its spaces and characters stay."""
    special = "".join(f"&#{ord(sign)};" if sign in "\\`*_{}[]|~$^" else sign for sign in html.escape(line))
    return Markup(special)  # noqa: S704 - escaped above
