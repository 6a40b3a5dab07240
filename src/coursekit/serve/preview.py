"""The course as it stands on the disk, and what a browser is shown of it."""

import gc
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from time import perf_counter

from coursekit.artifact import UnfitError
from coursekit.build import unfit
from coursekit.checks import Inspection, inspect
from coursekit.checks.finding import located
from coursekit.kept import forget_old
from coursekit.problems import CourseError, Problem
from coursekit.render.site.live import INDEX, Live
from coursekit.serve.indexing import Indexer
from coursekit.serve.sites import Sites
from coursekit.serve.watch import Look, look
from coursekit.sites import CONFIG, fault

Tell = Callable[[tuple[Problem, ...]], None]
SHORTEST, LONGEST, SHARE = 0.1, 2.0, 15
"""Seconds between two looks, and how many times longer than a look they are."""
UNREADY = b"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Not yet</title></head>
<body><h1>This course can't be shown yet</h1>
<p>Mend what is listed here; then its first page appears.</p></body></html>
"""


@dataclass(frozen=True)
class Answer:
    """What a path gives."""

    status: int
    data: bytes
    page: bool = False
    """Whether it is a page, which is told when it changes."""
    edition: int = 0
    """How often the site changed before it became what it is."""
    problems: tuple[Problem, ...] = ()
    """What is to be said in it."""
    held: bool = False
    """Whether the course has changed since in a way that can't be shown."""


class Preview:
    """The course and its sites; all is made under one lock, since MkDocs can do one thing at a time."""

    def __init__(self, sites: Sites, tell: Tell) -> None:
        self.root = sites.root
        self.problems: tuple[Problem, ...] = ()
        self.pause = SHORTEST
        """Seconds to wait before the next look: on a slow disk there are fewer of them."""
        self.version = 0
        """How often the course changed."""
        self.edition = 0
        """How often it changed in a way that can be shown."""
        self._sites = sites
        self._tell = tell
        self._seen: Look = {}
        self._good: Inspection | None = None
        """What was read when nothing was to be mended."""
        self._changed = threading.Condition(threading.RLock())
        self._indexer = Indexer(self.root, sites.python, self._changed)

    @contextmanager
    def current(self) -> Iterator[None]:
        """Hold everything as it is, after a look at whether the course changed."""
        with self._changed:
            begun = perf_counter()
            seen = look(self._sites.watched)
            self.pause = min(max(SHORTEST, SHARE * (perf_counter() - begun)), LONGEST)
            if seen != self._seen or not self.version:
                self._seen = seen
                self._read()
            yield

    def wait(self, version: int, seconds: float) -> int:
        """Wait until there is something newer, or for some seconds; return what there is."""
        with self._changed:
            self._changed.wait_for(lambda: self.version != version, seconds)
            return self.version

    def close(self) -> None:
        """End what runs beside."""
        self._indexer.close()

    def answer(self, path: str) -> Answer:
        """Return what is at a path now. Raises CourseError for a file that can't be made."""
        with self.current():
            found = self._sites.find(path)
            if found is None:
                return self._page(503, UNREADY)
            live, rest = found
            if rest == INDEX:
                return Answer(200, self._index(live))
            address = live.find(rest)
            if address is None:
                return self._page(404, live.missing())
            if not live.is_page(address):
                return Answer(200, self._file(live, address))
            data, said = live.page(address)
            warned = (fault(CONFIG, line) for line in (*live.faults, *said))
            return self._page(200, data, warned)

    def _page(self, status: int, data: bytes, warned: Iterable[Problem] = ()) -> Answer:
        said = (*self.problems, *warned)
        return Answer(status, data, True, self.edition, said, bool(self.problems))  # noqa: FBT003 - a page

    def _read(self) -> None:
        forget_old()
        found = inspect(self.root)
        problems = found.problems
        if found.course:
            try:
                self._sites.update(found.course)
                self._good = found
                self.edition += 1
            except CourseError as error:
                problems = error.problems
        if problems != self.problems or not self.version:
            self._tell(problems)
        self.problems = problems
        self.version += 1
        if self.version == 1:
            # What was read at the start stays; looking through it again and again takes longer than a change.
            gc.collect()
            gc.freeze()
        self._changed.notify_all()

    def _file(self, live: Live, address: str) -> bytes:
        try:
            return live.file(address)
        except UnfitError as error:
            if self._good is None or self._good.course is None:
                raise
            finding = unfit(self._good.course, live.made_by(address), error)
            raise CourseError([located(finding, self._good.survey)]) from None

    def _index(self, live: Live) -> bytes:
        """Return a site's index as new as the course; it comes from the process beside."""
        while (made := self._indexer.made(self.version)) is None and self._indexer.ask(self.version):
            self._changed.wait()
        return live.index() if made is None else made.get(live.base, b"{}")
