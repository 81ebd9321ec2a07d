"""Tell into which clause a frame between commas is put ("The road, [as X said], is open")."""

from rashomon.analyze.quotes.contents.frames import opens_frame
from rashomon.analyze.quotes.sentence.clause_edges import (
    clause_start,
    next_mark,
    only_opens,
    segment_start,
    trimmed,
)
from rashomon.analyze.quotes.sentence.cues import Cue
from rashomon.analyze.quotes.sentence.scenes import Range, Scene, is_dash, tells
from rashomon.analyze.quotes.sources.phrases import phrase_source
from rashomon.lang.attribution import is_nominative
from rashomon.lang.contrast import contrast
from rashomon.lang.terms import compiled
from rashomon.lang.word_classes import OFFICES
from rashomon.lang.wordforms import is_upright

APART = (
    "participle", "joins", "contrast", "boundary", "complement", "subordinate", "as_words", "relative",
)  # fmt: skip
"""Words behind a comma that open a clause of its own."""
STOPPING = frozenset(";|•")
"""Marks that end a clause into which a frame is put."""
OPENING = 3
"""Words of a clause among which a relative pronoun stands."""


def parts_clause(scene: Scene, frame: Range) -> bool:
    """Tell whether commas set a frame off from a clause that goes on behind it."""
    at = frame.last + 1
    if not (scene.unit.is_mark(frame.first - 1, ",") and scene.unit.is_mark(frame.last, ",")):
        return False
    if not any(token.capital for token in scene.tokens):
        return False  # where a script has no capitals, lists know too little of what opens a clause
    if at >= len(scene.tokens) or scene.tokens[at].kind == "mark" or scene.tokens[at].has_any(APART):
        return False
    cue = scene.cue_from(at)
    told_anew = cue is not None and cue.first == at and cue.kind == "according"
    reported = cue is not None and cue.is_verb and cue.last <= next_mark(scene, at)
    told_anew |= reported and any(
        tells(scene, k) for k in range(around_from(scene, frame.first), frame.first)
    )
    described = (scene.grammar.articles_relate and scene.tokens[at].has("determiner")) or _says_who(scene, at)
    left = trimmed(scene, Range(around_from(scene, frame.first), frame.first), 1)
    empty = left is None or only_opens(scene, left) or _is_apart(scene, left)
    return not (told_anew or described or empty or opens_frame(scene, at))


def _is_apart(scene: Scene, left: Range) -> bool:
    """Tell whether words before a frame are no part of its clause.

    They are a relative pronoun, a verb of saying ("We remind, …"), or hold a quotation and who said it.
    """
    told = any(scene.is_verb(at) for at in range(*left))
    quoted = any(token.kind == "quote" for token in scene.held(left))
    alone = left.size == 1 and (told or quoted)
    return alone or (told and quoted) or scene.tokens[left.last - 1].has("relative")


def ends_clause(scene: Scene, frame: Range) -> bool:
    """Tell whether a clause of its own is joined behind a frame that stands behind what it tells."""
    commas = scene.unit.is_mark(frame.first - 1, ",") and scene.unit.is_mark(frame.last, ",")
    behind = scene.tokens[frame.last + 1 : frame.last + 2] if commas else ()
    joined = any(token.has_any(("joins", "contrast")) for token in behind)
    before = scene.tokens[segment_start(scene, frame.first - 1) : frame.first]
    return joined and not any(token.has_any(("complement", "as_words")) for token in before)


def _says_who(scene: Scene, at: int) -> bool:
    """Tell whether a role in another case than a subject's describes the source before a comma."""
    end = next_mark(scene, at)
    role = next((t for t in scene.tokens[at : min(end, at + 2)] if t.has_any(OFFICES)), None)
    if role is None or any(tells(scene, k) for k in range(at, end)):
        return False
    subject = is_nominative(scene.language, role.text, frozenset({"masculine_noun"}))
    return not (subject or is_upright(role.text, scene.language) or scene.tokens[at].has("determiner"))


def around_from(scene: Scene, first: int) -> int:
    """Return where the clause begins into which a frame is put, with the "that" of who told it."""
    start, opens = told_from(scene, first), segment_start(scene, first - 1)
    start -= start == opens + 1  # "that" may be a pronoun, and opens the words told in either case
    lead = scene.tokens[opens : min(first - 1, opens + OPENING)]
    joined = bool(lead) and lead[0].has_any(("joins", "contrast"))
    inside = any(token.has("relative") for token in lead)
    return max(start, opens) if joined or inside else start


def around_to(scene: Scene, first: int) -> int:
    """Return where a clause ends that goes on behind a frame: at a stop or before a clause against it."""
    within = range(first, len(scene.tokens))
    return next((at for at in within if scene.unit.is_mark(at, STOPPING) or _turns(scene, at)), within.stop)


def _turns(scene: Scene, at: int) -> bool:
    """Tell whether a comma leads to words of the reporter's ("nine, she said, [but officially seven]").

    Behind a negation they may be what is said instead ("not the mayor, but the council").
    """
    opens = scene.tokens[at + 1 : at + 2] if scene.unit.is_mark(at, ",") else ()
    if not any(token.has("contrast") for token in opens):
        return False
    no = compiled(contrast(scene.language).negation)
    denied = any(no.fullmatch(token.text) for token in scene.tokens[segment_start(scene, at - 1) : at])
    return not denied or any(tells(scene, k) for k in range(at + 2, next_mark(scene, at + 1)))


def told_from(scene: Scene, first: int) -> int:
    """Return where the clause before a place begins: behind a verb's "that", else behind the last stop."""
    start = clause_start(scene, first)
    verb = next((at for at in range(first - 1, start - 1, -1) if scene.is_verb(at)), start)
    opens = (at + 1 for at in range(verb, first) if scene.tokens[at].has("complement"))
    return next(opens, start) if verb > start else start


def is_beside_another(scene: Scene, phrase: Range) -> bool:
    """Tell whether a phrase behind a comma sets its own words beside those that another one told.

    "According to X 12,000 came, [according to Y] up to 50,000".
    """
    start, end = phrase.first, phrase.last
    while start > 0 and scene.tokens[start - 1].has_any(("joins", "contrast", "skip")):
        start -= 1
    told = any(cue.kind == "according" and cue.last < start for cue in scene.cues)
    if not (told and scene.unit.is_mark(start - 1, ",")) or end >= len(scene.tokens):
        return False
    counted = scene.tokens[end + 1 : end + 2] if scene.unit.is_mark(end, ",") else ()
    counts = any(token.text[0].isdigit() for token in counted)
    joined = start < phrase.first and bool(counted)
    return scene.tokens[end].kind != "mark" or is_dash(scene.unit, end) or counts or joined


def is_inserted(scene: Scene, cue: Cue) -> bool:
    """Tell whether a phrase such as "in his words" is only put into a clause that goes on behind it."""
    source = phrase_source(scene, cue) if scene.grammar.commas_by_rule else None
    return source is not None and parts_clause(scene, whole(cue, source))


def whole(cue: Cue, source: Range) -> Range:
    """Return a phrase with its source."""
    return Range(min(cue.first, source.first), max(cue.last, source.last))
