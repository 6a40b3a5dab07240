"""Decks are native, whole, legible and the same on every machine."""

import hashlib
import io
import os
import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import get_args

import pytest
from pptx import Presentation

from conftest import decks
from coursekit.artifact import UnfitError
from coursekit.load.course import load_course
from coursekit.model.exercise import Match
from coursekit.model.seed import STACKED, ChartKind
from coursekit.model.slide import Slide
from coursekit.model.values import points
from coursekit.render import slides
from coursekit.render.prose import Run, plain_line, statement
from coursekit.render.slides.evidence import claims_of
from coursekit.render.slides.flowchart import flowchart
from coursekit.render.slides.layers import layers
from coursekit.render.slides.layouts import LAYOUTS
from coursekit.render.slides.layouts.matching import order
from coursekit.render.slides.metrics import Paragraph, balanced, lines, pages, text_width, width
from coursekit.render.slides.page import own_page
from coursekit.render.slides.palette import PALETTES
from coursekit.render.slides.routes import dots, inside, site
from coursekit.wording import LANGUAGES, wording

BODY = own_page(PALETTES["light"]).body
ROOT = Path(__file__).parent.parent
SMALL = ROOT / "tests" / "cases" / "small"
COURSES = {"small": load_course(SMALL), "real": load_course(ROOT)}
EN = wording("en")


DECKS = {
    f"{course}:{artifact.subject[0].name}": artifact
    for course, value in COURSES.items()
    for artifact in decks(value, EN)
}
SMALL_DECKS = [name for name in DECKS if name.startswith("small:")]


@cache
def data(name):
    return DECKS[name].make()


@cache
def deck(name):
    return Presentation(io.BytesIO(data(name)))


def view(name):
    return DECKS[name].subject[0]


def shapes(name):
    for number, slide in enumerate(deck(name).slides, 1):
        for shape in slide.shapes:
            yield number, slide, shape


def words(slide):
    text = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    for shape in slide.shapes:
        if shape.has_table:
            text += [cell.text for row in shape.table.rows for cell in row.cells]
    return "\n".join(text)


def notes(slide):
    return slide.notes_slide.notes_text_frame.text


def parts(name, pattern):
    with zipfile.ZipFile(io.BytesIO(data(name))) as file:
        return {part: file.read(part).decode() for part in file.namelist() if re.fullmatch(pattern, part)}


def specs(name):
    """Each slide of the spec with the slides that it became."""
    for part in view(name).lesson.parts:
        for index, spec in enumerate(part.slides):
            address = f"parts/{part.id}/slides/{index}/headline"
            made = [s for s in deck(name).slides if s.shapes[0].name == address]
            yield part, spec, made


def changed(course, claim_id, **fields):
    claims = dict(course.facts.claims)
    claims[claim_id] = claims[claim_id].model_copy(update=fields)
    return replace(course, facts=replace(course.facts, claims=claims))


def with_slide(course, lesson, part, index, spec):
    value = course.lessons[lesson]
    parts_ = list(value.parts)
    slides_ = list(parts_[part].slides)
    slides_[index] = spec
    parts_[part] = parts_[part].model_copy(update={"slides": tuple(slides_)})
    return replace(
        course, lessons={**course.lessons, lesson: value.model_copy(update={"parts": tuple(parts_)})}
    )


def test_every_layout_of_the_model_is_drawn():
    classes = get_args(get_args(Slide)[0])
    names = {get_args(kind.model_fields["layout"].annotation)[0] for kind in classes}
    assert set(LAYOUTS) == names
    small = {s.layout for lesson in COURSES["small"].lessons.values() for p in lesson.parts for s in p.slides}
    assert small == names, "the small course shows every layout"


def test_the_small_deck_slide_by_slide():
    titles = [slide.shapes.title.text_frame.text for slide in deck("small:02-oven").slides]
    assert titles == [
        "Who decides over the oven?",
        "Agenda",
        "Questions and objectives",
        "Four dates",
        "Eight years lie between the oven and its cooperative",
        "Four times as many bakers worked at the oven after the strike",
        "Wages were agreed as a span, not as one number",
        "The fire came before the strike",
        "Flour became dear for the bakers while the oven stayed the same",
        "Who decides?",
        "The miller's credit reaches the price of bread",
        "Three parties claim the same oven",
        "A meeting needs roles before it needs opinions",
        "Question 2",
        "Answer: A position has a holder",
        "Two numbers make the oven look like a success",
        "Key points",
        "What the source leaves out",
        "Sources (1/2)",
        "Sources (2/2)",
    ]


@pytest.mark.parametrize("name", DECKS)
def test_slides_follow_the_lesson(name):
    made = list(deck(name).slides)
    titles = [slide.shapes.title.text_frame.text for slide in made]
    assert len(set(titles)) == len(titles)
    assert all(titles)
    at = [[made.index(slide) for slide in found] for _, _, found in specs(name)]
    assert all(at)
    order = [number for numbers in at for number in numbers]
    assert order == sorted(order)
    for _, spec, found in specs(name):
        headline = plain_line(spec.headline, view(name).facts, EN)
        # A question's slide does not carry the sentence: it may give the answer away.
        stated = found[1:] if spec.layout == "quiz" else found
        assert all(headline in slide.shapes.title.text_frame.text for slide in stated)
        if spec.layout == "quiz":
            assert len(found) == 2
            assert headline not in words(found[0])
            assert "✓" in words(found[1])
            assert "Right: " in words(found[1])
            assert "✓" not in words(found[0])
            assert EN("slides-with-question") in notes(found[1])
            assert EN("slides-with-question") not in notes(found[0])
    assert titles[-1].startswith("Sources")


@pytest.mark.parametrize("name", DECKS)
def test_shapes_are_named_legible_and_on_the_slide(name):
    width, height = deck(name).slide_width, deck(name).slide_height
    assert (width, height) == (12192000, 6858000)
    for number, slide, shape in shapes(name):
        where = f"slide {number}: {shape.name}"
        assert shape.left >= 0, where
        assert shape.top >= 0, where
        assert shape.left + shape.width <= width, where
        assert shape.top + shape.height <= height, where
        if shape.is_placeholder:
            assert shape.text_frame.text.strip(), where
        assert shape.name, where
        ids = [each.shape_id for each in slide.shapes]
        assert len(set(ids)) == len(ids), where
    for part, xml in parts(name, r"ppt/(slides/slide|charts/chart)\d+\.xml").items():
        sizes = [int(size) for size in re.findall(r'\bsz="(\d+)"', xml)]
        assert min(sizes) >= 1400, part
        assert "normAutofit" not in xml, part
        assert "spAutoFit" not in xml, part
    for part, xml in parts(name, r"ppt/(slides|notesSlides)/\w+\.xml").items():
        runs = re.findall(r"<a:r><a:rPr[^>]*>", xml)
        assert all('lang="en-GB"' in run for run in runs), part


@pytest.mark.parametrize("name", DECKS)
def test_what_is_no_text_says_what_it_shows_or_that_it_decorates(name):
    for number, _, shape in shapes(name):
        about = shape._element.xpath(".//p:cNvPr")[0]
        described = bool(about.get("descr")) or bool(about.xpath(".//*[local-name()='decorative']"))
        spoken = shape.has_text_frame and shape.text_frame.text.strip()
        assert described or spoken, f"slide {number}: {shape.name}"
        if shape.has_chart:
            assert not about.get("descr").endswith((".png", ".xml"))
        if shape.has_table:
            assert shape.table.first_row


@pytest.mark.parametrize("name", DECKS)
def test_notes_carry_minutes_and_sources(name):
    facts = view(name).facts
    assert any(True for _ in specs(name))
    for part, spec, made in specs(name):
        for slide in made:
            text = notes(slide)
            assert text.startswith(EN("minutes", count=spec.minutes))
            for claim in claims_of(view(name), spec):
                assert statement(claim, facts, EN) in text
                assert f"{', '.join(claim.at)}, {EN(f'kind-{claim.kind}')}:" in text
                foot = [shape.text_frame.text for shape in slide.shapes if shape.name.endswith("/source")]
                assert foot
                assert "…" in foot[0] or re.search(r"S\d+P\d+", foot[0])
            doubted = [c for c in claims_of(view(name), spec) if c.doubt]
            doubted += [d for d in part.doubts if d.about in {c.id for c in claims_of(view(name), spec)}]
            if doubted:
                assert "! Doubt about the source" in words(slide)
                assert "! Doubt about the source" in text


@pytest.mark.parametrize("name", DECKS)
def test_every_claim_stands_among_the_sources(name):
    facts = view(name).facts
    said = "\n".join(
        words(slide)
        for slide in deck(name).slides
        if slide.shapes.title.text_frame.text.startswith("Sources")
    )
    assert DECKS[name].claims == frozenset(facts.claims)
    for claim in facts.claims.values():
        assert statement(claim, facts, EN) in said


@pytest.mark.parametrize("name", DECKS)
def test_what_is_matched_has_partners_to_match_with(name):
    tasks = {task.id: task for task in view(name).lesson.exercises}
    for _, spec, made in specs(name):
        task = tasks[spec.exercise] if spec.layout == "exercise" else None
        if not isinstance(task, Match):
            continue
        said = "\n".join(words(slide) for slide in made)
        places = order(task, view(name).id)
        assert sorted(places) == list(range(len(places))) != places
        for pair in task.pairs:
            assert plain_line(pair.left, view(name).facts, EN) in said
            assert plain_line(pair.right, view(name).facts, EN) in said
        assert f"1 {'abcdefgh'[places.index(0)]}" in notes(made[0])


@pytest.mark.parametrize("name", DECKS)
def test_a_section_names_what_its_part_is_for(name):
    objectives = {
        item.id: plain_line(item.text, view(name).facts, EN) for item in view(name).lesson.objectives
    }
    for part in view(name).lesson.parts:
        (slide,) = [s for s in deck(name).slides if s.shapes[0].name == f"parts/{part.id}/title"]
        assert [line for line in words(slide).split("\n") if line in objectives.values()] == [
            objectives[name] for name in part.objectives
        ]


def test_a_headline_of_two_lines_is_balanced():
    line = Paragraph((Run("A sentence about what did not happen can be weighed"),), 34, "tx1", "heading")
    room = width(line) * 0.95
    assert lines(line, room) == 2
    assert room / 2 < balanced(line, room) < room * 0.65
    assert lines(line, balanced(line, room)) == 2
    assert balanced(line, room * 2) == room * 2


def test_a_reading_of_the_source_keeps_its_answers_in_the_notes():
    for _, spec, (slide, *_) in [
        found for found in specs("small:01-flour") if found[1].layout == "source-reading"
    ]:
        assert "Interpretation:" not in words(slide)
        assert ", interpretation:" in notes(slide)
        assert len(spec.claims) == sum(bool(re.search(r"/claims/\d$", s.name)) for s in slide.shapes)


@pytest.mark.parametrize("name", DECKS)
def test_charts_hold_the_record(name):
    facts = view(name).facts
    for _, spec, made in specs(name):
        if spec.layout == "chart":
            figure = facts.figures[spec.figure]
            (chart,) = [shape.chart for shape in made[0].shapes if shape.has_chart]
            plot = chart.plots[0]
            found = {
                (bar, one.name if figure.chart in STACKED else None): value
                for one in plot.series
                for bar, value in zip(plot.categories, one.values, strict=True)
                if value is not None
            }
            record = zip(figure.points, points(figure, facts.claims), strict=True)
            assert found == {(point.label, point.part): value for point, (_, value) in record}
            assert not chart.has_legend
    for xml in parts(name, r"ppt/charts/chart\d+\.xml").values():
        ids = [int(number) for number in re.findall(r"<c:(?:axId|crossAx) val=\"(-?\d+)\"", xml)]
        assert all(number > 0 for number in ids)


def test_the_only_part_is_not_counted():
    course = COURSES["small"]
    lesson = course.lessons["flour"]
    alone = lesson.model_copy(update={"parts": lesson.parts[:1]})
    made = decks(replace(course, lessons={**course.lessons, "flour": alone}), EN)[0].make()
    told = [words(slide) for slide in Presentation(io.BytesIO(made)).slides]
    assert not any("Part 1" in text for text in told)
    assert any("Part 1 of" in words(slide) for slide in deck("small:01-flour").slides)


@pytest.mark.parametrize("kind", ["bar", "column", "line"])
def test_names_stand_at_the_edge_where_bars_go_both_ways(kind):
    xml = chart_of({"chart": kind, "unit": "percent"}, "100 - 3 * {flour-from-mill}")
    assert '<c:tickLblPos val="low"/>' in xml
    assert float(re.search(r'<c:min val="([^"]+)"/>', xml)[1]) < -110
    # Above a point below nought the line would run through its number.
    assert (xml.count('<c:dLblPos val="b"/>') == 1) == (kind == "line")


def test_what_is_worked_out_is_dashed_and_a_line_says_so():
    said = EN("site-worked-out")
    for kind in get_args(ChartKind):
        if kind not in STACKED:
            xml = chart_of({"chart": kind}, "100 - {flour-from-mill}")
            points = re.findall(r"<c:dPt>.*?</c:dPt>", xml)
            marked = [n for n, one in enumerate(points) if "prstDash" in one or 'symbol val="square"' in one]
            assert marked == [1], kind
    assert ">Any other mill<" in xml
    told = [words(slide) for slide in deck("small:01-flour").slides if any(s.has_chart for s in slide.shapes)]
    assert any(said in text for text in told)
    assert any(said not in text for text in told)


def chart_of(changes, formula):
    """The chart of the flour's origin, changed, its second bar by another formula."""
    course = COURSES["small"]
    figure = course.facts.figures["flour-origin"]
    one, other = figure.points
    other = other.model_copy(update={"formula": formula})
    figures = {
        **course.facts.figures,
        figure.id: figure.model_copy(update={"points": (one, other), **changes}),
    }
    changed_ = replace(course, facts=replace(course.facts, figures=figures))
    made = decks(changed_, EN)[0].make()
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        found = [package.read(name).decode() for name in package.namelist() if "charts/chart" in name]
    return next(xml for xml in found if "Any other mill" in xml)


@pytest.mark.parametrize(("word", "kind"), [("strike", "COLUMN_CLUSTERED"), ("strike" * 6, "BAR_CLUSTERED")])
def test_columns_lie_down_where_their_names_are_too_wide(word, kind):
    course = COURSES["small"]
    figure = course.facts.figures["bakers-at-oven"]
    named = [
        point.model_copy(update={"label": point.label.replace("strike", word)}) for point in figure.points
    ]
    figures = {**course.facts.figures, figure.id: figure.model_copy(update={"points": tuple(named)})}
    changed_ = replace(course, facts=replace(course.facts, figures=figures))
    made = Presentation(io.BytesIO(decks(changed_, EN)[1].make()))
    charts = [shape.chart for slide in made.slides for shape in slide.shapes if shape.has_chart]
    assert charts[0].chart_type.name == kind


@pytest.mark.parametrize("name", DECKS)
def test_arrows_are_glued_where_they_end(name):
    for slide in deck(name).slides:
        boxes = {shape.shape_id: shape for shape in slide.shapes}
        for line in slide.shapes._spTree.xpath(".//p:cxnSp[.//a:stCxn]"):
            shape = next(s for s in slide.shapes if s._element is line)
            for end, x, y in (("st", shape.begin_x, shape.begin_y), ("end", shape.end_x, shape.end_y)):
                glue = line.xpath(f".//a:{end}Cxn")[0]
                box = boxes[int(glue.get("id"))]
                sides = [
                    (box.left + box.width / 2, box.top),
                    (box.left, box.top + box.height / 2),
                    (box.left + box.width / 2, box.top + box.height),
                    (box.left + box.width, box.top + box.height / 2),
                ]
                assert (x, y) == pytest.approx(sides[int(glue.get("idx"))], abs=20)


@pytest.mark.parametrize("name", DECKS)
def test_the_file_is_sound(name):
    with zipfile.ZipFile(io.BytesIO(data(name))) as file:
        members = file.namelist()
        assert len(set(members)) == len(members)
        assert {entry.date_time for entry in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        types = file.read("[Content_Types].xml").decode()
        for override in re.findall(r'PartName="/([^"]+)"', types):
            assert override in members
        for rels in (member for member in members if member.endswith(".rels")):
            base = Path(rels).parent.parent
            for kind, target in re.findall(
                r'Target="([^"]+)"( TargetMode="External")?', file.read(rels).decode()
            ):
                if not target:
                    place = (
                        Path(os.path.normpath(base / kind)) if not kind.startswith("/") else Path(kind[1:])
                    )
                    assert place.as_posix() in members
        assert not [member for member in members if "printer" in member or "thumbnail" in member]
        assert "notesMasterIdLst" in file.read("ppt/presentation.xml").decode()
        core = file.read("docProps/core.xml").decode()
        assert plain_line(view(name).lesson.title, view(name).facts, EN) in deck(name).core_properties.title
        assert "Canny" not in core
        for member in (member for member in members if member.endswith(".xlsx")):
            with zipfile.ZipFile(io.BytesIO(file.read(member))) as book:
                assert {entry.date_time for entry in book.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize("claim", COURSES["small"].facts.claims)
def test_a_changed_claim_changes_the_decks_that_say_so_and_no_others(claim):
    course = COURSES["small"]
    found = course.facts.claims[claim]
    fields = {"value": found.value + 1} if found.value is not None else {"says": "It was otherwise."}
    after = {artifact.path: artifact for artifact in slides.plan(changed(course, claim, **fields), EN)}
    for name in SMALL_DECKS:
        artifact = after[DECKS[name].path]
        assert (artifact.make() != data(name)) == (claim in artifact.claims)


def test_the_same_bytes_in_every_time_zone_and_with_every_hash_seed():
    program = (
        "import hashlib, sys; from pathlib import Path; from coursekit.load.course import load_course;"
        "from coursekit.render import slides; from coursekit.wording import wording;"
        "plan = slides.plan(load_course(Path(sys.argv[1])), wording('en'));"
        "print(*[hashlib.sha256(a.make()).hexdigest() for a in plan if a.path.endswith('.pptx')])"
    )
    here = [hashlib.sha256(data(name)).hexdigest() for name in SMALL_DECKS]
    for zone, seed in (("Asia/Almaty", "1"), ("America/Lima", "77")):
        made = subprocess.run(
            [sys.executable, "-c", program, str(SMALL)],
            env={**os.environ, "TZ": zone, "PYTHONHASHSEED": seed, "LC_ALL": "C"},
            capture_output=True,
            text=True,
            check=True,
        )
        assert made.stdout.split() == here


def test_planning_does_not_import_python_pptx():
    program = (
        "import sys; from pathlib import Path; from coursekit.load.course import load_course;"
        "from coursekit.render import slides; from coursekit.wording import wording;"
        "list(slides.plan(load_course(Path(sys.argv[1])), wording('en'))); sys.exit('pptx' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program, str(SMALL)], check=True)


def test_libreoffice_shows_every_slide(tmp_path):
    for name in SMALL_DECKS:
        file = tmp_path / f"{view(name).name}.pptx"
        file.write_bytes(data(name))
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation=file://{tmp_path}/profile",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(tmp_path),
            *map(str, sorted(tmp_path.glob("*.pptx"))),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    for name in SMALL_DECKS:
        printed = (tmp_path / f"{view(name).name}.pdf").read_bytes()
        assert len(re.findall(rb"/Type\s*/Page\b", printed)) == len(deck(name).slides)


def test_text_of_a_spec_has_no_power():
    course = COURSES["small"]
    spec = course.lessons["flour"].parts[0].slides[0]
    evil = "<b>&amp; {{ 7*7 {% x [x](javascript:alert) \x0b"
    hurt = with_slide(course, "flour", 0, 0, spec.model_copy(update={"headline": evil, "notes": evil}))
    made = Presentation(io.BytesIO(decks(hurt, EN)[0].make()))
    title = next(s for s in made.slides if "7*7" in s.shapes.title.text_frame.text)
    assert "<b>& {{ 7*7 {% x [x](javascript:alert)" in title.shapes.title.text_frame.text
    assert not title._element.xpath(".//a:hlinkClick")


def test_a_headline_that_the_deck_has_already_gets_a_number():
    course = COURSES["small"]
    part = course.lessons["flour"].parts[0]
    twice = part.slides[0].model_copy(update={"headline": part.title})
    hurt = with_slide(course, "flour", 0, 0, twice)
    made = Presentation(io.BytesIO(decks(hurt, EN)[0].make()))
    titles = [slide.shapes.title.text_frame.text for slide in made.slides]
    assert [title for title in titles if title.startswith(part.title)] == [part.title, f"{part.title} (2)"]


def test_the_fingerprint_follows_the_record():
    course = COURSES["small"]
    before = [artifact.fingerprint for artifact in decks(course, EN)]
    claim = next(iter(DECKS["small:01-flour"].claims - DECKS["small:02-oven"].claims))
    after = [artifact.fingerprint for artifact in decks(changed(course, claim, says="No."), EN)]
    assert [one == other for one, other in zip(before, after, strict=True)] == [False, True]


def test_links_to_the_web_are_links():
    course = COURSES["small"]
    spec = course.lessons["flour"].parts[0].slides[0]
    linked = spec.model_copy(update={"headline": "See [the *page*](https://example.org/a?b=1&c=2)"})
    made = Presentation(io.BytesIO(decks(with_slide(course, "flour", 0, 0, linked), EN)[0].make()))
    title = next(s for s in made.slides if s.shapes.title.text_frame.text == "See the page")
    runs = title.shapes.title.text_frame.paragraphs[0].runs
    assert [run.hyperlink.address for run in runs][-1] == "https://example.org/a?b=1&c=2"
    assert runs[-1].font.italic


LONG = "Far too many words for a slide that people read from the last row. " * 60


def hurt(value, path):
    """Return a spec with a text that no slide has room for."""
    step, *rest = path
    old = value[step] if isinstance(step, int) else getattr(value, step)
    new = hurt(old, rest) if rest else LONG
    if isinstance(step, int):
        return (*value[:step], new, *value[step + 1 :])
    return value.model_copy(update={step: new})


UNFIT = {
    "title": ("flour", ("title",), "title/title"),
    "objectives": ("flour", ("objectives", 1, "text"), "objectives/1"),
    "key points": ("flour", ("key_points", 1), "key_points/1"),
    "left out": ("oven", ("leaves_out", 1, "what"), "leaves_out/1/what"),
    "part": ("oven", ("parts", 1, "title"), "parts/who-decides/title"),
    "prompt": ("oven", ("exercises", 0, "prompt"), "exercises/{task}/prompt"),
    "step": ("oven", ("activities", 0, "steps", 1, "do"), "activities/{activity}/steps/1"),
    "option": ("oven", ("quiz", 1, "options", 2, "text"), "quiz/{question}/options/2/text"),
    "headline": ("points", ("headline",), "headline"),
    "points": ("points", ("points", 1, "text"), "points/1/text"),
    "aside": ("chart", ("aside",), "aside"),
    "big-number": ("big-number", ("context",), "context"),
    "comparison": ("comparison", ("right", "points", 0), "right/points"),
    "table": ("table", ("rows", 2, 1), "rows/2"),
    "flow": ("flow", ("nodes", 1, "text"), "nodes/1/text"),
    "positions": ("positions", ("cards", 2, "text"), "cards/2/text"),
    "question": ("discussion", ("question",), "question"),
    "steps": ("discussion", ("steps", 0), "steps"),
}


@pytest.mark.parametrize("name", UNFIT)
def test_what_does_not_fit_is_refused_at_its_field(name):
    whose, path, address = UNFIT[name]
    course = COURSES["small"]
    if whose in course.lessons:
        lesson = course.lessons[whose]
        task = lesson.exercises[0].id
        activity = lesson.activities[0].id
        wanted = address.format(task=task, activity=activity, question=lesson.quiz[1].id)
    else:
        whose, part, index = next(
            (key, p, n)
            for key, lesson in course.lessons.items()
            for p, part in enumerate(lesson.parts)
            for n, spec in enumerate(part.slides)
            if spec.layout == whose and (name != "aside" or spec.aside)
        )
        lesson = course.lessons[whose]
        path = ("parts", part, "slides", index, *path)
        wanted = f"parts/{lesson.parts[part].id}/slides/{index}/{address}"
    course = replace(course, lessons={**course.lessons, whose: hurt(lesson, path)})
    number = list(course.lessons).index(whose)
    with pytest.raises(UnfitError) as caught:
        decks(course, EN)[number].make()
    assert caught.value.address == wanted


@pytest.mark.parametrize(("kind", "field"), [("claims", "says"), ("events", "title")])
def test_what_does_not_fit_and_stands_in_the_record_is_refused_there(kind, field):
    course = COURSES["small"]
    found = getattr(course.facts, kind)
    shown = "source-reading" if kind == "claims" else "timeline"
    name = next(
        getattr(spec, kind)[0]
        for lesson in course.lessons.values()
        for part in lesson.parts
        for spec in part.slides
        if spec.layout == shown
    )
    changed_ = {**found, name: found[name].model_copy(update={field: LONG})}
    course = replace(course, facts=replace(course.facts, **{kind: changed_}))
    with pytest.raises(UnfitError) as caught:
        [artifact.make() for artifact in slides.plan(course, EN)]
    assert caught.value.address == f"{kind}/{name}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_deck_speaks_its_language(language):
    words_ = wording(language)
    artifact = decks(COURSES["small"], words_)[0]
    made = Presentation(io.BytesIO(artifact.make()))
    assert artifact.path == f"slides/{language}/01-flour.pptx"
    assert artifact.also == (f"build/pages/{language}/downloads/slides/01-flour.pptx",)
    assert made.slides[1].shapes.title.text_frame.text == words_("slides-agenda")
    tag = {"en": "en-GB", "fr": "fr-FR"}[language]
    assert made.core_properties.language == tag
    assert made.slides[0]._element.xpath(".//a:rPr/@lang")[0] == tag


GRAPHS = {
    "chain of two": "ab",
    "chain of four": "ab bc cd",
    "chain of six": "ab bc cd de ef",
    "fan out": "ab ac ad ae af",
    "fan in": "af bf cf df ef",
    "diamond": "ab ac bd cd",
    "leap": "ab bc ac",
    "circle": "ab bc ca",
    "back and forth": "ab ba bc",
    "two tracks": "ab bc de ef cf",
    "all": "ab ac ad bc bd cd",
}


@pytest.mark.parametrize("graph", GRAPHS.values(), ids=GRAPHS)
def test_flow_diagrams_keep_clear_of_themselves(graph):
    arrows = [(pair[0], pair[1]) for pair in graph.split()]
    nodes = sorted(set(graph) - {" "})
    found = layers(nodes, arrows)
    assert sorted(node for layer in found for node in layer) == nodes
    chart = flowchart(nodes, arrows, [60.0] * len(arrows), BODY)
    for box in chart.boxes.values():
        assert BODY.x - 1 <= box.x
        assert box.right <= BODY.right + 1
        assert BODY.y - 1 <= box.y
        assert box.bottom <= BODY.bottom + 1
        assert box.w >= 140
        assert box.h >= 43
    for one, other in combinations(chart.boxes.values(), 2):
        apart = one.right <= other.x or other.right <= one.x or one.bottom <= other.y or other.bottom <= one.y
        assert apart
    for (start, end), route in zip(arrows, chart.routes, strict=True):
        assert route.spots[0] == site(chart.boxes[start], route.sites[0])
        assert route.spots[-1] == site(chart.boxes[end], route.sites[1])
        others = [box for node, box in chart.boxes.items() if node not in (start, end)]
        assert not any(inside(dot, box, 0) for dot in dots(route) for box in others)


def test_text_is_measured_with_the_fonts_own_widths():
    assert text_width("a", 1000, "body-regular") == pytest.approx(557 * 1.02)
    assert text_width("жІі", 20, "heading-regular") > 0
    assert text_width("W" * 10, 20, "body-bold") > text_width("i" * 10, 20, "body-bold")


def test_rows_are_divided_evenly_and_never_lost():
    assert pages([10, 10, 10], 100, 5) == [range(3)]
    assert pages([40, 40, 40, 40], 100, 5) == [range(2), range(2, 4)]
    assert pages([101], 100, 5) is None
    for heights in ([30] * 7, [90, 10, 90, 10], [5] * 40):
        divided = pages(heights, 100, 5)
        assert [n for part in divided for n in part] == list(range(len(heights)))
        assert all(sum(heights[n] for n in part) + 5 * (len(part) - 1) <= 100 for part in divided)
