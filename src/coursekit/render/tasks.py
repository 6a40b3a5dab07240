"""What a check needs to know of an exercise, in notebooks and in pages: digests, never the answers."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from coursekit.model.exercise import (
    Calculate,
    Choose,
    Classify,
    Complete,
    ExerciseBase,
    Match,
    Order,
)
from coursekit.model.facts import Facts
from coursekit.model.item import Option, Pair, Placed
from coursekit.model.lesson import Answer
from coursekit.model.values import evaluate
from coursekit.render import prose
from coursekit.render.shuffle import LETTERS, shuffled
from coursekit.wording import Wording

STEPS = 10
"""Into how many steps a tolerance is divided: an answer is known by the step it falls on. More weigh more."""
EXACT = 1e-6
"""The step where an answer must be exact."""

Task = dict[str, object]


def seal(salt: str, value: object) -> str:
    """Return the digest that stands for an answer; the checkers in notebooks and pages do the same."""
    return hashlib.sha256(f"{salt}|{value}".encode()).hexdigest()[:8]


def folded(word: str) -> str:
    """Write a word so that case, spaces and a full stop do not matter."""
    return " ".join(word.split()).strip(" .,;:!?").casefold()


@dataclass(frozen=True)
class Sealed:
    """Facts, words and a salt: what digests are made with."""

    exercise: ExerciseBase | None
    facts: Facts
    wording: Wording
    salt: str

    def words(self, text: str) -> str:
        """Write an inline text as plain words."""
        return prose.plain_line(text, self.facts, self.wording)

    def seal(self, value: object) -> str:
        """Return the digest that stands for an answer."""
        return seal(self.salt, value)

    def seal_word(self, key: str, word: str) -> str:
        """Return the digest of a word at a numbered or named place."""
        return self.seal(f"{key} {folded(word)}")

    def number(self, value: float | None, formula: str | None) -> float:
        """Return a number, written or worked out from the record."""
        return value if value is not None else evaluate(formula or "0", self.facts.claims)

    def shuffled(self, texts: tuple[str, ...]) -> list[int]:
        """Return the places of texts in an order of no meaning, never the given one."""
        return shuffled(self.salt, texts)


def number(exercise: Calculate, sealed: Sealed) -> Task:
    """Return digests of every number within the tolerance, and of the wrong ones with their messages."""
    answer = exercise.answer
    right = sealed.number(answer.value, answer.formula)
    step = answer.tolerance / STEPS if answer.tolerance else EXACT
    taken = set(steps_of(right, answer.tolerance, step))
    wrong = []
    for row in exercise.wrong_answers:
        value = sealed.number(row.answer, row.formula)
        near = min(answer.tolerance, abs(value - right) / 2)
        places = [place for place in steps_of(value, near, step) if place not in taken]
        taken.update(places)
        wrong.append({"digests": [sealed.seal(p) for p in places], "message": sealed.words(row.message)})
    return {
        "kind": "number",
        "salt": sealed.salt,
        "step": step,
        "right": [sealed.seal(place) for place in steps_of(right, answer.tolerance, step)],
        "wrong": wrong,
    }


def options(exercise: Choose, sealed: Sealed) -> Task:
    """Return digests of the right letters, one by one and together."""
    return choice(exercise.options, sealed)


def choice(given: Sequence[Option | Answer], sealed: Sealed) -> Task:
    """Return the task of options, of an exercise or a quiz."""
    rows = list(zip(LETTERS, given, strict=False))
    right = [letter for letter, option in rows if option.right]
    return {
        "kind": "options",
        "salt": sealed.salt,
        "right": [sealed.seal(f"{letter} is right") for letter in right],
        "all": sealed.seal(",".join(right)),
        "feedback": {letter: sealed.words(option.feedback) for letter, option in rows},
    }


def groups(exercise: Classify, sealed: Sealed) -> Task:
    """Return digests of each item's group."""
    names = {group: sealed.words(group) for group in exercise.into}
    rows = [(item, sealed.words(item.answer)) for item in exercise.items]
    return _placed(sealed, names, rows)


def partners(exercise: Match, sealed: Sealed) -> Task:
    """Return digests of each item's partner's letter."""
    letter = letters(tuple(pair.right for pair in exercise.pairs), sealed)
    names = {exercise.pairs[place].right: name for place, name in letter.items()}
    rows = [(pair, letter[place]) for place, pair in enumerate(exercise.pairs)]
    return _placed(sealed, names, rows)


def sequence(exercise: Order, sealed: Sealed) -> Task:
    """Return digests of which letter stands where."""
    letter = letters(tuple(item.text for item in exercise.items), sealed)
    right = [letter[place] for place in range(len(exercise.items))]
    return {
        "kind": "order",
        "salt": sealed.salt,
        "letters": sorted(right),
        "right": [sealed.seal(f"{place} {name}") for place, name in enumerate(right)],
        "wrong": [
            {
                "length": len(wrong.answer),
                "digest": sealed.seal(",".join(right[place - 1] for place in wrong.answer)),
                "message": sealed.words(wrong.message),
            }
            for wrong in exercise.wrong_answers
        ],
        "feedback": sealed.words(exercise.feedback or ""),
    }


def gaps(exercise: Complete, sealed: Sealed) -> Task:
    """Return digests of the words that fill each gap, and of the wrong ones with their messages."""
    items = {
        gap.id: {
            "right": [sealed.seal_word(gap.id, word) for word in (gap.answer, *gap.accept)],
            "wrong": {sealed.seal_word(gap.id, w.answer): sealed.words(w.message) for w in gap.wrong_answers},
            "feedback": "",
        }
        for gap in exercise.gaps
    }
    return {"kind": "words_in_gaps", "salt": sealed.salt, "known": [], "items": items}


def letters(texts: tuple[str, ...], sealed: Sealed) -> Mapping[int, str]:
    """Return the letter of each text by its place; letters follow the shuffled order."""
    return {place: LETTERS[index] for index, place in enumerate(sealed.shuffled(texts))}


def check_words(wording: Wording) -> dict[str, str]:
    """Return what the checker says, by the names it has for it."""
    keys = (
        "empty", "unread", "right", "not yet", "complete", "more", "in place", "raised", "gives", "cases",
        "open", "no such name", "all right",
        "number", "options", "places", "order", "words_in_gaps", "function", "chart",
        "no such label", "uneven", "points order", "form", "unit", "axis", "points",
    )  # fmt: skip
    return {key: wording(f"exercise-says-{key.replace(' ', '-').replace('_', '-')}") for key in keys}


def _placed(sealed: Sealed, names: Mapping[str, str], rows: Sequence[tuple[Placed | Pair, str]]) -> Task:
    """Write rows with their right names; `names` are those there are, by their texts in the spec."""
    items = {
        str(key): {
            "right": [sealed.seal_word(str(key), right)],
            "wrong": {
                sealed.seal_word(str(key), names[wrong.answer]): sealed.words(wrong.message)
                for wrong in row.wrong_answers
            },
            "feedback": sealed.words(row.feedback) if row.feedback else "",
        }
        for key, (row, right) in enumerate(rows, start=1)
    }
    known = [sealed.seal(folded(name)) for name in names.values()]
    return {"kind": "places", "salt": sealed.salt, "known": known, "items": items}


def steps_of(value: float, tolerance: float, step: float) -> list[int]:
    """Return the steps within a tolerance."""
    # Rounded as the checkers round an answer, so that the edges of the tolerance count as right.
    return list(range(round((value - tolerance) / step), round((value + tolerance) / step) + 1))
