"""How decks look: what a course writes about it, and the files it names."""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from coursekit.model.base import File, Plain, Spec

LayoutKey = Literal["title", "section", "content"]
"""What a slide is there for."""

USUAL: dict[LayoutKey, tuple[str, ...]] = {
    "title": (
        "Title Slide",
        "Titelfolie",
        "Diapositive de titre",
        "Diapo de titre",
        "Титульный слайд",
        "Title",
        "Titel",
        "Titre",
        "Заглавие",
    ),
    "section": (
        "Section Header",
        "Section",
        "Abschnittsüberschrift",
        "Titre de section",
        "En-tête de section",
        "Заголовок раздела",
    ),
    "content": (
        "Title Only",
        "Nur Titel",
        "Titre seul",
        "Titre seulement",
        "Только заголовок",
        "Title and Content",
        "Title, Content",
        "Titel und Inhalt",
        "Titel, Inhalt",
        "Titre et contenu",
        "Titre, contenu",
        "Заголовок и объект",
        "Заголовок, объект",
        "Заголовок и содержимое",
        "Заголовок, содержимое",
    ),
}
"""Names that PowerPoint and LibreOffice give to layouts, the best first."""

LogoPlace = Literal["ends", "every-slide"]


class LogoSpec(Spec):
    """The organiser's logo on every deck."""

    file: File
    """A PNG or JPEG picture in the course's folder. For example `logo.png`"""
    alt: Annotated[str, Field(min_length=1, max_length=150)]
    """What the logo shows, for who can't see it: the organiser's name. For example `The bakers' union`"""
    place: LogoPlace = "ends"
    """On the title slide and the last one, or small on every slide besides. For example `every-slide`"""


class LayoutNames(Spec):
    """Which of the template's layouts are used, by the names they have in it."""

    title: Plain | None = None
    """For the slide that opens a deck. For example `Titelfolie`"""
    section: Plain | None = None
    """For the slide that opens a part. For example `Abschnitt`"""
    content: Plain | None = None
    """For all other slides: it has a title, and room under it. For example `Nur Titel`"""


class SlidesSpec(Spec):
    """What all decks of a course look like."""

    palette: Literal["light", "dark"] = "light"
    """Light text on a dark ground (dark) is for rooms with a weak projector; light for all others. For
    example `dark`
    """
    logo: LogoSpec | None = None
    """Your organisation's logo on every deck. For example `{file: logo.png, alt: The bakers' union}`"""
    template: File | None = None
    """A PowerPoint file of the organiser's, whose masters and layouts the decks get. For example `our.pptx`
    """
    layouts: LayoutNames = LayoutNames()
    """Where the template names its layouts in a way the kit does not know. For example `{content: Nur Titel}`
    """


@dataclass(frozen=True)
class Logo:
    """A logo that has been read."""

    data: bytes
    digest: str
    width: int
    height: int
    """In pixels."""
    alt: str
    place: LogoPlace


@dataclass(frozen=True)
class Template:
    """A template that has been read and found harmless."""

    data: bytes
    digest: str
    layouts: tuple[str, ...]
    """The names of its layouts, master by master; a name that came before carries its master's number."""
    names: LayoutNames
    """Those that the course names."""

    def candidates(self, key: LayoutKey) -> tuple[str, ...]:
        """Return the layouts that may serve, the best first: the one that is named, or the usual ones."""
        named: str | None = getattr(self.names, key)
        if named:
            return (named,) if named in self.layouts else ()
        plain = {name: plain_name(name) for name in self.layouts}
        found = tuple(
            name for usual in USUAL[key] for name in self.layouts if plain[name] == usual.casefold()
        )
        return found or (self.candidates("title") if key == "section" else ())


def plain_name(name: str) -> str:
    """Return a layout's name without its master's number, in small letters."""
    head, _, number = name.removesuffix(")").rpartition(" (")
    return (head if head and number.isdecimal() else name).casefold()


@dataclass(frozen=True)
class DeckFiles:
    """The files that every deck of a course is made with."""

    logo: Logo | None = None
    template: Template | None = None

    @property
    def digests(self) -> tuple[str, ...]:
        """What the decks' bytes depend on besides the lessons."""
        return tuple(file.digest if file else "" for file in (self.logo, self.template))
