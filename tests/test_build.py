"""What a build does to a folder: what it writes, keeps, removes, and says of it."""

import hashlib
import io
import json
import os
import shutil
import signal
import subprocess
import sys
import time
import zipfile

import filelock
import pytest

from test_cli import ROOT, SMALL, run
from test_site import WIDE, search, visit

LESSONS = ("01-flour", "02-oven")


def course(folder):
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copytree(SMALL / "lessons", folder / "lessons")
    shutil.copytree(SMALL / "seeds", folder / "seeds")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    return folder


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = course(tmp_path_factory.mktemp("built") / "course")
    done = run("--root", folder, "build")
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.fixture
def copy(built, tmp_path):
    shutil.copytree(built, tmp_path / "course")
    return tmp_path / "course"


def digests(folder, *, tops=("build", "site", "slides", "exercises")):
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for top in tops
        for path in sorted((folder / top).rglob("*"))
        if path.is_file()
    }


def times(folder):
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}


def test_everything_is_where_it_is_said_to_be(built):
    assert (built / "site" / "index.html").is_file()
    for name in LESSONS:
        assert (built / "slides" / "en" / f"{name}.pptx").is_file()
        assert (built / "exercises" / "en" / f"{name}.ipynb").is_file()
        assert (built / "exercises" / "en" / "solutions" / f"{name}.ipynb").is_file()
    assert not list(built.rglob(".coursekit-*"))


def test_a_second_build_writes_nothing_and_says_so(copy):
    before = times(copy)
    done = run("--root", copy, "build")
    assert done.stdout.startswith("Nothing to write: all ")
    after = times(copy)
    assert {path for path in after if after[path] != before.get(path)} <= {copy / ".coursekit" / "lock"}


def test_why_gives_a_reason_a_file(copy):
    done = run("--root", copy, "build", "--why")
    reasons = dict(line.split(": ", 1) for line in done.stdout.splitlines()[:-1])
    assert set(reasons.values()) == {"as it should be"}
    assert set(digests(copy)) == set(reasons)
    (copy / "slides/en/01-flour.pptx").unlink()
    assert "slides/en/01-flour.pptx: was gone" in run("--root", copy, "build", "--why").stdout


def test_a_comment_in_a_spec_writes_nothing(copy):
    spec = copy / "lessons" / "flour.yml"
    spec.write_text("# a comment\n" + spec.read_text(encoding="utf-8"), encoding="utf-8")
    assert run("--root", copy, "build").stdout.startswith("Nothing to write")


def test_an_edited_deck_is_kept_and_said(copy):
    deck = copy / "slides/en/01-flour.pptx"
    deck.write_bytes(deck.read_bytes() + b"edited")
    edited = deck.read_bytes()
    done = run("--root", copy, "build")
    assert "slides/en/01-flour.pptx: somebody changed it since; kept as it is" in done.stdout
    assert deck.read_bytes() == edited
    forced = run("--root", copy, "build", "--force")
    assert "the former version is slides/en/01-flour.kept-1.pptx" in forced.stdout
    assert (copy / "slides/en/01-flour.kept-1.pptx").read_bytes() == edited
    assert deck.read_bytes() != edited
    assert run("--root", copy, "build").stdout.startswith("Nothing to write")


def test_a_page_that_was_edited_is_kept_where_the_site_does_not_show_it(copy):
    page = copy / "build/pages/en/course/01-flour.md"
    page.write_text("edited", encoding="utf-8")
    forced = run("--root", copy, "build", "--force")
    assert "the former version is .coursekit/kept/build/pages/en/course/01-flour.kept-1.md" in forced.stdout
    assert not [path for path in copy.rglob("*kept*") if ".coursekit" not in path.parts]


def test_a_file_that_is_not_ours_is_left_alone(tmp_path):
    folder = course(tmp_path / "course")
    deck = folder / "slides/en/01-flour.pptx"
    deck.parent.mkdir(parents=True)
    deck.write_bytes(b"mine")
    (folder / "slides/en/notes.txt").write_text("mine too", encoding="utf-8")
    done = run("--root", folder, "build", "--only", "slides")
    assert "slides/en/01-flour.pptx: not made by coursekit; kept as it is" in done.stdout
    assert deck.read_bytes() == b"mine"
    assert (folder / "slides/en/notes.txt").read_text(encoding="utf-8") == "mine too"


def test_a_lesson_that_is_gone_takes_its_files_along(copy):
    text = (copy / "lessons/course.yml").read_text(encoding="utf-8")
    (copy / "lessons/course.yml").write_text(text, encoding="utf-8")
    deck = copy / "slides/en/02-oven.pptx"
    ledger = json.loads((copy / ".coursekit/ledger.json").read_text(encoding="utf-8"))
    stray = copy / "slides/en/03-gone.pptx"
    shutil.copy(deck, stray)
    ledger["files"]["slides/en/03-gone.pptx"] = ledger["files"]["slides/en/02-oven.pptx"]
    (copy / ".coursekit/ledger.json").write_text(json.dumps(ledger), encoding="utf-8")
    done = run("--root", copy, "build", "--why")
    assert "slides/en/03-gone.pptx: nothing makes it any more; removed" in done.stdout
    assert not stray.exists()
    assert deck.exists()


@pytest.mark.parametrize("ledger", ["", "{", "[]", '{"version": 1}', '{"version": 1, "files": {"../x": {}}}'])
def test_a_broken_ledger_loses_nothing(copy, ledger):
    before = digests(copy)
    (copy / ".coursekit/ledger.json").write_text(ledger, encoding="utf-8")
    only = () if ledger == "{" else ("--only", "exercises", "--only", "paper")  # the site takes longest
    done = run("--root", copy, "build", *only)
    assert done.returncode == 0, done.stderr
    assert digests(copy) == before


def test_only_and_lesson(tmp_path):
    folder = course(tmp_path / "course")
    assert run("--root", folder, "build", "--only", "slides", "--lesson", "oven").returncode == 0
    assert set(digests(folder)) == {"slides/en/02-oven.pptx", "slides/en/02-oven.md"}
    assert run("--root", folder, "build", "--only", "exercises").returncode == 0
    assert not (folder / "site").exists()


def test_what_mkdocs_finds_fault_with_is_a_problem(copy):
    config = copy / "mkdocs.yml"
    config.write_text(config.read_text(encoding="utf-8") + "site_nam: Ours\n", encoding="utf-8")
    done = run("--root", copy, "build", "--only", "site")
    assert done.returncode == 1
    assert "mkdocs.yml:1:1: site-warning: " in done.stdout
    assert "site_nam" in done.stdout


def test_two_builds_at_once_are_refused(copy):
    with filelock.FileLock(copy / ".coursekit/lock"):
        done = run("--root", copy, "build")
    assert done.returncode == 1
    assert "build-running" in done.stdout


def test_an_interrupted_build_loses_nothing_and_goes_on(tmp_path):
    folder = course(tmp_path / "course")
    started = subprocess.Popen(
        [sys.executable, "-m", "coursekit", "--root", str(folder), "build"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    deadline = time.monotonic() + 60
    while not list(folder.rglob("*.pptx")) and time.monotonic() < deadline:
        time.sleep(0.01)
    started.send_signal(signal.SIGINT)
    _, said = started.communicate(timeout=60)
    assert started.returncode == 130
    assert b"Interrupted" in said
    done = run("--root", folder, "build")
    assert done.returncode == 0
    assert "kept as it is" not in done.stdout
    assert run("--root", folder, "build").stdout.startswith("Nothing to write")


def test_the_same_bytes_in_another_folder_zone_locale_and_hash_seed(built, tmp_path):
    folder = course(tmp_path / "somewhere else, é")
    environment = {"TZ": "Asia/Almaty", "LC_ALL": "C", "PYTHONHASHSEED": "4242", "LANG": "C"}
    done = run("--root", folder, "build", env=environment)
    assert done.returncode == 0, done.stdout + done.stderr
    assert digests(folder) == digests(built)


def test_a_changed_figure_changes_what_rests_on_it_and_nothing_else(copy):
    claim, old, new = FIGURE
    traced = run("--root", copy, "trace", claim).stdout.splitlines()
    files = {line.strip() for line in traced if line.startswith(("  slides/", "  exercises/", "  build/"))}
    assert files
    before = digests(copy, tops=("build/pages", "slides", "exercises"))
    seed = copy / "seeds" / "bakery.yml"
    text = seed.read_text(encoding="utf-8")
    at = text.index(f"id: {claim}")
    assert old in text[at : at + 400]
    seed.write_text(text[:at] + text[at:].replace(old, new, 1), encoding="utf-8")
    assert run("--root", copy, "build").returncode == 0
    after = digests(copy, tops=("build/pages", "slides", "exercises"))
    changed = {path for path in after if after[path] != before.get(path)}
    assert {path for path in changed if "/downloads/" not in path} == files


FIGURE = ("rye-loaves", "value: 30", "value: 35")
"""A figure of the small course, its value there, and another."""


def test_a_full_disk_is_said_plainly(tmp_path):
    if os.geteuid() == 0:
        # Root may write anywhere, so the place where a folder must be made is taken by a file.
        folder = course(tmp_path / "course")
        (folder / "slides").write_text("a file", encoding="utf-8")
    else:
        folder = course(tmp_path / "course")
        (folder / "slides").mkdir(mode=0o500)
    done = run("--root", folder, "build", "--only", "slides")
    assert done.returncode == 1
    assert "slides" in done.stderr


def test_a_text_that_does_not_fit_its_slide_is_a_problem_at_its_line(copy):
    spec = copy / "lessons" / "flour.yml"
    text = spec.read_text(encoding="utf-8")
    for whose, times in (("bakery", 8), ("mill", 20), ("valley", 12)):
        assert f"text: Of the {whose}'s flour," in text
        text = text.replace(
            f"text: Of the {whose}'s flour,", f"text: {f'Of the {whose} and its flour ' * times},"
        )
    spec.write_text(text, encoding="utf-8")
    deck = (copy / "slides/en/01-flour.pptx").read_bytes()
    done = run("--root", copy, "build")
    assert done.returncode == 1
    (line, _) = done.stdout.splitlines()
    assert "text-does-not-fit: slides/en/01-flour.pptx: " in line
    at = text.index("- {text: Of the mill and its flour")
    assert line.startswith(f"lessons/flour.yml:{text.count(chr(10), 0, at) + 1}:")
    assert (copy / "slides/en/01-flour.pptx").read_bytes() == deck


def test_a_second_language_has_a_site_of_its_own_and_goes_with_it(tmp_path):
    folder = course(tmp_path / "course")
    spec = folder / "lessons/course.yml"
    text = spec.read_text(encoding="utf-8")
    spec.write_text(text.replace("languages: [en]", "languages: [en, fr]"), encoding="utf-8")
    done = run("--root", folder, "build")
    assert done.returncode == 0, done.stdout
    for path in (
        "site/index.html",
        "site/fr/index.html",
        "slides/fr/01-flour.pptx",
        "exercises/fr/01-flour.ipynb",
    ):
        assert (folder / path).is_file(), path
    assert '<html lang="fr"' in (folder / "site/fr/index.html").read_text(encoding="utf-8")
    assert run("--root", folder, "build").stdout.startswith("Nothing to write")
    mine = folder / "site/fr/mine.html"
    mine.write_text("mine", encoding="utf-8")
    spec.write_text(text, encoding="utf-8")
    assert run("--root", folder, "build").returncode == 0
    assert [path.name for path in (folder / "site/fr").rglob("*") if path.is_file()] == ["mine.html"]
    assert not (folder / "slides/fr").exists()
    assert not (folder / "build/mkdocs.fr.yml").exists()
    assert (folder / "site/index.html").is_file()


def test_the_site_as_a_zip_works_where_it_is_unpacked(copy, tmp_path, chromium):
    done = run("--root", copy, "build", "--zip", "--why")
    assert "site.zip: not there before" in done.stdout
    first = (copy / "site.zip").read_bytes()
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        archive.extractall(tmp_path / "on a stick, é")
        assert {entry.date_time[0] for entry in archive.infolist()} == {2020}
        assert archive.namelist() == sorted(digests(copy, tops=("site",)))
    site = tmp_path / "on a stick, é" / "site"
    page, requests, errors = visit(chromium, (site / "index.html").as_uri(), WIDE)
    page.get_by_role("link", name="Whose flour is it?").first.click()
    assert search(page, "sourdough") > 0
    page.context.close()
    assert errors == []
    assert [url for url in requests if not url.startswith(("file:", "data:", "blob:"))] == []


def test_a_zip_keeps_up_with_the_site_until_it_is_deleted(copy):
    assert run("--root", copy, "build", "--zip").returncode == 0
    first = (copy / "site.zip").read_bytes()
    assert run("--root", copy, "build", "--only", "site").stdout.startswith("Nothing to write")
    (copy / "site.zip").unlink()
    assert run("--root", copy, "build", "--zip").returncode == 0
    assert (copy / "site.zip").read_bytes() == first
    spec = copy / "lessons/course.yml"
    spec.write_text(spec.read_text(encoding="utf-8").replace("A small course", "A course"), encoding="utf-8")
    assert run("--root", copy, "build", "--only", "site").returncode == 0
    with zipfile.ZipFile(copy / "site.zip") as archive:
        assert archive.read("site/index.html") == (copy / "site/index.html").read_bytes()
    (copy / "site.zip").unlink()
    assert run("--root", copy, "build").stdout.startswith("Nothing to write")
    assert not (copy / "site.zip").exists()


def test_a_course_in_french_first_has_french_folders(tmp_path):
    folder = course(tmp_path / "course")
    spec = folder / "lessons/course.yml"
    spec.write_text(
        spec.read_text(encoding="utf-8").replace("languages: [en]", "languages: [fr]"), encoding="utf-8"
    )
    done = run("--root", "course", "build", "--only", "site", cwd=tmp_path)
    assert done.returncode == 0, done.stdout
    home = (folder / "site/index.html").read_text(encoding="utf-8")
    assert '<html lang="fr"' in home
    assert "Enseigner" in home
    assert run("--root", folder, "build", "--only", "site").stdout.startswith("Nothing to write")
