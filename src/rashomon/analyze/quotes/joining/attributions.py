"""Put source, cue and content together within one sentence (the three parts of PARC and PolNeAR)."""

from collections.abc import Sequence

from rashomon.analyze.quotes.contents.beside import marked_before, quotation_left, quotation_right
from rashomon.analyze.quotes.contents.content import bare, content_of
from rashomon.analyze.quotes.contents.pointing import points_back
from rashomon.analyze.quotes.joining.lost_sources import by_nobody, has_lost_source
from rashomon.analyze.quotes.joining.nouns import by_noun, is_answered, same
from rashomon.analyze.quotes.joining.parts import Attribution, handed_on, within_outer
from rashomon.analyze.quotes.joining.phrases import by_phrase, closes_phrase, passed_on, passes_on
from rashomon.analyze.quotes.joining.relays import closes, relay_of
from rashomon.analyze.quotes.joining.told_before import Pointer, find_pointer
from rashomon.analyze.quotes.joining.verb_final import parts_of
from rashomon.analyze.quotes.joining.verbless import Told, labelled, told_without_verb
from rashomon.analyze.quotes.sentence.clause_edges import segment_start
from rashomon.analyze.quotes.sentence.cues import REPORTED, Cue
from rashomon.analyze.quotes.sentence.scenes import Range, Scene, governed
from rashomon.analyze.quotes.sources.opening import leads_in, subject
from rashomon.analyze.quotes.sources.phrases import source_of_phrase
from rashomon.analyze.quotes.sources.places import place_before, place_behind
from rashomon.analyze.quotes.sources.subjects import agent_of, inherits, is_passive, source_of

DESCRIBING = ("label", "think", "judge", "hedge")
"""Classes of verbs whose participles describe what stands before them."""


def find_attributions(scene: Scene) -> list[Attribution]:
    """Return the attributions of a sentence in the order of their cues."""
    found, pointer = list[Attribution](), find_pointer(scene) if scene.cues else None
    for index, cue in enumerate(scene.cues):
        if scene.grammar.verb_final and cue.kind != "noun":
            attribution = _by_final_verb(scene, cue)
        elif cue.kind == "according":
            attribution = by_phrase(scene, cue, found)
        elif cue.kind == "noun":
            attribution = by_noun(scene, cue)
        elif closes(scene, index):
            continue
        else:
            attribution = _by_relay(scene, index) or _by_any_verb(scene, index, found)
        if attribution is not None and found and passes_on(scene, attribution, found[-1]):
            found[-1] = passed_on(scene, found[-1], attribution)
        elif attribution is not None and not (_only_points(attribution, pointer) or same(attribution, found)):
            found.append(attribution)
    if found and (label := labelled(scene)) is not None:
        return [_without_verb(label), *(a for a in found if a.cue.first > label.cue.first)]
    if not found:
        return [_without_verb(told) for told in told_without_verb(scene)]
    return handed_on([within_outer(scene, a, found) for a in found if not is_answered(a, found)])


def _only_points(a: Attribution, pointer: Pointer | None) -> bool:
    """Tell whether an attribution takes a clause that only points back for the words said."""
    if pointer is None or a.content is None:
        return False
    return a.cue == pointer.cue or a.content.holds(pointer.cue.first)


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


def _by_relay(scene: Scene, index: int) -> Attribution | None:
    relay = relay_of(scene, index)
    if relay is None:
        return None
    cue = scene.cues[index]
    beside = (quotation_left(scene, relay.first), quotation_right(scene, cue, relay.last))
    direct = tuple(at for at in beside if at is not None)
    content = content_of(scene, cue, Range(relay.first, relay.last), direct)
    return Attribution(cue=cue, source=relay.person, content=content, direct=direct, via=relay.via)


def _by_any_verb(scene: Scene, index: int, earlier: Sequence[Attribution]) -> Attribution | None:
    cue = scene.cues[index]
    return by_nobody(scene, cue) if has_lost_source(scene, cue) else _by_verb(scene, index, earlier)


def _by_verb(scene: Scene, index: int, earlier: Sequence[Attribution]) -> Attribution | None:
    cue = scene.cues[index]
    if closes_phrase(scene, cue):
        return None
    passive = is_passive(scene, cue)
    placed = (place_before(scene, cue) or place_behind(scene, cue)) if scene.grammar.locative else None
    source = agent_of(scene, cue) if passive else (placed or source_of(scene, cue))
    first = _over_phrase(scene, cue.first if source is None else min(source.first, cue.first))
    last = cue.last if source is None else max(source.last, cue.last)
    cluster = Range(first, last)
    if source is None and not passive:
        source, placed = _shared_source(scene, cue, earlier)
    left, right = quotation_left(scene, first), quotation_right(scene, cue, last)
    marked = marked_before(scene, first, last)
    heading = () if marked is None or first == cue.first else (marked,)
    if marked is not None and first == cue.first:
        source = Range(marked, first)  # "“X” reports that …"
    if marked is not None or (scene.tokens[cue.first].has("participle") and _asks_for_clause(scene, last)):
        left = None  # "“…,” adding that …"
    beside = tuple(at for at in (left, right) if at is not None)
    content = content_of(scene, cue, cluster, beside)
    if cue.kind == "express" and right is None and not _hangs_on_noun(scene, content):
        return None
    direct = tuple(at for at in beside if at == left or bare(scene, last, at, resumed=left is not None))
    if (
        (placed is None and scene.tokens[cue.first].has("shown"))
        or not _tells(scene, cue, cluster, content, direct)
        or _describes(scene, cue, source, content)
        or _goes_on(scene, cluster, content, passive=passive)
        or points_back(scene, cue, cluster, content, direct)
        or (not direct and (_is_negated(scene, cue, content) or _judges_words(scene, cue, content)))
    ):
        return None
    dropped = source is None and not passive
    if dropped and not direct and _is_begun_before(scene, cue, content):
        return None
    if dropped and (_is_owned(scene, cue) or not (scene.grammar.subject_drops or direct)):
        return None
    opens = scene.tokens[segment_start(scene, first) : cue.first]
    return Attribution(
        cue=cue,
        source=source,
        content=content,
        direct=heading + direct,
        dropped=dropped,
        clause=_is_begun(scene, content) or any(token.has("as_words") for token in opens),
        placed=placed is not None,
    )


def _over_phrase(scene: Scene, first: int) -> int:
    """Return where a phrase before a verb begins that only names the agency ("… by X's report said Y")."""
    for phrase in scene.cues if scene.grammar.free_order else ():
        source = source_of_phrase(scene, phrase) if phrase.kind == "according" else None
        if source is not None and source.last - 1 == scene.before_skipped(first):
            return phrase.first
    return first


def _shared_source(
    scene: Scene, cue: Cue, earlier: Sequence[Attribution]
) -> tuple[Range | None, Range | None]:
    """Return the source that a cue without its own shares with an earlier one, again if that is a place."""
    before = [a for a in earlier if not _is_subordinate(scene, a) and not leads_in(scene, a.cue, cue)]
    if before and _only_describe(scene, cue, before):
        return subject(scene, cue.first), None
    if not before:
        return (subject(scene, cue.first) if inherits(scene, cue) else None), None
    shared = _outermost(before)
    return shared.source, shared.source if shared.placed else None


def _only_describe(scene: Scene, cue: Cue, earlier: Sequence[Attribution]) -> bool:
    """Tell whether those before are participles of nouns, whose sources tell nothing by a later verb.

    "X pushed back on a report claiming …, but acknowledged" is what X acknowledged.
    """
    verb, drops = scene.tokens[cue.first], scene.grammar.subject_drops
    participles = all(scene.tokens[a.cue.first].has("participle") for a in earlier)
    return participles and not drops and not verb.has("participle")


def _tells(scene: Scene, cue: Cue, cluster: Range, content: Range | None, direct: Sequence[int]) -> bool:
    """Tell whether there are words said with a verb, in marks if it goes with such only."""
    if direct or content is None:
        return bool(direct)
    verb, free = scene.tokens[cue.first], scene.grammar.free_order
    marked = verb.has("quoting") or (free and verb.has("citing") and content.first >= cluster.last)
    inserted = scene.tokens[segment_start(scene, cue.first)].has("as_words")
    told = inserted or _is_begun(scene, content) or (free and content.first < cluster.first)
    return told or not marked


def _goes_on(scene: Scene, cluster: Range, content: Range | None, *, passive: bool) -> bool:
    """Tell whether what follows a verb is none of the words said.

    It is the verb of the clause around it ("X, who was dismissed by Y, said"), or only when somebody was told
    ("informed Congress in February").
    """
    if content is None or content.first < cluster.last:
        return False
    opens, told = scene.tokens[content.first], scene.tokens[cluster.last - 1]
    dated = any(date.first == content.first + 1 for date in scene.dates)
    only_when = dated and opens.has("preposition") and told.has("addressed")
    return only_when or (passive and content.first in scene.verbs)


def _is_begun_before(scene: Scene, cue: Cue, content: Range | None) -> bool:
    """Tell whether an infinitive has what is told before it: it only goes on with that ("must seek a …")."""
    infinitive = scene.tokens[cue.first].has("impersonal_verb")
    return infinitive and content is not None and content.first < cue.first


def _is_negated(scene: Scene, cue: Cue, content: Range | None) -> bool:
    """Tell whether nobody says or wants what follows a verb ("did not want to go").

    A clause that is not said or denied is somebody's words all the same ("did not say whether …").
    """
    between = scene.tokens[scene.before_skipped(cue.first) + 1 : cue.first]
    told = cue.kind in REPORTED and _is_begun(scene, content)
    return not told and any(token.has("negating") for token in between)


def _judges_words(scene: Scene, cue: Cue, content: Range | None) -> bool:
    """Tell whether somebody only judges what others tell ("defended himself against charges that")."""
    return cue.kind == "judge" and _hangs_on_noun(scene, content)


def _hangs_on_noun(scene: Scene, content: Range | None) -> bool:
    """Tell whether a noun such as "concern" stands before the clause told ("expressed concern that")."""
    return content is not None and _is_begun(scene, content) and scene.tokens[content.first - 1].has("noun")


def _is_begun(scene: Scene, content: Range | None) -> bool:
    """Tell whether words said begin with "that" or the like."""
    return content is not None and scene.tokens[content.first].has("complement")


def _describes(scene: Scene, cue: Cue, source: Range | None, content: Range | None) -> bool:
    """Tell whether a verb only describes a noun before it ("in a race considered key", "X, who plans …").

    What a relative pronoun resumes, or stands within, has not been told by whom it stands for.
    """
    if source is None or content is None:
        return False
    if scene.tokens[source.first].has("relative"):
        return content.first < source.first and scene.tokens[content.last - 1].kind != "quote"
    names, at = scene.names_in(source), cue.first - 1
    if scene.grammar.verbs_inflect or cue.kind not in DESCRIBING or not names or names[-1].last > at - 2:
        return False
    noun, between = scene.tokens[at], scene.tokens[names[-1].last : at]
    governed_noun = between[-2].has("preposition") and between[-1].has("determiner")
    return governed_noun and not noun.labels and not scene.tokens[content.first].has("complement")


def _is_owned(scene: Scene, cue: Cue) -> bool:
    """Tell whether the subject of a cue is a thing of someone's ("X's plan supposes …", names have cases)."""
    at = scene.before_skipped(cue.first) + 1
    name = next((n for n in scene.names if n.last == at and not n.base), None)
    before = scene.tokens[name.first - 1] if name is not None and name.first > 0 else None
    plain = before is not None and before.kind == "word" and not before.has_any(("preposition", "joins"))
    return scene.grammar.names_decline and plain and name is not None and not governed(scene, name)


def _asks_for_clause(scene: Scene, at: int) -> bool:
    return at < len(scene.tokens) and scene.tokens[at].has_any(("complement", "bare_clause"))


def _is_subordinate(scene: Scene, attribution: Attribution) -> bool:
    """Tell whether what is told is told in a clause inside another one's ("asked if X thinks …, she said").

    Where the subject may be left out, the verb of the clause around it does not share its subject.
    """
    opens = scene.tokens[segment_start(scene, attribution.cue.first)]
    return scene.grammar.subject_drops and opens.has("complement")


def _outermost(earlier: Sequence[Attribution]) -> Attribution:
    """Return the latest attribution that is no part of what an earlier one reports."""
    held = [a.content for a in earlier if a.content is not None]
    free = (a for a in reversed(earlier) if not any(content.holds(a.cue.first) for content in held))
    return next(free, earlier[-1])


def teller_in(scene: Scene) -> Attribution | None:
    """Return who a sentence without words said says has told what stands beside it ("X reports this")."""
    cue = next((cue for cue in scene.cues if cue.kind == "say"), None)
    return None if cue is None else teller_by(scene, cue)


def teller_by(scene: Scene, cue: Cue) -> Attribution | None:
    """Return who tells by a verb of saying, None for the passive and where nobody is named."""
    if is_passive(scene, cue):
        return None
    placed = place_before(scene, cue) or place_behind(scene, cue)
    source = placed or source_of(scene, cue)
    if source is None:
        return None
    return Attribution(cue=cue, source=source, content=None, placed=placed is not None)
