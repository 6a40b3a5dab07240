"""The kit's own words: numbers, units, dates and phrases, in each language."""

import re
from pathlib import Path

import pytest

from coursekit import wording as module
from coursekit.load.phrases import read_phrases
from coursekit.model.seed import Claim
from coursekit.wording import LANGUAGES, wording

PHRASES = Path(module.__file__).parent / "phrases"
GAP = re.compile(r"\{([^{}]*)\}")
EN, FR = wording("en"), wording("fr")
THIN = "\u202f"


def claim(**values):
    return Claim(id="a", at=("S1P1",), kind="figure", says="{value}", **values)


@pytest.mark.parametrize(
    ("number", "english", "french"),
    [
        (0, "0", "0"),
        (98, "98", "98"),
        (98.0, "98", "98"),
        (-3, "-3", "-3"),
        (0.25, "0.25", "0,25"),
        (0.125, "0.125", "0,125"),
        (0.001, "0.001", "0,001"),
        (1 / 3, "0.33", "0,33"),
        (0.1 + 0.2, "0.3", "0,3"),
        (0.00123456789, "0.0012", "0,0012"),
        (12.3456789, "12.35", "12,35"),
        (19000, "19,000", f"19{THIN}000"),
        (999_999, "999,999", f"999{THIN}999"),
        (1_000_000, "1 million", "1 million"),
        (2_500_000, "2.5 million", "2,5 millions"),
        (-2_500_000, "-2.5 million", "-2,5 millions"),
        (1_234_000, "1.234 million", "1,234 million"),
        (1_234_567, "1,234,567", f"1{THIN}234{THIN}567"),
        (4e9, "4 billion", "4 milliards"),
        (4e9 / 3, "1.33 billion", "1,33 milliard"),
        (1e15, "1000 trillion", "1000 billions"),
    ],
)
def test_numbers(number, english, french):
    assert (EN.number(number), FR.number(number)) == (english, french)


@pytest.mark.parametrize(
    ("number", "unit", "english", "french"),
    [
        (98, "percent", "98 per cent", f"98{THIN}%"),
        (1, "firms", "1 firm", "1 entreprise"),
        (0, "firms", "0 firms", "0 entreprise"),
        (1.5, "years", "1.5 years", "1,5 an"),
        (2, "people", "2 people", "2 personnes"),
        (4e9, "dollars", "4 billion dollars", "4 milliards de dollars"),
        (2_500_000, "people", "2.5 million people", "2,5 millions de personnes"),
        (3_000_000, "years", "3 million years", "3 millions d’ans"),
        (1_234_567, "dollars", "1,234,567 dollars", f"1{THIN}234{THIN}567 dollars"),
        (2, "rank", "place 2", "rang 2"),
        (0.25, "share", "0.25", "0,25"),
    ],
)
def test_quantities(number, unit, english, french):
    assert (EN.quantity(number, unit), FR.quantity(number, unit)) == (english, french)


def test_ranges():
    assert EN.quantity(30, "percent", 40) == "30 to 40 per cent"
    assert FR.quantity(30, "percent", 40) == f"30 à 40{THIN}%"
    assert EN.quantity(0, "firms", 1) == "0 to 1 firm"
    assert EN.value(claim(value=10, to=12, unit="dollars")) == "10 to 12 dollars"
    assert EN.bare(claim(value=10, to=12, unit="dollars")) == "10 to 12"
    assert EN.short_value(claim(value=10, to=12, unit="dollars")) == "$10–12"
    assert FR.short_value(claim(value=10, to=12, unit="dollars")) == f"10–12{THIN}$"


@pytest.mark.parametrize(
    ("qualifier", "english", "french", "sign"),
    [
        (None, "98 per cent", f"98{THIN}%", ""),
        ("about", "about 98 per cent", f"environ 98{THIN}%", "≈"),
        ("nearly", "nearly 98 per cent", f"près de 98{THIN}%", "≈"),
        ("at-least", "at least 98 per cent", f"au moins 98{THIN}%", "≥"),
        ("less-than", "less than 98 per cent", f"moins de 98{THIN}%", "<"),
        ("more-than", "more than 98 per cent", f"plus de 98{THIN}%", ">"),
        ("up-to", "up to 98 per cent", f"jusqu’à 98{THIN}%", "≤"),
    ],
)
def test_qualifiers(qualifier, english, french, sign):
    figure = claim(value=98, unit="percent", qualifier=qualifier)
    assert (EN.value(figure), FR.value(figure)) == (english, french)
    assert EN.short_value(figure).replace(" ", "").replace(THIN, "") == f"{sign}98%"
    assert EN.bare(figure) == "98"


def test_a_claim_without_a_number_has_no_words_for_it():
    for words in (EN.value, EN.bare, EN.short_value):
        assert words(claim()) == ""


def test_a_claim_without_a_unit_is_a_plain_number():
    assert EN.value(claim(value=7, qualifier="about")) == "about 7"
    assert EN.short_value(claim(value=7)) == "7"


@pytest.mark.parametrize(
    ("iso", "english", "french"),
    [
        ("2022", "2022", "2022"),
        ("2022-01", "January 2022", "janvier 2022"),
        ("2022-08", "August 2022", "août 2022"),
        ("2025-10-29", "29 October 2025", "29 octobre 2025"),
        ("1904-03-01", "1 March 1904", "1 mars 1904"),
    ],
)
def test_dates(iso, english, french):
    assert (EN.date(iso), FR.date(iso)) == (english, french)


def test_phrases_choose_their_plural():
    assert [EN("minutes", count=count) for count in (0, 1, 2)] == ["0 minutes", "1 minute", "2 minutes"]
    assert [FR("minutes", count=count) for count in (0, 1, 2)] == ["0 minute", "1 minute", "2 minutes"]
    assert EN("lesson-number", number=3) == "Session 3"
    with pytest.raises(KeyError):
        EN("no-such-phrase")


def test_a_language_without_phrases_is_refused():
    with pytest.raises(KeyError):
        wording("xx")


def test_each_phrase_file_is_a_language():
    assert set(LANGUAGES) == {path.stem for path in PHRASES.glob("*.yml")}


def forms(phrase):
    return phrase if isinstance(phrase, dict) else {"other": phrase}


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_every_phrase_with_its_gaps(language):
    own = wording(language).phrases
    assert set(own) == set(EN.phrases)
    for key, phrase in own.items():
        assert "other" in forms(phrase), key
        assert set(GAP.findall(forms(phrase)["other"])) == set(
            GAP.findall(forms(EN.phrases[key])["other"])
        ), key
        for form in forms(phrase).values():
            assert set(GAP.findall(form)) <= set(GAP.findall(forms(phrase)["other"])), key
            assert form == form.strip(), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_phrase_stands_twice_in_a_file(language):
    text = (PHRASES / f"{language}.yml").read_text(encoding="utf-8")
    keys = re.findall(r"^([a-z0-9-]+):", text, re.MULTILINE)
    assert sorted(keys) == sorted(set(keys))
    assert len(keys) == len(wording(language).phrases)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_unit_has_its_three_forms(language):
    keys = wording(language).phrases
    units = {key.removeprefix("unit-") for key in keys if key.startswith("unit-")}
    for form in ("short", "axis"):
        named = {key.removeprefix(f"{form}-") for key in keys if key.startswith(f"{form}-")}
        assert {name for name in named if not name.startswith("qualifier-")} == units


def test_french_sets_its_signs_apart():
    for key, phrase in FR.phrases.items():
        for form in forms(phrase).values():
            assert not re.search(r"[\w}) ][;!?%»]", form), f"{key}: {form}"
            assert not re.search(r"[\w}) ]:(\s|$)", form), f"{key}: {form}"
            assert not re.search(r"«[\w ]|\w'\w", form), f"{key}: {form}"


@pytest.mark.parametrize("text", ["- a\n", "a: 1\n", "a: [b]\n", "", "a\n"])
def test_a_phrase_file_is_a_flat_mapping(text):
    with pytest.raises(TypeError):
        read_phrases(text)


def test_names_of_languages():
    assert (EN.language_name("kk"), FR.language_name("ru"), EN.language_name("zzz")) == (
        "Kazakh",
        "russe",
        "zzz",
    )


def test_lists_in_a_sentence():
    assert (EN.listed(["1", "2", "3"]), FR.listed(["1", "2"]), EN.listed(["1"])) == (
        "1, 2 and 3",
        "1 et 2",
        "1",
    )


def test_french_has_thin_spaces_before_its_signs():
    text = (PHRASES / "fr.yml").read_text(encoding="utf-8")
    assert re.findall(r"\u00a0[:;!?%]", text) == []
    assert len(re.findall(rf"{THIN}:", text)) > 20
