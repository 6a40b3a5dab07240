"""The navigation of a long course: in the order of its numbers, in groups, and short on each page."""

import dataclasses
import re

import pytest

from coursekit.render import places
from coursekit.render.site.engine import ENGINES, build_site
from coursekit.render.site.navigation import GROUP, LONGEST, config_for, is_long
from coursekit.sites import sites_of
from coursekit.wording import wording
from test_site import EN, ROOT, asked_for

MANY = 60


def pages(count):
    """Return the pages of so many lessons, in no order."""
    lessons = [f"course/{number:02d}-lesson.md" for number in range(1, count + 1)]
    return sorted([*lessons, "course/all.md", "course/index.md", "index.md"], key=lambda page: page[::-1])


def listed(config):
    return re.findall(r'- "(.*)\.md"', config)


@pytest.mark.parametrize("count", [9, 120, 1000])
def test_lessons_stand_in_the_order_of_their_numbers(count):
    lessons = [page for page in listed(config_for(EN, "site", pages(count))) if "-lesson" in page]
    assert lessons == [f"course/{number:02d}-lesson" for number in range(1, count + 1)]
    assert listed(config_for(EN, "site", pages(count)))[:2] == ["index", "course/index"]


def test_only_a_long_course_has_groups():
    assert "Sessions" not in config_for(EN, "site", pages(LONGEST))
    groups = re.findall(r'- "(Sessions .*)":', config_for(EN, "site", pages(MANY)))
    assert groups == ["Sessions 1–25", "Sessions 26–50", "Sessions 51–60"]
    assert '"Séances 26 à 50":' in config_for(wording("fr"), "site", pages(MANY))


@pytest.mark.parametrize(("count", "config"), [(8, "mkdocs.yml"), (MANY, "build/mkdocs.en.yml")])
def test_a_long_course_has_its_navigation_written_out(small_course, count, config):
    lesson = next(iter(small_course.lessons.values()))
    spec = small_course.spec.model_copy(update={"languages": ("en",)})
    lessons = {f"lesson-{number}": lesson for number in range(count)}
    course = dataclasses.replace(small_course, spec=spec, lessons=lessons)
    (site,) = sites_of(course, ())
    assert site.config == config
    assert is_long(count) == (count == MANY)


@pytest.mark.parametrize("engine", ENGINES)
def test_each_page_repeats_its_own_part_of_the_navigation_only(tmp_path, engine):
    docs = tmp_path / places.pages("en")
    for page in pages(MANY):
        (docs / page).parent.mkdir(parents=True, exist_ok=True)
        (docs / page).write_text(f"# {page}\n\nWords.\n", encoding="utf-8")
    asked_for(docs)
    (tmp_path / "mkdocs.yml").write_bytes((ROOT / "mkdocs.yml").read_bytes())
    config = tmp_path / "build/mkdocs.en.yml"
    config.write_text(config_for(EN, "site", pages(MANY)), encoding="utf-8")
    assert build_site(config, tmp_path / "site", tmp_path, engine=engine) == ()
    for number in (1, 30, MANY):
        page = (tmp_path / f"site/course/{number:02d}-lesson.html").read_text(encoding="utf-8")
        named = {
            int(lesson) for lesson in re.findall(r'href="(?:\./)?(\d+)-lesson\.html"[^>]*md-nav__link', page)
        }
        start = (number - 1) // GROUP * GROUP + 1
        own = set(range(start, min(MANY, start + GROUP - 1) + 1))
        assert own <= named
        assert len(named - own) == MANY // GROUP, "one for each other group"
    home = (tmp_path / "site/index.html").read_text(encoding="utf-8")
    assert "-lesson.html" not in re.sub(r'<link rel="next".*', "", home)
