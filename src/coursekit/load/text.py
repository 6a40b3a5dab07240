"""From a file's bytes to text, or to what is wrong with them."""

import re

from coursekit.problems import Problem

MAX_BYTES = 1_048_576
CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
)
UTF16 = (b"\xff\xfe", b"\xfe\xff")
HIGH = re.compile(rb"[\x80-\xff]+")
WORD = re.compile(rb"[\x80-\xff]{2,}")
MOSTLY = 0.6


def decode(data: bytes, file: str) -> str | Problem:
    """Return the text of a file, or the problem that keeps it from being read."""
    if len(data) > MAX_BYTES:
        message = f"the file has more than {MAX_BYTES:,} bytes"
        return Problem(file, 1, 1, "file-too-large", message, "split it, or move long texts elsewhere.")
    if data.startswith(UTF16):
        return Problem(file, 1, 1, "not-utf-8", "this is UTF-16, not UTF-8", _SAVE)
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _not_utf8(data, error.start, file)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if match := CONTROL.search(text):
        line, column = _place(text, match.start())
        message = f"an invisible control character (U+{ord(match[0]):04X}) stands here"
        return Problem(file, line, column, "control-character", message, "delete it and type the text again.")
    return text


_SAVE = 'save the file as UTF-8; in most editors that is "Save with encoding".'


def _not_utf8(data: bytes, start: int, file: str) -> Problem:
    before = data[:start].decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    line, column = _place(before, len(before))
    message = "this is not UTF-8"
    if _looks_cyrillic(data):
        message = "this is not UTF-8; it looks like Windows-1251"
    return Problem(file, line, column, "not-utf-8", message, _SAVE)


def _looks_cyrillic(data: bytes) -> bool:
    # Whole words lie beyond ASCII there; in Western Europe's encodings, single letters do.
    words = b"".join(WORD.findall(data)).decode("cp1251", errors="replace").lower()
    cyrillic = sum("а" <= letter <= "я" or letter == "ё" for letter in words)
    return cyrillic > MOSTLY * sum(map(len, HIGH.findall(data)))


def _place(text: str, offset: int) -> tuple[int, int]:
    begin = text.rfind("\n", 0, offset) + 1
    return text.count("\n", 0, offset) + 1, offset - begin + 1
