"""Exercises whose answer is a choice: of options, of groups, of partners, of an order."""

from collections.abc import Sequence

from coursekit.model.exercise import Choose, Classify, Match, Order
from coursekit.model.wrong import WrongOrder, WrongPlace
from coursekit.render import tasks
from coursekit.render.exercises.setting import Rendered, Setting
from coursekit.render.shuffle import LETTERS


def choose(exercise: Choose, setting: Setting) -> Rendered:
    """Write lettered options, one or several of them right."""
    rows = list(zip(LETTERS, exercise.options, strict=False))
    right = [letter for letter, option in rows if option.right]
    columns = tuple(setting.wording(f"exercise-{key}") for key in ("option", "misconception", "feedback"))
    told = [
        (f"**{letter}**", setting.line(option.misconception or "–"), setting.line(option.feedback))
        for letter, option in rows
    ]
    return Rendered(
        task=tasks.options(exercise, setting),
        items="\n".join(f"- **{letter}** {setting.line(option.text)}" for letter, option in rows),
        starter=f'{setting.variable} = {{""}}  # {setting.wording("exercise-letters")}',
        answer=f"{setting.variable} = {{{', '.join(repr(letter) for letter in right)}}}",
        notes=setting.table(columns, told),
    )


def classify(exercise: Classify, setting: Setting) -> Rendered:
    """Write numbered items to be put into named groups."""
    rows = list(enumerate(exercise.items, start=1))
    groups = ", ".join(f"**{setting.line(group)}**" for group in exercise.into)
    return Rendered(
        task=tasks.groups(exercise, setting),
        items=_numbered(setting, [item.text for _, item in rows])
        + f"\n\n{setting.wording('exercise-groups')} {groups}",
        starter=_blank(setting, [str(n) for n, _ in rows], setting.wording("exercise-a-group")),
        answer=_filled(setting, [(str(n), setting.words(item.answer)) for n, item in rows]),
        notes=_misled(setting, [(f"**{n}** {w.answer}", w) for n, item in rows for w in item.wrong_answers]),
    )


def match(exercise: Match, setting: Setting) -> Rendered:
    """Write numbered things and lettered partners."""
    letter = tasks.letters(tuple(pair.right for pair in exercise.pairs), setting)
    rows = list(enumerate(exercise.pairs, start=1))
    partners = "\n".join(f"- **{letter[p]}** {setting.line(exercise.pairs[p].right)}" for p in letter)
    return Rendered(
        task=tasks.partners(exercise, setting),
        items=_numbered(setting, [pair.left for _, pair in rows])
        + f"\n\n{setting.wording('exercise-partners')}\n\n{partners}",
        starter=_blank(setting, [str(n) for n, _ in rows], setting.wording("exercise-a-letter")),
        answer=_filled(setting, [(str(n), letter[n - 1]) for n, _ in rows]),
        notes=_misled(setting, [(f"**{n}** {w.answer}", w) for n, pair in rows for w in pair.wrong_answers]),
    )


def order(exercise: Order, setting: Setting) -> Rendered:
    """Write lettered items to be put in sequence."""
    letter = tasks.letters(tuple(item.text for item in exercise.items), setting)
    right = [letter[place] for place in range(len(exercise.items))]
    return Rendered(
        task=tasks.sequence(exercise, setting),
        items="\n".join(f"- **{letter[p]}** {setting.line(exercise.items[p].text)}" for p in letter),
        starter=f"{setting.variable} = []  # {setting.wording('exercise-sequence')}",
        answer=f"{setting.variable} = {right!r}".replace("'", '"'),
        notes=_misled(
            setting, [(" … ".join(right[n - 1] for n in w.answer), w) for w in exercise.wrong_answers]
        ),
    )


def _misled(setting: Setting, rows: Sequence[tuple[str, WrongPlace | WrongOrder]]) -> str:
    columns = tuple(setting.wording(f"exercise-{key}") for key in ("wrong", "misconception", "message"))
    told = [
        (setting.line(given), setting.line(wrong.misconception), setting.line(wrong.message))
        for given, wrong in rows
    ]
    return setting.table(columns, told)


def _numbered(setting: Setting, texts: list[str]) -> str:
    return "\n".join(f"{number}. {setting.line(text)}" for number, text in enumerate(texts, start=1))


def _blank(setting: Setting, keys: list[str], hint: str) -> str:
    rows = "\n".join(f'    {key}: "",' for key in keys)
    return f"{setting.variable} = {{  # {hint}\n{rows}\n}}"


def _filled(setting: Setting, rows: list[tuple[str, str]]) -> str:
    lines = "\n".join(f"    {key}: {word!r}," for key, word in rows)
    return f"{setting.variable} = {{\n{lines}\n}}"
