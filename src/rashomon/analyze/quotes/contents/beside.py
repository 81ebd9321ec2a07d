"""Find the quotations beside a cue and its source: before them, behind them, or as all that is said."""

from rashomon.analyze.quotes.sentence.clause_edges import REACH, over_pauses
from rashomon.analyze.quotes.sentence.cues import SAID, Cue
from rashomon.analyze.quotes.sentence.scenes import Range, Scene, is_dash
from rashomon.analyze.quotes.sentence.units import STOPS

FRAME = 5
"""Words between a quotation and its verb that say when, where or to whom it was said."""


def quotation_left(scene: Scene, first: int) -> int | None:
    """Return the quotation before a cluster of cue and source, over marks and words of the frame."""
    if not scene.quotes or scene.quotes[0] >= first:
        return None
    if scene.tokens[first].has("relative") and not scene.tokens[first].has("complement"):
        return None  # "“…,” said a guard, who declined to be named"
    at = _over_frame(scene, over_pauses(scene, first - 1))
    if at < 0 or scene.tokens[at].kind != "quote":
        return None
    if any(_subordinates(scene, k) for k in range(at + 1, first)):
        return None  # "“…,” though few agree"
    return at if at == 0 or at < first - 1 or scene.tokens[at].text else None


def _subordinates(scene: Scene, at: int) -> bool:
    token = scene.tokens[at]
    return token.has("subordinate") and not (token.has("as_words") or scene.grammar.free_order)


def marked_before(scene: Scene, first: int, last: int) -> int | None:
    """Return the words in marks right before source and verb of a clause: its heading, or who tells it.

    "“The port is open” X added that …", "“X” reports that …".
    """
    at = scene.behind_skipped(last) + 1
    comma = scene.grammar.commas_by_rule and scene.unit.is_mark(at - 1, ",")
    clause = comma and at < len(scene.tokens) and scene.tokens[at].has("complement")
    return first - 1 if clause and quotation_left(scene, first) == first - 1 else None


def _over_frame(scene: Scene, at: int) -> int:
    """Return the quotation before words such as "on Friday" that part it from its verb, else the place.

    Its own mark, a comma or a dash behind it shows that who said it follows.
    """
    first = at
    while first >= 0 and at - first < FRAME and scene.tokens[first].kind == "word":
        token = scene.tokens[first]
        if scene.is_verb(first) or token.has_any(("boundary", "relative", "joins", "complement")):
            return at
        first -= 1
    marked = scene.unit.is_mark(first, ",") or is_dash(scene.unit, first)
    quotation = over_pauses(scene, first) if marked else first  # "“…”, – on Friday said X"
    if quotation < 0 or scene.tokens[quotation].kind != "quote":
        return at
    return quotation if marked or scene.tokens[quotation].text in SAID else at


def quotation_right(scene: Scene, cue: Cue, last: int) -> int | None:
    """Return the quotation behind a cluster of cue and source, before another verb or stop."""
    if not scene.quotes or scene.quotes[-1] < last:
        return None
    for at in range(last, min(len(scene.tokens), last + REACH)):
        token = scene.tokens[at]
        if token.kind == "quote":
            return at
        closing = token.kind == "mark" and token.text[0] in STOPS and token.text != ":"
        near = at - last < 3 or cue.kind != "express"
        if (
            closing
            or scene.is_verb(at)
            or (token.has("boundary") and not token.has("complement"))
            or not near
        ):
            return None
    return None


def lone_quotation(scene: Scene, content: Range | None) -> tuple[int, ...]:
    """Return the quotation that a content is nothing but, none where it is anything else."""
    if content is None or content.size != 1 or scene.tokens[content.first].kind != "quote":
        return ()
    return (content.first,)
