"""Put source, cue and content together within one sentence (the three parts of PARC and PolNeAR)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rashomon.analyze.content_ends import content_end
from rashomon.analyze.contents import (
    FEWEST_WORDS,
    bare,
    clause_start,
    content_of,
    only_opens,
    resumes,
    segment_start,
    trimmed,
)
from rashomon.analyze.cues import Cue
from rashomon.analyze.phrase_sources import over_pointer, owner_of_noun, phrase_source
from rashomon.analyze.places import place_before, place_behind
from rashomon.analyze.pointing import points, points_back
from rashomon.analyze.quotations_beside import quotation_left, quotation_right, quotations_in
from rashomon.analyze.relays import closes, relay_of
from rashomon.analyze.scenes import Range, Scene, governed
from rashomon.analyze.subjects import agent_of, inherits, is_passive, source_of, subject
from rashomon.analyze.verb_final import parts_of
from rashomon.analyze.verbless import Told, labelled, told_without_verb


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """One cue with its source and content; ``direct`` are tokens that are quotations said with this cue.

    ``clause`` tells that the content is reported as a clause of its own ("that …", "according to").
    ``placed`` tells that the source is the place where it is said ("in X they insist").
    ``via`` is who passed the words on ("X quoted Y as saying").
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


def find_attributions(scene: Scene) -> list[Attribution]:
    """Return the attributions of a sentence in the order of their cues."""
    found: list[Attribution] = []
    for index, cue in enumerate(scene.cues):
        if scene.grammar.verb_final and cue.kind != "noun":
            attribution = _by_final_verb(scene, cue)
        elif cue.kind == "according":
            attribution = _by_phrase(scene, cue, found)
        elif cue.kind == "noun":
            attribution = _by_noun(scene, cue)
        elif closes(scene, index):
            continue
        else:
            attribution = _by_relay(scene, index) or _by_verb(scene, index, found)
        if attribution is not None and found and _passes_on(scene, attribution, found[-1]):
            found[-1] = _passed_on(scene, found[-1], attribution)
        elif attribution is not None:
            found.append(attribution)
    if found and (label := labelled(scene)) is not None:
        return [_without_verb(label), *(a for a in found if a.cue.first > label.cue.first)]
    return found or [_without_verb(told) for told in told_without_verb(scene)]


def _passes_on(scene: Scene, by: Attribution, told: Attribution) -> bool:
    """Tell whether a paper closes a sentence that opens with whose words it tells ("In X's view …, Y writes")."""
    if told.cue.kind != "according" or by.source is None or by.content is None or not by.cue.is_verb:
        return False
    outlet = any(token.has("outlet") for token in scene.tokens[slice(*by.source)])
    outlet |= any(name.type == "ORG" for name in scene.names_in(by.source))
    around = by.content.first <= told.cue.first and by.content.last <= by.cue.first
    return scene.grammar.subject_drops and outlet and around and told.content is not None


def _passed_on(scene: Scene, told: Attribution, by: Attribution) -> Attribution:
    """Return what a source of a phrase told without the words at its end that name who passed it on."""
    content = told.content
    if content is not None and by.content is not None:
        content = trimmed(scene, Range(content.first, min(content.last, by.content.last)))
    return replace(told, content=content, via=by.source)


def _without_verb(told: Told) -> Attribution:
    return Attribution(cue=told.cue, source=told.source, content=told.content, direct=told.direct)


def _by_final_verb(scene: Scene, cue: Cue) -> Attribution | None:
    parts = parts_of(scene, cue)
    if parts is None:
        return None
    return Attribution(
        cue=cue,
        source=parts.source,
        content=parts.content,
        direct=parts.direct,
        dropped=parts.source is None,
        clause=not parts.direct,
    )


def _by_phrase(scene: Scene, cue: Cue, earlier: list[Attribution]) -> Attribution | None:
    source = phrase_source(scene, cue)
    if source is None:
        return None
    if earlier and _leads_to(scene, earlier[-1], cue):
        return _relayed(scene, cue, source, earlier.pop())
    first, behind = min(cue.first, source.first), max(cue.last, source.last)
    behind = next((c.last for c in scene.cues if c.first == behind and _closes_phrase(scene, c)), behind)
    rest = trimmed(scene, Range(behind, len(scene.tokens)))
    leads = _opens_segment(scene, first, behind, source)
    inside = _stands_inside(scene, first, behind) and not leads
    opens = leads or (
        first - clause_start(scene, first) <= 2 and not (inside and scene.grammar.subject_drops)
    )
    inserted = (rest is not None and resumes(scene, behind)) or inside
    start = _told_before(scene, first) if inserted else _own_clause(scene, first)
    left = trimmed(scene, Range(start, first), 1 if inside else FEWEST_WORDS)
    left = None if left is not None and only_opens(scene, left) and not inside else left
    content = rest if rest is not None and (opens or left is None) else left
    if left is not None and inserted and content is left:
        content = trimmed(scene, Range(left.first, len(scene.tokens)))
    if content is not None and points(scene, content):
        return None
    return Attribution(
        cue=cue, source=source, content=content, direct=quotations_in(scene, content), clause=True
    )


def _leads_to(scene: Scene, before: Attribution, cue: Cue) -> bool:
    """Tell whether a phrase names whom the source right before it leans on ("…, X reports, citing Y")."""
    leans = any(token.has("leaning") for token in scene.tokens[cue.first : cue.last])
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
    if content is not None and content.first <= cue.first < content.last:
        told = content.first > by.cue.first and trimmed(scene, Range(content.first, cue.first))
        content = told or trimmed(scene, Range(max(cue.last, source.last), len(scene.tokens)))
    via = None if by.source is None else Range(by.source.first, min(by.source.last, cue.first))
    return Attribution(cue=cue, source=source, content=content, direct=by.direct, clause=True, via=via)


def _opens_segment(scene: Scene, first: int, behind: int, source: Range) -> bool:
    """Tell whether only conjunctions and adverbs part a phrase from the mark before what it tells of."""
    free = scene.grammar.subject_drops and not scene.grammar.genitive
    if not free or behind >= len(scene.tokens) or scene.tokens[behind].kind == "mark":
        return False
    if scene.tokens[source.first].has("relative"):
        return True
    lead = scene.tokens[segment_start(scene, first) : first]
    return bool(lead) and all(t.has_any(("skip", "joins", "contrast", "complement")) for t in lead)


def _stands_inside(scene: Scene, first: int, behind: int) -> bool:
    """Tell whether a phrase stands within a clause that goes on without a mark, where its end is sure."""
    beside = (at for at in (first - 1, behind) if 0 <= at < len(scene.tokens))
    words = [at for at in beside if scene.tokens[at].kind == "word"]
    return (bool(scene.grammar.genitive) or scene.grammar.subject_drops) and len(words) == 2


def _told_before(scene: Scene, first: int) -> int:
    """Return where the clause before a phrase begins: behind a verb's "that", else behind the last stop."""
    start = clause_start(scene, first)
    verb = next((at for at in range(first - 1, start - 1, -1) if scene.is_verb(at)), start)
    opens = (at + 1 for at in range(verb, first) if scene.tokens[at].has("complement"))
    return next(opens, start) if verb > start else start


def _own_clause(scene: Scene, first: int) -> int:
    """Return where the clause before a phrase begins: behind who else told what stands before it.

    "…, X said, and that, in his words, is all".
    """
    start = clause_start(scene, first)
    verb = next((at for at in range(first - 1, start, -1) if scene.is_verb(at)), None)
    if verb is None or not scene.grammar.subject_drops:
        return start
    joined = (at + 1 for at in range(verb, first - 1) if scene.unit.is_mark(at, ","))
    return next((at for at in joined if scene.tokens[at].has_any(("joins", "contrast"))), start)


def _closes_phrase(scene: Scene, cue: Cue) -> bool:
    """Tell whether a verb only ends a phrase such as "according to" ("据X报道")."""
    phrases = [c for c in scene.cues if c.kind == "according" and c.last < cue.first]
    return bool(phrases) and cue.is_verb and phrases[-1].first >= segment_start(scene, cue.first)


def _by_noun(scene: Scene, cue: Cue) -> Attribution | None:
    """Read "X's statement that …": only a complementiser or a quotation makes a noun a cue."""
    owner = owner_of_noun(scene, cue)
    if owner is None:
        return None
    at = over_pointer(scene, max(cue.last, owner.last))
    colon = scene.unit.is_mark(at, ":")
    while at < len(scene.tokens) and scene.unit.is_mark(at, ",:"):
        at += 1
    clause = at < len(scene.tokens) and scene.tokens[at].has("complement")
    if at >= len(scene.tokens) or not (colon or (clause and not scene.tokens[at].has("preposition"))):
        return None
    content = trimmed(scene, Range(at, content_end(scene, at)))
    return Attribution(cue=cue, source=owner, content=content, direct=quotations_in(scene, content))


def _by_relay(scene: Scene, index: int) -> Attribution | None:
    relay = relay_of(scene, index)
    if relay is None:
        return None
    left, right = (
        quotation_left(scene, relay.first),
        quotation_right(scene, scene.cues[index], relay.last),
    )
    direct = tuple(at for at in (left, right) if at is not None)
    content = content_of(scene, scene.cues[index], Range(relay.first, relay.last), direct)
    return Attribution(
        cue=scene.cues[index], source=relay.person, content=content, direct=direct, via=relay.via
    )


def _by_verb(scene: Scene, index: int, earlier: Sequence[Attribution]) -> Attribution | None:
    cue = scene.cues[index]
    if _closes_phrase(scene, cue):
        return None
    passive = is_passive(scene, cue)
    placed = (place_before(scene, cue) or place_behind(scene, cue)) if scene.grammar.locative else None
    source = agent_of(scene, cue) if passive else (placed or source_of(scene, cue))
    shares = source is None and not passive and (bool(earlier) or inherits(scene, cue))
    first = cue.first if source is None else min(source.first, cue.first)
    last = cue.last if source is None else max(source.last, cue.last)
    if shares:
        shared = _outermost(earlier) if earlier else None
        source = shared.source if shared else subject(scene, cue.first)
        placed = source if shared and shared.placed else None
    left, right = quotation_left(scene, first), quotation_right(scene, cue, last)
    if scene.tokens[cue.first].has("participle") and _asks_for_clause(scene, last):
        left = None  # "“…,” adding that …"
    direct = tuple(at for at in (left, right) if at is not None)
    if cue.kind == "express" and right is None:
        return None
    content = content_of(scene, cue, Range(first, last), direct)
    direct = tuple(at for at in direct if at == left or bare(scene, last, at, resumed=left is not None))
    begun = content is not None and scene.tokens[content.first].has("complement")
    quoted_only = scene.tokens[cue.first].has("quoting") and not (direct or begun)
    if (
        quoted_only
        or (content is None and not direct)
        or points_back(scene, cue, Range(first, last), content, direct)
    ):
        return None
    dropped = source is None and not passive and not _is_owned(scene, cue)
    if source is None and not passive and not dropped:
        return None
    if dropped and not (scene.grammar.subject_drops or direct):
        return None
    segment = scene.tokens[segment_start(scene, first) : cue.first]
    return Attribution(
        cue=cue,
        source=source,
        content=content,
        direct=direct,
        dropped=dropped,
        clause=begun or any(token.has("as_words") for token in segment),
        placed=placed is not None,
    )


def _is_owned(scene: Scene, cue: Cue) -> bool:
    """Tell whether the subject of a cue is a thing of someone's ("X's plan supposes …", names have cases)."""
    at = cue.first
    while at > 0 and scene.tokens[at - 1].has("skip"):
        at -= 1
    name = next((n for n in scene.names if n.last == at and not n.base), None)
    before = scene.tokens[name.first - 1] if name is not None and name.first > 0 else None
    plain = before is not None and before.kind == "word" and not before.has_any(("preposition", "joins"))
    return scene.grammar.subject_drops and plain and name is not None and not governed(scene, name)


def _asks_for_clause(scene: Scene, at: int) -> bool:
    return at < len(scene.tokens) and scene.tokens[at].has("complement")


def _outermost(earlier: Sequence[Attribution]) -> Attribution:
    """Return the latest attribution that is no part of what an earlier one reports."""
    held = [a.content for a in earlier if a.content is not None]
    return next(
        (a for a in reversed(earlier) if not any(c.first <= a.cue.first < c.last for c in held)), earlier[-1]
    )


def teller_in(scene: Scene) -> Attribution | None:
    """Return who a sentence without words said says has told what stands beside it ("X reports this")."""
    cue = next((cue for cue in scene.cues if cue.kind == "say"), None)
    if cue is None or is_passive(scene, cue):
        return None
    placed = place_before(scene, cue) or place_behind(scene, cue)
    source = placed or source_of(scene, cue)
    return (
        None
        if source is None
        else Attribution(cue=cue, source=source, content=None, placed=placed is not None)
    )


def is_inside(a: Attribution, found: Sequence[Attribution]) -> bool:
    """Tell whether an attribution is part of what another one reports."""
    return any(
        b is not a and b.content is not None and b.content.first <= a.cue.first < b.content.last
        for b in found
    )


def is_told(a: Attribution, found: Sequence[Attribution]) -> bool:
    """Tell whether an attribution is part of what another one reports, and not that one part of it as well."""
    within = (b for b in found if b is not a and b.content is not None and _holds(b.content, a.cue))
    return any(a.content is None or not _holds(a.content, b.cue) for b in within)


def _holds(content: Range, cue: Cue) -> bool:
    return content.first <= cue.first < content.last


def holder_of(found: Sequence[Attribution], at: int) -> int | None:
    """Return the attribution of a quotation: said with its cue, else the last whose content holds it."""
    for index, a in enumerate(found):
        if at in a.direct:
            return index
    holding = [
        i for i, a in enumerate(found) if a.content is not None and a.content.first <= at < a.content.last
    ]
    return holding[-1] if holding else None
