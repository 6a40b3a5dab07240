"""Opens solutions in a student's notebook after a first check; copied there where solutions wait for one."""


class Opening:
    """Checks as the checker does, and prints a solution once an answer to its exercise has been checked."""

    def __init__(self, checker, say):
        self.checker, self.say, self.tried = checker, say, set()
        self.summary = checker.summary

    def __call__(self, name):
        """Check the exercise of this name, and say how to read its solution."""
        words, task = self.checker.words, self.checker.tasks[name]
        lines = self.checker.lines(name, self.checker.names.get(task["name"]))
        if lines != [words["empty"]]:
            self.tried.add(name)
            lines = [*lines, words["solution"].format(call=f'check.solution("{name}")')]
        self.say(lines)

    def solution(self, name):
        """Print the solution of an exercise, if it may be read."""
        task = self.checker.tasks[name]
        self.say([task["solution"] if name in self.tried else self.checker.words["attempt"]])
