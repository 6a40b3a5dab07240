"""One slide being drawn: shapes get ids and names, and are added in reading order."""

from collections.abc import Sequence

from pptx.opc.constants import RELATIONSHIP_TYPE

from coursekit.render.slides import markup
from coursekit.render.slides.look import MUTED, Box
from coursekit.render.slides.metrics import Paragraph
from coursekit.render.slides.package import Deck, Slide
from coursekit.render.slides.page import Page
from coursekit.render.slides.said import Arrow, Rows, Said, Shown, Words

LOCKED = '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
NO_INSETS = (0.0, 0.0, 0.0, 0.0)
End = tuple[int, int]
"""A shape's id, and one of its four sites to which a connector is glued."""
FIRST_ID = 2
"""1 is the slide's own group."""
ARROW = '<a:tailEnd type="triangle" w="lg" len="med"/>'


class Canvas:
    """A slide of our own making; every shape is named after the place of its text in the spec."""

    def __init__(self, deck: Deck, slide: Slide, address: str, language: str, page: Page) -> None:
        """Draw on an empty slide; `language` is a BCP 47 tag."""
        self.deck = deck
        self.slide = slide
        self.address = address
        self.language = language
        self.page = page
        self._next = FIRST_ID
        self.said: list[Said] = []
        """What the slide says, in reading order."""

    def place(self, field: str) -> str:
        """Return the address of a field of the spec that the slide is made from."""
        return f"{self.address}/{field}" if self.address else field

    def placeholder(
        self,
        kind: str,
        field: str,
        box: Box | None,
        items: Sequence[Paragraph],
        anchor: str = "t",
        index: int = 0,
    ) -> None:
        """Add a placeholder of the layout with its text; without a box it stands as the layout says."""
        self.said.append(Words(field, items))
        at = f' type="{kind}"' if kind else ""
        at += f' idx="{index}"' if index else ""
        text = self.content(items)
        self._text(
            f"{LOCKED}<p:nvPr><p:ph{at}/></p:nvPr>",
            f"<p:spPr>{markup.frame(box)}</p:spPr>" if box else "<p:spPr/>",
            field,
            markup.text_body(text, anchor, NO_INSETS) if box else markup.inheriting_body(text),
        )

    def number(self, box: Box | None, number: int, size: float, colour: str, index: int = 12) -> None:
        """Add the slide's number, as a field that follows when slides are moved."""
        look = f'sz="{round(size * 100)}"'
        align = '<a:pPr algn="r"/>' if box else ""
        text = (
            f'<a:p>{align}<a:fld id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="slidenum">'
            f'<a:rPr lang="{self.language}" {look}>{markup.fill(colour)}</a:rPr>'
            f"<a:t>{number}</a:t></a:fld></a:p>"
        )
        self._text(
            f'{LOCKED}<p:nvPr><p:ph type="sldNum" sz="quarter" idx="{index}"/></p:nvPr>',
            f"<p:spPr>{markup.frame(box)}</p:spPr>" if box else "<p:spPr/>",
            "number",
            markup.text_body(text, "ctr", NO_INSETS) if box else markup.inheriting_body(text),
        )

    def text(  # noqa: PLR0913 - a text with its frame
        self,
        field: str,
        box: Box,
        items: Sequence[Paragraph],
        *,
        anchor: str = "t",
        ground: str | None = None,
        edge: str | None = None,
        insets: tuple[float, float, float, float] = NO_INSETS,
        shape: str = "rect",
    ) -> int:
        """Add text, on a ground and with an edge where they are given; return the shape's id."""
        self.said.append(Words(field, items))
        kind = "" if ground or edge else ' txBox="1"'
        return self._text(
            f"<p:cNvSpPr{kind}/><p:nvPr/>",
            f'<p:spPr>{markup.frame(box)}<a:prstGeom prst="{shape}"><a:avLst/></a:prstGeom>'
            f"{markup.fill(ground)}{markup.outline(edge, 1.5)}</p:spPr>",
            field,
            markup.text_body(self.content(items), anchor, insets),
        )

    def shape(
        self,
        title: str,
        box: Box,
        ground: markup.Fill | None,
        *,
        edge: str | None = None,
        shape: str = "rect",
        dashed: bool = False,
    ) -> int:
        """Add a shape that says nothing by itself; return its id."""
        number = self._number()
        look = markup.outline(edge, 1.75, markup.SHORT_DASH) if dashed else markup.outline(edge)
        self._add(
            f"<p:sp><p:nvSpPr>{markup.name(number, title, decorative=True)}"
            f"<p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>{markup.frame(box)}"
            f'<a:prstGeom prst="{shape}"><a:avLst/></a:prstGeom>'
            f"{markup.fill(ground)}{look}</p:spPr></p:sp>"
        )
        return number

    def line(self, title: str, box: Box, colour: str, width: float = 1) -> None:
        """Add a line that only divides."""
        number = self._number()
        self._add(
            f"<p:cxnSp><p:nvCxnSpPr>{markup.name(number, title, decorative=True)}"
            f"<p:cNvCxnSpPr/><p:nvPr/></p:nvCxnSpPr><p:spPr>{markup.frame(box)}"
            '<a:prstGeom prst="line"><a:avLst/></a:prstGeom>'
            f"{markup.outline(colour, width)}</p:spPr></p:cxnSp>"
        )

    def connector(self, field: str, says: str, ends: tuple[End, End], geometry: str, *, head: bool) -> None:
        """Add a line glued to two shapes, with an arrow's head at its end or without."""
        number = self._number()
        (start, out), (end, into) = ends
        if says:
            self.said.append(Arrow(field, says))
        look = markup.outline(MUTED, 2.25, ARROW if head else "")
        self._add(
            f"<p:cxnSp><p:nvCxnSpPr>"
            f"{markup.name(number, self.place(field), says, decorative=not says)}<p:cNvCxnSpPr>"
            f'<a:stCxn id="{start}" idx="{out}"/><a:endCxn id="{end}" idx="{into}"/></p:cNvCxnSpPr><p:nvPr/>'
            f"</p:nvCxnSpPr><p:spPr>{geometry}{look}</p:spPr></p:cxnSp>"
        )

    def graphic(self, rows: Rows, says: str, box: Box, content: str) -> None:
        """Add a table or a chart, and say what it shows."""
        self.said.append(rows)
        number = self._number()
        self._add(
            f"<p:graphicFrame><p:nvGraphicFramePr>"
            f"{markup.name(number, self.place(rows.field), says)}"
            '<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr><p:nvPr/>'
            f"</p:nvGraphicFramePr>{markup.frame(box).replace('a:xfrm', 'p:xfrm')}"
            f"<a:graphic>{content}</a:graphic></p:graphicFrame>"
        )

    def shown(self, field: str, says: str, box: Box, data: bytes) -> None:
        """Add a picture that is evidence; without words for it, it only decorates."""
        if says:
            self.said.append(Shown(field, says))
        self.picture(field, says, box, data)

    def picture(self, field: str, says: str, box: Box, data: bytes) -> None:
        """Add a picture, and say what it shows, if it says anything."""
        link = self.deck.add_picture(self.slide, data)
        named = markup.name(self._number(), self.place(field), says, decorative=not says)
        self._add(
            f"<p:pic><p:nvPicPr>{named}"
            '<p:cNvPicPr><a:picLocks noChangeAspect="1"/></p:cNvPicPr><p:nvPr/></p:nvPicPr>'
            f'<p:blipFill><a:blip r:embed="{link}"/><a:stretch><a:fillRect/></a:stretch></p:blipFill>'
            f'<p:spPr>{markup.frame(box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>'
        )

    def _text(self, kind: str, properties: str, field: str, body: str) -> int:
        number = self._number()
        self._add(
            f"<p:sp><p:nvSpPr>{markup.name(number, self.place(field))}{kind}</p:nvSpPr>"
            f"{properties}{body}</p:sp>"
        )
        return number

    def content(self, items: Sequence[Paragraph]) -> str:
        """Write paragraphs in the slide's language."""
        return markup.paragraphs(items, self.language, self._link)

    def _link(self, address: str) -> str:
        return self.slide.part.relate(RELATIONSHIP_TYPE.HYPERLINK, address, external=True)

    def _number(self) -> int:
        self._next += 1
        return self._next - 1

    def _add(self, xml: str) -> None:
        self.slide.shapes.append(self.page.adapted(xml))
