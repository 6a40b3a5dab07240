"""What templates need besides prose: charts, records, code, names in order."""

import html
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from markupsafe import Markup

from coursekit.model.exercise import Classify, Exercise, Match, Order, misconceptions
from coursekit.model.lesson import Activity, Lesson, Question
from coursekit.model.references import GAP, References, references
from coursekit.model.seed import Event, Figure, Section, Source, Term
from coursekit.render import prose
from coursekit.render.charts import chart
from coursekit.render.programs import PROGRAMS
from coursekit.render.run import kind_of
from coursekit.render.site import widgets
from coursekit.render.site.writer import Writer, escaped, ident, number

BLANK = "……"
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
        drawn = chart(figure, self.writer.facts, self.writer.wording, ident(name))
        return Markup(drawn)  # noqa: S704 - the chart escapes its words

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

    def task(self, lesson: str, exercise: Exercise) -> Markup:
        """Write what the page's script needs of an exercise."""
        return widgets.exercise_task(lesson, exercise, self.writer.facts, self.writer.wording)

    def question(self, lesson: str, question: Question) -> Markup:
        """Write what the page's script needs of a quiz question."""
        return widgets.question_task(lesson, question, self.writer.facts, self.writer.wording)

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

    def number_of(self, lesson: str) -> Markup:
        """Write a lesson's number."""
        return self.writer.words("lesson-number", number=number(self.writer.facts, lesson))

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

    def kind(self, activity: Activity) -> Markup:
        """Write an activity's kind and method."""
        return escaped(kind_of(activity, self.writer.wording))

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
