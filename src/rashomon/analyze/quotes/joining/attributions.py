"""Put source, cue and content together within one sentence (the three parts of PARC and PolNeAR)."""

from collections.abc import Sequence
from dataclasses import replace

from rashomon.analyze.quotes.contents.beside import quotation_left, quotation_right
from rashomon.analyze.quotes.contents.content import content_of
from rashomon.analyze.quotes.joining.lost_sources import by_nobody, has_lost_source
from rashomon.analyze.quotes.joining.nouns import by_noun, is_answered, issuer_of, same
from rashomon.analyze.quotes.joining.parts import Attribution, handed_on, is_frame, within_outer
from rashomon.analyze.quotes.joining.phrases import by_phrase, passed_on, passes_on
from rashomon.analyze.quotes.joining.relays import closes, relay_of
from rashomon.analyze.quotes.joining.told_before import Pointer, find_pointer
from rashomon.analyze.quotes.joining.verb_final import parts_of
from rashomon.analyze.quotes.joining.verbless import Told, labelled, told_without_verb
from rashomon.analyze.quotes.joining.verbs import by_verb
from rashomon.analyze.quotes.sentence.cues import Cue
from rashomon.analyze.quotes.sentence.scenes import Range, Scene
from rashomon.analyze.quotes.sources.places import place_before, place_behind
from rashomon.analyze.quotes.sources.subjects import is_passive, source_of


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
            attribution = _by_relay(scene, index) or _by_any_verb(scene, cue, found)
        if attribution is not None and found and passes_on(scene, attribution, found[-1]):
            found[-1] = passed_on(scene, found[-1], attribution)
        elif attribution is not None and not (_only_points(attribution, pointer) or same(attribution, found)):
            found.append(attribution)
    if found and (label := labelled(scene)) is not None:
        return [_without_verb(label), *(a for a in found if a.cue.first > label.cue.first)]
    if not found:
        return [_without_verb(told) for told in told_without_verb(scene)]
    told = (a for a in found if not (is_answered(a, found) or is_frame(a, found)))
    return handed_on([within_outer(scene, a, found) for a in told])


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
    cited = scene.grammar.names_decline
    return Attribution(
        cue=cue, source=relay.person, content=content, direct=direct, via=relay.via, cited=cited
    )


def _by_any_verb(scene: Scene, cue: Cue, earlier: Sequence[Attribution]) -> Attribution | None:
    if has_lost_source(scene, cue):
        return by_nobody(scene, cue)
    told = by_verb(scene, cue, earlier)
    source = None if told is None else told.source
    open_ = told is not None and (source is None or scene.tokens[source.first].has("relative"))
    issuer = issuer_of(scene, cue) if open_ else None
    return told if told is None or issuer is None else replace(told, source=issuer, dropped=False)


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
