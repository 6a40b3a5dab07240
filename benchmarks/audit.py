"""Looks at every made-up deck with the kit's own rules and with the OOXML validator.

    python benchmarks/audit.py [COUNT]

CI has the validator look at every fifth of them: it takes a third of a second for a deck.
Exit status 1 where anything is found.
"""

import sys
import tempfile
import time
from pathlib import Path

from openxml_audit import OpenXmlValidator

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from coursekit.render.slides.inspect import inspect
from test_made_up_decks import COUNT, deck


def main(count: int) -> int:
    """Print what is found in each deck, then a line of Markdown for docs/measurements.md."""
    rules = errors = refused = 0
    begun = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "deck.pptx"
        for number in range(count):
            content, tries = deck(number)
            refused += tries > 0
            path.write_bytes(content)
            found = inspect(content)
            invalid = OpenXmlValidator().validate(path).errors
            rules, errors = rules + len(found), errors + len(invalid)
            for one in (*found, *invalid):
                sys.stdout.write(f"deck {number}: {one}\n")
    took = time.perf_counter() - begun
    sys.stdout.write(
        f"{count} made-up decks, {refused} of them with shorter texts at a second or third try: "
        f"{rules} findings of the kit's rules, {errors} of the validator, {took:.0f} s\n"
    )
    return int(rules + errors > 0)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else COUNT))
