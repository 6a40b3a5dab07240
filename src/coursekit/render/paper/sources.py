"""The end of each sheet: the source, and every statement that the sheet rests on."""

from coursekit.model.course import LessonView
from coursekit.model.seed import Claim
from coursekit.render.paper.content import Content, Writer, call, joined, typed


def sources(view: LessonView, writer: Writer, *, kinds: bool) -> Content:
    """Write the bibliographic record and the claims; their kinds may be what students are to find out."""
    cited = typed(writer.wording.citations(view.facts.sources(view.source)))
    rows = [_row(claim, writer, kinds=kinds) for claim in view.facts.claims.values()]
    return call("sources-list", writer.words("sources"), cited, *rows)


def _row(claim: Claim, writer: Writer, *, kinds: bool) -> Content:
    parts = [call("strong", typed(", ".join(claim.at))), typed(" ")]
    if kinds:
        parts.append(call("emph", writer.words(f"kind-{claim.kind}")))
        if claim.holder:
            parts.append(typed(f" ({writer.wording('held-by', holder=claim.holder)})"))
        parts.append(typed(" · "))
    parts.append(writer.said(claim))
    if claim.doubt and kinds:
        parts.append(call("doubted", writer.label("doubt"), writer.line(claim.doubt)))
    return joined(parts)
