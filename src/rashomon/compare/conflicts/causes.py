"""Conflicts of cause and of blame: two reasons for one thing, or two parties that each blame the other."""

from collections.abc import Iterator

from rashomon.compare.alignment import Link
from rashomon.compare.conflicts import scores
from rashomon.compare.conflicts.found import Found
from rashomon.compare.conflicts.parties import contrasted
from rashomon.compare.ground import Ground, Rows
from rashomon.lang.attribution import attribution, word_labels
from rashomon.lang.brief import brief_words
from rashomon.lang.contrast import contrast
from rashomon.lang.terms import compiled
from rashomon.model.phrase import Phrase
from rashomon.model.text import Span

BOND, SURE = 0.17, 0.45
"""Bond of two claims that give reasons for one thing, where they are each other's nearest and where not."""
SHARED = 2
"""Words beside names that two claims with two reasons have in common at most: the effect and its verb."""
EFFECT, EFFECT_ABROAD, REASON = 0.5, 0.42, 0.45
"""Cosine from which two words name one effect, of one or two languages, and below which two reasons."""
CLEAR = 5
"""Letters of words that always give a reason: shorter ones ("of", "on") do so only behind a death."""
LONGEST_CLAIM = 25
"""Words of a claim in which effect and reason can be told apart."""
BLAMING = frozenset({"judge", "deny"})
"""Classes of verbs by which one party turns against another."""


def causes(ground: Ground) -> Iterator[Found]:
    """Yield pairs of claims by two articles that give other reasons for what both name."""
    given = [_marker(ground, row) for row in range(len(ground.read))]
    for rows in ground.bonds.counterparts:
        markers = [m for row in rows if (m := given[row])]
        if len(markers) == len(rows) and _near(ground, rows) and _two_reasons(ground, rows, markers):
            reasons = [ground.read[row].text.strip()[:120] for row in rows]
            why = Phrase(key="differ_reason", words=tuple(reasons))
            score = scores.CAUSE.of(ground.bonds.of(*rows))
            yield Found(kind="cause", rows=rows, score=score, why=why, about=f"cause {rows[0]}")


def _near(ground: Ground, rows: Rows) -> bool:
    likely = ground.bonds.of(*rows) >= (BOND if ground.bonds.mutual(*rows) else SURE)
    return likely and ground.comparable(*rows) and not ground.elsewhere(*rows)


def _marker(ground: Ground, row: int) -> Span | None:
    """Return where a claim says that it gives a reason."""
    passage = ground.read[row]
    marks = compiled(contrast(passage.language).cause).finditer(passage.text)
    found = next((m for m in marks if len(m[0]) >= CLEAR), None)
    begin = passage.reference.span.start
    return Span(begin + found.start(), begin + found.end()) if found else None


def _two_reasons(ground: Ground, rows: Rows, markers: list[Span]) -> bool:
    """Tell whether two claims have a word for the effect in common, and each another one for the reason."""
    own = [
        [
            at
            for at, word in enumerate(ground.read[row].words)
            if word.content and not marker.overlap(word.span)
        ]
        for row, marker in zip(rows, markers, strict=True)
    ]
    if max(len(ground.read[row].words) for row in rows) > LONGEST_CLAIM:
        return False
    links = [k for k in ground.aligner.links(*rows) if k.a in own[0] and k.b in own[1]]
    if any(_unnamed(ground, row, marker) for row, marker in zip(rows, markers, strict=True)):
        return False
    same = ground.one_language(*rows)
    sure = [k for k in links if k.near >= (EFFECT if same else EFFECT_ABROAD)]
    if any(_gives(ground, rows, markers, k) or _led(ground, rows, markers, k) for k in sure):
        return False
    alike = [k for k in links if k.near >= REASON]
    named = ground.names_at(rows[0])
    beside = [k for k in alike if k.a not in named and not _effects(ground, rows, markers, k)]
    if not sure or len(beside) > (SHARED if len(beside) == len(alike) else 0):
        return False
    known = {k.a for k in alike}, {k.b for k in alike}
    return all(set(mine) - linked for mine, linked in zip(own, known, strict=True))


def _effects(ground: Ground, rows: Rows, markers: list[Span], link: Link) -> bool:
    """Tell whether both words stand before what gives the reason: they tell of the effect."""
    places = zip(rows, markers, (link.a, link.b), strict=True)
    return all(ground.read[row].words[at].span.end <= mark.start for row, mark, at in places)


def _led(ground: Ground, rows: Rows, markers: list[Span], link: Link) -> bool:
    """Tell whether both words are the first that tell anything behind their markers: one reason."""
    told = all(_told_before(ground, row, mark) for row, mark in zip(rows, markers, strict=True))
    firsts = [_behind(ground, row, mark)[:1] for row, mark in zip(rows, markers, strict=True)]
    return told and firsts == [[link.a], [link.b]]


def _gives(ground: Ground, rows: Rows, markers: list[Span], link: Link) -> bool:
    """Tell whether what follows from something in one claim is the reason for something in the other."""
    places = zip(rows, markers, (link.a, link.b), strict=True)
    sides = [at in _reason(ground, row, marker) for row, marker, at in places]
    return sides[0] != sides[1]


def _reason(ground: Ground, row: int, marker: Span) -> list[int]:
    """Return what follows the marker; where nothing stands before it, the effect does, so only the first."""
    behind = _behind(ground, row, marker)
    return behind if _told_before(ground, row, marker) else behind[:1]


def _unnamed(ground: Ground, row: int, marker: Span) -> bool:
    """Tell whether a reason is only pointed at ("because of it", "because of which")."""
    passage = ground.read[row]
    words = brief_words(passage.language)
    behind = passage.text[marker.end - passage.reference.span.start :].lstrip()
    relative = attribution(passage.language).relative
    return compiled((*words.pronouns, *words.anaphora, *relative)).match(behind) is not None


def _told_before(ground: Ground, row: int, marker: Span) -> bool:
    """Tell whether a claim tells something before the marker, so that all that follows is a reason."""
    words = ground.read[row].words
    return any(words[at].span.start < marker.start for at in _content(ground, row))


def _behind(ground: Ground, row: int, marker: Span) -> list[int]:
    words = ground.read[row].words
    return [at for at in _content(ground, row) if words[at].span.start >= marker.end]


def _content(ground: Ground, row: int) -> list[int]:
    return [at for at, word in enumerate(ground.read[row].words) if word.content]


def blame(ground: Ground) -> Iterator[Found]:
    """Yield neighbouring claims of one article in which two parties turn against each other."""
    for rows in ((row, row + 1) for row in range(len(ground.read) - 1)):
        if not contrasted(ground, *rows):
            continue
        if verb := _blaming(ground, rows):
            texts = [
                ground.cited(row, ground.read[row].words[at].span)
                for row, at in zip(rows, (verb.a, verb.b), strict=True)
            ]
            why = Phrase(key="differ_blame", words=tuple(texts))
            score = scores.BLAME.of(ground.aligner.agreement(*rows))
            yield Found(kind="attribution", rows=rows, score=score, why=why, about=f"blame {rows[0]}")


def _blaming(ground: Ground, rows: Rows) -> Link | None:
    """Return the verb around which what stands before it in one claim stands behind it in the other."""
    a, b = (ground.read[row].words for row in rows)
    languages = [ground.read[row].language for row in rows]
    links = [k for k in ground.aligner.links(*rows) if a[k.a].content and b[k.b].content]
    for verb in links:
        words = (a[verb.a].form, b[verb.b].form)
        labels = [word_labels(x, w) for x, w in zip(languages, words, strict=True)]
        if all(own & BLAMING for own in labels) and _changes_sides(links, verb):
            return verb
    return None


def _changes_sides(links: list[Link], verb: Link) -> bool:
    """Tell whether a word stands on the other side of the verb, and none on the same side before it."""
    moved = [k for k in links if k.near >= EFFECT and (k.a < verb.a) != (k.b < verb.b)]
    return bool(moved) and not any(k.b < verb.b for k in links if k.a < verb.a)
