"""A lesson's page as a chapter of one page that holds the whole course."""

import re

HEAD = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
HEADING = re.compile(r"^(#{1,6}) (.*)$", re.MULTILINE)
ANCHOR = re.compile(r"\{ #([A-Za-z0-9-]+)")
TAG = re.compile(r"<[a-z][^<>]*>")
NAMES = re.compile(r"\b(id|aria-labelledby)=\"([^\"]*)\"")
TASK = re.compile(r" data-ck-task=\"[^\"]*\"")
INSIDE = re.compile(r"\]\(#([A-Za-z0-9-]+)")
BESIDE = re.compile(r"\]\(([0-9]{2,}-[a-z0-9-]+)\.md(?:#([A-Za-z0-9-]+))?")
FOR_MACHINES = re.compile(r"^<(?:script type|div class=\"ck-says\"|div data-ck-read).*\n", re.MULTILINE)
CHECKED_HERE = re.compile(r"^.*\n\{ \.ck-where \}\n", re.MULTILINE)
DEEPEST = 6


def within(text: str, name: str) -> str:
    """Move a page's headings down by one and make its anchors begin with the lesson's name.

    What is written here is a page of ours, in which words of a course are escaped: what looks like
    a tag, a heading or a link is one. Form controls are left to the lesson's own page, which keeps the work.
    """
    text = HEAD.sub("", text)
    text = CHECKED_HERE.sub("", FOR_MACHINES.sub("", TASK.sub("", text)))
    text = HEADING.sub(lambda match: _heading(match, name), text)
    text = TAG.sub(lambda tag: NAMES.sub(lambda match: _named(match, name), tag[0]), text)
    text = INSIDE.sub(rf"](#{name}-\1", text)
    return BESIDE.sub(lambda match: f"](#{match[1]}" + (f"-{match[2]}" if match[2] else ""), text).strip()


def _heading(match: re.Match[str], name: str) -> str:
    marks, words = match.groups()
    title = words if len(marks) > 1 else f"{words} {{ #{name} .ck-chapter }}"
    own = title if len(marks) == 1 else ANCHOR.sub(rf"{{ #{name}-\1", title)
    return f"{'#' * min(DEEPEST, len(marks) + 1)} {own}"


def _named(match: re.Match[str], name: str) -> str:
    return f'{match[1]}="{" ".join(_anchor(anchor, name) for anchor in match[2].split())}"'


def _anchor(anchor: str, name: str) -> str:
    # In SVG no id may begin with a digit; only a chart itself refers to its own.
    return f"{anchor}-{name}" if anchor.startswith("chart-") else f"{name}-{anchor}"
