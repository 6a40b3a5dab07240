"""Say how a site and the time to build it grow with its lessons: `python benchmarks/growth.py`.

Courses are made up (tests/courses.py); decks, notebooks with their pages, and paper are stand-ins, so that
only the site's own room is measured. Beside it stands plain MkDocs with Material, in its default
configuration, on the same Markdown. Seconds are of the processor, of this process and those it starts:
other work hardly changes them.
"""

import argparse
import json
import math
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain
from pathlib import Path
from random import Random
from typing import Any

from coursekit.artifact import Artifact
from coursekit.checks import inspect
from coursekit.ledger import read_ledger
from coursekit.model.course import Course
from coursekit.publish import Publisher
from coursekit.render import exercises, paper, site, slides
from coursekit.sites import publish_site, sites_of
from coursekit.wording import wording

ROOT = Path(__file__).parent.parent
sys.path.append(str(ROOT / "tests"))

import courses  # noqa: E402 - the tests are no package

SHARE = 0.3
"""How much of what a field may hold its text takes."""
NAMES = re.compile(r'(?<=")[cfe]\d(?=")|(?<=@)c\d')
"""Claims, figures and events, as made-up courses name them."""
SECTION = re.compile(r'(?<=")S1(?=["P])')
SHARED = 100
"""Lessons that rest on the same source."""
LAYOUTS = [layout for layout in courses.LAYOUTS if layout != "picture"]
"""A picture is a file, which made-up records have not."""
PLAIN = (
    "site_name: Growth\ndocs_dir: build/pages/en\nsite_dir: plain\nuse_directory_urls: false\n"
    "theme: {name: material, font: false}\n"
    "markdown_extensions: [attr_list, md_in_html, tables, pymdownx.superfences, {toc: {permalink: true}}]\n"
)
"""No setting that keeps anything small: Material as one finds it."""


@dataclass
class Clock:
    """Adds up seconds of the processor by what they went on."""

    spent: dict[str, float] = field(default_factory=dict)

    def take(self, group: str, name: str, work: Callable[[], Any]) -> Any:
        """Do some work and note what it took."""
        began = _seconds()
        done = work()
        name = group + name
        self.spent[name] = self.spent.get(name, 0) + _seconds() - began
        return done


def _seconds() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def write(root: Path, size: int) -> None:
    """Write a course of so many lessons; each needs the one before, and has its part of the record."""
    for folder in ("lessons", "seeds", ".coursekit"):
        (root / folder).mkdir(parents=True)
    names = [f"lesson-{number}" for number in range(1, size + 1)]
    records: dict[int, dict[str, Any]] = {}
    for number, name in enumerate(names):
        source = number // SHARED + 1
        own, lesson = made(number, source)
        lesson["prerequisites"] = names[max(0, number - 1) : number]
        (root / f"lessons/{name}.yml").write_text(json.dumps(lesson), encoding="utf-8")
        record = records.setdefault(source, {**own, "claims": [], "figures": [], "events": []})
        for kind in ("claims", "figures", "events"):
            record[kind] += own[kind]
    for source, record in records.items():
        (root / f"seeds/record-{source}.yml").write_text(json.dumps(record), encoding="utf-8")
    texts = dict.fromkeys(("title", "subtitle", "summary", "audience", "safety"), "Growth")
    spec = {**texts, "languages": ["en"], "lessons": names}
    (root / "lessons/course.yml").write_text(json.dumps(spec), encoding="utf-8")
    shutil.copy(ROOT / "mkdocs.yml", root)


def made(number: int, source: int) -> tuple[dict[str, Any], dict[str, Any]]:
    """Make up a lesson and what it rests on, under names of their own."""
    author = courses.Author(Random(number), "en", SHARE)  # noqa: S311 - no secret
    layouts = [LAYOUTS[(3 * number + n) % len(LAYOUTS)] for n in range(3)]
    both = [
        courses._record(author),  # noqa: SLF001 - the tests' own
        courses._lesson(author, layouts, courses.KINDS[number % len(courses.KINDS)], {}),  # noqa: SLF001
    ]
    text = NAMES.sub(rf"\g<0>-{number}", json.dumps(both))
    record, lesson = json.loads(SECTION.sub(f"S{source}", text))
    return record, lesson


def planned(course: Course) -> Iterator[Artifact]:
    """Yield what the site is made of; what other rooms give it is a stand-in."""
    words = wording("en")
    yield from site.plan(course, words)
    for artifact in chain(*(room.plan(course, words) for room in (slides, exercises, paper))):
        page = artifact.path.endswith(".md") and artifact.path.startswith("build/")
        data = b"# A page of a notebook\n\nIts cells.\n" if page else b"a stand-in"
        yield replace(artifact, make=lambda data=data: data)


def ours(root: Path, clock: Clock) -> None:
    """Build a course's site as `coursekit build` does, twice: the second time nothing has changed."""
    for again in ("", "again: "):
        _once(root, partial(clock.take, again))


def _once(root: Path, take: Callable[[str, Callable[[], Any]], Any]) -> None:
    course = take("read and check", lambda: inspect(root)).survey.course
    publisher = Publisher(root, read_ledger(root), force=False)
    artifacts = take("plan", lambda: list(planned(course)))

    def put() -> None:
        for artifact in artifacts:
            publisher.put((artifact.path, *artifact.also), artifact.fingerprint, artifact.make)

    take("write pages", put)
    for one in sites_of(course, ()):
        take("make the site", partial(publish_site, root, one, publisher))
    take("close", publisher.close)


def plain(root: Path, clock: Clock) -> None:
    """Let plain MkDocs with Material build the same pages."""
    (root / "plain.yml").write_text(PLAIN, encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", str(root / "plain.yml")]
    clock.take("", "plain, s", lambda: subprocess.run(command, check=True, capture_output=True))  # noqa: S603 - ours


def weight(folder: Path) -> int:
    """Return the bytes of the files of a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def exponent(sizes: Sequence[int], values: Sequence[float]) -> float:
    """Return the power of the size that values grow with: 1 is in step. Least squares on logarithms."""
    across, up = [math.log(size) for size in sizes], [math.log(value) for value in values]
    middle, level = sum(across) / len(across), sum(up) / len(up)
    rise = sum((x - middle) * (y - level) for x, y in zip(across, up, strict=True))
    return rise / sum((x - middle) ** 2 for x in across)


def measured(sizes: Sequence[int], most_plain: int, folder: Path) -> Iterator[tuple[int, dict[str, float]]]:
    """Yield what the courses of these sizes took: seconds, and megabytes of the sites."""
    for size in sizes:
        root = folder / str(size)
        write(root, size)
        clock = Clock()
        ours(root, clock)
        found = {**clock.spent, "pages": len(list((root / "site").rglob("*.html")))}
        found["site, MB"] = weight(root / "site") / 1e6
        if size <= most_plain:
            plain(root, clock)
            found |= {"plain, s": clock.spent["plain, s"], "plain, MB": weight(root / "plain") / 1e6}
        shutil.rmtree(root)
        yield size, found


def table(rows: list[tuple[int, dict[str, float]]]) -> Iterator[str]:
    """Yield the table for docs/measurements.md: a row for each thing measured, the exponent at its end."""
    yield "| | " + " | ".join(f"{size:,} lessons" for size, _ in rows) + " | exponent |"
    yield "|:--" + "|--:" * (len(rows) + 1) + "|"
    for name in dict.fromkeys(name for _, found in rows for name in found):
        # The smallest course is mostly what every build takes, such as starting Python.
        late = [(size, found[name]) for size, found in rows if found.get(name)][-2:]
        power = f"{exponent(*zip(*late, strict=True)):.2f}" if len(late) > 1 else "–"
        cells = [f"{found[name]:,.2f}" if name in found else "–" for _, found in rows]
        yield f"| {name} | " + " | ".join([*cells, power]) + " |"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10, 100, 300, 1000])
    parser.add_argument("--most-plain", type=int, default=300, help="the largest that plain MkDocs builds")
    chosen = parser.parse_args()
    rows = []
    with tempfile.TemporaryDirectory(prefix="growth-") as folder:
        for row in measured(chosen.sizes, chosen.most_plain, Path(folder)):
            rows.append(row)
            sys.stderr.write(f"{row}\n")
    sys.stdout.write("\n".join(table(rows)) + "\n")


if __name__ == "__main__":
    main()
