"""Exercises without their answers, so that a worksheet has nothing to give away."""

from coursekit.model.exercise import Exercise
from coursekit.model.wrong import Plotted
from coursekit.render.shuffle import shuffled


def unsolved(exercise: Exercise, salt: str) -> Exercise:
    """Return an exercise with only what may stand on a worksheet, in the order in which it stands there."""
    bare = {"solution": "", "assesses": ()}
    shown = {} if exercise.kind in ("calculate", "code", "chart") else {"uses": ()}
    return exercise.model_copy(update={**bare, **shown, **_without_answers(exercise, salt)})


def _without_answers(exercise: Exercise, salt: str) -> dict[str, object]:
    blank: dict[str, object]
    match exercise.kind:
        case "calculate":
            answer = exercise.answer.model_copy(update={"value": None, "formula": None, "tolerance": 0.0})
            return {"answer": answer, "wrong_answers": ()}
        case "choose":
            blank = {"right": False, "misconception": None, "feedback": ""}
            return {"options": tuple(option.model_copy(update=blank) for option in exercise.options)}
        case "classify":
            blank = {"answer": "", "feedback": None, "wrong_answers": ()}
            return {"items": tuple(item.model_copy(update=blank) for item in exercise.items)}
        case "match":
            rights = tuple(pair.right for pair in exercise.pairs)
            moved = [rights[place] for place in shuffled(salt, rights)]
            rows = zip(exercise.pairs, moved, strict=True)
            blank = {"feedback": None, "wrong_answers": ()}
            pairs = [pair.model_copy(update={"right": right, **blank}) for pair, right in rows]
            return {"pairs": tuple(pairs)}
        case "order":
            places = shuffled(salt, tuple(item.text for item in exercise.items))
            items = tuple(exercise.items[place].model_copy(update={"event": None}) for place in places)
            return {"items": items, "feedback": None, "wrong_answers": ()}
        case "complete":
            return {"gaps": ()}
        case "code":
            blank = {"result": None, "message": ""}
            cases = tuple(case.model_copy(update=blank) for case in exercise.cases)
            return {"answer": "", "cases": cases, "wrong_answers": ()}
        case "chart":
            # In an order of no meaning: the right one may be part of the answer.
            labels = tuple(point.label for point in exercise.points)
            points = tuple(Plotted(label=labels[place]) for place in shuffled(salt, labels))
            return {"points": points, "starter": "", "answer": "", "tolerance": 0.0, "wrong_answers": ()}
        case "reflect":
            return {}
