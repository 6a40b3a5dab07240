"""The sites of a course, one a language: an engine makes each of them from its pages."""

import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from coursekit.artifact import digest, kit
from coursekit.model.course import Course
from coursekit.problems import CourseError, Problem
from coursekit.publish import Change, Publisher
from coursekit.render.places import pages
from coursekit.render.site.engine import ENGINES, build_site
from coursekit.render.site.navigation import config_for, is_long
from coursekit.wording import wording

CONFIG = "mkdocs.yml"
SITE = "site"


@dataclass(frozen=True)
class Site:
    """The site of one language."""

    language: str
    config: str
    folder: str
    inner: tuple[str, ...]
    """Folders inside that belong to other languages."""

    def holds(self, path: str) -> bool:
        """Tell whether a file is part of this site."""
        return path.startswith(f"{self.folder}/") and not path.startswith(self.inner)


def sites_of(course: Course, languages: Iterable[str]) -> Iterator[Site]:
    """Yield the sites of some of a course's languages, or of all of them."""
    first, *others = course.spec.languages
    inner = tuple(f"{SITE}/{language}/" for language in others)
    for language in languages or course.spec.languages:
        # MkDocs names folders by their names, which are English, and lists all that is in them on every page.
        plain = language == first == "en" and not is_long(len(course.lessons))
        config = CONFIG if plain else f"build/mkdocs.{language}.yml"
        own = (SITE, inner) if language == first else (f"{SITE}/{language}", ())
        yield Site(language, config, *own)


def publish_site(root: Path, site: Site, publisher: Publisher, engine: str = "material") -> list[Change]:
    """Let an engine make a site from its pages, unless it is as it should be. Raises CourseError."""
    changes = _config(root, site, publisher)
    fingerprint = _site_fingerprint(root, site, engine)
    known = [path for path in sorted(publisher.entries) if site.holds(path)]
    if known and all(publisher.as_it_should_be(path, fingerprint) for path in known):
        return [*changes, *(Change(path, "unchanged") for path in known)]
    with tempfile.TemporaryDirectory(prefix="site-", dir=root / ".coursekit") as stage:
        output = Path(stage) / SITE
        words = wording(site.language)
        faults = build_site(
            root / site.config, output, root, words, pages=pages(site.language), engine=engine
        )
        if faults:
            raise CourseError(_fault(site.config, line) for line in faults)
        files = {f"{site.folder}/{path.relative_to(output).as_posix()}": path for path in _files(output)}
        for path, made in files.items():
            changes += publisher.put((path,), fingerprint, made.read_bytes)
    for path in known:
        if path not in files:
            changes += publisher.drop(path)
    return changes


def _config(root: Path, site: Site, publisher: Publisher) -> list[Change]:
    if not (root / CONFIG).is_file():
        hint = "copy mkdocs.yml from a course that has one."
        raise CourseError([Problem(CONFIG, 1, 1, "missing-file", "there is no mkdocs.yml", hint)])
    if site.config == CONFIG:
        return []
    docs = root / pages(site.language)
    there = (path.relative_to(docs).as_posix() for path in _files(docs) if path.suffix == ".md")
    data = config_for(wording(site.language), site.folder, there).encode()
    return publisher.put((site.config,), digest(data), lambda: data)


def _site_fingerprint(root: Path, site: Site, engine: str) -> str:
    rows = [kit(), *(f"{part}={metadata.version(part)}" for part in ENGINES[engine].parts)]
    rows += [digest((root / config).read_bytes()) for config in (CONFIG, site.config)]
    docs = root / pages(site.language)
    rows += [f"{path.relative_to(docs).as_posix()}={digest(path.read_bytes())}" for path in _files(docs)]
    return digest("\n".join(rows).encode())


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _fault(config: str, line: str) -> Problem:
    hint = "mend the page's spec, or mkdocs.yml if you changed it."
    return Problem(config, 1, 1, "site-warning", line, hint)
