"""Put source and content together for nouns ("X's claim that …"), and tell who only answers such words."""

from collections.abc import Sequence

from rashomon.analyze.quotes.contents.beside import lone_quotation
from rashomon.analyze.quotes.contents.ends import content_end
from rashomon.analyze.quotes.joining.parts import Attribution
from rashomon.analyze.quotes.sentence.clause_edges import segment_start, trimmed
from rashomon.analyze.quotes.sentence.cues import Cue
from rashomon.analyze.quotes.sentence.scenes import Range, Scene
from rashomon.analyze.quotes.sources.phrases import over_pointer, owner_of_noun
from rashomon.analyze.quotes.sources.places import place_before
from rashomon.analyze.quotes.sources.subjects import source_of

NEAR = 3
"""Words behind "of" among which words in marks are what was said of it."""
ANSWERING = ("deny", "judge")
"""Classes of verbs whose object is what somebody else has said."""


def by_noun(scene: Scene, cue: Cue) -> Attribution | None:
    """Read "X's statement that …": only a complementiser or a quotation makes a noun a cue."""
    owner = _deliverer(scene, cue) or owner_of_noun(scene, cue)
    if owner is None:
        return None
    at = over_pointer(scene, _over_date(scene, max(cue.last, owner.last)))
    if (quoted := _about_quotation(scene, cue, at)) is not None:
        return Attribution(cue=cue, source=owner, content=Range(at, quoted + 1))
    colon = scene.unit.is_mark(at, ":")
    while at < len(scene.tokens) and scene.unit.is_mark(at, ",:"):
        at += 1
    clause = at < len(scene.tokens) and scene.tokens[at].has("complement")
    if at >= len(scene.tokens) or not (colon or (clause and not scene.tokens[at].has("preposition"))):
        return None
    content = trimmed(scene, Range(at, content_end(scene, at)))
    return Attribution(cue=cue, source=owner, content=content, direct=lone_quotation(scene, content))


def _deliverer(scene: Scene, cue: Cue) -> Range | None:
    """Return the subject of a verb that brings a noun of saying ("X came out with a statement that …")."""
    before = range(segment_start(scene, cue.first), cue.first) if cue.kind == "noun" else ()
    at = next((k for k in before if scene.tokens[k].has("delivers")), None)
    return None if at is None else source_of(scene, Cue(at, at + 1, "say"))


def issuer_of(scene: Scene, cue: Cue) -> Range | None:
    """Return who brought what a clause tells something is written in ("X sent a letter, which says that")."""
    start = segment_start(scene, cue.first)
    opens = scene.tokens[start : start + 2]
    if len(opens) < 2 or not (opens[0].has("preposition") and opens[1].has("relative")):
        return None
    before = range(segment_start(scene, start - 1), start - 1)
    if not any(scene.tokens[at].has_any(("document", "noun")) for at in before):
        return None
    at = next((k for k in before if scene.tokens[k].has("delivers")), None)
    brought = None if at is None else Cue(at, at + 1, "say")
    return None if brought is None else place_before(scene, brought) or source_of(scene, brought)


def _about_quotation(scene: Scene, cue: Cue, at: int) -> int | None:
    """Return the words in marks that a noun of saying has behind "of" ("X's words of “a lost war”")."""
    about = at < len(scene.tokens) and scene.tokens[at].has("about")
    near = range(at + 1, min(len(scene.tokens), at + 1 + NEAR)) if about and cue.kind == "noun" else ()
    quoted = next((k for k in near if scene.tokens[k].kind != "word" or scene.is_verb(k)), None)
    return quoted if quoted is not None and scene.tokens[quoted].kind == "quote" else None


def _over_date(scene: Scene, at: int) -> int:
    """Return the token behind a date and what leads to it ("X's remark on Monday that …")."""
    led = at < len(scene.tokens) and scene.tokens[at].has("preposition")
    return next((date.last for date in scene.dates if date.first == at + led), at)


def is_answered(a: Attribution, found: Sequence[Attribution]) -> bool:
    """Tell whether somebody only denies or judges what another one tells ("rejected X's claim that")."""
    told = (b for b in found if b.cue.kind == "noun" and b.source is not None and b.source != a.source)
    return a.cue.kind in ANSWERING and any(b.content == a.content for b in told)


def same(a: Attribution, found: Sequence[Attribution]) -> bool:
    """Tell whether a noun only repeats what its verb tells ("X expressed concern that …")."""
    before = found[-1] if found else None
    return (
        a.cue.kind == "noun"
        and before is not None
        and (a.source, a.content) == (before.source, before.content)
    )
