"""Where clauses and stretches of a sentence begin and end, as marks and small words show it."""

from collections.abc import Iterator
from itertools import islice

from rashomon.analyze.quotes.sentence.scenes import Range, Scene, is_dash, tells
from rashomon.analyze.quotes.sentence.units import STOPS

FEWEST_WORDS = 2
"""Words up to which what stands beside a cue or a quotation is no part of what is said."""
REACH = 16
"""Tokens behind a cue, or of a sentence, among which what belongs to the cue begins."""
LONGEST_BRACKETS = 4
"""Tokens of the longest insertion in brackets that only says more of somebody: a party, an age."""
OPENERS = ("boundary", "contrast", "joins", "skip", "subordinate", "as_words")
"""Words that tell nothing by themselves before an insertion ("Because, X said, the road …")."""


def over_adverbials(scene: Scene, at: int) -> int:
    """Return the last token up to a place that is no adverb and hangs on no preposition ("on Monday")."""
    while at >= 0 and scene.tokens[at].kind == "word":
        hangs = at > 0 and scene.tokens[at - 1].has("preposition")
        if not hangs and not scene.tokens[at].has("skip"):
            break
        at -= 1 + hangs
    return at


def behind_brackets(scene: Scene, at: int) -> int | None:
    """Return the token behind a short insertion in brackets that begins at a place, None if none does."""
    if not scene.unit.is_mark(at, "("):
        return None
    within = range(at + 1, min(len(scene.tokens), at + 1 + LONGEST_BRACKETS))
    return next((k + 1 for k in within if scene.unit.is_mark(k, ")")), None)


def dashes_before(scene: Scene, closing: int) -> Iterator[int]:
    """Yield the dashes before one that may close an insertion, nearest first; none where no dash stands."""
    near = range(closing - 1, 0, -1) if is_dash(scene.unit, closing) else ()
    return (at for at in near if is_dash(scene.unit, at))


def over_pauses(scene: Scene, at: int, until: int = 0) -> int:
    """Return the last token up to a place, not before another, that is no comma, dash or "skip" word."""
    while at >= until and (
        scene.tokens[at].has("skip") or scene.unit.is_mark(at, ",") or is_dash(scene.unit, at)
    ):
        at -= 1
    return at


def only_opens(scene: Scene, words: Range) -> bool:
    """Tell whether words tell nothing: conjunctions, adverbs, what only points back ("for this")."""
    return scene.grammar.free_order and all(
        token.has_any((*OPENERS, "preposition", "impersonal")) for token in scene.held(words)
    )


def resumes(scene: Scene, at: int) -> bool:
    """Tell whether a comma closes an insertion: an auxiliary behind it goes on with the words before it.

    An adverb with a phrase and no verb only says more of who speaks ("…, said X, also from the port").
    """
    if not scene.unit.is_mark(at, ",") or at + 1 >= len(scene.tokens):
        return False
    first, end = scene.behind_skipped(at + 1), next_mark(scene, at + 1)
    phrase = first >= end or scene.tokens[first].has("preposition") or scene.tokens[first].capital
    adds = scene.grammar.verbs_inflect and phrase and not any(tells(scene, k) for k in range(at + 1, end))
    return scene.tokens[at + 1].has("passive") or (scene.tokens[at + 1].has("skip") and not adds)


def clause_start(scene: Scene, at: int) -> int:
    """Return the token behind the last stop before a place."""
    while at > 0:
        before = scene.tokens[at - 1]
        if before.kind == "mark" and before.text[0] in STOPS:
            break
        at -= 1
    return at


def segment_start(scene: Scene, at: int) -> int:
    """Return the token behind the last mark or quotation before a place."""
    while at > 0 and scene.tokens[at - 1].kind == "word":
        at -= 1
    return at


def next_mark(scene: Scene, at: int) -> int:
    """Return the first mark or quotation from a place on, else the end."""
    while at < len(scene.tokens) and scene.tokens[at].kind == "word":
        at += 1
    return at


def trimmed(scene: Scene, within: Range, least: int = FEWEST_WORDS) -> Range | None:
    """Trim punctuation and coordinators from a range; None if fewer than the least words are left."""
    first, last = within
    while first < last and (scene.tokens[first].kind == "mark" or scene.tokens[first].has("joins")):
        first += 1
    while last > first and _trails(scene, last - 1):
        last -= 1
    held = scene.tokens[first:last]
    words = sum(1 for _ in islice((t for t in held if t.kind != "mark"), least))
    return Range(first, last) if words == least or any(t.kind == "quote" for t in held) else None


def _trails(scene: Scene, at: int) -> bool:
    """Tell whether a mark, or a conjunction behind a comma ("…, but, as X said, …"), only ends words told."""
    token = scene.tokens[at]
    left = token.has("contrast") and token.has("joins") and scene.unit.is_mark(at - 1, ",")
    return left or (token.kind == "mark" and token.text not in ")]")


def goes_on_behind(scene: Scene, at: int) -> bool:
    """Tell whether a clause goes on behind a quotation in it ("asked about “odd words” of his, he said")."""
    quoted = at > 0 and scene.tokens[at - 1].kind == "quote" and not scene.tokens[at - 1].text
    return quoted and scene.grammar.commas_by_rule
