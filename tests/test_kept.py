"""What is kept between two changes is what would be worked out anew."""

import shutil
from pathlib import Path

from coursekit import kept
from coursekit.build import Choice, plan
from coursekit.checks import inspect

SMALL = Path(__file__).parent / "cases" / "small"
EDITS = (
    ("lessons/flour.yml", "title: Whose flour is it?", "title: Our flour"),
    ("lessons/flour.yml", "The bakery buys", "It buys"),
    ("lessons/oven.yml", "[@strike]", "[@nothing-like-it]"),
    ("lessons/oven.yml", "[@nothing-like-it]", "[@strike]"),
    ("lessons/course.yml", "paper: letter", "paper: a4"),
    ("lessons/course.yml", "languages: [en]", "languages: [fr, en]"),
    ("lessons/course.yml", "solutions: shown", "solutions: withheld"),
    ("lessons/course.yml", "palette: light", "palette: dark"),
    ("seeds/bakery.yml", "value: 70", "value: 71"),
    ("lessons/course.yml", "lessons: [flour, oven]", "lessons: [oven, flour]"),
    ("lessons/oven.yml", "prerequisites: [flour]", "prerequisites: []"),
    ("seeds/bakery.yml", "claims:", "claims: ["),
    ("seeds/bakery.yml", "claims: [", "claims:"),
)


def forget_all():
    for memory in kept._memories:
        memory.clear()


def found(folder):
    inspection = inspect(folder)
    steps = plan(inspection.course, Choice()) if inspection.course else []
    made = {
        step.paths: (step.artifact.fingerprint, step.artifact.title and step.artifact.title())
        for step in steps
    }
    return inspection.problems, made


def test_after_each_edit_all_is_as_if_it_were_read_anew(tmp_path):
    shutil.copytree(SMALL, tmp_path, dirs_exist_ok=True)
    forget_all()
    seen = {repr(found(tmp_path))}
    for file, old, new in EDITS:
        text = (tmp_path / file).read_text(encoding="utf-8")
        assert old in text, old
        (tmp_path / file).write_text(text.replace(old, new, 1), encoding="utf-8")
        known = found(tmp_path)
        memories = [dict(memory) for memory in kept._memories]
        forget_all()
        assert known == found(tmp_path), new
        seen.add(repr(known))
        for memory, before in zip(kept._memories, memories, strict=True):
            memory.clear()
            memory.update(before)
    assert len(seen) > len(EDITS) - 3  # two edits undo what was wrong


def test_what_is_of_no_use_is_forgotten():
    calls = []

    @kept.kept
    def made(value, name):
        calls.append(name)
        return [value, name]

    one, other = [1], [1]
    assert made(one, "a") is made(one, "a")
    assert made(other, "a") is not made(one, "a")
    assert len(calls) == 2
    for _ in range(kept.LONG + 1):
        kept.forget_old()
        made(one, "a")
    made(other, "a")
    assert len(calls) == 3
    kept._memories.pop()


def test_a_title_is_the_one_that_stands_in_the_page(small_course):
    titled = [step.artifact for step in plan(small_course, Choice()) if step.artifact.title]
    assert len(titled) > 10
    for artifact in titled:
        head = artifact.make().decode().split("---")[1]
        assert f"title: {artifact.title()}" in head.replace('"', "").replace("\\", ""), artifact.path
        assert ("exclude: true" in head) is not artifact.searched
