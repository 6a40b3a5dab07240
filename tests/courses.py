"""Courses made up by a number: one lesson each, every layout in turn, in four languages.

The same number gives the same course. `share` says how much of what a field may hold its text takes; without
it, each text has a length of its own.
"""

import json
from dataclasses import dataclass
from io import BytesIO
from random import Random
from typing import get_args

from PIL import Image, ImageDraw

from coursekit.load.pictures import prepared
from coursekit.model import exercise, slide
from coursekit.model.base import Bloom
from coursekit.model.course import CourseSpec, assemble
from coursekit.model.deck import DeckFiles
from coursekit.model.lesson import Lesson
from coursekit.model.picture import ReadPicture
from coursekit.model.seed import STACKED, ChartKind, ClaimKind, Qualifier, Seed
from coursekit.wording import Wording, wording

LAYOUTS = [get_args(kind.model_fields["layout"].annotation)[0] for kind in get_args(get_args(slide.Slide)[0])]
KINDS = [
    get_args(kind.model_fields["kind"].annotation)[0] for kind in get_args(get_args(exercise.Exercise)[0])
]
UNITS = ("percent", "firms", "people", "dollars", "times", "years", "share", "meetings")
SIGNS = (".", ".", "?", "!", ":", "…", " (1)", " & <b>", " =1+1", " “x”")
WORDS = {
    "en": (
        "the a of and in who by what bread mill oven wages debt village council strike flour decides "
        "belongs neighbours cooperative infrastructure responsibilities counterrevolutionary works-council "
        "1904 why it is not there miller's"
    ),
    "fr": (
        "le la de et qui par l’infrastructure d’aujourd’hui n’est-ce pain moulin four salaires dette "
        "village conseil grève farine décide appartient voisins coopérative responsabilités "
        "anticonstitutionnellement désindustrialisation « œuvre » où ça 1904 ÉTAT"
    ),
    "ru": (
        "и в на кто что хлеб мельница печь зарплата долг деревня совет забастовка мука решает принадлежит "
        "соседи кооператив инфраструктура ответственность взаимозависимость многовекторность предприниматель "
        "не щётка объём «мы» 1904 ЩИТ"
    ),
    "kk": (
        "және бұл кім не нан диірмен пеш жалақы қарыз ауыл кеңес ереуіл ұн шешеді тиесілі көршілер "
        "кооператив инфрақұрылым жауапкершілік тәуелсіздіктеріңіздің көпвекторлылық өңірлердегілер "
        "үйлеспеушіліктер қазақстандықтардың әлеуметтік ғ һ 1904 ҚҰҚЫҚ"
    ),
}
"""The longest of each are as long as words of that language get in such texts."""


def words_of(language):
    """Return the kit's own words for a language: of French for French, else of English."""
    own = wording("fr" if language == "fr" else "en")
    return own if own.language == language else Wording(language, own.phrases)


def _drawn():
    """A picture, made ready as the kit makes them."""
    image = Image.new("RGB", (640, 420), "#d8cfbd")
    ImageDraw.Draw(image).rectangle((80, 60, 420, 360), fill="#1f4e8c")
    stream = BytesIO()
    image.save(stream, "PNG")
    data, ending, (width, height) = prepared(stream.getvalue())
    told = {
        "alt": "A blue door",
        "caption": "The *door* of the mill.",
        "credit": "A. Baker",
        "licence": "CC0",
    }
    size = {"width": width, "height": height}
    return ReadPicture(
        id="p", file="p.png", digest="0", ending=ending, data=data, claims=("c1",), **told, **size
    )


PICTURE = _drawn()


@dataclass
class Author:
    """Writes texts of one language."""

    random: Random
    language: str
    share: float

    def line(self, limit, *, rich=True):
        """Return a line of at most so many characters, with some Markdown."""
        room = max(8, round(limit * (self.share or self.random.uniform(0.1, 0.75))))
        chosen = []
        while len(" ".join(chosen)) < room:
            word = self.random.choice(WORDS[self.language].split())
            if rich and self.random.random() < 0.06:
                word = self.random.choice(("*{}*", "**{}**", "`{}`")).format(word)
            chosen.append(word)
        while len(" ".join(chosen)) > room - 3 and len(chosen) > 1:
            chosen.pop()
        text = " ".join(chosen)[: room - 3].rstrip("*` ")
        sign = self.random.choice(SIGNS) if rich else ""
        return (text[:1].upper() + text[1:] + sign)[:limit]

    def plain(self, limit):
        """Return words without Markdown."""
        return self.line(limit, rich=False)

    def lines(self, low, high, limit):
        return [self.line(limit) for _ in range(self.random.randint(low, high))]

    def text(self):
        """Return a few paragraphs."""
        return "\n\n".join([self.line(120), f"- {self.line(80)}\n- {self.line(60)}", self.line(90)])

    def number(self):
        return self.random.choice((0, 1, 3, 12, 98, 0.25, 2.5, 1200, 19000, 4e9, 1 / 3))


def made(number, *, layouts=None, language="", share=0.0, shares=None):
    """Return a course of one lesson; without `layouts`, three that the number chooses.

    `shares` has a share of its own for a slide, by its place from 0.
    """
    random = Random(number)
    language = language or random.choice(list(WORDS))
    author = Author(random, language, share)
    first = number * 3
    chosen = layouts or [LAYOUTS[(first + n) % len(LAYOUTS)] for n in range(3)]
    seed = Seed.model_validate_json(json.dumps(_record(author)))
    course = {
        "title": author.line(60),
        "subtitle": author.line(60),
        "summary": author.text(),
        "audience": author.text(),
        "safety": author.text(),
        "languages": [language],
        "lessons": ["one"],
    }
    lesson = Lesson.model_validate_json(
        json.dumps(_lesson(author, chosen, KINDS[number % len(KINDS)], shares or {}))
    )
    return assemble(
        CourseSpec.model_validate_json(json.dumps(course)),
        [seed],
        {"one": lesson},
        DeckFiles(),
        {"p": PICTURE},
    )


def _record(author):
    random = author.random
    units = {"figure": random.choice(UNITS)}
    claims = []
    for n in range(6):
        kind = "figure" if n < 4 else get_args(ClaimKind)[n % 4]
        claim = {"id": f"c{n}", "at": [f"S1P{n + 1}"], "kind": kind, "says": author.line(140)}
        if kind == "figure":
            claim |= {
                "says": f"{author.line(100)} {{value}}",
                "value": author.number(),
                "unit": units["figure"],
            }
            claim |= {"qualifier": random.choice(get_args(Qualifier))} if random.random() < 0.4 else {}
            claim |= {"period": author.line(30)} if random.random() < 0.3 else {}
        if kind == "position":
            claim["holder"] = author.plain(30)
        if random.random() < 0.2:
            claim["doubt"] = author.line(200)
        claims.append(claim)
    figures = [
        {
            "id": f"f{n}",
            "title": author.line(80),
            "chart": kind,
            "unit": units["figure"],
            "points": _stacked(author)
            if kind in STACKED
            else [
                {"label": author.plain(24) + f" {m}", "claim": f"c{m}"} for m in range(random.randint(2, 4))
            ],
            "alt": author.line(140),
            **({"note": author.line(140)} if random.random() < 0.4 else {}),
        }
        for n, kind in enumerate(get_args(ChartKind))
    ]
    dates = ("1904", "1911-03", "1912-05-06", "2022-01")
    events = [
        {"id": f"e{n}", "date": date, "title": author.line(90), "claims": [f"c{n}"]}
        for n, date in enumerate(dates)
    ]
    source = {
        "author": "A. Baker",
        "title": author.plain(70),
        "published": "1913-02",
        "venue": author.plain(20),
        "language": author.language,
        "about": author.text(),
    }
    sections = [{"id": "S1", "title": author.plain(30), "paragraphs": 9}]
    return {"source": source, "sections": sections, "claims": claims, "figures": figures, "events": events}


def _stacked(author):
    random = author.random
    bars = [author.plain(24) + f" {m}" for m in range(random.randint(1, 3))]
    parts = [author.plain(24) + f" {m}" for m in range(random.randint(2, 4))]
    pairs = [(bar, part) for n, bar in enumerate(bars) for m, part in enumerate(parts) if n == 0 or m != n]
    return [{"label": bar, "part": part, "claim": f"c{random.randrange(4)}"} for bar, part in pairs]


def _slide(author, layout, place, share):
    # Of its own, so that a text does not depend on those of other slides.
    own = Author(Random(f"{place} {author.language} {author.random.random()}"), author.language, share)
    return {
        "layout": layout,
        "headline": f"{place + 1} {own.line(82)}",
        "minutes": 2,
        "notes": own.text() + " [@c1]",
        **DRAWN[layout](own),
    }


def _lesson(author, layouts, kind, shares):
    random = author.random
    slides = [
        _slide(author, layout, place, shares.get(place, author.share)) for place, layout in enumerate(layouts)
    ]
    objectives = [{"id": f"o{n}", "bloom": get_args(Bloom)[n], "text": author.line(80)} for n in range(3)]
    part = {
        "id": "part",
        "title": author.line(60),
        "teaching": 2 * len(slides),
        "priority": "core",
        "objectives": ["o0", "o1"],
        "text": author.text(),
        "slides": slides,
    }
    quiz = {
        "id": "q",
        "question": author.line(120),
        "assesses": ["o0"],
        "options": [
            {"text": author.line(70), "right": n == 1, "feedback": author.line(90)}
            for n in range(random.randint(3, 4))
        ],
    }
    return {
        "title": author.line(60),
        "source": ["S1P1"],
        "summary": author.text(),
        "questions": author.lines(2, 4, 90),
        "objectives": objectives,
        "teaching": 2 * len(slides),
        "exercises_minutes": 20,
        "learners": [{"name": "Sam", "who": author.line(60)}],
        "instructor_notes": author.text(),
        "parts": [part],
        "exercises": [_exercise(author, kind)],
        "activities": [_activity(author)],
        "quiz": [quiz],
        "key_points": author.lines(2, 4, 110),
        "leaves_out": [{"what": author.line(90), "check": author.line(90)} for _ in range(2)],
    }


def _exercise(author, kind):
    return {
        "id": "x",
        "title": author.line(50),
        "kind": kind,
        "minutes": 5,
        "assesses": ["o1"],
        "prompt": author.line(160),
        "hints": [author.line(60)],
        "solution": author.line(60),
        **TASKS[kind](author),
    }


def _activity(author):
    return {
        "id": "a",
        "title": author.line(50),
        "kind": "role-play",
        "minutes": 15,
        "assesses": ["o2"],
        "purpose": author.line(90),
        "group_size": 4,
        "mode": {"in_person": author.line(60), "online": author.line(60)},
        "setup": author.line(60),
        "materials": author.lines(0, 3, 30),
        "roles": [{"name": author.plain(16), "brief": author.line(50)} for _ in range(2)],
        "steps": [{"minutes": 5, "do": author.line(80), "ask": author.line(60)} for _ in range(3)],
        "debrief": author.lines(1, 3, 70),
        "adaptations": {"half_the_time": author.line(60), "large_group": author.line(60)},
        "risks": author.text(),
    }


def _column(author):
    return {"title": author.line(50), "points": author.lines(2, 4, 80)}


def _table(author):
    wide = author.random.randint(2, 4)
    rows = [[author.line(60) for _ in range(wide)] for _ in range(author.random.randint(3, 6))]
    return {"columns": [author.line(40) for _ in range(wide)], "rows": rows}


def _flow(author):
    count = author.random.randint(3, 6)
    ends = [(n, n + 1) for n in range(count - 1)] + ([(count - 1, 0)] if author.random.random() < 0.5 else [])
    arrows = [{"from": f"n{one}", "to": f"n{two}", "label": author.line(24)} for one, two in ends]
    nodes = [{"id": f"n{n}", "text": author.line(50), "focus": n == 1} for n in range(count)]
    return {"nodes": nodes, "arrows": arrows}


DRAWN = {
    "points": lambda author: {
        "points": [
            {"lead": author.line(40), "text": author.line(110)} for _ in range(author.random.randint(2, 3))
        ]
    },
    "chart": lambda author: {
        "figure": f"f{author.random.randrange(len(get_args(ChartKind)))}",
        "aside": author.line(160),
    },
    "picture": lambda author: {"picture": "p", "aside": author.line(160)},
    "big-number": lambda author: {"claim": f"c{author.random.randrange(4)}", "context": author.line(160)},
    "comparison": lambda author: {"left": _column(author), "right": _column(author)},
    "table": _table,
    "timeline": lambda author: {"events": [f"e{n}" for n in range(author.random.randint(2, 4))]},
    "flow": _flow,
    "positions": lambda author: {
        "cards": [
            {"who": author.line(50), "text": author.line(140)} for _ in range(author.random.randint(2, 4))
        ]
    },
    "source-reading": lambda author: {"claims": [f"c{n}" for n in range(author.random.randint(2, 4))]},
    "exercise": lambda _: {"exercise": "x"},
    "activity": lambda _: {"activity": "a"},
    "discussion": lambda author: {"question": author.line(140), "steps": author.lines(1, 4, 90)},
    "quiz": lambda _: {"quiz": "q"},
}
TASKS = {
    "calculate": lambda author: {
        "answer": {"value": 4, "unit": "times"},
        "wrong_answers": [{"answer": 9, "misconception": author.line(60), "message": author.line(60)}],
    },
    "choose": lambda author: {
        "options": [{"text": author.line(70), "right": n == 0, "feedback": author.line(70)} for n in range(4)]
    },
    "classify": lambda author: {
        "into": ["A", "B"],
        "items": [{"text": author.line(70), "answer": "A" if n % 2 else "B"} for n in range(4)],
    },
    "match": lambda author: {
        "pairs": [{"left": author.line(40), "right": author.line(50)} for _ in range(4)]
    },
    "order": lambda author: {"items": [{"text": author.line(60)} for _ in range(4)]},
    "complete": lambda author: {
        "sentence": f"{author.line(80)} [[gap]] {author.line(40)}",
        "gaps": [{"id": "gap", "answer": "x"}],
    },
    "code": lambda author: {
        "function": "double",
        "starter": 'def double(number):\n    """Return it twice."""',
        "answer": "def double(number):\n    return 2 * number",
        "cases": [{"arguments": [n], "result": 2 * n, "message": author.line(50)} for n in (0, 3)],
        "wrong_answers": [
            {
                "code": "def double(number):\n    return 0",
                "misconception": author.line(50),
                "message": author.line(50),
            }
        ],
    },
    "chart": lambda author: {
        "form": "line",
        "unit": "times",
        "points": [{"label": "1904", "value": 1}, {"label": "1912", "value": 4}],
        "starter": 'chart = line_chart(["1904", "1912"], [], unit="", title="")',
        "answer": 'chart = line_chart(["1904", "1912"], [1, 4], unit="times", title="")',
        "wrong_answers": [
            {
                "points": [{"label": "1912"}, {"label": "1904"}],
                "misconception": author.line(60),
                "message": author.line(60),
            }
        ],
    },
    "reflect": lambda author: {"rubric": author.lines(2, 3, 60)},
}
"""What each layout and each kind of exercise is made from; one that is missing here is named by a test."""
