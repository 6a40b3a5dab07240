"""Each check finds its fault, at its place, and nothing else in the small course."""

import shutil
from dataclasses import replace

import pytest

from coursekit.checks import CHECKS, OF_A_LESSON, inspect
from coursekit.checks.languages import missing_phrases
from coursekit.load.course import load_course
from coursekit.wording import Wording, wording
from test_cli import SMALL

FLOUR, OVEN, SEED, COURSE = (
    "lessons/flour.yml",
    "lessons/oven.yml",
    "seeds/bakery.yml",
    "lessons/course.yml",
)
NEW_OBJECTIVE = (
    FLOUR,
    "teaching: 40",
    "  - {id: extra-one, bloom: apply, text: Sift.}\nteaching: 40",
    "extra-one",
)
NEW_PART = """parts:
  - id: new
    title: New
    teaching: 0
    priority: core
    objectives: [order-events]
    text: Words.
    slides: [{layout: discussion, headline: New, minutes: 0, notes: N., question: Q, steps: [S]}]
"""
RING = (
    "    alt: A ring in three parts. White loaves have {white-loaves}, rye loaves {rye-loaves},"
    " all others the rest.\n"
)

SAMPLES = {
    # code: file, old text, new text, text that begins where the problem stands (and its file, if another)
    "paragraph-not-covered": (
        SEED,
        "title: Flour, paragraphs: 6",
        "title: Flour, paragraphs: 7",
        "{id: S1, ",
    ),
    "used-after-all": (SEED, "  - {at: S0P2", "  - {at: S1P1, reason: No.}\n  - {at: S0P2", "{at: S1P1"),
    "claim-not-cited": (
        SEED,
        "events:\n",
        "  - {id: extra, at: [S1P1], kind: event, says: A bird sang.}\nevents:\n",
        "{id: extra, ",
    ),
    "paragraph-not-taught": (FLOUR, "source: [S0P1, ", "source: [S2P5, S0P1, ", "S2P5"),
    "part-without-source": (
        OVEN,
        "parts:\n",
        NEW_PART,
        "Words.",
    ),
    "number-without-source": (
        FLOUR,
        "      Read more about `rye` at",
        "      In 1999 nobody counted.\n\n      Read more about `rye` at",
        "In 1999",
    ),
    "statement-without-value": (
        SEED,
        "In 1904 a sack of flour cost {value}.",
        "It cost two.",
        "It cost two.",
    ),
    "qualifier-twice": (
        FLOUR,
        "They found that {flour-from-mill} of",
        "They found that about **{flour-from-mill}** of",
        "about **{flour",
    ),
    "parts-of-no-whole": (
        SEED,
        '{label: Loaves, part: All others, formula: "100 - {white-loaves}"}',
        '{label: Loaves, part: All others, formula: "10 - {white-loaves}"}',
        "- {label: Flour, part: The largest",
    ),
    "less-than-none": (
        SEED,
        '{label: Any other mill, formula: "100 - {flour-from-mill}"}',
        '{label: Any other mill, formula: "100 - 2 * {flour-from-mill}"}',
        '"100 - 2 *',
    ),
    "position-without-holder": (SEED, "    holder: The miller\n", "", "id: one-mill-enough"),
    "objective-not-taught": NEW_OBJECTIVE,
    "objective-not-practised": NEW_OBJECTIVE,
    "objective-not-assessed": NEW_OBJECTIVE,
    "minutes-do-not-add-up": (FLOUR, "teaching: 40", "teaching: 41", "41"),
    "prerequisite-comes-later": (FLOUR, "questions:\n", "prerequisites: [oven]\nquestions:\n", "oven]"),
    "answer-missing": (FLOUR, 'answer: {formula: "100 - {flour-from-mill}", unit', "answer: {unit", "{unit"),
    "wrong-answer-is-right": (FLOUR, "- answer: 100\n", "- answer: 30.2\n", "answer: 30.2"),
    "reserved-name": (FLOUR, "function: shares", "function: check", "check\n    starter"),
    "right-answers": (
        FLOUR,
        "{text: Of the mill's flour, feedback",
        "{text: Of the mill's flour, right: true, feedback",
        "{text: Of the mill's flour",
    ),
    "tolerance-too-wide": (FLOUR, "tolerance: 0.5", "tolerance: 25", "25}"),
    "formula-without-data": (
        FLOUR,
        'formula: "100 - {flour',
        'formula: "{rye-loaves} - {flour',
        '"{rye-loaves} -',
    ),
    "same-message": (
        FLOUR,
        "This is all of the flour. Take the part away.",
        "This is the share of the mill at the bridge. What is left?",
        "This is the share of the mill at the bridge. What is left?\n    solution",
    ),
    "unknown-group": (FLOUR, "themselves., answer: Event", "themselves., answer: Evnt", "Evnt"),
    "unknown-module": (
        FLOUR,
        "          whole = sum(counts)\n",
        "          import numpy\n",
        "|\n      def shares(counts):\n          import",
    ),
    "order-against-dates": (OVEN, "event: fire}", "event: founding}", "{text: The bakers strike."),
    "unknown-answer": (OVEN, "- answer: [4, 3]", "- answer: [5, 3]", "[5, 3]"),
    "right-answer-listed-as-wrong": (OVEN, "- answer: [4, 3]", "- answer: [3, 4]", "[3, 4]"),
    "option-without-misconception": (
        FLOUR,
        "        misconception: The part is taken for the whole.\n        feedback",
        "        feedback",
        "text: Whether",
    ),
    "figure-without-alt": (
        SEED,
        RING,
        "",
        "id: loaf-kinds",
    ),
    "repeated-headline": (
        FLOUR,
        "headline: A sack of flour more than doubled in price",
        "headline: Most of the  flour comes from one MILL",
        "Most of the  flour",
    ),
    "heading-order": (FLOUR, "      ## What a share hides", "      ### What a share hides", "### What"),
    "uneven-table": (FLOUR, '["1904", "{price-1904}", First page]', '["1904", "{price-1904}"]', '["1904"'),
    "unknown-language": (COURSE, "languages: [en]", "languages: [en, xx]", "xx"),
    "unknown-unit": (SEED, "unit: meetings", "unit: loaves", "loaves\n    qualifier"),
}


def test_the_small_course_has_nothing_to_mend():
    assert inspect(SMALL).problems == ()


def test_every_check_has_a_sample():
    # What the first looks for can't be in a course; the second shares its code. Both have their own tests.
    without = {"missing-phrases", "qualifier-twice-in-record"}
    assert {check.__name__.replace("_", "-") for check in CHECKS} - without == set(SAMPLES)


def test_a_phrase_file_that_lacks_a_phrase_is_found(monkeypatch):
    whole = wording("en")
    less = {key: phrase for key, phrase in whole.phrases.items() if key != "hint"}
    monkeypatch.setattr("coursekit.checks.languages.LANGUAGES", ("en", "xx"))
    monkeypatch.setattr(
        "coursekit.checks.languages.wording", lambda lang: whole if lang == "en" else Wording("fr", less)
    )
    course = load_course(SMALL)
    spec = course.spec.model_copy(update={"languages": ("en", "xx")})
    (finding,) = missing_phrases(replace(course, spec=spec))
    assert (finding.code, finding.path) == ("missing-phrases", ("languages", 1))
    assert "hint among them" in finding.message


@pytest.mark.parametrize("code", SAMPLES)
def test_a_check_finds_its_fault_where_it_stands(code, tmp_path):
    file, old, new, mark, *other = SAMPLES[code]
    shutil.copytree(SMALL, tmp_path, dirs_exist_ok=True)
    text = (tmp_path / file).read_text(encoding="utf-8")
    assert old in text
    (tmp_path / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    inspection = inspect(tmp_path)
    problems = inspection.problems
    course = inspection.survey.course
    if course:
        alone = [replace(course, lessons={name: lesson}) for name, lesson in course.lessons.items()]
        for check in OF_A_LESSON:
            assert sorted(map(repr, check(course))) == sorted(
                repr(one) for each in alone for one in check(each)
            )
    found = {problem.code for problem in problems}
    together = {key for key, sample in SAMPLES.items() if sample[:3] == (file, old, new)}
    assert found == together
    (problem,) = [problem for problem in problems if problem.code == code]
    place = other[0] if other else file
    text = (tmp_path / place).read_text(encoding="utf-8")
    at = text.index(mark)
    assert (problem.file, problem.line, problem.column) == (
        place,
        text.count("\n", 0, at) + 1,
        at - text.rfind("\n", 0, at),
    )
    assert problem.hint


def test_a_caution_said_twice_is_found_in_the_record_as_well(tmp_path):
    shutil.copytree(SMALL, tmp_path, dirs_exist_ok=True)
    text = (tmp_path / SEED).read_text(encoding="utf-8")
    told = text.replace("bridge gives {flour-from-mill} of", "bridge gives about {flour-from-mill} of")
    assert told != text
    (tmp_path / SEED).write_text(told, encoding="utf-8")
    (problem,) = inspect(tmp_path).problems
    assert (problem.code, problem.file) == ("qualifier-twice", SEED)
    assert told.split("\n")[problem.line - 1][problem.column - 1 :].startswith("about {flour")


class Walked(dict):
    """A part of the record that notes when somebody goes through all of it."""

    walks = 0

    def __iter__(self):
        self.walks += 1
        return super().__iter__()

    def values(self):
        self.walks += 1
        return super().values()

    def items(self):
        self.walks += 1
        return super().items()


def test_no_check_of_a_lesson_walks_the_whole_record():
    course = load_course(SMALL)
    parts = {name: Walked(getattr(course.facts, name)) for name in ("claims", "events", "figures", "terms")}
    course = replace(course, facts=replace(course.facts, **parts))
    course.views()  # which needs each thing's place, once for all lessons
    for part in parts.values():
        assert part.walks > 0
        part.walks = 0
    for check in OF_A_LESSON:
        list(check(course))
        assert {name: part.walks for name, part in parts.items()} == dict.fromkeys(parts, 0), check


@pytest.mark.parametrize(
    ("file", "old", "new", "code", "mark"),
    [
        (
            OVEN,
            "- answer: The oven is the village's.",
            "- answer: The oven is ours.",
            "unknown-answer",
            "The oven is ours",
        ),
        (FLOUR, "          - answer: Event\n", "          - answer: Evnt\n", "unknown-answer", "Evnt"),
        (FLOUR, '{label: "1904", claim: price-1904}', '{label: "1904"}', "unknown-answer", '{label: "1904"}'),
        (
            FLOUR,
            'points: [{label: "1904"}, {label: "1912"}]',
            'points: [{label: "1904"}, {label: "1913"}]',
            "unknown-answer",
            '{label: "1913"}',
        ),
        (
            FLOUR,
            'points: [{label: "1904"}, {label: "1912"}]',
            'points: [{label: "1904"}, {label: "1908", value: 2.5}, {label: "1912"}]',
            "right-answer-listed-as-wrong",
            'points: [{label: "1904"}, {label: "1908", value',
        ),
        (
            OVEN,
            "- answer: The oven is the village's.",
            "- answer: One mill is enough.",
            "right-answer-listed-as-wrong",
            "One mill is enough.\n            misconception",
        ),
        (
            FLOUR,
            "          - answer: Event\n",
            "          - answer: Interpretation\n",
            "right-answer-listed-as-wrong",
            "Interpretation\n            misconception",
        ),
        (FLOUR, "claim: price-1904}", "claim: ledger-kept}", "no-number", "ledger-kept}"),
        (FLOUR, "    unit: dollars\n    points", "    unit: francs\n    points", "unknown-unit", "francs"),
        (OVEN, "{value: 4, unit: times}", "{value: 4, unit: francs}", "unknown-unit", "francs"),
        (OVEN, "kind: role-play", "kind: fishbowl", "unknown-kind", "fishbowl"),
        (
            SEED,
            "says: By the ledger's figure, {value}",
            "says: About {value}",
            "qualifier-twice",
            "About {value}",
        ),
        (
            SEED,
            "White loaves have {white-loaves}",
            "Whites have {white-loaves}, about   {flour-from-mill}",
            "qualifier-twice",
            "about   {flour",
        ),
    ],
)
def test_wrong_answers_and_charts_are_looked_into(tmp_path, file, old, new, code, mark):
    shutil.copytree(SMALL, tmp_path, dirs_exist_ok=True)
    text = (tmp_path / file).read_text(encoding="utf-8")
    assert old in text
    text = text.replace(old, new, 1)
    (tmp_path / file).write_text(text, encoding="utf-8")
    (problem,) = inspect(tmp_path).problems
    at = text.index(mark)
    assert (problem.code, problem.line) == (code, text.count("\n", 0, at) + 1)
    assert problem.column == at - text.rfind("\n", 0, at)


@pytest.mark.parametrize(
    ("unit", "points", "found"),
    [
        (
            "people",
            '{label: A, claim: members-1912}, {label: Rest, formula: "{members-1908} - {members-1912}"}',
            True,
        ),
        (
            "people",
            (
                "{label: A, claim: members-1908}, {label: B, claim: members-1912}, "
                '{label: Change, formula: "{members-1908} - {members-1912}"}'
            ),
            False,
        ),
        (
            "dollars",
            '{label: A, claim: price-1912}, {label: Gain, formula: "{price-1904} - {price-1912}"}',
            False,
        ),
    ],
)
def test_what_is_left_of_a_whole_is_not_below_nought_but_a_change_may_be(tmp_path, unit, points, found):
    shutil.copytree(SMALL, tmp_path, dirs_exist_ok=True)
    text = (tmp_path / SEED).read_text(encoding="utf-8")
    figure = f"  - {{id: left, title: Left, chart: bar, unit: {unit}, points: [{points}], alt: Bars.}}\n"
    (tmp_path / SEED).write_text(text.replace("figures:\n", f"figures:\n{figure}", 1), encoding="utf-8")
    problems = inspect(tmp_path).problems
    assert [problem.code for problem in problems] == ["less-than-none"] * found


def test_a_role_play_has_roles(tmp_path):
    shutil.copytree(SMALL, tmp_path, dirs_exist_ok=True)
    text = (tmp_path / OVEN).read_text(encoding="utf-8")
    start, end = text.index("    roles:\n"), text.index("    steps:\n      - {minutes: 5, do: Draw")
    (tmp_path / OVEN).write_text(text[:start] + text[end:], encoding="utf-8")
    (problem,) = inspect(tmp_path).problems
    assert problem.code == "missing-key"
    assert "roles" in problem.message


def test_a_broken_lesson_does_not_hide_other_problems_nor_make_up_new_ones(tmp_path):
    shutil.copytree(SMALL, tmp_path, dirs_exist_ok=True)
    flour = tmp_path / FLOUR
    text = flour.read_text(encoding="utf-8").replace("layout: big-number", "layout: big-numbr", 1)
    flour.write_text(text.replace("[@ledger-kept]", "[@ledger-kep]", 1), encoding="utf-8")
    oven = tmp_path / OVEN
    text = oven.read_text(encoding="utf-8")
    oven.write_text(text.replace("event: fire}", "event: founding}", 1), encoding="utf-8")
    codes = sorted(problem.code for problem in inspect(tmp_path).problems)
    assert codes == ["order-against-dates", "unknown-claim", "unknown-kind"]


def test_an_objective_whose_name_is_mistyped_is_not_called_missed_as_well(tmp_path):
    for folder in ("lessons", "seeds"):
        shutil.copytree(SMALL / folder, tmp_path / folder)
    lesson = tmp_path / FLOUR
    text = lesson.read_text(encoding="utf-8")
    lesson.write_text(text.replace("assesses: [work-out-rest]", "assesses: [work-out-rst]"), encoding="utf-8")
    assert {problem.code for problem in inspect(tmp_path).problems} == {"unknown-objective"}
