"""What an attribution is made of, and how those of one sentence stand to each other."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rashomon.analyze.quotes.sentence.clause_edges import segment_start
from rashomon.analyze.quotes.sentence.cues import REPORTED, Cue
from rashomon.analyze.quotes.sentence.scenes import Name, Range, Scene, governed, tells
from rashomon.lang.attribution import Attribution as Grammar
from rashomon.lang.word_classes import PEOPLE

VOWED = frozenset({"promise", "warn"})
"""Cues that report words of someone as surely, where the whole of it is only handed on."""

ADDRESSED = 6
"""Tokens behind a promise among which those are named to whom it was made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """One cue with its source and content; ``direct`` are tokens that are quotations said with this cue.

    ``clause`` tells that the content is reported as a clause of its own ("that …", "according to").
    ``placed`` tells that the source is the place where it is said ("in X they insist").
    ``via`` is who passed the words on ("X quoted Y as saying").
    ``cited`` tells that the source is the object of who passed the words on.
    ``dropped`` tells that the cue has no subject of its own, so that the last speaker goes on.
    """

    cue: Cue
    source: Range | None
    content: Range | None
    direct: tuple[int, ...] = ()
    dropped: bool = False
    clause: bool = False
    placed: bool = False
    via: Range | None = None
    cited: bool = False


def is_inside(a: Attribution, found: Sequence[Attribution]) -> bool:
    """Tell whether an attribution is a lesser part of what another one reports.

    What opens with it and is only handed on behind it ("X promised that …, Y reports") is no such part.
    """
    around = (b for b in found if b is not a and b.content is not None and b.content.holds(a.cue.first))
    return any(not _hands_on(b, a) for b in around)


def vows_to(scene: Scene, a: Attribution) -> bool:
    """Tell whether somebody named promises something to others ("that X promised the members to …").

    Then what he said is told, not what he has in mind ("that X plans to …").
    """
    if a.cue.kind != "promise" or a.source is None or a.content is None:
        return False
    named = any(name.type == "PER" for name in scene.names_in(a.source))
    behind = range(a.cue.last, min(len(scene.tokens), a.cue.last + ADDRESSED))
    opens = next(
        (at for at in behind if scene.tokens[at].has_any(("infinitive", "impersonal_verb", "complement"))),
        None,
    )
    if not named or opens is None or opens == a.cue.last:
        return False
    told = range(a.cue.last, opens)
    plain = all(scene.tokens[at].kind == "word" and not scene.tokens[at].has("preposition") for at in told)
    stated = () if scene.grammar.free_order else ("determiner",)
    return plain and any(scene.tokens[at].has_any(("unbound", *stated, *PEOPLE)) for at in told)


def _hands_on(outer: Attribution, inner: Attribution) -> bool:
    if outer.content is None or inner.source is None or inner.cue.kind not in VOWED:
        return False
    return outer.cue.first >= outer.content.last and inner.source.first - outer.content.first <= 1


def is_held(scene: Scene, earlier: Sequence[Attribution], quotation: int) -> bool:
    """Tell whether a quotation is part of a clause that somebody before it tells ("said that it is “…”")."""
    verbs = (a for a in earlier if a.cue.is_verb)
    told = (a.content for a in verbs if a.content is not None and a.cue.last <= a.content.first)
    return any(
        content.holds(quotation)
        and content.first < quotation
        and scene.tokens[content.first].has("complement")
        for content in told
    )


def is_frame(a: Attribution, found: Sequence[Attribution]) -> bool:
    """Tell whether the words of an attribution only say who told them all ("[The court] refused, X said")."""
    if a.content is None:
        return False
    content, around = a.content, (b for b in found if b.content is not None and b.content.holds(a.cue.first))
    told = (b for b in around if b.cue.kind in REPORTED and b.cue.is_verb)
    return any(b.cue.first == content.first for b in told)


def within_outer(scene: Scene, a: Attribution, found: Sequence[Attribution]) -> Attribution:
    """Return an attribution without who closes the sentence by handing it on ("X said …, Y reports")."""
    if a.content is None:
        return a
    around = (b for b in found if b.content is not None and b.content.holds(a.cue.first))
    ends = [b.content.last for b in around if b.content and _closes(scene, b, b.content)]
    if not ends or not a.content.first < min(ends) < a.content.last:
        return a
    return replace(a, content=Range(a.content.first, min(ends)))


def _closes(scene: Scene, a: Attribution, content: Range) -> bool:
    """Tell whether source and cue stand behind the content, and nothing behind them."""
    last = max(a.cue.last, a.source.last if a.source else 0)
    return content.last <= a.cue.first and all(token.kind == "mark" for token in scene.tokens[last:])


def is_told(a: Attribution, found: Sequence[Attribution]) -> bool:
    """Tell whether an attribution is part of what another one reports that is no part of its own words."""
    around = (b for b in found if b is not a and b.content is not None and b.content.holds(a.cue.first))
    return any(a.content is None or not a.content.holds(b.cue.first) for b in around)


def holder_of(found: Sequence[Attribution], at: int) -> int | None:
    """Return the attribution of a quotation: said with its cue, else the last whose content holds it."""
    for index, a in enumerate(found):
        if at in a.direct:
            return index
    holding = [i for i, a in enumerate(found) if a.content is not None and a.content.holds(at)]
    return holding[-1] if holding else None


def teller_of(found: Sequence[Attribution], at: int, grammar: Grammar) -> int | None:
    """Return the attribution of a quotation: that of its holder, unless this only thinks or wants.

    Words in marks in what somebody tells others want ("the union said pilots want “fair pay”") are his, and
    where subjects may be left out those in what he tells that others praised or blamed.
    """
    index = holder_of(found, at)
    kind = None if index is None else found[index].cue.kind
    judged = kind == "judge" and grammar.subject_drops
    if index is None or not (kind == "think" or (judged and at not in found[index].direct)):
        return index
    first = found[index].cue.first
    around = (
        i
        for i, a in enumerate(found)
        if a.cue.kind in REPORTED and a.content is not None and a.content.holds(at) and a.content.holds(first)
    )
    return next(around, index)


def only_names_source(scene: Scene, a: Attribution) -> bool:
    """Tell whether a clause such as "as X said" only names who tells the main clause behind it."""
    opens = scene.tokens[segment_start(scene, a.cue.first)]
    return opens.has("as_words") and a.content is not None and a.content.first > a.cue.last


def begins_anew(scene: Scene, found: Sequence[Attribution]) -> Name | None:
    """Return the person of whom a sentence goes on to tell behind the words said and who said them."""
    parts = [part for a in found for part in (a.cue, a.source, a.content) if part is not None]
    behind = max((part[1] for part in parts), default=0)
    people = (n for n in scene.names if n.first > behind and n.type == "PER" and n.base)
    free = (n for n in people if not governed(scene, n) and n.last < len(scene.tokens))
    free = (n for n in free if not scene.tokens[segment_start(scene, n.first)].has("relative"))
    return next((n for n in free if scene.grammar.verbs_inflect and tells(scene, n.last)), None)


def is_nobodys(a: Attribution, grammar: Grammar) -> bool:
    """Tell whether an attribution without a speaker tells of nobody's words ("it is planned to …").

    Nor does a phrase ("by first data") where a language lists all that can head such a source.
    """
    if a.source is not None:
        return not a.clause or (a.cue.kind == "according" and bool(grammar.named_behind))
    bare = not a.clause and a.content is not None and a.content.first >= a.cue.last
    return a.dropped and (bare or a.cue.kind not in REPORTED)


def hands_on(a: Attribution, found: Sequence[Attribution]) -> bool:
    """Tell whether a phrase only tells who has handed on a quotation ("“…,” X said, according to Y")."""
    content = a.content if a.cue.kind == "according" else None
    held = (b for b in found if content and content.holds(b.cue.first))
    return any(b.direct and b.source is not None for b in held)


def has_learned(a: Attribution, found: Sequence[Attribution]) -> bool:
    """Tell whether who closes a sentence only knows of what others say ("X vowed to go, Y has learned")."""
    content = a.content if a.cue.kind == "think" else None
    behind = content is not None and content.last <= a.cue.first
    return behind and any(content is not None and content.holds(b.cue.first) for b in found)


def handed_on(found: Sequence[Attribution]) -> list[Attribution]:
    """Return attributions without the phrases that close a sentence by telling who has handed on a quotation.

    In "“…,” X said, according to Y" only X says something, by way of Y.
    """
    phrases = [a for a in found if a.cue.kind == "according" and _closes_quotation(a, found)]
    by = {at: a.source for a in phrases if a.content is not None for at in range(*a.content)}
    return [replace(a, via=by.get(a.cue.first, a.via)) if a.direct else a for a in found if a not in phrases]


def _closes_quotation(a: Attribution, found: Sequence[Attribution]) -> bool:
    content = a.content
    if content is None or content.last > a.cue.first or not hands_on(a, found):
        return False
    return any(b is not a and content.first in b.direct for b in found)
