"""Put source and content together for phrases such as "according to", and for who passed them on."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rashomon.analyze.quotes.contents.around import (
    around_from,
    around_to,
    is_beside_another,
    parts_clause,
    told_from,
    whole,
)
from rashomon.analyze.quotes.contents.beside import lone_quotation
from rashomon.analyze.quotes.contents.counts import counts_anew
from rashomon.analyze.quotes.contents.insertions import over_insertions, over_role, with_holder
from rashomon.analyze.quotes.contents.pointing import points
from rashomon.analyze.quotes.joining.parts import Attribution
from rashomon.analyze.quotes.sentence.clause_edges import (
    FEWEST_WORDS,
    behind_brackets,
    clause_start,
    next_mark,
    only_opens,
    resumes,
    segment_start,
    trimmed,
)
from rashomon.analyze.quotes.sentence.cues import Cue
from rashomon.analyze.quotes.sentence.scenes import Range, Scene, tells
from rashomon.analyze.quotes.sources.phrases import phrase_source

OPENING = ("skip", "joins", "contrast", "complement", "relative")
"""Words that may stand between a mark and a phrase that tells all of the clause behind it."""
NEAR_START = 2
"""Tokens of a clause up to which a phrase behind them opens it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """Where a phrase stands with its source: the tokens ``[first, last)``.

    ``leads`` tells that it opens what it tells but for small words, ``inside`` that its clause goes on from
    it without a mark, ``inserted`` that it may stand between commas in the middle of what it tells.
    """

    first: int
    last: int
    leads: bool
    inside: bool
    inserted: bool


def by_phrase(scene: Scene, cue: Cue, earlier: list[Attribution]) -> Attribution | None:
    """Return what is told with a phrase such as "according to"; one that it leans on leaves ``earlier``."""
    source = phrase_source(scene, cue)
    if source is None or _parts_subject(scene, cue, source) or _hands_on(scene, cue, source):
        return None
    source = with_holder(scene, cue.first, source)
    if earlier and _leads_to(scene, earlier[-1], cue):
        return _relayed(scene, cue, source, earlier.pop())
    content = _content(scene, _placed(scene, cue, source), earlier)
    if content is not None and points(scene, content):
        return None
    return Attribution(
        cue=cue, source=source, content=content, direct=lone_quotation(scene, content), clause=True
    )


def _placed(scene: Scene, cue: Cue, source: Range) -> Phrase:
    """Return where a phrase stands with its source and what tells who that is."""
    first, behind = min(cue.first, source.first), max(cue.last, source.last)
    behind = next((c.last for c in scene.cues if c.first == behind and closes_phrase(scene, c)), behind)
    brackets = behind_brackets(scene, behind) if scene.grammar.commas_by_rule else None
    behind = over_insertions(scene, source, over_role(scene, brackets or behind))
    leads = _opens_segment(scene, first, behind, source) or _is_set_off(scene, first, behind)
    leads |= scene.grammar.commas_by_rule and is_beside_another(scene, Range(first, behind))
    inside = _stands_inside(scene, first, behind) and not leads
    leans = any(token.has("leaning") for token in scene.held(cue))
    inserted = scene.grammar.commas_by_rule and not (leads or leans)
    return Phrase(first=first, last=behind, leads=leads, inside=inside, inserted=inserted)


def _content(scene: Scene, phrase: Phrase, earlier: Sequence[Attribution]) -> Range | None:
    """Return what a phrase tells: what is behind it if it opens the clause, else what is before or around."""
    frame = Range(phrase.first, phrase.last)
    if phrase.inserted and parts_clause(scene, frame):
        return trimmed(scene, Range(around_from(scene, phrase.first), _end(scene, phrase.last + 1)))
    end = _before_another(scene, phrase.last)
    rest = trimmed(scene, Range(phrase.last, end), 1 if phrase.leads else FEWEST_WORDS)
    start, inserted = _clause_around(scene, phrase, earlier, closes=rest is None)
    left = trimmed(scene, Range(start, phrase.first), 1 if phrase.inside else FEWEST_WORDS)
    if left is not None and only_opens(scene, left) and not phrase.inside:
        left = None
    near = phrase.first - clause_start(scene, phrase.first) <= NEAR_START and not phrase.inside
    if rest is not None and (phrase.leads or near or left is None):
        return rest
    return trimmed(scene, Range(left.first, end)) if left is not None and inserted else left


def _end(scene: Scene, first: int) -> int:
    """Return where a clause ends that goes on behind a phrase between commas."""
    return min(around_to(scene, first), _before_another(scene, first))


def _before_another(scene: Scene, first: int) -> int:
    """Return where another phrase begins that sets words of its own beside those told, else the end."""
    counted = next(
        (at for at in range(first, len(scene.tokens)) if counts_anew(scene, at)), len(scene.tokens)
    )
    for cue in scene.cues if scene.grammar.commas_by_rule else ():
        source = phrase_source(scene, cue) if cue.kind == "according" and cue.first > first else None
        if source is not None and is_beside_another(scene, whole(cue, source)):
            return min(counted, segment_start(scene, cue.first))
    return counted


def _clause_around(
    scene: Scene, phrase: Phrase, earlier: Sequence[Attribution], *, closes: bool
) -> tuple[int, bool]:
    """Return where the clause before a phrase begins, and whether it goes on behind the phrase.

    ``closes`` tells that nothing is said behind the phrase.
    """
    first, last = phrase.first, phrase.last
    inserted = phrase.inside or (not closes and resumes(scene, last)) or _parts_clause(scene, first, last)
    start = told_from(scene, first) if inserted else _own_clause(scene, first)
    if closes or not scene.unit.is_mark(last, ",") or not scene.grammar.commas_by_rule:
        return start, inserted
    quoted = _behind_quoted(scene, first, earlier)
    return max(start, quoted), inserted or quoted > 0


def _parts_subject(scene: Scene, cue: Cue, source: Range) -> bool:
    """Tell whether a phrase only parts a subject from its verb ("The agency X, citing Y, reported that").

    Where order is fixed, a verb of saying behind its comma shows that ("X, according to Y, said …").
    """
    at = scene.behind_skipped(max(cue.last, source.last))
    told = scene.cue_from(at + 1) if scene.unit.is_mark(at, ",") and not scene.grammar.free_order else None
    if told is not None and told.first == at + 1:
        return cue.first > 1 and scene.unit.is_mark(cue.first - 1, ",") and scene.is_verb(at + 1)
    return _leans_inside(scene, cue) and scene.is_verb(at)


def _parts_clause(scene: Scene, first: int, behind: int) -> bool:
    """Tell whether a phrase between commas stands before the verb or the "that" of its clause."""
    before = range(clause_start(scene, first), first)
    if scene.grammar.free_order or not before or not scene.unit.is_mark(behind, ","):
        return False
    goes_on = behind + 1 < len(scene.tokens) and scene.tokens[behind + 1].has("complement")
    return goes_on or not any(tells(scene, at) or scene.is_verb(at) for at in before)


def _hands_on(scene: Scene, cue: Cue, source: Range) -> bool:
    """Tell whether a phrase only names the agency by which a verb tells ("řekla X podle agentury Y")."""
    start, end = segment_start(scene, cue.first), next_mark(scene, cue.first)
    tells_itself = any(c.is_verb and start <= c.first < end for c in scene.cues)
    outlet = any(token.has("outlet") for token in scene.held(source))
    return scene.grammar.free_order and outlet and tells_itself


def _leans_inside(scene: Scene, cue: Cue) -> bool:
    """Tell whether a phrase names whom the words right before it lean on, where no comma parts them."""
    leans = any(token.has("leaning") for token in scene.held(cue))
    led = cue.first > 0 and scene.tokens[cue.first - 1].kind == "word"
    return leans and led and scene.grammar.commas_by_rule


def _leads_to(scene: Scene, before: Attribution, cue: Cue) -> bool:
    """Tell whether a phrase names whom the source right before it leans on ("…, X reports, citing Y")."""
    leans = any(token.has("leaning") for token in scene.held(cue))
    if not leans or before.source is None or not before.cue.is_verb:
        return False
    if before.cue.last > cue.first or before.source.first >= cue.first:
        return False
    told = before.content is not None and before.clause and before.cue.last <= before.content.first
    if told and before.content is not None:
        rest = range(before.content.last, cue.first)
        return all(scene.unit.is_mark(at, ",") for at in rest)
    between = range(max(before.cue.last, before.source.last), cue.first)
    return all(scene.unit.is_mark(at, ",") for at in between)


def _relayed(scene: Scene, cue: Cue, source: Range, by: Attribution) -> Attribution:
    """Return what the source of a phrase told, as another one passes it on."""
    content = by.content
    if content is not None and content.holds(cue.first):
        told = content.first > by.cue.first and trimmed(scene, Range(content.first, cue.first))
        content = told or trimmed(scene, Range(max(cue.last, source.last), len(scene.tokens)))
    via = None if by.source is None else Range(by.source.first, min(by.source.last, cue.first))
    return Attribution(cue=cue, source=source, content=content, direct=by.direct, clause=True, via=via)


def _opens_segment(scene: Scene, first: int, behind: int, source: Range) -> bool:
    """Tell whether only conjunctions and adverbs part a phrase from the mark before what it tells of."""
    free = scene.grammar.free_order and not scene.grammar.articles_relate
    if not free or behind >= len(scene.tokens) or scene.tokens[behind].kind == "mark":
        return False
    if scene.tokens[source.first].has("relative"):
        return True
    opens = segment_start(scene, first)
    opens += scene.tokens[opens].has("preposition") and scene.tokens[opens + 1].has("relative")  # "at which"
    return first > opens and all(t.has_any(OPENING) for t in scene.tokens[opens:first])


def _is_set_off(scene: Scene, first: int, behind: int) -> bool:
    """Tell whether commas part a phrase from the word that opens its clause ("that, in his words, …")."""
    commas = scene.unit.is_mark(first - 1, ",") and scene.unit.is_mark(behind, ",")
    opening = scene.tokens[segment_start(scene, first - 1) : first - 1] if commas else ()
    small = bool(opening) and all(token.has_any((*OPENING, "boundary")) for token in opening)
    return small and scene.grammar.commas_by_rule


def _stands_inside(scene: Scene, first: int, behind: int) -> bool:
    """Tell whether a phrase stands within a clause that goes on without a mark, where its end is sure."""
    beside = (at for at in (first - 1, behind) if 0 <= at < len(scene.tokens))
    words = [at for at in beside if scene.tokens[at].kind == "word"]
    return scene.grammar.names_decline and len(words) == 2


def _own_clause(scene: Scene, first: int) -> int:
    """Return where the clause before a phrase begins: behind who else told what stands before it.

    "…, X said, and that, in his words, is all".
    """
    start = clause_start(scene, first)
    verb = next((at for at in range(first - 1, start, -1) if scene.is_verb(at)), None)
    if verb is None or not scene.grammar.commas_by_rule:
        return start
    joined = (at + 1 for at in range(verb, first - 1) if scene.unit.is_mark(at, ","))
    return next((at for at in joined if scene.tokens[at].has_any(("joins", "contrast"))), start)


def _behind_quoted(scene: Scene, first: int, earlier: Sequence[Attribution]) -> int:
    """Return where the clause around a phrase begins that stands behind someone else's quotation.

    "“…,” X said in the square, where, in Y's words, thousands stood": Y tells of the thousands only.
    """
    ends = (
        max(a.cue.last, a.source.last if a.source else 0, a.direct[-1] + 1)
        for a in reversed(earlier)
        if a.direct and a.cue.is_verb and a.direct[-1] < first
    )
    end = next(ends, None)
    if end is None or end > first:
        return 0
    return next((at for at in range(end, first) if scene.unit.is_mark(at, ",")), 0)


def passes_on(scene: Scene, by: Attribution, told: Attribution) -> bool:
    """Tell whether a paper closes a sentence that opens with whose words it tells ("To X, …, Y writes")."""
    reported = told.cue.kind in ("according", "say") and told.source is not None
    if not reported or by.source is None or by.content is None or not by.cue.is_verb:
        return False
    outlet = any(token.has("outlet") for token in scene.held(by.source))
    outlet |= any(name.type == "ORG" for name in scene.names_in(by.source))
    around = by.content.first <= told.cue.first and by.content.last <= by.cue.first
    return scene.grammar.free_order and outlet and around and told.content is not None


def passed_on(scene: Scene, told: Attribution, by: Attribution) -> Attribution:
    """Return what a source of a phrase told without the words at its end that name who passed it on."""
    content = told.content
    if content is not None and by.content is not None:
        content = trimmed(scene, Range(content.first, min(content.last, by.content.last)))
    return replace(told, content=content, via=by.source)


def _follows_outlet(scene: Scene, cue: Cue) -> bool:
    """Tell whether the phrase before a verb in its clause only names the agency by which it tells."""
    before = (c for c in scene.cues if c.kind == "according" and c.last < cue.first)
    sources = ((c, phrase_source(scene, c)) for c in before)
    return any(source is not None and _hands_on(scene, c, source) for c, source in sources)


def closes_phrase(scene: Scene, cue: Cue) -> bool:
    """Tell whether a verb only ends a phrase such as "according to" ("据X报道").

    Where subjects may be left out, a verb of saying behind a phrase has a clause of its own; so has any that
    tells what an agency only passes on ("X has by the report of Y denied that").
    """
    if scene.grammar.subject_drops and (cue.kind == "say" or _follows_outlet(scene, cue)):
        return False
    phrases = [c for c in scene.cues if c.kind == "according" and c.last < cue.first]
    near = bool(phrases) and phrases[-1].first >= segment_start(scene, cue.first)
    return near and cue.is_verb and not _leans_inside(scene, phrases[-1])
