"""The kit's own words in one language: phrases, numbers, units and dates."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from importlib import resources

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import format_compact_decimal, format_decimal

from coursekit.load.phrases import Phrase, read_phrases
from coursekit.model.seed import Claim, Source

LANGUAGES = ("en", "fr")
"""Languages that have a phrase file; a test holds the folder against it."""

LARGE = 1_000_000
"""From here on, numbers are written with a word: 4 billion."""
DECIMALS = 6
"""A number with more decimals than this is a result of arithmetic."""
THOUSAND = 1000
"""From here on, results of arithmetic have no decimals: they are no finer than what they rest on."""
YEAR, MONTH = 4, 7


@dataclass(frozen=True, eq=False)
class Wording:
    """The phrases of one language, and how it writes numbers and dates."""

    language: str
    phrases: Mapping[str, Phrase]

    def __call__(self, key: str, *, count: float | None = None, **values: object) -> str:
        """Return a phrase; `count` chooses the plural form and fills `{number}`.

        Raises KeyError for an unknown key: a fault of ours, which a test finds.
        """
        phrase = self.phrases[key]
        if isinstance(phrase, dict):
            form = _form(count or 0, self._locale)
            phrase = phrase.get(form, phrase["other"])
        if count is not None:
            values = {"number": self.number(count), **values}
        return phrase.format(**values) if values else phrase

    def number(self, number: float) -> str:
        """Write a number the way the language does: `19,000`, `4 billion`, `0.25`.

        A number of the record keeps all its digits; long results of arithmetic are rounded.
        """
        exact = _rounded(number)
        if _worded(exact):
            return format_compact_decimal(exact, format_type="long", locale=self._locale, fraction_digits=3)
        return format_decimal(exact, format="#,##0.######", locale=self._locale)

    def quantity(self, number: float, unit: str, to: float | None = None) -> str:
        """Write a number with its unit in words: `98 per cent`, `30 to 40 per cent`."""
        if to is None:
            return self(f"unit-{unit}", count=number)
        span = self("range", start=self.number(number), end=self.number(to))
        return self(f"unit-{unit}", count=to, number=span)

    def value(self, claim: Claim) -> str:
        """Write a claim's figure in words, with the source's own caution: `about 98 per cent`."""
        if claim.value is None:
            return ""
        words = self.quantity(claim.value, claim.unit or "plain", claim.to)
        return self(f"qualifier-{claim.qualifier}", quantity=words) if claim.qualifier else words

    def bare(self, claim: Claim) -> str:
        """Write a claim's number alone: `98`, `30 to 40`."""
        if claim.value is None:
            return ""
        if claim.to is None:
            return self.number(claim.value)
        return self("range", start=self.number(claim.value), end=self.number(claim.to))

    def short(self, number: float, unit: str) -> str:
        """Write a number with its unit's sign, for charts: `98 %`."""
        return self(f"short-{unit}", count=number)

    def short_value(self, claim: Claim) -> str:
        """Write a claim's figure for a big number: `≈ 98 %`, `30–40 %`."""
        if claim.value is None:
            return ""
        unit = claim.unit or "plain"
        text = self.short(claim.value, unit)
        if claim.to is not None:
            span = f"{self.number(claim.value)}–{self.number(claim.to)}"
            text = self(f"short-{unit}", count=claim.to, number=span)
        return self(f"short-qualifier-{claim.qualifier}", quantity=text) if claim.qualifier else text

    def citation(self, source: Source) -> str:
        """Name what was read: author, title, venue and date."""
        return self(
            "citation",
            author=source.author,
            title=source.title,
            venue=source.venue,
            date=self.date(source.published),
        )

    def citations(self, sources: Iterable[Source]) -> str:
        """Name what was read, one after the other."""
        return "; ".join(map(self.citation, sources))

    def language_name(self, code: str) -> str:
        """Name a language, or give its code where nobody knows it: `French`."""
        return str(self._locale.languages.get(code, code))

    def listed(self, words: Sequence[str]) -> str:
        """Write words as a list in a sentence: `1, 2 and 3`."""
        return str(format_list(words, locale=self._locale))

    def axis(self, unit: str) -> str:
        """Name a unit, for an axis or a table's head: `per cent`."""
        return self(f"axis-{unit}")

    def date(self, iso: str) -> str:
        """Write an ISO date as far as it is known: `2022`, `January 2022`, `29 October 2025`."""
        if len(iso) == YEAR:
            return iso
        if len(iso) == MONTH:
            return str(format_skeleton("yMMMM", date.fromisoformat(f"{iso}-01"), locale=self._locale))
        return str(format_date(date.fromisoformat(iso), format="long", locale=self._locale))

    @property
    def _locale(self) -> Locale:
        return _locale(self.language)


def _form(number: float, locale: Locale) -> str:
    # After "million" French says "de dollars", whatever the digits before it: CLDR calls that `many`.
    return "many" if _worded(_rounded(number)) else locale.plural_form(abs(number))


def _worded(number: Decimal) -> bool:
    """Tell whether a number is written with a word, since that loses none of its digits."""
    return abs(number) >= LARGE and number % Decimal(10) ** (_thousands(number) - 3) == 0


def _rounded(number: float) -> Decimal:
    exact = Decimal(repr(number))
    if not exact or -int(exact.as_tuple().exponent) <= DECIMALS:
        return exact
    if abs(exact) >= LARGE:
        return round(exact, 2 - _thousands(exact))
    return round(exact, 0 if abs(exact) >= THOUSAND else max(2, 1 - exact.adjusted()))


def _thousands(number: Decimal) -> int:
    return number.adjusted() // 3 * 3


@cache
def _locale(language: str) -> Locale:
    # Without a territory Babel writes English dates the American way.
    return Locale.parse({"en": "en_GB"}.get(language, language))


@cache
def wording(language: str) -> Wording:
    """Return the wording of a language. Raises KeyError where there is no phrase file."""
    if language not in LANGUAGES:
        raise KeyError(language)
    file = resources.files("coursekit") / "phrases" / f"{language}.yml"
    return Wording(language, read_phrases(file.read_text(encoding="utf-8")))
