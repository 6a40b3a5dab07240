"""The Markdown of specs: read once, and written so that every reader of Markdown shows the same."""

import random
from html.parser import HTMLParser

import markdown as python_markdown
import pytest
from markdown_it import MarkdownIt

from conftest import pairs
from coursekit.render import markdown, prose
from coursekit.render.prose import Block, Run
from coursekit.wording import wording

WORDING = wording("en")
EXTENSIONS = [
    "abbr",
    "admonition",
    "attr_list",
    "def_list",
    "footnotes",
    "md_in_html",
    "tables",
    "toc",
    "pymdownx.caret",
    "pymdownx.details",
    "pymdownx.mark",
    "pymdownx.superfences",
    "pymdownx.tilde",
]
PLAIN, EXTENDED = python_markdown.Markdown(), python_markdown.Markdown(extensions=EXTENSIONS)
READERS = {
    "Python-Markdown": lambda text: PLAIN.reset().convert(text),
    "Python-Markdown with extensions": lambda text: EXTENDED.reset().convert(text),
    "CommonMark": MarkdownIt("commonmark").render,
}
BLOCKS = {"blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ol", "p", "ul"}
INLINE = {"a", "code", "em", "strong"}


class Links:
    """Points at claims, terms and lessons in a way that a test can read."""

    def cite(self, claims):
        return f"[{'+'.join(claims)}](#cite)"

    def term(self, words, term):
        return f"[{words}](#term-{term})"

    def lesson(self, words, lesson):
        return f"[{words}](#lesson-{lesson})"


class Shown(HTMLParser):
    """What of a page is seen: its words, its tags and where its links lead."""

    def __init__(self, html):
        super().__init__()
        self.words, self.tags, self.links = "", set(), []
        self.feed(html)
        self.close()
        self.words = " ".join(self.words.split())

    def handle_data(self, data):
        self.words += data

    def handle_starttag(self, tag, attrs):
        self.words += " " if tag in BLOCKS else ""
        self.tags.add(tag)
        self.links += [value for name, value in attrs if name == "href"]
        assert {name for name, _ in attrs} <= {"href", "id", "start"}

    def handle_endtag(self, tag):
        self.words += " " if tag in BLOCKS else ""


def parsed(text, course):
    return prose.parse(text, course.facts, WORDING)


@pytest.mark.parametrize(("text", "wanted"), pairs("prose.md"))
def test_as_markdown_and_as_words(text, wanted, small_course):
    page, words = wanted.split("\n=>\n")
    blocks = parsed(text, small_course)
    assert markdown.document(blocks, Links()) == page
    assert "\n".join(prose.plain(block.runs) for block in blocks) == words


def seen_alike(text, course):
    blocks = parsed(text, course)
    page = markdown.document(blocks, Links())
    words = (
        (run.cites and "+".join(run.cites)) or run.text for block in blocks for run in (*block.runs, Run(" "))
    )
    runs = [run for block in blocks for run in block.runs]
    links = {
        "#cite" if run.cites else run.link.replace("term:", "#term-").replace("lesson:", "#lesson-")
        for run in runs
    }
    wanted = (" ".join("".join(words).split()), links - {""})
    for name, reader in READERS.items():
        shown = Shown(reader(page))
        assert (shown.words, set(shown.links)) == wanted, f"{name} reads {page!r} otherwise"
        assert shown.tags <= BLOCKS | INLINE, f"{name} reads {page!r} otherwise"


@pytest.mark.parametrize(
    "text", [pytest.param(sample.values[0], id=sample.id) for sample in pairs("prose.md")]
)
def test_every_reader_shows_the_same(text, small_course):
    seen_alike(text, small_course)


NASTY = [
    "![x](https://example.org)",
    "a![b](term:lease)!",
    "&#33;[x](https://example.org)",
    "&nbsp;# a",
    "&nbsp;- a",
    "    - a",
    "-",
    "1.",
    "#",
    ">",
    "- - - a",
    "1. 1. 1. a",
    "> > > a",
    "10. a\n11. b",
    "0. a",
    "999999999. a",
    "- a\n\n\n- b\n1. c\n- d",
    "- a\n\n  > b\n\n  # c\n- d",
    "**a** **b**",
    "***a** b*",
    "**a *b* c**",
    "*a **b** c*",
    "*a*b*c*",
    "_a_b_c_",
    "* a*",
    "**" * 30,
    "*_" * 30 + "x" + "_*" * 30,
    "[" * 60 + "x" + "](https://example.org)" * 60,
    "`" * 9,
    "``` a\nb\n```",
    "~~~\na\n~~~",
    "<details><summary>x</summary>",
    "<!--",
    "<?php x ?>",
    "<![CDATA[x]]>",
    "</div>",
    "&lt;script&gt;",
    "&#60;script&#62;",
    "&amp;lt;b&amp;gt;",
    "&#x26;#60;b>",
    "\\<b\\>",
    '[a](https://example.org "title")',
    "[a](https://example.org/(b))",
    "[a](https://example.org/`b`*c*_d_~e~^f^|g|{h})",
    '[a](https://example.org/\\)\\")',
    "[a](<https://example.org/><script>)",
    "[a](https://example.org){: onclick=alert(1) }",
    "[*a*b `c`](https://example.org)",
    "[a\nb](https://example.org)",
    "[ a ](https://example.org)",
    "[[a]](https://example.org)",
    "[a](https://example.org)[b](https://example.org)*c*",
    "*[a](https://example.org)*b",
    "{: .x }\na\n{: .y }",
    "a { .b #c onclick=d }",
    "# a {: #b }",
    "# a { .b }",
    "# a ##",
    "$x$ $$y$$ \\(z\\) \\[w\\]",
    "H~2~O and x^2^ and ==m== and ++k++",
    "a  \n b\\\n c",
    "a\r\nb\rc",
    "a&#13;b&#12;c&#9;d",
    "term\n:   definition",
    "a | b\n--|--\n1 | 2",
    '!!! note "x"\n    y',
    "??? x\n    y",
    '=== "Tab"\n    y',
    "/// note\n///",
    '--8<-- "file"',
    "[TOC]",
    "[^1]\n\n[^1]: x",
    "*[HTML]: x\n\nHTML",
    "+ + +",
    "* * *",
    "- - -",
    "___",
    "a\n***",
    "ａ＊ｂ＊ \u3000x\u00a0",
    "é*à*ü **«x»** *ы*-**ю**",
    "{flour-from-mill}**{customers}***{customers}*",
    "**{flour-from-mill.number}**[@strike]*x*",
]  # fmt: skip


@pytest.mark.parametrize("text", NASTY)
def test_nasty_text_has_no_power(text, small_course):
    seen_alike(text, small_course)


PIECES = [
    *"*_`[]()<>!#-+=|~^:{}&;$\\/\"'.?1a b\n",
    *("word", "**", "***", "- ", "1. ", "# ", "> ", "    ", "    - ", "\n", "\n\n", "é", "«", "\t"),
    *("](https://e.org)", "[x](https://e.org/a_b*c?d&e=)", "[y](term:lease)", "[@strike]", "{customers}"),
    *(
        "<b>",
        "&amp;",
        "&#10;",
        "&#35;",
        "&nbsp;",
        "``",
        "!!! x",
        "??? x",
        "{: .x}",
        "*x*",
        "**y**",
        "_z_",
        "1904. ",
    ),
]


def test_text_of_random_pieces_has_no_power(small_course):
    chance = random.Random(20250101)
    for _ in range(700):
        seen_alike("".join(chance.choices(PIECES, k=chance.randint(1, 12))), small_course)


@pytest.mark.parametrize("sign", list("#-+>:=!?*_`~|<[&{"))
def test_no_sign_has_power_at_the_start_of_a_line(sign):
    for text in (sign, f"{sign} a", f"{sign * 3} a", f"  {sign} a"):
        for reader in READERS.values():
            shown = Shown(reader(markdown.escape(text)))
            assert (shown.words, shown.tags) == (text.strip(), {"p"})


def test_a_line_has_no_blocks(small_course):
    text = "# a\n- b\n\n1. c"
    assert prose.parse_line(text, small_course.facts, WORDING) == (Run("# a - b 1. c"),)


def test_narrow_spaces_stay(small_course):
    text = "98\u202f%,  «\u00a0vrai\u00a0»"
    wanted = "98\u202f%, «\u00a0vrai\u00a0»"
    assert prose.plain_line(text, small_course.facts, WORDING) == wanted
    assert markdown.document(parsed(wanted, small_course), Links()) == wanted


def test_a_statement_has_its_own_figure(small_course):
    claim = small_course.facts.claims["weekly-wage"]
    wanted = "After the strike a baker earned 10 to 12 dollars a week."
    assert prose.statement(claim, small_course.facts, WORDING) == wanted


def test_words_alone_keep_their_points_and_spaces(small_course):
    text = "Files end in .yml , or so  [@strike] ."
    assert prose.plain_line(text, small_course.facts, WORDING) == "Files end in .yml , or so ."


def test_what_the_record_lacks_stays_as_typed(small_course):
    assert prose.plain_line("{nobody} and {value}", small_course.facts, WORDING) == "{nobody} and {value}"


def test_blocks_know_their_depth_and_number(small_course):
    blocks = parsed("# h\n\n1. a\n2. b\n    - c\n\n    d\n\ne\n\n> f", small_course)
    assert [(block.kind, block.depth, block.number) for block in blocks] == [
        ("heading", 1, 0),
        ("number", 1, 1),
        ("number", 1, 2),
        ("bullet", 2, 1),
        ("paragraph", 1, 0),
        ("paragraph", 0, 0),
        ("quote", 0, 0),
    ]


def test_headings_are_moved_down():
    blocks = [Block("heading", (Run("a"),), 1), Block("heading", (Run("b"),), 5)]
    assert markdown.document(blocks, Links(), shift=2) == "### a\n\n###### b"
