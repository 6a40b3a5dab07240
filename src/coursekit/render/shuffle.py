"""The order in which things to be matched or sorted are shown: the same on paper and in notebooks."""

from coursekit.artifact import digest

LETTERS = "abcdefghijkl"
"""By which things are named on paper and in notebooks."""


def salt(lesson: str, exercise: str) -> str:
    """Return what makes an exercise's digests its own."""
    return digest(f"{lesson}/{exercise}".encode())[:12]


def shuffled(salt: str, texts: tuple[str, ...]) -> list[int]:
    """Return the places of texts in an order of no meaning, never the given one."""
    given = list(range(len(texts)))
    places = sorted(given, key=lambda place: digest(f"{salt}|shuffle {place} {texts[place]}".encode())[:16])
    return places if places != given else [*places[1:], places[0]]
