"""Exercises whose answer is a choice: of options, of groups, of partners, of an order."""

from coursekit.model.exercise import Choose, Classify, Match, Order
from coursekit.render.exercises.checker import folded
from coursekit.render.exercises.setting import Rendered, Setting
from coursekit.render.shuffle import LETTERS


def choose(exercise: Choose, setting: Setting) -> Rendered:
    """Write lettered options, one or several of them right."""
    rows = list(zip(LETTERS, exercise.options, strict=False))
    right = [letter for letter, option in rows if option.right]
    task = {
        "kind": "options",
        "salt": setting.salt,
        "right": [setting.seal(f"{letter} is right") for letter in right],
        "all": setting.seal(",".join(right)),
        "feedback": {letter: setting.words(option.feedback) for letter, option in rows},
    }
    columns = (setting.wording("exercise-option"), setting.wording("exercise-feedback"))
    return Rendered(
        task=task,
        items="\n".join(f"- **{letter}** {setting.line(option.text)}" for letter, option in rows),
        starter=f'{setting.variable} = {{""}}  # {setting.wording("exercise-letters")}',
        answer=f"{setting.variable} = {{{', '.join(repr(letter) for letter in right)}}}",
        notes=setting.table(columns, [(f"**{a}**", setting.line(option.feedback)) for a, option in rows]),
    )


def classify(exercise: Classify, setting: Setting) -> Rendered:
    """Write numbered items to be put into named groups."""
    rows = list(enumerate(exercise.items, start=1))
    groups = ", ".join(f"**{setting.line(group)}**" for group in exercise.into)
    known = [setting.words(group) for group in exercise.into]
    task = _places(setting, known, [(str(n), setting.words(item.answer), item.feedback) for n, item in rows])
    return Rendered(
        task=task,
        items=_numbered(setting, [item.text for _, item in rows])
        + f"\n\n{setting.wording('exercise-groups')} {groups}",
        starter=_blank(setting, [str(n) for n, _ in rows], setting.wording("exercise-a-group")),
        answer=_filled(setting, [(str(n), setting.words(item.answer)) for n, item in rows]),
    )


def match(exercise: Match, setting: Setting) -> Rendered:
    """Write numbered things and lettered partners."""
    order = setting.shuffled(tuple(pair.right for pair in exercise.pairs))
    letter = {place: LETTERS[index] for index, place in enumerate(order)}
    rows = list(enumerate(exercise.pairs, start=1))
    task = _places(
        setting, list(letter.values()), [(str(n), letter[n - 1], pair.feedback) for n, pair in rows]
    )
    partners = "\n".join(f"- **{letter[p]}** {setting.line(exercise.pairs[p].right)}" for p in order)
    return Rendered(
        task=task,
        items=_numbered(setting, [pair.left for _, pair in rows])
        + f"\n\n{setting.wording('exercise-partners')}\n\n{partners}",
        starter=_blank(setting, [str(n) for n, _ in rows], setting.wording("exercise-a-letter")),
        answer=_filled(setting, [(str(n), letter[n - 1]) for n, _ in rows]),
    )


def order(exercise: Order, setting: Setting) -> Rendered:
    """Write lettered items to be put in sequence."""
    shuffled = setting.shuffled(tuple(item.text for item in exercise.items))
    letter = {place: LETTERS[index] for index, place in enumerate(shuffled)}
    right = [letter[place] for place in range(len(exercise.items))]
    task = {
        "kind": "order",
        "salt": setting.salt,
        "letters": sorted(right),
        "right": [setting.seal(f"{place} {name}") for place, name in enumerate(right)],
        "feedback": setting.words(exercise.feedback or ""),
    }
    return Rendered(
        task=task,
        items="\n".join(f"- **{letter[p]}** {setting.line(exercise.items[p].text)}" for p in shuffled),
        starter=f"{setting.variable} = []  # {setting.wording('exercise-sequence')}",
        answer=f"{setting.variable} = {right!r}".replace("'", '"'),
    )


def _places(setting: Setting, known: list[str], rows: list[tuple[str, str, str | None]]) -> dict[str, object]:
    items = {
        key: {
            "right": [setting.seal_word(key, answer)],
            "wrong": {},
            "feedback": setting.words(feedback) if feedback else "",
        }
        for key, answer, feedback in rows
    }
    names = [setting.seal(folded(name)) for name in known]
    return {"kind": "places", "salt": setting.salt, "known": names, "items": items}


def _numbered(setting: Setting, texts: list[str]) -> str:
    return "\n".join(f"{number}. {setting.line(text)}" for number, text in enumerate(texts, start=1))


def _blank(setting: Setting, keys: list[str], hint: str) -> str:
    rows = "\n".join(f'    {key}: "",' for key in keys)
    return f"{setting.variable} = {{  # {hint}\n{rows}\n}}"


def _filled(setting: Setting, rows: list[tuple[str, str]]) -> str:
    lines = "\n".join(f"    {key}: {word!r}," for key, word in rows)
    return f"{setting.variable} = {{\n{lines}\n}}"
