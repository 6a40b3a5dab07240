"""Editors: the real yaml-language-server takes what we wrote, underlines faults, completes and explains."""

import json
import re
import shutil

import pytest

from coursekit.load.course import load_course
from coursekit.model.exercise import Calculate, Match
from coursekit.model.lesson import Part
from coursekit.model.slide import Chart, Flow
from coursekit.schema import write
from coursekit.starter import Answers, new_course, new_lesson
from languageserver import Server, obtained
from test_cli import ROOT

LESSON = "new/lessons/the-library.yml"
SEED = "new/seeds/our-source.yml"
COURSE = "new/lessons/course.yml"


@pytest.fixture(scope="module")
def courses(tmp_path_factory):
    """Give a folder with our course and a new one, each with its schemas."""
    folder = tmp_path_factory.mktemp("courses")
    for name in ("lessons", "seeds", ".vscode"):
        shutil.copytree(ROOT / name, folder / "ours" / name)
    new_course(folder / "new", Answers("Ours"))
    new_lesson(folder / "new", "the-second", "And now?")
    for name in ("ours", "new"):
        write(folder / name, load_course(folder / name))
    return folder


@pytest.fixture(scope="module")
def server(courses):
    """Give the server as VS Code has it for our course.

    Files of the new course beside it go by their first lines: what is offered there are its own ids.
    """
    settings = json.loads((courses / "ours/.vscode/settings.json").read_text(encoding="utf-8"))
    with Server(obtained(), courses / "ours", settings) as running:
        yield running


@pytest.fixture(scope="module")
def texts(courses):
    return {name: (courses / name).read_text(encoding="utf-8") for name in (LESSON, SEED, COURSE)}


def changed(text, old, new):
    assert text.count(old) >= 1, old
    return text.replace(old, new, 1)


def test_everything_that_we_wrote_is_accepted(courses, server):
    files = sorted(path.relative_to(courses).as_posix() for path in courses.glob("*/*/*.yml"))
    assert len(files) == 10 + 4
    assert {file: found for file in files if (found := server.open(file))} == {}


def test_the_first_line_of_every_file_names_its_schema(courses):
    for path in courses.glob("*/*/*.yml"):
        kind = "seed" if path.parent.name == "seeds" else "course" if path.stem == "course" else "lesson"
        first = path.read_text(encoding="utf-8").splitlines()[0]
        assert first == f"# yaml-language-server: $schema=../.coursekit/schemas/{kind}.json", path.name
        assert (path.parent / first.partition("=")[2]).is_file()


FAULTS = {
    # name: file, old text, new text with the fault, what begins the lines that are underlined
    "a wrong key": (
        LESSON,
        "\nteaching:",
        "\nteachin:",
        ["teachin:", "title:"],
        "not allowed",
    ),
    "a key without its list": (
        LESSON,
        "\nkey_points:",
        "\nkey_point:",
        ["key_point:", "title:"],
        "not allowed",
    ),
    "a key of a slide": (LESSON, "focus: After", "focs: After", ["        focs:"], "focs is not allowed"),
    "a key of another layout": (
        LESSON,
        "focus: After",
        "rows: After",
        ["        rows:"],
        "rows is not allowed",
    ),
    "a key of an exercise": (
        LESSON,
        "    pairs:",
        "    pair:",
        ["    pair:", "  - id: who-says"],
        "pair",
    ),
    "words for a number": (LESSON, "minutes: 3", "minutes: three", ["        minutes: three"], "integer"),
    "a number for words": (LESSON, "A fair rule", "5 #", ["      - layout: disc", 1], "string"),
    "a missing key": (LESSON, ", bloom: remember", "", ["  - {id: order-events, text"], '"bloom"'),
    "an unknown word": (LESSON, "bloom: apply", "bloom: aply", ["  - {id: compare", 0], '"apply"'),
    "an unknown layout": (
        LESSON,
        "layout: points",
        "layout: pionts",
        ["      - layout: pionts"],
        '"points", "chart"',
    ),
    "an unknown kind": (LESSON, "kind: choose", "kind: chose", ["    kind: chose"], '"calculate", "choose"'),
    "too many options": (
        LESSON,
        "      - {text: Both at once",
        "      - {text: X, feedback: X}\n      - {text: Y, feedback: Y}\n      - {text: Both at once",
        ["      - {text: The trial"],
        "too many items",
    ),
    "a line too long": (LESSON, "headline: Fewer", f"headline: {'x' * 90}", ["        headline: xx"], "90"),
    "no id": (LESSON, "id: what-changed", "id: What changed", ["  - id: What"], "pattern"),
    "a kind of claim": (SEED, "kind: event", "kind: fact", ["    kind: fact"], '"event"'),
    "a chart without kind": (
        SEED,
        "    chart: bar",
        "    # bar",
        ["    title: Fewer people", -1],
        '"chart"',
    ),
    "a size of paper": (COURSE, "paper: a4", "paper: a5", ["paper: a5"], '"a4"'),
}


def underlined(text, marks):
    """Return the lines that begin with a mark; a number is a distance from the mark before it."""
    lines = text.splitlines()
    found = []
    for mark in marks:
        if isinstance(mark, int):
            found[-1] += mark
        else:
            found.append(next(n for n, line in enumerate(lines, start=1) if line.startswith(mark)))
    return sorted(found)


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_underlined_where_it_stands(server, texts, name):
    file, old, new, marks, words = FAULTS[name]
    text = changed(texts[file], old, new)
    found = server.open(file, text)
    assert sorted(line for line, _ in found) == underlined(text, marks), found
    assert words in " ".join(message for _, message in found)


def test_a_file_without_a_first_line_is_found_by_the_settings(server, courses):
    text = (courses / "ours/lessons/a-new-path.yml").read_text(encoding="utf-8").partition("\n")[2]
    assert server.open("ours/lessons/added.yml", text) == []
    assert server.open("ours/lessons/added.yml", text.replace("\nteaching:", "\nteachin:")) != []


def test_an_id_that_is_newer_than_the_schemas_is_not_underlined(server, texts):
    text = changed(texts[LESSON], "claims: [days-cut]", "claims: [added-since]")
    assert server.open(LESSON, text) == []


SLIDES, EXERCISES = "slides:\n", "exercises:\n"
COMPLETED = {
    # name: file, where to put what, what is offered then at least, and what is not
    "a part": ("parts:\n", "  - id: x\n    ", {*Part.model_fields} - {"id"}, {"layout", "headline"}),
    "a chart": (
        "slides:\n",
        "      - layout: chart\n        ",
        {*Chart.model_fields} - {"layout"},
        {"nodes"},
    ),
    "a flow": (SLIDES, "      - layout: flow\n        ", {*Flow.model_fields} - {"layout"}, {"figure"}),
    "a number": (
        "exercises:\n",
        "  - kind: calculate\n    ",
        {*Calculate.model_fields} - {"kind"},
        {"pairs"},
    ),
    "pairs": (EXERCISES, "  - kind: match\n    ", {*Match.model_fields} - {"kind"}, {"unit"}),
    "layouts": (SLIDES, "      - layout: ", {"points", "chart", "big-number"}, {"calculate"}),
    "kinds": (EXERCISES, "  - kind: ", {"calculate", "choose"}, {"big-number"}),
    "levels": ("objectives:", "\n  - bloom: ", {"remember", "create"}, set()),
    "claims": (SLIDES, "      - layout: points\n        claims: [", {"days-cut"}, {"visitors"}),
    "more claims": (SLIDES, "      - layout: points\n        claims: [petition, ", {"days-cut"}, set()),
    "a claim": (SLIDES, "      - layout: big-number\n        claim: ", {"signatures"}, {"the-cut"}),
    "figures": (SLIDES, "      - layout: chart\n        figure: ", {"visitors"}, {"days-cut"}),
    "events": (
        "slides:\n",
        "      - layout: timeline\n        events:\n          - ",
        {"the-cut"},
        {"petition"},
    ),
    "exercises": (
        "slides:\n",
        "      - layout: exercise\n        exercise: ",
        {"how-much-less"},
        {"the-cut"},
    ),
    "activities": (SLIDES, "      - layout: activity\n        activity: ", {"the-hearing"}, {"the-cut"}),
    "questions": (SLIDES, "      - layout: quiz\n        quiz: ", {"what-came-first"}, {"the-cut"}),
    "objectives": ("parts:\n", "  - id: x\n    objectives: [", {"map-positions"}, {"the-cut"}),
    "lessons": ("prerequisites: [", "", {"the-library", "the-second"}, {"the-cut"}),
    "paragraphs": ("source: [", "", {"S1P1", "S2P4"}, {"S2P5"}),
}


@pytest.mark.parametrize("name", COMPLETED)
def test_names_and_ids_are_completed(server, texts, name):
    mark, start, offered, others = COMPLETED[name]
    at = texts[LESSON].index(mark) + len(mark)
    end = "]\n" if start.endswith(("[", ", ")) else "\n" if start else ""
    server.open(LESSON, texts[LESSON][:at] + start + end + texts[LESSON][at:])
    found = server.completed(LESSON, mark + start)
    assert offered <= {re.sub(r"^- ", "", label) for label in found}, sorted(found)
    assert not others & {*found}


def test_what_is_offered_says_what_it_is(server, texts):
    mark = "      - layout: points\n        claims: ["
    server.open(LESSON, changed(texts[LESSON], "slides:\n", f"slides:\n{mark}]\n"))
    assert server.completed(LESSON, mark)["visitors-before"] == (
        "figure, S1P2: Before the cut, about 240 people came to the library in a usual week."
    )


def test_of_very_many_ids_each_is_offered_and_none_is_wrong(server, courses, texts, monkeypatch):
    folder = courses / "many"
    shutil.copytree(courses / "new", folder)
    monkeypatch.setattr("coursekit.schema.MANY", 2)
    write(folder, load_course(folder))
    name = LESSON.replace("new/", "many/")
    assert server.open(name) == []
    mark = "      - layout: big-number\n        claim: "
    server.open(name, changed(texts[LESSON], "slides:\n", f"slides:\n{mark}\n"))
    assert server.completed(name, mark)["days-cut"].startswith("event, S1P1: The council cut ")
    assert server.inserted["days-cut"] == "days-cut"


@pytest.mark.parametrize(
    ("file", "mark", "shown"),
    [
        (LESSON, "\nteaching", "The sum of the parts' minutes. For example `60`"),
        (LESSON, "        headline", "Needed: a line of at most 90 characters."),
        (LESSON, "    prompt", "What is asked. For example `By how many per cent"),
        (LESSON, "        figure: visitors", "bar: Fewer people came after the cut"),
        (
            LESSON,
            "claims: [days-cut",
            "event, S1P1: The council cut the library's opening days",
        ),
        (LESSON, "layout: chart", "* `chart`: A figure of the record as a native chart."),
        (SEED, "    qualifier", "How the source qualifies the number"),
        (COURSE, "\nsafety", "What a group does so that nobody is put at risk."),
    ],
)
def test_a_field_is_explained_under_the_pointer(server, texts, file, mark, shown):
    server.open(file, texts[file])
    assert shown in server.shown(file, mark)
