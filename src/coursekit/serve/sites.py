"""The sites of a course as they would be built now: what is planned, for whom MkDocs makes it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from coursekit.artifact import Artifact
from coursekit.build import Choice, plan
from coursekit.kept import kept
from coursekit.ledger import read_ledger
from coursekit.model.course import Course
from coursekit.problems import CourseError, Problem
from coursekit.render.places import pages
from coursekit.render.site.live import Live
from coursekit.render.site.navigation import config_for
from coursekit.render.site.settings import SettingsError, read_settings
from coursekit.serve.watch import Look, look
from coursekit.sites import CONFIG, SITE, Site, sites_of
from coursekit.wording import wording

INHERITED, OWN = b"\n# inherited:\n", "own"
HINT = "mend it: the preview goes on with the settings that it had."


@dataclass
class Shown:
    """The site of one language on its server."""

    live: Live
    settings: bytes
    beside: Look
    """Files of the theme and hooks that the settings name."""
    planned: Mapping[str, Artifact]
    """What the site is made from, by its path in the docs folder."""


class Sites:
    """The sites of a course, by where each begins: `/`, `/fr/`."""

    def __init__(self, root: Path, empty: Path, python: Path | None) -> None:
        self.root = root
        self.empty = empty
        """An empty folder, for MkDocs to see."""
        self.python = python
        self.shown: dict[str, Shown] = {}
        self.watched = {root / "seeds", root / "lessons", root / CONFIG}
        """Files and folders that the sites are made from."""

    def update(self, course: Course) -> None:
        """Take a course as it is now. Raises CourseError for unfit settings; then all stays as it was."""
        now = {}
        for site in sites_of(course, ()):
            base = f"/{site.folder.removeprefix(SITE).lstrip('/')}/".replace("//", "/")
            planned = dict(self._planned(course, site.language))
            settings = self._settings(site, planned)
            old = self.shown.get(base)
            live = old.live if old and self._holds(old, settings) else self._live(site, settings, base)
            now[base] = Shown(live, settings, look(live.files_beside()), planned)
        for shown in now.values():
            shown.live.update(shown.planned)
        self.shown = now
        named = course.spec.slides
        files = [named.template, named.logo.file if named.logo else None]
        self.watched = {*self.watched, *(self.root / file for file in files if file)}
        for shown in now.values():
            self.watched |= {*shown.live.files_beside(), *_own_paths(shown.planned)}

    def find(self, address: str) -> tuple[Live, str] | None:
        """Return the site that a path on the server is in, and the rest of the path."""
        for base in sorted(self.shown, key=len, reverse=True):
            if address.startswith(base):
                return self.shown[base].live, address.removeprefix(base)
        return None

    def _holds(self, old: Shown, settings: bytes) -> bool:
        return old.settings == settings and old.beside == look(old.live.files_beside())

    def _planned(self, course: Course, language: str) -> Iterator[tuple[str, Artifact]]:
        docs = f"{pages(language)}/"
        yield from _own_files(self.root / docs, docs, self.root)
        for step in plan(course, Choice(languages=(language,), python=self.python)):
            for path in step.paths:
                if path.startswith(docs):
                    yield path.removeprefix(docs), step.artifact

    def _settings(self, site: Site, planned: Mapping[str, Artifact]) -> bytes:
        if site.config == CONFIG:
            return self._read()
        there = [path for path in planned if path.endswith(".md")]
        return config_for(wording(site.language), site.folder, there).encode() + INHERITED + self._read()

    def _read(self) -> bytes:
        try:
            return (self.root / CONFIG).read_bytes()
        except OSError:
            hint = "copy mkdocs.yml from a course that has one."
            raise CourseError(
                [Problem(CONFIG, 1, 1, "missing-file", "there is no mkdocs.yml", hint)]
            ) from None

    def _live(self, site: Site, settings: bytes, base: str) -> Live:
        try:
            own = settings.partition(INHERITED)[0]
            return Live(read_settings(own, self.root / site.config, self.empty), base, wording(site.language))
        except SettingsError as error:
            raise CourseError(
                [Problem(CONFIG, error.line, error.column, "site-warning", error.reason, HINT)]
            ) from None


def _own_files(folder: Path, docs: str, root: Path) -> Iterator[tuple[str, Artifact]]:
    """Yield the files that people put beside the pages themselves: they are part of the site as well."""
    known = read_ledger(root).entries if folder.is_dir() else {}
    for path, stat in look([folder]).items():
        name = Path(path).relative_to(root).as_posix()
        if name not in known and not Path(path).name.startswith("."):
            yield name.removeprefix(docs), _own_file(path, stat)


@kept
def _own_file(path: str, stat: tuple[int, int, int]) -> Artifact:
    return Artifact(path, (OWN, *stat), Path(path).read_bytes)


def _own_paths(planned: Mapping[str, Artifact]) -> set[Path]:
    return {
        Path(artifact.path)
        for artifact in planned.values()
        if isinstance(artifact.subject, tuple) and artifact.subject[:1] == (OWN,)
    }
