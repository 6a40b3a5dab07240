"""Checks answers in a student's notebook, offline, with the standard library alone.

This file is copied whole into the notebook. It holds no answers: right ones are known by their
salted digests only, so that nobody reads them at a glance. Who tries every possible answer will
find them; the check is for learning, not for marks.
"""

import copy
import hashlib
import itertools

HANDFUL = 100


def seal(salt, value) -> str:
    """Return the digest that stands for an answer."""
    return hashlib.sha256(f"{salt}|{value}".encode()).hexdigest()[:8]


def plain(value) -> str:
    """Write a result so that equal ones look alike: numbers to nine digits, lists and tuples the same."""
    if isinstance(value, bool) or value is None or isinstance(value, str):
        return repr(value)
    if isinstance(value, (int, float)):
        return f"{float(value) + 0.0:.9g}"
    if isinstance(value, (list, tuple)):
        return "[" + ",".join(plain(item) for item in value) + "]"
    if isinstance(value, dict):
        return "{" + ",".join(sorted(f"{plain(k)}:{plain(v)}" for k, v in value.items())) + "}"
    return f"<{type(value).__name__}>"


def folded(word) -> str:
    """Write a word so that case and spaces do not matter."""
    return " ".join(str(word).split()).strip(" .,;:!?").casefold()


class Checker:
    """Says of an answer what is right and what is not yet, and never what it should be."""

    def __init__(self, words, tasks, names):
        self.words, self.tasks, self.names = words, tasks, names

    def __call__(self, name):
        """Check the exercise of this name and print what there is to say."""
        say(self.lines(name, self.names.get(self.tasks[name]["name"])))

    def summary(self, names):
        """Say which of these exercises are not right yet."""
        right = (self.words["right"], self.words["complete"])
        said = {name: self.lines(name, self.names.get(self.tasks[name]["name"])) for name in names}
        say([name for name, lines in said.items() if lines[-1] not in right] or [self.words["all right"]])

    def lines(self, name, answer):
        """Return what there is to say about an answer."""
        task = self.tasks[name]
        try:
            if empty(answer):
                return [self.words["empty"]]
            return getattr(self, task["kind"])(task, answer)
        except KeyboardInterrupt:
            raise
        except BaseException:
            return [self.words["unread"], self.words[task["kind"]]]

    def number(self, task, answer):
        if isinstance(answer, bool):
            raise TypeError
        place = round(float(answer) / task["step"])
        digest = seal(task["salt"], place)
        if digest in task["right"]:
            return [self.words["right"]]
        for wrong in task["wrong"]:
            if digest in wrong["digests"]:
                return [f"{self.words['not yet']} {wrong['message']}"]
        return [self.words["not yet"]]

    def options(self, task, answer):
        chosen = sorted({folded(letter) for letter in few(answer)})
        if not set(chosen) <= set(task["feedback"]):
            raise ValueError
        lines = []
        for letter in chosen:
            right = seal(task["salt"], f"{letter} is right") in task["right"]
            lines.append(
                f"{letter}: {self.words['right' if right else 'not yet']} {task['feedback'][letter]}"
            )
        if seal(task["salt"], ",".join(chosen)) == task["all"]:
            return [*lines, self.words["complete"]]
        return [*lines, self.words["more"]]

    def places(self, task, answer):
        return self._each(task, {str(key): value for key, value in answer.items()})

    def order(self, task, answer):
        letters = [folded(letter) for letter in few(answer)]
        if sorted(letters) != sorted(task["letters"]):
            raise ValueError
        right = [seal(task["salt"], f"{n} {letter}") == task["right"][n] for n, letter in enumerate(letters)]
        if all(right):
            return [self.words["complete"]]
        message = task["feedback"]
        for wrong in reversed(task["wrong"]):
            orders = itertools.combinations(letters, wrong["length"])
            if any(seal(task["salt"], ",".join(some)) == wrong["digest"] for some in orders):
                message = wrong["message"]
        return [self.words["in place"].format(right=sum(right), all=len(right)), message]

    def words_in_gaps(self, task, answer):
        return self._each(task, {str(key): value for key, value in answer.items()})

    def function(self, task, answer):
        lines, right, nothing = [], 0, True
        for case in task["cases"]:
            call = f"{task['function']}({', '.join(map(repr, case['arguments']))})"
            try:
                result = answer(*copy.deepcopy(case["arguments"]))
            except KeyboardInterrupt:
                raise
            except BaseException as error:
                nothing = False
                raised = f"{self.words['raised']} {type(error).__name__}: {error}".rstrip(" :.")
                lines.append(f"{call}: {raised}. {case['message']}")
                continue
            nothing = nothing and result is None
            if seal(task["salt"], f"{call} {plain(result)}") == case["right"]:
                right += 1
            else:
                lines.append(f"{call}: {self.words['gives']} {str(result)[:200]}. {case['message']}")
        if nothing:
            return [self.words["empty"]]
        summary = self.words["cases"].format(right=right, all=len(task["cases"]))
        return [summary, *lines] if lines else [self.words["complete"]]

    def chart(self, task, answer):
        form, labels, values, unit, start = plotted(answer)
        if all(empty(value) for value in values):
            return [self.words["empty"]]
        unit = folded(unit)
        names = [seal(task["salt"], folded(label)) for label in labels]
        steps = [round(float(value) / task["step"]) for value in values]
        digests = [seal(task["salt"], f"{name} {place}") for name, place in zip(names, steps)]
        for wrong in task["wrong"]:
            same = names == wrong["labels"] and len(names) == len(digests)
            same = same and all(digest in known for digest, known in zip(digests, wrong["values"]))
            if same and wrong["unit"] in (None, unit):
                return [f"{self.words['not yet']} {wrong['message']}"]
        lines, right, most = [], 0, len(task["labels"])
        known = dict(zip(task["labels"], task["values"]))
        for label, name, digest in zip(labels, names, digests):
            if digest in known.get(name, ()):
                right += 1
            else:
                lines.append(f"{label}: {self.words['not yet' if name in known else 'no such label']}")
        faults = {
            "uneven": len(labels) != len(values),
            "points order": right == most and names != task["labels"],
            "form": form != task["form"],
            "unit": not any(f" {word} " in f" {unit} " for word in task["units"]),
            "axis": task["form"] == "bar" and start != 0,
        }
        lines += [self.words[fault] for fault, found in faults.items() if found]
        if right == most and not lines:
            return [self.words["complete"]]
        return [self.words["points"].format(right=right, all=most), *lines]

    def _each(self, task, answer):
        lines, right = [], 0
        for key, item in task["items"].items():
            given = folded(answer.get(key) or "")
            digest = seal(task["salt"], f"{key} {given}")
            if digest in item["right"]:
                right += 1
                lines.append(f"{key}: {self.words['right']}")
            elif not given:
                lines.append(f"{key}: {self.words['open']}")
            elif task["known"] and seal(task["salt"], given) not in task["known"]:
                lines.append(f"{key}: {self.words['no such name']}")
            else:
                message = item["wrong"].get(digest) or item["feedback"]
                lines.append(f"{key}: {self.words['not yet']} {message}".rstrip())
        if right == len(task["items"]):
            lines.append(self.words["complete"])
        return lines


def plotted(answer):
    """Return a chart's form, labels, values, unit and where its axis begins. Raises where it is none."""
    ours = hasattr(answer, "form")
    parts = ("form", "labels", "values", "unit", "start")
    drawn = [getattr(answer, part) for part in parts] if ours else from_axes(answer)
    if len(drawn[1]) > HANDFUL or len(drawn[2]) > HANDFUL:
        raise ValueError
    return drawn


def from_axes(answer):
    """Read what matplotlib has drawn: a figure, axes, bars, or the lines that `plot` returns."""
    if isinstance(getattr(answer, "axes", None), list):
        answer = answer.axes[0]
    if isinstance(answer, list):
        answer = answer[0]
    if hasattr(answer, "containers"):
        drawn = [*answer.containers, *answer.lines]
        if not drawn:
            return "bar", [], [], "", 0
        answer = drawn[0]
    if hasattr(answer, "get_xydata"):
        labels = [shown(label) for label in answer.get_xdata(orig=True)]
        return "line", labels, [*answer.get_ydata(orig=True)], answer.axes.get_ylabel(), 0
    lying = getattr(answer, "orientation", "") == "horizontal"
    axes = answer.patches[0].axes
    names, counted = (axes.yaxis, axes.xaxis) if lying else (axes.xaxis, axes.yaxis)
    ticks = [label.get_text() for label in names.get_ticklabels()]
    texts = dict(zip((round(float(place), 6) for place in names.get_ticklocs()), ticks))
    labels, values = [], []
    for bar in answer.patches:
        place = bar.get_y() + bar.get_height() / 2 if lying else bar.get_x() + bar.get_width() / 2
        labels.append(texts.get(round(float(place), 6)) or shown(place))
        values.append(bar.get_width() if lying else bar.get_height())
    low, high = counted.get_view_interval()
    return "bar", labels, values, counted.get_label_text(), 0 if low <= 0 <= high else low


def shown(label):
    """Write a label that may be a number."""
    return label if isinstance(label, str) else f"{float(label):.10g}"


def few(answer):
    """Return an answer that is a handful of letters. Raises TypeError where it is something else."""
    if not isinstance(answer, (str, list, tuple, set, frozenset)) or len(answer) > HANDFUL:
        raise TypeError
    return answer


def say(lines):
    """Print lines, whatever characters a student's program has made."""
    print("\n".join(lines).encode("utf-8", "replace").decode())


def empty(answer):
    """Tell whether nothing has been filled in yet."""
    if answer is None or answer is Ellipsis or answer == "":
        return True
    if isinstance(answer, dict):
        return all(empty(value) for value in answer.values())
    if isinstance(answer, (list, tuple, set, frozenset)):
        return all(empty(value) for value in answer)
    return False
