"""Tell who says what where the verb ends its clause, as in Turkish and Azerbaijani.

The subject opens the clause, often with a comma behind it, then comes what is said, then the verb. A
participle stands before its subject ("… söyleyen X"), and words such as "göre" stand behind their source.
"""

from dataclasses import dataclass
from itertools import pairwise

from rashomon.analyze.quotes.contents.beside import lone_quotation
from rashomon.analyze.quotes.sentence.clause_edges import clause_start, over_pauses, trimmed
from rashomon.analyze.quotes.sentence.cues import Cue
from rashomon.analyze.quotes.sentence.scenes import Range, Scene
from rashomon.analyze.quotes.sentence.times import behind_times
from rashomon.lang.attribution import listed
from rashomon.lang.morphology import lemma
from rashomon.lang.word_classes import SUBJECTS

LONGEST_SOURCE = 16
"""Tokens of the longest source that is read."""
_HEADS = (*SUBJECTS, "document")
"""What ends the phrase of a subject that is no name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What a cue at the end of its clause has: its source, what is said, and the quotations in it."""

    source: Range | None
    content: Range
    direct: tuple[int, ...] = ()


def parts_of(scene: Scene, cue: Cue) -> Parts | None:
    """Return source and content of a cue, None if nothing is said with it."""
    if cue.kind == "according":
        return _postposed(scene, cue)
    begin = _begin(scene, cue)
    participle = scene.tokens[cue.first].has("participle")
    source = _behind(scene, cue) if participle else _subject(scene, Range(begin, cue.first))
    content, direct = _said(scene, cue, source, begin)
    if content is None or (scene.tokens[cue.last - 1].has("quoting") and not direct):
        return None
    if source is None and not participle:
        source = _behind(scene, cue) or _opening(scene, cue, begin)
    return Parts(source=source, content=content, direct=direct)


def _begin(scene: Scene, cue: Cue) -> int:
    """Return where what belongs to a cue begins: behind a stop or behind the cue before it."""
    start = clause_start(scene, cue.first)
    return max([start, *(other.last for other in scene.cues if start < other.last <= cue.first)])


def _said(scene: Scene, cue: Cue, source: Range | None, begin: int) -> tuple[Range | None, tuple[int, ...]]:
    """Return the content and the quotations in it: before cue and source, behind them, or between."""
    quoted = _quotation_before(scene, cue.first, begin)
    if quoted is None and source is not None and source.last <= cue.first:
        near = all(scene.tokens[at].has("skip") for at in range(source.last, cue.first))
        quoted = _quotation_before(scene, source.first, begin) if near else None
    quoted = _quotation_behind(scene, cue) if quoted is None else quoted
    if quoted is not None:
        return Range(quoted, quoted + 1), (quoted,)
    behind = cue.last < len(scene.tokens) and scene.tokens[cue.last].has("complement")
    if behind or scene.unit.is_mark(cue.last, ":"):
        return trimmed(scene, Range(cue.last + 1, len(scene.tokens))), ()
    first = begin if source is None or source.last > cue.first else max(begin, source.last)
    while first < cue.first and (scene.unit.is_mark(first, ",") or scene.tokens[first].has("skip")):
        first += 1
    return trimmed(scene, Range(first, cue.first)), ()


def _quotation_before(scene: Scene, first: int, begin: int) -> int | None:
    at = over_pauses(scene, first - 1, begin)
    return at if at >= begin and scene.tokens[at].kind == "quote" else None


def _quotation_behind(scene: Scene, cue: Cue) -> int | None:
    at = cue.last + 1
    colon = scene.unit.is_mark(cue.last, ":") and at < len(scene.tokens)
    return at if colon and scene.tokens[at].kind == "quote" else None


def _subject(scene: Scene, within: Range) -> Range | None:
    """Return the phrase before a comma or quotation that a subject ends, else the first subject."""
    borders = [at for at in range(*within) if scene.tokens[at].kind != "word"]
    edges = [within.first - 1, *borders, within.last]
    for before, after in pairwise(edges):
        segment = Range(before + 1, after)
        if after < within.last and _ends_in_subject(scene, segment):
            segment = _behind_frame(scene, segment)
            return Range(max(segment.first, segment.last - LONGEST_SOURCE), segment.last)
    return next(
        (
            found
            for before, after in pairwise(edges)
            if (found := _first_subject(scene, Range(before + 1, after))) is not None
        ),
        None,
    )


def _ends_in_subject(scene: Scene, segment: Range) -> bool:
    if segment.size < 1 or any(scene.is_verb(at) for at in range(*segment)):
        return False
    last = scene.tokens[segment.last - 1]
    named = any(name.last == segment.last and name.base for name in scene.names_in(segment))
    return named or last.has_any(_HEADS)


def _first_subject(scene: Scene, segment: Range) -> Range | None:
    """Return the first name in its base form or role, with the words of its phrase before it."""
    segment = _behind_frame(scene, segment)
    for at in range(segment.first, min(segment.last, segment.first + LONGEST_SOURCE)):
        named = next((n for n in scene.names_in(segment) if n.first <= at < n.last), None)
        if named is not None and named.base and named.type != "LOC":
            return Range(segment.first, named.last)
        goes_on = at + 1 < segment.last and (_names(scene, at + 1) or _heads(scene, at + 1))
        pointed = scene.tokens[at].has("determiner") and at + 1 < segment.last  # "that", not "he"
        if named is None and _is_subject(scene, at) and not (goes_on or pointed):
            return Range(segment.first, at + 1)
    return None


def _behind_frame(scene: Scene, segment: Range) -> Range:
    """Return a segment without the times and the place in a case form that open it ("Dün X'te …")."""
    segment = behind_times(scene, segment)
    place = next((n for n in scene.names_in(segment) if n.first == segment.first), None)
    placed = place is not None and place.type == "LOC" and not place.base and place.last < segment.last
    return Range(place.last, segment.last) if place is not None and placed else segment


def _is_subject(scene: Scene, at: int) -> bool:
    return scene.tokens[at].has_any(SUBJECTS)


def _heads(scene: Scene, at: int) -> bool:
    return scene.tokens[at].has_any(_HEADS)


def _heads_declined(scene: Scene, at: int) -> bool:
    """Tell whether a word in whatever case heads a phrase that speaks ("polise göre")."""
    known = listed(scene.language, lemma(scene.tokens[at].text, scene.language))
    return _heads(scene, at) or not known.isdisjoint(_HEADS)


def _names(scene: Scene, at: int) -> bool:
    return any(name.first <= at < name.last for name in scene.names)


def _behind(scene: Scene, cue: Cue) -> Range | None:
    """Return the phrase behind a cue that names who speaks, as far as the name or role goes."""
    last = cue.last
    while last < min(len(scene.tokens), cue.last + LONGEST_SOURCE) and scene.tokens[last].kind == "word":
        if scene.is_verb(last):
            break
        last += 1
    run = Range(cue.last, last)
    named = [name for name in scene.names_in(run) if name.type != "LOC"]
    if named and named[0].base:
        return Range(run.first, named[0].last)
    return run if last > cue.last and _heads(scene, last - 1) and not named else None


def _opening(scene: Scene, cue: Cue, begin: int) -> Range | None:
    """Return the subject of the whole sentence, which a cue behind another one shares."""
    start = clause_start(scene, cue.first)
    return _subject(scene, Range(start, begin)) if start < begin else None


def _postposed(scene: Scene, cue: Cue) -> Parts | None:
    """Read "according to", which stands behind its source where the language says so."""
    start = clause_start(scene, cue.first)
    first = max(start, cue.first - LONGEST_SOURCE)
    first = max([first, *(at + 1 for at in range(first, cue.first) if scene.tokens[at].kind != "word")])
    content = trimmed(scene, Range(cue.last, len(scene.tokens))) or trimmed(scene, Range(start, first))
    named = [name for name in scene.names_in(Range(first, cue.first)) if name.type != "LOC"]
    source = named[-1].range if named else Range(first, cue.first)
    known = bool(scene.names_in(source)) or any(_heads_declined(scene, at) for at in range(*source))
    if content is None or not known:
        return None
    return Parts(source=source, content=content, direct=lone_quotation(scene, content))
