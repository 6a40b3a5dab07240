"""Variants: chosen, set and added to, refused at their line, told of changes, and built apart."""

import hashlib
import json
import random
import re
import shutil

import pytest

from conftest import ROOT, SMALL, pairs
from coursekit.build import Choice, plan
from coursekit.checks import inspect_variant
from coursekit.fit import fitted, only, thinned
from coursekit.judging import judged_variants
from coursekit.load.course import survey
from coursekit.model.course import minutes_of
from coursekit.problems import as_github, as_text
from coursekit.variants import Bases, overlaid
from coursekit.varianttable import list_lines
from test_cli import run

HEAD = "title: Ours\naudience: Us.\n"
SOURCE = ROOT / "src" / "coursekit" / "variants"


def copied(folder, target):
    for name in ("lessons", "seeds"):
        shutil.copytree(folder / name, target / name)
    shutil.copy(ROOT / "mkdocs.yml", target)
    return target


@pytest.fixture
def small(tmp_path):
    course = copied(SMALL, tmp_path / "bakery")
    shutil.rmtree(course / "lessons" / "variants")
    return course


def write(course, text, name="ours"):
    file = course / "lessons" / "variants" / f"{name}.yml"
    file.parent.mkdir(exist_ok=True)
    file.write_text(HEAD + text + "\n", encoding="utf-8")
    return file


def hashes(folder):
    files = sorted(path for path in folder.rglob("*") if path.is_file() and "variants" not in path.parts)
    return {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.mark.parametrize(("text", "wanted"), pairs("variants.md"))
def test_what_is_wrong_is_told_at_its_line(small, text, wanted):
    write(small, text)
    found = inspect_variant(overlaid(small, "ours", Bases(small)))
    assert found.course is None
    assert [as_text(problem) for problem in found.problems] == wanted.split("\n")


def test_each_code_of_the_variants_has_a_sample():
    written = "".join(path.read_text(encoding="utf-8") for path in SOURCE.glob("*.py"))
    codes = set(re.findall(r'"([a-z]+(?:-[a-z]+)+)"', written))
    shown = {
        found for sample in pairs("variants.md") for found in re.findall(r": ([a-z-]+): ", sample.values[1])
    }
    assert codes == (shown & codes) | {"changed-underneath", "not-accepted", "file-name"}


SENTENCE = "So far we have mostly looked up: at presidents, pipelines and firms."
ADDRESS = "labour-and-fragmentation/summary"


def test_a_sentence_that_changed_underneath_is_named_with_both_texts_and_nothing_else_changes(tmp_path):
    course = copied(ROOT, tmp_path / "course")
    shutil.rmtree(course / "lessons" / "variants")
    lines = "lessons: [labour-and-fragmentation]\nassumes: [uncertain-resistance]\n"
    file = write(course, f"{lines}set:\n  # our own words\n  {ADDRESS}: Tonight we look at ourselves.")
    ours = file.read_bytes()
    done = run("--root", course, "variants", "accept", "ours")
    assert done.returncode == 0, done.stdout + done.stderr
    assert file.read_bytes() == ours
    before = overlaid(course, "ours", Bases(course))
    assert before.notices == ()

    lesson = course / "lessons" / "labour-and-fragmentation.yml"
    text = lesson.read_text(encoding="utf-8")
    assert text.count(SENTENCE) == 1
    lesson.write_text(text.replace(SENTENCE, "So far we have looked at those above."), encoding="utf-8")
    after = overlaid(course, "ours", Bases(course))
    (notice,) = after.notices
    assert (notice.file, notice.line, notice.code) == ("lessons/variants/ours.yml", 7, "changed-underneath")
    for said in (ADDRESS, SENTENCE, "So far we have looked at those above.", "Tonight we look at ourselves."):
        assert said in notice.message
    assert after.survey.course == before.survey.course
    assert inspect_variant(after).problems == ()


WORDS = (
    "Ours",
    "a: b",
    "[@nobody]",
    "{what}",
    "[x](lesson:a-new-path)",
    7,
    None,
    ["a"],
    {"id": "x"},
    True,
    "",
)


def addresses(value, prefix):
    """Yield every address of a lesson, as deep as it goes."""
    if isinstance(value, dict):
        for name, item in value.items():
            yield f"{prefix}/{name}"
            yield from addresses(item, f"{prefix}/{name}")
    elif isinstance(value, tuple):
        for number, item in enumerate(value, 1):
            name = item["id"] if isinstance(item, dict) and "id" in item else number
            yield f"{prefix}/{name}"
            yield from addresses(item, f"{prefix}/{name}")


def some(items, chance, most):
    return chance.sample(items, chance.randint(1, min(most, len(items)))) if items else []


def random_variant(course, documents, chance):
    """Make up a variant; something is wrong in about half of them."""
    names = [*course.spec.lessons, *(["no-such-lesson"] if chance.random() < 0.1 else [])]
    rows = []
    for name in some(names, chance, 2):
        row = {"id": name}
        lesson = course.lessons.get(name)
        for field in ("parts", "exercises", "activities", "quiz", "objectives") if lesson else ():
            if chance.random() < 0.08:
                row[field] = [item.id for item in some(getattr(lesson, field), chance, 9)]
        if lesson and chance.random() < 0.6:
            row["without"] = [item.id for item in some((*lesson.parts, *lesson.exercises), chance, 2)]
        rows.append(chance.choice([row, row, name]))
    chosen = [row if isinstance(row, str) else row["id"] for row in rows]
    known = [name for name in chosen if name in course.lessons]
    every = [at for name in known for at in addresses(documents[f"lessons/{name}.yml"].value, name)]
    texts = [
        at for at in every if at.endswith(("/title", "/summary", "/headline", "/notes", "/feedback", "/what"))
    ]
    wanted = dict.fromkeys(some(texts, chance, 4), "Ours: *a* word")
    if chance.random() < 0.3:
        wanted |= {at: chance.choice(WORDS) for at in some(every, chance, 2)}
    variant = {"title": "Ours", "audience": "Us.", "lessons": rows, "set": wanted}
    variant["assumes"] = [name for name in course.lessons if name not in chosen and chance.random() < 0.99]
    if known and chance.random() < 0.4:
        at = chance.choice(known)
        part = chance.choice(course.lessons[at].parts).id
        variant["add"] = [
            {"to": at, "after": chance.choice([part, part, "nothing"]), "part": local_part(course, at)}
        ]
        if chance.random() < 0.5:
            variant["add"].append({"to": at, "key_point": chance.choice(["Ours.", "[@nobody]"])})
    if chance.random() < 0.3:
        variant["slides"] = {"palette": chance.choice(["dark", "light", "grey"])}
    if chance.random() < 0.1:
        variant[chance.choice(["fit", "titel", "start", "based_on"])] = chance.choice(
            ["90 minutes", "1", "../x"]
        )
    return variant


def local_part(course, lesson):
    return {
        "id": "our-depot",
        "title": "Our depot",
        "teaching": 2,
        "priority": "core",
        "objectives": [course.lessons[lesson].objectives[0].id],
        "text": f"Here too [@{next(iter(course.facts.claims))}].",
        "slides": [{"layout": "discussion", "headline": "Ours", "minutes": 2, "notes": "x",
                    "question": "And here?", "steps": ["Talk."]}],
    }  # fmt: skip


def test_a_hundred_random_variants_are_built_or_refused_at_their_line(tmp_path):
    course = copied(ROOT, tmp_path / "course")
    shutil.rmtree(course / "lessons" / "variants")
    whole = survey(course).course
    before = hashes(course)
    bases, chance = Bases(course), random.Random(6)
    documents = bases.of("").documents
    ends = {"built": 0, "refused": 0}
    for number in range(100):
        file = write(course, "lessons: []")
        file.write_text(json.dumps(random_variant(whole, documents, chance), ensure_ascii=False, indent=1))
        variant = overlaid(course, "ours", bases)
        found = inspect_variant(variant)
        if found.course is None:
            ends["refused"] += 1
            assert found.problems, number
            for problem in found.problems:
                lines = (course / problem.file).read_text(encoding="utf-8").split("\n")
                assert 1 <= problem.line <= len(lines), as_text(problem)
                assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1, as_text(problem)
                assert problem.file == variant.file or "in the variant ours, " in problem.message
            continue
        ends["built"] += 1
        for step in plan(found.course, Choice(only=frozenset({"site"}))):
            if "/course/0" in step.artifact.path:
                step.artifact.make()
    assert min(ends.values()) > 20, ends
    assert hashes(course) == before


def test_a_notice_keeps_nothing_from_being_built_and_check_says_it(small):
    write(small, "lessons: [flour]\nset: {flour/summary: Ours}")
    done = run("--root", small, "check", "--format", "json")
    assert done.returncode == 0
    assert [(row["code"], row["notice"]) for row in json.loads(done.stdout)] == [("not-accepted", True)]
    (notice,) = overlaid(small, "ours", Bases(small)).notices
    assert as_github(notice, "notice").startswith("::notice file=lessons/variants/ours.yml,")
    write(small, "lessons: [flour]\nset: {flour/summary: 7}")
    write(small, "lessons: [oven]\nassumes: [flour]\nset: {oven/summary: Ours}", "theirs")
    done = run("--root", small, "check")
    assert done.returncode == 1
    assert "lessons/variants/ours.yml:4:22: " in done.stdout
    assert "lessons/variants/theirs.yml:5:7: not-accepted: " in done.stdout
    listed = "\n".join(list_lines(judged_variants(small, ())))
    assert "ours: Ours\n  1 problem: see coursekit check" in listed
    assert "theirs: Ours\n  1 lesson, 80 minutes" in listed


def test_variants_of_another_folder_are_built_into_their_own_and_edits_are_kept(tmp_path):
    course = copied(SMALL, tmp_path / "bakery")
    before = hashes(tmp_path)
    theirs = tmp_path / "depot"
    lines = "based_on: ../bakery\nlessons: [{id: flour, without: [loaf-shares]}]\nset: {course/safety: Ours.}"
    (theirs / "lessons").mkdir(parents=True)
    write(theirs, f"{lines}\nslides: {{palette: dark}}")
    done = run("--root", theirs, "build")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Begin at build/variants/ours/site/index.html" in done.stdout
    made = theirs / "build" / "variants" / "ours"
    assert "Ours</title>" in (made / "site" / "index.html").read_text(encoding="utf-8")
    assert sorted(path.name for path in (made / "slides" / "en").glob("*.pptx")) == ["01-flour.pptx"]
    assert {
        path: digest for path, digest in hashes(tmp_path).items() if path.is_relative_to(course)
    } == before

    mine = made / "slides" / "en" / "01-flour.md"
    mine.write_text("mine", encoding="utf-8")
    done = run("--root", theirs, "build", "--variant", "ours", "--only", "slides")
    assert "build/variants/ours/slides/en/01-flour.md: somebody changed it since" in done.stdout
    assert "Nothing to write" in done.stdout
    assert mine.read_text(encoding="utf-8") == "mine"
    broken = course / "lessons" / "flour.yml"
    broken.write_text(broken.read_text(encoding="utf-8").replace("summary: |", "sumary: |"), encoding="utf-8")
    done = run("--root", theirs, "check")
    assert done.returncode == 1
    assert "../bakery/lessons/flour.yml:3:1: unknown-key" in done.stdout


def test_the_look_is_swapped_and_the_courses_files_stay_its_own(small):
    write(small, "lessons: [flour]\nslides: {palette: dark}")
    course = overlaid(small, "ours", Bases(small)).survey.course
    assert (course.spec.slides.palette, survey(small).course.spec.slides.palette) == ("dark", "light")
    deck = next(step.artifact for step in plan(course, Choice(only=frozenset({"slides"}))))
    same = next(step.artifact for step in plan(survey(small).course, Choice(only=frozenset({"slides"}))))
    assert (deck.path, deck.make() == same.make()) == (same.path, False)


def test_a_local_fact_is_traced_and_its_exercises_are_proven_in_the_variant(tmp_path):
    course = copied(SMALL, tmp_path / "bakery")
    done = run("--root", course, "trace", "night-buses", "--variant", "evening")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "lessons/oven.yml: slide: Few buses run at night" in done.stdout
    done = run(
        "--root", course, "verify", "--variant", "evening", "--no-notebooks", "--lesson", "oven", "--force"
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "2 exercises proven" in done.stdout


def test_what_does_not_fit_is_left_out_with_its_reason_and_ours_too(small):
    shutil.copytree(SMALL / "lessons" / "variants", small / "lessons" / "variants")
    file = small / "lessons" / "variants" / "evening.yml"
    minutes = {}
    for time in ("1 hour 50 minutes", "90 minutes"):
        file.write_text(re.sub("fit: .*", f"fit: {time}", file.read_text(encoding="utf-8")), encoding="utf-8")
        variant = overlaid(small, "evening", Bases(small))
        course = inspect_variant(variant).course
        minutes[time] = minutes_of(course)
    assert minutes["1 hour 50 minutes"] == 102
    assert 80 < minutes["90 minutes"] <= 90
    told = {(loss.kind, loss.name): loss.reason for loss in variant.losses}
    assert told["exercise", "whose-night"].startswith("to fit the time; ")
    assert told["slide", "Everybody has a position"] == 'its exercise "whose-night" is left out'


def needed(course):
    found = inspect_variant(overlaid(course, "ours", Bases(course)))
    assert found.problems == ()
    return found.course


def test_a_variant_has_as_much_of_the_record_as_it_uses_and_says_how_much_that_is(small):
    seed = next((small / "seeds").glob("*.yml"))
    text = seed.read_text(encoding="utf-8")
    text = text.replace(
        "to raise the next dough.", "to raise the next dough, as a [lease](term:lease) is kept."
    )
    seed.write_text(text, encoding="utf-8")
    write(small, "lessons: [flour]")
    course, whole = needed(small), survey(small).course
    used = {name for view in course.views() for name in view.facts.claims}
    assert used <= set(course.facts.claims) < set(whole.facts.claims)
    assert "customers" in used
    # Only the oven's lesson speaks of the council; the lease is named by the meaning of another term alone.
    assert "council-meetings" not in course.facts.claims
    assert "lease" in course.facts.terms
    assert course.whole.claims == whole.facts.claims
    pages = {step.artifact.path: step.artifact for step in plan(course, Choice(only=frozenset({"site"})))}
    evidence = pages["build/pages/en/reference/evidence.md"].make().decode()
    assert f"{len(course.facts.claims)} of the {len(whole.facts.claims)} entries" in evidence
    assert "claim-council-meetings" not in evidence
    every = [step.artifact for step in plan(whole, Choice(only=frozenset({"site"})))]
    whole_evidence = next(one for one in every if one.path.endswith("en/reference/evidence.md"))
    assert "entries in the record" not in whole_evidence.make().decode()


def test_an_event_stays_if_all_that_it_rests_on_does(small):
    write(small, "lessons: [{id: flour, without: [loaf-shares, price-line]}]")
    course, whole = needed(small), survey(small).course
    for name, event in whole.facts.events.items():
        named = {name for view in course.views() for name in view.facts.events}
        assert (name in course.facts.events) == (
            name in named or set(event.claims) <= set(course.facts.claims)
        )


def test_a_record_of_ones_own_stays_whole_and_so_does_what_is_wrong_in_the_courses(small):
    shutil.copytree(SMALL / "lessons" / "variants", small / "lessons" / "variants")
    (small / "lessons" / "variants" / "evening.yml").unlink()
    record = small / "lessons" / "variants" / "records" / "depot.yml"
    record.write_text(
        record.read_text(encoding="utf-8").replace("paragraphs: 1", "paragraphs: 2")
        + "terms:\n  - {id: shift, name: {en: shift}, definition: Hours that one works.}\n"
        + "unused: [{at: S90P2, reason: It is torn.}]\n",
        encoding="utf-8",
    )
    write(small, "lessons: [flour]\nseeds: [lessons/variants/records/depot.yml]")
    course = needed(small)
    assert "night-buses" in course.facts.claims
    assert list(course.facts.terms)[-1] == "shift"
    assert [row.at for row in course.unused] == ["S90P2"]
    record.write_text(record.read_text(encoding="utf-8").replace("paragraphs: 2", "paragraphs: 3"))
    found = inspect_variant(overlaid(small, "ours", Bases(small)))
    assert [problem.code for problem in found.problems] == ["paragraph-not-covered"]


def test_trace_says_of_a_claim_that_a_variant_does_without_that_nothing_rests_on_it(small):
    write(small, "lessons: [flour]")
    done = run("--root", small, "trace", "council-meetings", "--variant", "ours")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Nothing here rests on it." in done.stdout
    assert "Nothing here" not in run("--root", small, "trace", "council-meetings").stdout


@pytest.fixture(scope="module")
def copied_course(tmp_path_factory):
    folder = copied(ROOT, tmp_path_factory.mktemp("fitted") / "course")
    shutil.rmtree(folder / "lessons" / "variants")
    return folder, Bases(folder), survey(folder).course


@pytest.mark.parametrize("minutes", [90, 105])
def test_a_variant_that_fits_is_what_plan_fit_says(copied_course, minutes):
    """One makes documents, with their places, the other values: both have to count in the same way."""
    folder, bases, whole = copied_course
    for name, lesson in whole.lessons.items():
        before = ", ".join(lesson.prerequisites)
        lines = f"lessons: [{name}]\nassumes: [{before}]\nfit: {minutes} minutes"
        write(folder, lines)
        ours = overlaid(folder, "ours", bases).survey.course.lessons[name]
        chosen = only(whole, [name])
        theirs = thinned(chosen, fitted(chosen, minutes)).lessons[name]
        assert ours.teaching + ours.exercises_minutes <= minutes
        for field in ("teaching", "exercises_minutes", "objectives", "exercises", "activities", "quiz"):
            assert getattr(ours, field) == getattr(theirs, field), (name, field)
        for part, other in zip(ours.parts, theirs.parts, strict=True):
            assert (part.id, part.teaching, part.objectives) == (other.id, other.teaching, other.objectives)
            assert [slide.headline for slide in part.slides] == [slide.headline for slide in other.slides]


def test_a_course_of_one_session_says_nothing_of_an_order(small):
    def home(lessons):
        write(small, f"lessons: {lessons}\nassumes: [{'flour' if lessons == '[oven]' else ''}]")
        made = {s.artifact.path: s.artifact for s in plan(needed(small), Choice(only=frozenset({"site"})))}
        pages = ("build/pages/en/index.md", "build/pages/en/course/index.md")
        return "".join(made[page].make().decode() for page in pages)

    for words in ("In what order", "build on each other", "| | **In all** |"):
        assert words in home("[flour, oven]")
        assert words not in home("[oven]")


def test_instructors_find_no_empty_heading_for_a_session_without_activities(small):
    write(small, "lessons: [{id: flour, activities: []}, oven]")
    made = {s.artifact.path: s.artifact for s in plan(needed(small), Choice(only=frozenset({"site"})))}
    page = made["build/pages/en/teaching/index.md"].make().decode()
    materials = page.split("{ #materials }")[1]
    assert "### 2. " in materials
    assert "### 1. " not in materials


def test_the_list_says_how_often_people_meet(small):
    write(small, "lessons: [flour]\nsessions: 1")
    listed = "\n".join(list_lines(judged_variants(small, ())))
    assert "  1 lesson, 93 minutes, in 1 session" in listed
