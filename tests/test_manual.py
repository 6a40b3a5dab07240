"""The manual is followed literally: its commands are run, its files written, its answers compared."""

import os
import pty
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml
from markdown_it import MarkdownIt

import coursekit.starter
from coursekit.starter import Answers, new_course

DOCS = Path(__file__).parent.parent / "docs"
STARTER = Path(coursekit.starter.__file__).parent / "course"
BIN = Path(sys.executable).parent
SOMETHING = "…"
WRITES = re.compile(r"(?:Make|make|Replace all that stands in)\b[^.]*?`([^`]+)`[^.]*:?\s*")
CHANGES = re.compile(r"[Ii]n `([^`]+)`, change$")


@dataclass(frozen=True)
class Block:
    """A fenced block with the paragraph before it."""

    said: str
    language: str
    text: str
    line: int


def blocks(page):
    said = ""
    for token in MarkdownIt().parse((DOCS / page).read_text(encoding="utf-8")):
        if token.type == "inline":
            said = " ".join(token.content.split())
        elif token.type == "fence":
            yield Block(said, token.info.strip(), token.content, token.map[0] + 1)


def pattern(answer):
    """An answer as a pattern, in which an ellipsis stands for anything."""
    return ".*".join(re.escape(piece) for piece in answer.rstrip("\n").split(SOMETHING))


def commands(text):
    """Yield each command with the answer that is printed under it."""
    for chunk in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
        command, _, answer = chunk.partition("\n")
        yield command, answer


def follow(page, folder):
    """Do what a page says, from its first block to its last; return what was done."""
    done, old = [], None
    for block in blocks(page):
        where = f"docs/{page}:{block.line}"
        if block.language == "console":
            for command, answer in commands(block.text):
                folder = typed(command, answer, folder, where)
                done.append(command)
        elif block.language == "yaml" and old:
            path, text, old = *old, None
            assert block.said == "to", f"{where}: what is it changed to?"
            found = (folder / path).read_text(encoding="utf-8")
            assert found.count(text) == 1, f"{where}: {path} has this {found.count(text)} times:\n{text}"
            (folder / path).write_text(found.replace(text, block.text), encoding="utf-8")
            done.append(path)
        elif changed := CHANGES.search(block.said):
            old = changed[1], block.text
        elif written := WRITES.search(block.said):
            (folder / written[1]).parent.mkdir(parents=True, exist_ok=True)
            (folder / written[1]).write_text(block.text, encoding="utf-8")
            done.append(written[1])
        else:
            assert block.language not in ("yaml", "console"), f"{where}: what is to be done with this?"
    return done


def typed(command, answer, folder, where):
    words = shlex.split(command)
    if words[0] == "cd":
        return folder / words[1]
    path = f"{BIN}{os.pathsep}{os.environ['PATH']}"
    quiet = {"COLUMNS": "80", "NO_COLOR": "1", "GIT_CONFIG_GLOBAL": os.devnull}
    environment = {**os.environ, "PATH": path, **quiet}
    said, status = on_a_terminal(command, folder, environment)
    assert re.fullmatch(pattern(answer), said.rstrip("\n"), re.DOTALL), f"{where}: $ {command}\n{said}"
    assert status == 0 or answer.strip() not in ("", SOMETHING), f"{where}: $ {command} ends with {status}"
    return folder


def on_a_terminal(command, folder, environment):
    """Run a command whose answer a person reads on a terminal; errors and progress come by themselves."""
    own, its = pty.openpty()
    with subprocess.Popen(
        command, shell=True, cwd=folder, env=environment, stdout=its, stderr=subprocess.PIPE
    ) as process:
        os.close(its)
        said = b"".join(iter(lambda: read(own), b""))
        wrong = process.stderr.read()
    os.close(own)
    return (said + wrong).decode().replace("\r\n", "\n"), process.returncode


def read(terminal):
    try:
        return os.read(terminal, 65536)
    except OSError:  # how Linux says that nobody writes there any more
        return b""


def test_the_tutorial_is_followed_from_an_empty_folder(tmp_path):
    done = follow("tutorial.md", tmp_path)
    assert sum(step.startswith("coursekit") for step in done) == 8
    for path in (
        "slides/en/run-sheets/01-the-last-bus.pdf",
        "exercises/en/worksheets/01-the-last-bus.pdf",
        "slides/en/01-the-last-bus.pptx",
        "site/index.html",
        "site.zip",
    ):
        assert (tmp_path / "our-evening" / path).is_file(), path
        assert path in (DOCS / "tutorial.md").read_text(encoding="utf-8")
    pages = tmp_path / "our-evening" / "build" / "pages" / "en"
    home = (pages / "index.md").read_text(encoding="utf-8")
    for ours in ("Whom a timetable is made for", "We work out whom that hits", "no more than a pen."):
        assert ours in home
    sample = yaml.safe_load((STARTER / "lessons" / "course.yml").read_text(encoding="utf-8"))
    for field in ("subtitle", "summary", "audience"):
        assert " ".join(sample[field].split()) not in home, field
    cited = (pages / "reference" / "credits.md").read_text(encoding="utf-8")
    assert "> Our reading circle, *An evening on buses*" in cited
    deck = (tmp_path / "our-evening" / "slides" / "en" / "01-the-last-bus.md").read_text(encoding="utf-8")
    solution = (pages / "teaching" / "solutions" / "01-the-last-bus.md").read_text(encoding="utf-8")
    assert "Which share?" in deck
    assert "A letter to the council" in deck
    assert "five sixths" in solution


PAGES = {
    "add-a-local-case.md": [
        "lessons/variants/mill-road.lock.json",
        "build/variants/mill-road/slides/en/01-the-library.pptx",
    ],
    "change-the-time.md": ["lessons/log.yml"],
    "print.md": ["lessons/course.yml", "slides/en/run-sheets/01-the-library.pdf"],
    "use-our-template.md": ["our.pptx"],
    "give-out-on-sticks.md": ["site.zip"],
    "publish.md": ["../our-pages/.nojekyll"],
    "translate.md": ["../notre-cours/lessons/course.yml"],
}
"""What is there when each how-to has been followed."""

COPIED = """all => all.map(one => {
  one.setAttribute("data-md-copying", "")  // as the theme does
  return one.innerText.trim()
})"""
READY = ("give-out-on-sticks.md", "publish.md")
"""Those that begin in a course that has been built."""


@pytest.fixture(scope="module")
def bare(tmp_path_factory):
    folder = tmp_path_factory.mktemp("bare") / "ours"
    new_course(folder, Answers("Ours"))
    return folder


@pytest.fixture(scope="module")
def built(bare, tmp_path_factory):
    folder = tmp_path_factory.mktemp("built") / "ours"
    shutil.copytree(bare, folder)
    subprocess.run([BIN / "coursekit", "build"], cwd=folder, capture_output=True, check=True)
    return folder


@pytest.fixture
def host(tmp_path, monkeypatch):
    """What git says in a repository that stands for the host's; the machine has no name for a commit."""
    settings = {f"url.{tmp_path}/.insteadOf": "https://codeberg.org/our-group/", "user.useConfigOnly": "true"}
    for count, (key, value) in enumerate(settings.items()):
        monkeypatch.setenv(f"GIT_CONFIG_KEY_{count}", key)
        monkeypatch.setenv(f"GIT_CONFIG_VALUE_{count}", value)
    monkeypatch.setenv("GIT_CONFIG_COUNT", str(len(settings)))
    for where in ("GLOBAL", "SYSTEM"):
        monkeypatch.setenv(f"GIT_CONFIG_{where}", os.devnull)
    for variable in ("AUTHOR_NAME", "AUTHOR_EMAIL", "COMMITTER_NAME", "COMMITTER_EMAIL"):
        monkeypatch.delenv(f"GIT_{variable}", raising=False)
    subprocess.run(["git", "init", "--quiet", "--bare", "our-course.git"], cwd=tmp_path, check=True)

    def said(*words):
        command = ["git", "-C", tmp_path / "our-course.git", *words]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    return said


def test_every_page_of_the_manual_is_followed():
    assert set(PAGES) == {path.name for path in (DOCS / "how-to").glob("*.md")}


@pytest.mark.usefixtures("host")
@pytest.mark.parametrize("page", PAGES)
def test_a_how_to_is_followed_in_a_new_course(page, bare, built, tmp_path):
    shutil.copytree(built if page in READY else bare, tmp_path / "ours")
    assert follow(f"how-to/{page}", tmp_path / "ours")
    for path in PAGES[page]:
        assert (tmp_path / "ours" / path).is_file(), path


def test_what_is_published_again_replaces_what_stood_there(built, tmp_path, host):
    course = tmp_path / "ours"
    shutil.copytree(built, course)
    assert follow("how-to/publish.md", course)
    assert "A line of our own" not in host("show", "pages:index.html")
    settings = course / "lessons" / "course.yml"
    text = re.sub("(?m)^subtitle: .*", "subtitle: A line of our own", settings.read_text(encoding="utf-8"))
    settings.write_text(text, encoding="utf-8")
    subprocess.run([BIN / "coursekit", "build"], cwd=course, capture_output=True, check=True)
    assert follow("how-to/publish.md", course)
    assert "A line of our own" in host("show", "pages:index.html")
    site = {path.name for path in (course / "site").iterdir()}
    assert set(host("ls-tree", "--name-only", "pages").split()) == site | {".nojekyll"}
    assert host("log", "--format=%an <%ae>", "pages") == "Our reading circle <group@example.org>\n"


def test_a_course_that_was_not_built_is_not_published_in_place_of_its_site(bare, tmp_path, host):
    course = tmp_path / "ours"
    shutil.copytree(bare, course)
    with pytest.raises(AssertionError, match="cp -R site"):
        follow("how-to/publish.md", course)
    for block in blocks("how-to/publish.md"):
        for command, _ in commands(block.text):  # as by somebody who reads no answer
            on_a_terminal(command, course, os.environ)
    assert host("for-each-ref") == ""


def test_the_manual_is_a_site_without_a_broken_link_and_its_search_works_from_a_folder(tmp_path, chromium):
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--config-file", "manual.yml"]
    done = subprocess.run(
        [*command, "--site-dir", tmp_path], cwd=DOCS.parent, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    for page in ("index.html", "tutorial.html", "how-to/publish.html", "reference/lesson.html"):
        assert (tmp_path / page).is_file(), page
    page = chromium.new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((tmp_path / "tutorial.html").as_uri())
    page.locator("[data-md-component=search-query]").click()
    page.keyboard.type("USB sticks")
    page.wait_for_selector(".md-search-result__item a[href*='how-to/give-out-on-sticks']")
    copied = page.locator(".highlight code").evaluate_all(COPIED)
    page.close()
    assert 'coursekit new our-evening --title "An evening on buses" --yes' in copied
    assert [text for text in copied if text.startswith("$")] == []
    assert [url for url in asked if not url.startswith((tmp_path.as_uri(), "data:", "blob:"))] == []
