"""Put source, cue and content together within one sentence (the three parts of PARC and PolNeAR)."""

from collections.abc import Sequence
from dataclasses import dataclass

from rashomon.analyze.contents import (
    REACH,
    bare,
    clause_start,
    content_end,
    content_of,
    segment_start,
    trimmed,
)
from rashomon.analyze.cues import Cue
from rashomon.analyze.quote_units import STOPS, Token
from rashomon.analyze.scenes import PRONOUNS, Range, Scene, is_dash
from rashomon.analyze.speakers import source_after, source_before, source_of_phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """One cue with its source and content; ``direct`` are tokens that are quotations said with this cue.

    ``clause`` tells that the content is reported as a clause of its own ("that …", "according to").
    ``placed`` tells that the source is the place where it is said ("in X they insist").
    ``dropped`` tells that the cue has no subject of its own, so that the last speaker goes on.
    """

    cue: Cue
    source: Range | None
    content: Range | None
    direct: tuple[int, ...] = ()
    dropped: bool = False
    clause: bool = False
    placed: bool = False


def find_attributions(scene: Scene) -> list[Attribution]:
    """Return the attributions of a sentence in the order of their cues."""
    found: list[Attribution] = []
    for index, cue in enumerate(scene.cues):
        if cue.kind == "according":
            attribution = _by_phrase(scene, cue)
        elif cue.kind == "noun":
            attribution = _by_noun(scene, cue)
        else:
            attribution = _by_verb(scene, index, found)
        if attribution is not None:
            found.append(attribution)
    return found or _by_colon(scene)


def _by_phrase(scene: Scene, cue: Cue) -> Attribution | None:
    source = _phrase_pronoun(scene, cue) or source_of_phrase(scene, cue)
    if source is None:
        return None
    behind = max(cue.last, source.last)
    rest = trimmed(scene, Range(behind, len(scene.tokens)))
    opens = cue.first - clause_start(scene, cue.first) <= 2
    left = trimmed(scene, Range(clause_start(scene, cue.first), cue.first))
    content = rest if opens or left is None else left
    return Attribution(
        cue=cue, source=source, content=content, direct=_quotations(scene, content, whole=True), clause=True
    )


def _phrase_pronoun(scene: Scene, cue: Cue) -> Range | None:
    """Return the possessive inside a phrase ("по его словам")."""
    for at in range(cue.first, cue.last):
        if any(scene.tokens[at].has(kind) for kind in PRONOUNS[:3]):
            return Range(at, at + 1)
    return None


def _by_noun(scene: Scene, cue: Cue) -> Attribution | None:
    """Read "X's statement that …": only a complementiser or a quotation makes a noun a cue."""
    at = cue.last
    colon = scene.unit.is_mark(at, ":")
    while at < len(scene.tokens) and scene.unit.is_mark(at, ",:"):
        at += 1
    if at >= len(scene.tokens) or not (colon or scene.tokens[at].has("complement")):
        return None
    owner = _owner(scene, cue)
    if owner is None:
        return None
    content = trimmed(scene, Range(at, content_end(scene, at)))
    return Attribution(cue=cue, source=owner, content=content, direct=_quotations(scene, content, whole=True))


def _owner(scene: Scene, cue: Cue) -> Range | None:
    before = [name for name in scene.names if name.last <= cue.first and cue.first - name.last <= 2]
    if before:
        return Range(before[-1].first, before[-1].last)
    at = cue.first - 1
    return Range(at, cue.first) if at >= 0 and any(scene.tokens[at].has(p) for p in PRONOUNS) else None


def _by_verb(scene: Scene, index: int, earlier: Sequence[Attribution]) -> Attribution | None:
    cue = scene.cues[index]
    passive = _is_passive(scene, cue)
    placed = _place_before(scene, cue)
    source = _agent(scene, cue) if passive else (placed or _source(scene, cue))
    inherits = source is None and not passive and (bool(earlier) or _inherits(scene, cue))
    first = cue.first if source is None else min(source.first, cue.first)
    last = cue.last if source is None else max(source.last, cue.last)
    if inherits:
        source = earlier[-1].source if earlier else subject(scene, cue.first)
    left, right = _quotation_left(scene, first), _quotation_right(scene, cue, last)
    direct = tuple(at for at in (left, right) if at is not None)
    if cue.kind == "express" and right is None:
        return None
    content = content_of(scene, cue, Range(first, last), direct)
    direct = tuple(at for at in direct if at == left or bare(scene, last, at))
    quoted_only = scene.tokens[cue.first].has("quoting") and not direct
    if quoted_only or (content is None and not direct):
        return None
    dropped = source is None and not passive
    if dropped and not (scene.grammar.subject_drops or direct):
        return None
    as_clause = any(scene.tokens[at].has("as_words") for at in range(segment_start(scene, first), cue.first))
    clause = as_clause or (content is not None and scene.tokens[content.first].has("complement"))
    return Attribution(
        cue=cue,
        source=source,
        content=content,
        direct=direct,
        dropped=dropped,
        clause=clause,
        placed=placed is not None,
    )


def _is_passive(scene: Scene, cue: Cue) -> bool:
    """Tell whether the subject of a cue is what is told or who is told it, not who tells ("it was noted")."""
    at = cue.first - 1
    while at >= 0 and scene.tokens[at].has("skip") and not scene.tokens[at].has("passive"):
        at -= 1
    return at >= 0 and scene.tokens[at].has("passive") and not scene.tokens[cue.first].has("participle")


def _agent(scene: Scene, cue: Cue) -> Range | None:
    """Return who tells by a passive cue ("was described by X")."""
    if cue.last >= len(scene.tokens) or not scene.tokens[cue.last].has("agent"):
        return None
    return source_of_phrase(scene, Cue(cue.first, cue.last + 1, cue.kind))


def _place_before(scene: Scene, cue: Cue) -> Range | None:
    """Return the place or body right before a verb whose subject it stands for ("in X they insist")."""
    at = cue.first
    while at > 0 and scene.tokens[at - 1].has("skip"):
        at -= 1
    name = next((name for name in scene.names if name.last == at and name.type != "PER"), None)
    if name is None or name.first == 0 or not scene.tokens[name.first - 1].has("locative"):
        return None
    start = name.first - 1
    opens = start == 0 or scene.tokens[start - 1].kind == "mark" or scene.tokens[start - 1].has("joins")
    return Range(name.first, name.last) if opens and _source_behind(scene, cue) is None else None


def _source(scene: Scene, cue: Cue) -> Range | None:
    if scene.tokens[cue.first].has("participle"):
        return None
    before = source_before(scene, cue)
    inverts = _may_invert(scene, cue)
    if not inverts and (before is not None or not scene.grammar.subject_drops):
        return before
    after = source_after(scene, cue)
    if after is None or _clause_follows(scene, after) or not _ends_with(scene, cue, after):
        return before
    return after if inverts or _is_subject_like(scene.tokens[after.first]) else before


def _source_behind(scene: Scene, cue: Cue) -> Range | None:
    """Return the subject behind a cue where the order of words is free."""
    after = source_after(scene, cue)
    return after if after is not None and _is_subject_like(scene.tokens[after.first]) else None


def _is_subject_like(token: Token) -> bool:
    return token.capital or any(token.has(kind) for kind in ("role", "collective", *PRONOUNS[:3]))


def _ends_with(scene: Scene, cue: Cue, after: Range) -> bool:
    """Tell whether what stands behind a cue can be its subject where the order of words is fixed."""
    if scene.grammar.subject_drops or scene.tokens[cue.first - 1].kind == "quote":
        return True
    if cue.kind in ("label", "judge", "express"):
        return False
    at = after.last
    return at >= len(scene.tokens) or scene.tokens[at].kind == "mark" or scene.tokens[at].has("source_end")


def _may_invert(scene: Scene, cue: Cue) -> bool:
    """Tell whether the subject may stand behind the verb: after words said, a comma, a dash or "as"."""
    at = cue.first - 1
    while at >= 0 and scene.tokens[at].has("skip"):
        at -= 1
    if at < 0:
        return False
    if scene.tokens[at].kind == "quote" or scene.unit.is_mark(at, ",") or is_dash(scene.unit, at):
        return True
    return any(scene.tokens[k].has("as_words") for k in range(segment_start(scene, at), at + 1))


def _clause_follows(scene: Scene, after: Range) -> bool:
    """Tell whether what looks like a subject behind the cue is an object or begins the words said."""
    at = after.last
    if scene.unit.is_mark(at, ","):
        at += 1
    if at < len(scene.tokens) and scene.tokens[at].has("complement"):
        return True
    held = scene.tokens[after.first : after.last]
    return not scene.grammar.subject_drops and any(t.has("skip") and not t.capital for t in held)


def _inherits(scene: Scene, cue: Cue) -> bool:
    """Tell whether a cue shares the subject of what comes before it ("and added", ", saying")."""
    if scene.tokens[cue.first].has("participle"):
        return True
    at = cue.first - 1
    while at >= 0 and scene.tokens[at].has("skip"):
        at -= 1
    return at >= 0 and scene.tokens[at].has("joins")


def subject(scene: Scene, before: int) -> Range | None:
    """Return the first name, role or pronoun before a token that no preposition governs."""
    for name in scene.names:
        governed = name.first > 0 and scene.tokens[name.first - 1].has("preposition")
        if name.last <= before and not governed:
            return Range(name.first, name.last)
    for at in range(min(before, REACH)):
        if any(scene.tokens[at].has(kind) for kind in ("role", "collective", *PRONOUNS)):
            begin = at - 1 if at and scene.tokens[at - 1].has("determiner") else at
            return Range(begin, at + 1)
    return None


def _quotation_left(scene: Scene, first: int) -> int | None:
    at = first - 1
    while at >= 0 and (
        scene.tokens[at].has("skip") or scene.unit.is_mark(at, ",") or is_dash(scene.unit, at)
    ):
        at -= 1
    if at < 0 or scene.tokens[at].kind != "quote":
        return None
    return at if at == 0 or at < first - 1 or scene.tokens[at].text else None


def _quotation_right(scene: Scene, cue: Cue, last: int) -> int | None:
    for at in range(last, min(len(scene.tokens), last + REACH)):
        token = scene.tokens[at]
        if token.kind == "quote":
            return at
        closing = token.kind == "mark" and token.text[0] in STOPS and token.text != ":"
        near = at - last < 3 or cue.kind != "express"
        if (
            closing
            or scene.is_verb(at)
            or (token.has("boundary") and not token.has("complement"))
            or not near
        ):
            return None
    return None


def _quotations(scene: Scene, content: Range | None, *, whole: bool) -> tuple[int, ...]:
    if content is None or not whole or content.last - content.first > 1:
        return ()
    return tuple(at for at in range(*content) if scene.tokens[at].kind == "quote")


def _by_colon(scene: Scene) -> list[Attribution]:
    """Read "X: we will not …", as headlines and interviews have it."""
    colon = next((at for at in range(min(len(scene.tokens), REACH)) if scene.unit.is_mark(at, ":")), None)
    if colon is None or colon == 0 or colon + 1 >= len(scene.tokens):
        return []
    source = Range(0, colon)
    held = scene.tokens[:colon]
    people = [name for name in scene.names_in(source) if name.type in ("PER", "ORG")]
    plain = all(t.kind == "word" and not t.has("preposition") and not t.text.isdigit() for t in held)
    known = bool(people) or any(t.has("role") or t.has("collective") for t in held)
    if not (plain and known and colon <= 7):
        return []
    content = trimmed(scene, Range(colon + 1, len(scene.tokens)))
    if content is None or (content.last - content.first < 3 and scene.tokens[content.first].kind != "quote"):
        return []
    cue = Cue(colon, colon + 1, "say")
    return [
        Attribution(cue=cue, source=source, content=content, direct=_quotations(scene, content, whole=True))
    ]
