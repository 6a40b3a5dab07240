"""The twin of a deck, held to the deck slide by slide, and read as CommonMark."""

import io
import json
import re
import shutil
from dataclasses import replace

import pytest
from markdown_it import MarkdownIt
from pptx import Presentation

from coursekit.build import Choice, measure, plan
from coursekit.load.course import load_course
from coursekit.model.deck import DeckFiles
from coursekit.model.seed import STACKED
from coursekit.render import charts
from coursekit.render.prose import Run
from coursekit.render.slides.deck import draw, make
from coursekit.render.slides.layouts import LAYOUTS
from coursekit.render.slides.plaintext import inline, start, table
from coursekit.render.slides.twin import twin
from coursekit.wording import LANGUAGES, wording
from test_cli import ROOT, SMALL, run

READER = MarkdownIt("commonmark").enable("table")
CUT = " …"
SAID_BY_HEADING = "part"
NASTY = (
    "# no heading",
    "- no list",
    "1. nor this",
    "12) nor this",
    "> no quotation",
    "a * b * c and *d",
    "_under_ and snake_case_name",
    "`code`` and ` more",
    "<script>alert(1)</script>",
    "1 < 2 > 0 & so &amp; &#35;",
    "[no](link) ![nor](image)",
    "--- and === and ~~~",
    "--- ",
    "a | b | c",
    "back\\slash \\* end\\",
    "+ none",
)


def close(text):
    """Leave out white space, which Markdown breaks as it needs to."""
    return re.sub(r"\s+", "", text)


def words_of(tokens):
    """Return what a reader of CommonMark shows."""
    found = []
    for token in tokens:
        if token.type == "list_item_open":
            found.append(f"{token.info} ")
        for child in token.children or [token]:
            if child.type in ("text", "code_inline", "code_block", "fence", "html_inline", "html_block"):
                found.append(child.content)
            elif child.type == "softbreak":
                found.append(" ")
        found.append(" ")
    return "".join(found)


def sections(text):
    """Return each heading with its level and the words under it, notes apart."""
    found = []
    for token in READER.parse(text):
        if token.type == "heading_open":
            found.append([int(token.tag[1:]), [], [], False])
        elif token.type in ("blockquote_open", "blockquote_close"):
            found[-1][3] = token.type == "blockquote_open"
        elif found:
            found[-1][2 if found[-1][3] else 1].append(token)
    return [(level, words_of(said), words_of(notes)) for level, said, notes, _ in found]


def shown(slide):
    """Yield every text that a slide shows, as PowerPoint has it."""
    for shape in slide.shapes:
        if shape.name.endswith(f"/{SAID_BY_HEADING}") or shape.name in (SAID_BY_HEADING, "number"):
            continue
        if shape.is_placeholder and "SLIDE_NUMBER" in str(shape.placeholder_format.type):
            continue
        if "/figure/parts/" in shape.name:  # the numbers that the key adds stand in the chart's table
            yield shape.text_frame.text.partition(" (")[0]
        elif shape.has_text_frame:
            yield from (paragraph.text for paragraph in shape.text_frame.paragraphs)
        elif shape.has_table:
            yield from (cell.text for row in shape.table.rows for cell in row.cells)
        elif shape.has_chart:
            plot = shape.chart.plots[0]
            yield from plot.categories
            yield from (one.name for one in plot.series)
            yield shape._element.nvGraphicFramePr.cNvPr.get("descr")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("root", [SMALL, ROOT], ids=["small", "first"])
def test_every_text_of_every_slide_stands_in_the_twin(root, language):
    course = load_course(root)
    for view in course.views():
        deck, text = make(view, wording(language), DeckFiles())
        slides = list(Presentation(io.BytesIO(deck)).slides)
        told = sections(text.decode())
        assert len(told) == len(slides)
        for slide, (_, said, notes) in zip(slides, told, strict=True):
            there = close(said)
            assert there.startswith(close(slide.shapes.title.text_frame.text))
            for one in shown(slide):
                assert close(one.removesuffix(CUT)) in there, f"{view.id}: {one!r}"
            for paragraph in slide.notes_slide.notes_text_frame.paragraphs:
                # A list keeps its marks in Markdown, where they are no words.
                spoken = re.sub(r"^(•|\d+\.) ", "", paragraph.text)
                assert close(spoken) in close(notes), f"{view.id}: {spoken!r}"


def test_headings_follow_the_parts(small_course):
    view = small_course.view("flour")
    levels = [level for level, _, _ in sections(make(view, wording("en"), DeckFiles())[1].decode())]
    assert levels.count(1) == 1
    assert levels[0] == 1
    first, last = levels.index(3), len(levels) - levels[::-1].index(3)
    assert levels[first:last].count(2) == len(view.lesson.parts) - 1
    assert set(levels[:first]) == {1, 2}


def test_every_layout_is_in_the_twins_that_are_held_to_their_decks(small_course):
    used = {s.layout for lesson in small_course.lessons.values() for p in lesson.parts for s in p.slides}
    assert used == set(LAYOUTS)


def test_a_chart_is_its_numbers_with_their_unit_its_source_and_what_it_shows(small_course):
    words = wording("en")
    seen = 0
    for view in small_course.views():
        text = make(view, words, DeckFiles())[1].decode()
        for part in view.lesson.parts:
            for slide in part.slides:
                if slide.layout != "chart":
                    continue
                seen += 1
                figure = view.facts.figures[slide.figure]
                unit = charts.measure(figure, view.facts, words)
                stacked = figure.chart in STACKED
                head = f"{figure.title} ({unit}) |" if stacked else f"{figure.title} | {unit} |"
                section = next(one for one in re.split(r"\n(?=#)", text) if head in one)
                assert "**Chart:** " in section
                assert "**Source:** " in section
                for point in figure.points:
                    row = next(
                        line for line in section.split("\n") if line.strip("| *").startswith(point.label)
                    )
                    if point.claim:
                        assert words.short_value(view.facts.claims[point.claim]) in row.replace("\\", "")
    assert seen


@pytest.mark.parametrize("nasty", NASTY)
def test_text_is_read_as_it_was_typed(nasty):
    wanted = " ".join(nasty.split())
    for strong in (False, True):
        line = (Run(nasty, strong=strong),)
        tokens = READER.parse(f"{start(inline(line))}\n")
        assert [token.tag for token in tokens if token.nesting == 1] == ["p"]
        assert words_of(tokens).strip() == wanted
        rows = READER.parse(table([[line, (Run("b"),)], [(Run("c"),), line]]))
        cells = [token for token in rows if token.type == "inline"]
        assert [words_of([cell]).strip() for cell in cells] == [wanted, "b", "c", wanted]
    assert words_of(READER.parse(inline((Run(nasty.strip(), code=True),)))).strip() == wanted


def test_what_needs_no_escape_has_none():
    plain = "Costs & gains: 30–40 % of snake_case - or 3 < 4, “so” they say! (S1P9) #1 ~ 2"
    assert start(inline((Run(plain),))) == plain


def test_emphasis_and_links_are_what_they_are():
    line = (
        Run("See "),
        Run("here", link="https://example.org/a_b"),
        Run(" and "),
        Run("more", emphasis=True),
    )
    assert inline(line) == "See [here](<https://example.org/a_b>) and *more*"
    assert inline((Run("a"), Run("b", strong=True), Run("c"))) == "abc"
    assert inline((Run("one ", strong=True), Run("two")), bold=True) == "**one two**"


def test_what_was_cut_to_its_room_is_whole_in_the_twin(small_course):
    view = small_course.view("flour")
    part = view.lesson.parts[0].model_copy(update={"title": "A part"})
    long = "A very long title of a lesson, " * 8
    source = replace(view, course=view.course.model_copy(update={"title": long.strip(" ,")}))
    lesson = view.lesson.model_copy(update={"parts": (part, *view.lesson.parts[1:])})
    stage = draw(replace(source, lesson=lesson), wording("en"), DeckFiles())
    place = next(shape for shape in stage.deck.slides[0].shapes if "title/place" in shape)
    assert f"{CUT}</a:t>" in place
    assert long.strip(" ,") in twin(stage.told, wording("en"))


def test_what_does_not_fit_is_said_once(small_course):
    lesson = small_course.lessons["flour"]
    part = lesson.parts[0]
    slide = part.slides[0].model_copy(update={"headline": "Endless " * 40})
    parts = (part.model_copy(update={"slides": (slide, *part.slides[1:])}), *lesson.parts[1:])
    lessons = {**small_course.lessons, "flour": lesson.model_copy(update={"parts": parts})}
    found = measure(replace(small_course, lessons=lessons))
    assert [finding.message.split(":")[0] for finding in found] == ["slides/en/01-flour.pptx"]


def test_twins_are_built_kept_and_traced_with_the_decks(tmp_path):
    for name in ("lessons", "seeds"):
        shutil.copytree(SMALL / name, tmp_path / name)
    assert run("--root", tmp_path, "build", "--only", "slides").returncode == 0
    files = {path.relative_to(tmp_path).as_posix() for path in (tmp_path / "slides").rglob("*.*")}
    names = ("01-flour", "02-oven")
    assert files == {f"slides/en/{name}.{ending}" for name in names for ending in ("pptx", "md")}
    assert files <= set(json.loads((tmp_path / ".coursekit/ledger.json").read_text())["files"])
    mine = tmp_path / "slides/en/01-flour.md"
    mine.write_text("mine")
    assert run("--root", tmp_path, "build", "--only", "slides").returncode == 0
    assert mine.read_text() == "mine"
    claim = next(iter(load_course(SMALL).view("flour").facts.claims))
    assert "slides/en/01-flour.md" in run("--root", tmp_path, "trace", claim).stdout


@pytest.mark.parametrize("solutions", ["shown", "withheld"])
def test_the_site_offers_twins_as_files_and_not_as_pages_where_answers_may_be_seen(small_course, solutions):
    spec = small_course.spec.model_copy(update={"solutions": solutions})
    steps = plan(replace(small_course, spec=spec), Choice())
    paths = {path for step in steps for path in step.paths}
    shown = solutions == "shown"
    assert ("build/pages/en/downloads/slides/01-flour.txt" in paths) == shown
    assert not any(
        path.startswith("build/pages/en/downloads/slides/") and path.endswith(".md") for path in paths
    )
    page = next(step for step in steps if step.artifact.path.endswith("teaching/01-flour.md"))
    assert (b"downloads/slides/01-flour.txt" in page.artifact.make()) == shown
