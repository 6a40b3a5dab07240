"""Reading YAML within bounds: each refusal at its line and column, and never an exception."""

import random

import pytest
import yaml

from conftest import SMALL
from coursekit.load.document import Odd
from coursekit.load.text import MAX_BYTES
from coursekit.load.yaml import MAX_DEPTH, MAX_NODES, read

COURSE = (SMALL / "lessons" / "course.yml").read_bytes()
LESSON = (SMALL / "lessons" / "oven.yml").read_bytes()


def problems(data):
    data = data.encode() if isinstance(data, str) else data
    return [(p.code, p.line, p.column) for p in read(data, "a.yml")[1]]


def only(data):
    data = data.encode() if isinstance(data, str) else data
    (problem,) = read(data, "a.yml")[1]
    return problem


def value(text):
    document, found = read(text.encode(), "a.yml")
    assert not found
    return document.value


REFUSED = {
    "nothing": (b"", "empty-file", 1, 1),
    "only comments": (b"# a\n\n# b\n", "empty-file", 1, 1),
    "only a byte order mark": (b"\xef\xbb\xbf", "empty-file", 1, 1),
    "too large": (b"a: " + b"x" * MAX_BYTES, "file-too-large", 1, 1),
    "too deep": ("a:\n  " + "[" * MAX_DEPTH + "]" * MAX_DEPTH, "too-deep", 2, 2 + MAX_DEPTH),
    "too many values": ("- a\n" * (MAX_NODES + 1), "too-many-values", MAX_NODES, 3),
    "an anchor": ("a: 1\nb: &x text\n", "anchor", 2, 4),
    "an anchor on a list": ("a: &x\n  - 1\n", "anchor", 1, 4),
    "an anchor on a key": ("a: 1\n&x b: 2\n", "anchor", 2, 1),
    "an alias": ("a: 1\nb: *x\n", "alias", 2, 4),
    "a tag": ("a: 1\nb: !!python/object:os.system x\n", "tag", 2, 4),
    "a tag on a mapping": ("a: !x {b: 1}\n", "tag", 1, 4),
    "a repeated key": ("a: 1\nb:\n  c: 1\n  d: 2\n  c: 3\n", "repeated-key", 5, 3),
    "a number as key": ("a: 1\n2022: b\n", "key-not-text", 2, 1),
    "a yes/no as key": ("a: 1\nyes: b\n", "key-not-text", 2, 1),
    "an empty key": ("a: 1\n~: b\n", "key-not-text", 2, 1),
    "a list as key": ("a: 1\n[b, c]: d\n", "key-not-text", 2, 1),
    "a mapping as key": ("? {b: c}\n: d\n", "key-not-text", 1, 3),
    "a second document": ("a: 1\n---\nb: 2\n", "second-document", 2, 1),
    "a control character": ("a: 1\nb: x\x07y\n", "control-character", 2, 5),
    "a next-line character": ("a: 1\nb: x\x85y\n", "control-character", 2, 5),
    "a right-to-left override": ("a: шы\u202ey\n", "control-character", 1, 6),
    "a byte order mark inside": ("a: 1\nb: \ufeffx\n", "control-character", 2, 4),
    "a control character spelt out": ('a: 1\nb: "x\\0y"\n', "control-character", 2, 4),
    "an override spelt out": ('a: "x\\u202ey"\n', "control-character", 1, 4),
    "a control character in a key": ('"a\\ab": 1\n', "control-character", 1, 1),
    "UTF-16, little end first": ("a: 1".encode("utf-16-le").join([b"\xff\xfe", b""]), "not-utf-8", 1, 1),
    "UTF-16, big end first": (b"\xfe\xff" + "a: 1".encode("utf-16-be"), "not-utf-8", 1, 1),
    "Windows-1251": ("a: 1\nb: Казахстан".encode("cp1251"), "not-utf-8", 2, 4),
    "Latin-1": ("é: 1\r\nb: x".encode() + b"\xe9", "not-utf-8", 2, 5),
    "a lone surrogate": (b"a: \xed\xa0\x80", "not-utf-8", 1, 4),
    "a tab as indentation": ("a:\n\tb: 1\n", "not-yaml", 2, 1),
    "a colon in text": ("a: 1\nb: one: two\n", "not-yaml", 2, 7),
    "an at sign": ("a: 1\nb: @x\n", "not-yaml", 2, 4),
    "a backtick": ("a: `x`\n", "not-yaml", 1, 4),
    "a bracket left open": ("a: [1, 2\nb: 3\n", "not-yaml", 2, 2),
    "a quote left open": ('a: 1\nb: "x\nc: 1\n', "not-yaml", 2, 4),
    "bad indentation": ("a:\n    b: 1\n  c: 2\n", "not-yaml", 3, 3),
}


@pytest.mark.parametrize(("data", "code", "line", "column"), REFUSED.values(), ids=list(REFUSED))
def test_refused(data, code, line, column):
    assert problems(data) == [(code, line, column)]


@pytest.mark.parametrize(
    ("data", "hint"),
    [
        ("a:\n\tb: 1\n", "a tab stands here"),
        ("a: one: two\n", 'text that contains ": " needs quotes'),
        ("a: @x\n", "text that begins with @"),
        ("a: 1\n2022: b\n", '"2022"'),
        ('a: "x\nb: 1\n', 'write another "'),
        ('a: "x\\q"\n', "a backslash is written twice"),
        ("a: [1\nb: 2\n", "brackets left open"),
        ("a: 1\n  b: 2\n", "indented further than the one before"),
        ("<<<<<<< mine\na: 1\n=======\na: 2\n", "two versions of the file"),
        ("a: \u201cb: c\u201d\n", "straight quotes"),
        ("a: *b*\n", "text that begins with *"),
        (REFUSED["UTF-16, big end first"][0], "UTF-8"),
    ],
)
def test_says_what_to_do(data, hint):
    assert hint in only(data).hint


def test_a_line_without_its_colon_is_named_itself():
    problem = only("a: 1\ntext |\n  many words\n  and more\nb: 2\n")
    assert (problem.line, '": " is missing' in problem.hint) == (2, True)


NOT_CLOSED = {
    "up to the next quote": ('a: 1\nb: "x\nc: 2\nd: "y"\n', 2, 4),
    "up to the end": ('a: 1\nb: "x\nc: 2\n', 2, 4),
    "through many that seem to open": ('a:\n  - "x\n  - "y"\n  - "z"\nb: "1"\n', 2, 5),
    "in curly brackets": ('a:\n  - {b: 1, c: "x}\n  - {b: 2}\n  - {b: 3, c: "y"}\n', 2, 15),
    "far from what is wrong": ('a: "x\n' + "b: 1\n" * 50 + 'c: "y"\n', 1, 4),
    "before an escape": ('a: "x\nb: C:\\q\n', 1, 4),
    "an apostrophe": ("a: 1\nb: 'twas\nc: it's\n", 2, 4),
    "after a text that goes on": ('a: "x\n  y: z\n  - w"\nb:\n  - c: "x\n    d: "y"\n', 5, 8),
}


@pytest.mark.parametrize(("text", "line", "column"), NOT_CLOSED.values(), ids=list(NOT_CLOSED))
def test_a_quote_that_is_not_closed_is_reported_where_it_opens(text, line, column):
    problem = only(text)
    assert (problem.code, problem.line, problem.column) == ("not-yaml", line, column)
    assert "quotation mark that opens here is not closed" in problem.message
    assert text.split("\n")[line - 1][column - 1] in problem.hint


GOES_ON = (
    'a: "x\n  y: z"\n',
    'a:\n  "x\n  y: z"\n',
    '- "x\n  y: z"\n',
    '- {a: "x\n   - y"}\n',
)


@pytest.mark.parametrize("text", GOES_ON)
def test_a_quoted_text_that_goes_on_is_not_called_open(text):
    problem = only(f"{text}]\n")
    assert problem.line == text.count("\n") + 1
    assert "quotation" not in problem.message


def test_a_lost_quote_is_found_in_its_line_wherever_it_stood():
    text = LESSON.decode()
    quoted = [t for t in yaml.scan(text, yaml.CSafeLoader) if getattr(t, "style", None) in ("'", '"')]
    for token in quoted:
        end = token.end_mark.index
        problem = only(text[: end - 1] + text[end:])
        assert problem.line == token.start_mark.line + 1
        assert "quotation mark" in problem.message + problem.hint


def test_windows_1251_is_named():
    assert "Windows-1251" in only("b: Казахстан".encode("cp1251")).message
    assert "Windows-1251" not in only(b"b: caf\xe9, na\xefve").message


def test_a_repeated_key_names_both_lines():
    problem = only("a: 1\nb: 2\n\na: 3\n")
    assert (problem.line, problem.column) == (4, 1)
    assert "line 1" in problem.message


def test_the_first_of_a_repeated_key_counts():
    document, _ = read(b"a: 1\na: 2\n", "a.yml")
    assert document.value == {"a": 1}


def test_several_problems_at_once():
    assert problems("a: &x 1\nb: *x\n1: c\na: 2\n") == [
        ("anchor", 1, 4),
        ("alias", 2, 4),
        ("key-not-text", 3, 1),
        ("repeated-key", 4, 1),
    ]


def test_limits_are_reached_without_harm():
    assert problems("[" * (MAX_DEPTH - 1) + "]" * (MAX_DEPTH - 1)) == []
    assert problems("- a\n" * (MAX_NODES - 1)) == []
    assert problems(b"a: " + b"x" * (MAX_BYTES - 3)) == []


def test_columns_count_characters():
    assert problems("a: {шығыс: 1, 🙂: &x 2}\n") == [("anchor", 1, 18)]


@pytest.mark.parametrize("ending", ["\r\n", "\r", "\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_endings_and_byte_order_mark(ending, mark):
    text = f"{mark}a: 1{ending}b: |{ending}  x{ending}  y{ending}c: &x 2{ending}"
    document, found = read(text.encode(), "a.yml")
    assert [(p.code, p.line, p.column) for p in found] == [("anchor", 5, 4)]
    assert document.value == {"a": 1, "b": "x\ny\n", "c": 2}
    assert document.place(("a",)) == ("a.yml", 1, 4)


SCALARS = {
    "98": 98,
    "-3": -3,
    "0.25": 0.25,
    "1.5e3": 1500.0,
    "true": True,
    "False": False,
    "~": None,
    "": None,
    '"98"': "98",
    "'true'": "true",
    "words": "words",
    "yes": Odd("yes"),
    "2022-01-05": Odd("2022-01-05"),
    "2022-01": "2022-01",
    "010": Odd("010"),
    "0x1F": Odd("0x1F"),
    "1_000": Odd("1_000"),
    "12:30": Odd("12:30"),
    ".nan": Odd(".nan"),
    ".inf": Odd(".inf"),
    "9999999999999999999": Odd("9999999999999999999"),
    "<<": "<<",
}


@pytest.mark.parametrize(("typed", "wanted"), SCALARS.items())
def test_scalars(typed, wanted):
    found = value(f"a: {typed}\n")["a"]
    assert (type(found), found) == (type(wanted), wanted)


def test_merge_keys_have_no_power():
    assert value("a:\n  <<: {b: 1}\n  c: 2\n") == {"a": {"<<": {"b": 1}, "c": 2}}


NASTY = [
    b"\x00",
    b"\xff",
    b"\xf4\x90\x80\x80",
    b"%YAML 9.9\n---\na",
    b"%TAG ! tag:x,2000:\n---\n!a b",
    b"---",
    b"...",
    b"--- |\n",
    b"? ",
    b"- - - -\n",
    b"{",
    b"}",
    b"[[[",
    b"{a: [}",
    b"&a *a",
    b"&a [*a]",
    b"*",
    b"!",
    b"!<",
    b"!!",
    b"'",
    b'"\\',
    b'"\\x"',
    b'"\\ud800"',
    b"|",
    b"|9\n x",
    b">-+\n",
    b": : :",
    b"- ? : ,",
    b"\t\t\t",
    b"a:\n\t- b",
    b"#" * 5000,
    b"[" * 20_000,
    b"{a: " * 20_000,
    b"- " * 20_000,
    b"? " * 5_000,
    b"a" * 2_000 + b": b",
    "\U0010ffff: \U0001f642".encode(),
    b"a: !!binary R0lGODlhDAAMAIQAAP",
    b"a: !!set {b, c}",
    b"lol: &a [x]\nb: &b [*a,*a]\nc: [*b,*b]",
]


@pytest.mark.parametrize("data", NASTY)
def test_nasty_bytes_are_refused_or_read(data):
    document, found = read(data, "a.yml")
    assert document is not None or found
    lines = data.count(b"\n") + data.count(b"\r") + 1
    assert all(1 <= problem.line <= lines and problem.column >= 1 for problem in found)


@pytest.mark.parametrize(("data", "step"), [(COURSE, 1), (LESSON, 29)])
def test_every_beginning_of_a_file_is_refused_or_read(data, step):
    for end in range(0, len(data), step):
        document, found = read(data[:end], "a.yml")
        assert document is not None or found


def test_a_lesson_with_any_bytes_changed_is_refused_or_read():
    chance = random.Random(20260128)
    pieces = [b":", b"- ", b"\n", b"\t", b"'", b'"', b"[", b"}", b"&a ", b"*a", b"!", b"\xff", b"\x00", b"|"]
    for _ in range(400):
        data = bytearray(LESSON)
        for _ in range(chance.randint(1, 4)):
            at = chance.randrange(len(data))
            data[at : at + chance.randint(0, 3)] = chance.choice(pieces)
        document, found = read(bytes(data), "a.yml")
        assert document is not None or found
