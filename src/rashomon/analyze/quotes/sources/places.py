"""Find the place, body or document in which people say something, where nobody else is the subject."""

from rashomon.analyze.quotes.sentence.clause_edges import over_adverbials, segment_start
from rashomon.analyze.quotes.sentence.cues import Cue, agreement
from rashomon.analyze.quotes.sentence.scenes import Range, Scene, governed, is_unbound, tells
from rashomon.analyze.quotes.sources.articles import begins_phrase
from rashomon.analyze.quotes.sources.before import over_brackets, source_before
from rashomon.analyze.quotes.sources.free_order import hangs_on, tells_where
from rashomon.analyze.quotes.sources.objects import speaks_between
from rashomon.analyze.quotes.sources.subjects import subject_behind
from rashomon.lang.attribution import is_nominative, nouns_of
from rashomon.lang.morphology import are_people
from rashomon.lang.word_classes import PEOPLE, PRONOUNS
from rashomon.lang.wordforms import are_acted_on, is_upright

LONGEST_BODY = 8
"""Tokens of the longest body or document behind its verb."""
TRANSITIVE = ("ask", "judge", "label")
"""Classes of verbs with an object: whom they ask or judge, what they give a name."""


def place_before(scene: Scene, cue: Cue) -> Range | None:
    """Return the place or body right before a verb whose subject it stands for ("in X they insist")."""
    at = scene.before_skipped(cue.first) + 1
    found = _named_before(scene, at) or _body_before(scene, cue, at)
    if found is None:
        return None
    behind = subject_behind(scene, cue)
    told = behind is None or _is_told(scene, cue, behind) or _is_asked(scene, cue, behind)
    return found if told else None


def _is_told(scene: Scene, cue: Cue, behind: Range) -> bool:
    """Tell whether a name behind a verb in the plural is whom they told ("in the clinic they told X")."""
    alone = any((name.first, name.last) == behind for name in scene.names_in(behind))
    return alone and scene.tokens[cue.first].has("plural_verb")


def _is_asked(scene: Scene, cue: Cue, behind: Range) -> bool:
    """Tell whether a noun behind a verb in the plural is its object ("in X they urged the sides")."""
    transitive = cue.kind in TRANSITIVE or scene.tokens[cue.first].has("counts")
    several = transitive and _may_lack_subject(scene, cue)
    named = any(name.base for name in scene.names_in(behind))
    upright = is_upright(scene.tokens[behind.first].text, scene.language)
    return several and not (named or upright or scene.tokens[behind.first].has_any(PRONOUNS))


def place_behind(scene: Scene, cue: Cue) -> Range | None:
    """Return the place or body right behind a verb without a subject ("…, said they in the ministry").

    A verb that people may have as its subject has none before it where a mark or a quotation stands there.
    """
    if _is_somebodys(scene, cue) or _tells_of(scene, cue):
        return None
    before = over_adverbials(scene, cue.first - 1)
    told = before >= 0 and scene.tokens[before].kind == "word" and not _is_impersonal(scene, cue)
    if told and not (_locates_next(scene, cue) and not _are_several(scene, source_before(scene, cue))):
        return None
    within = range(cue.last, min(len(scene.tokens), cue.last + LONGEST_BODY))
    phrases = {c.first for c in scene.cues if c.kind == "according"}
    stop = next((at for at in within if at in phrases or not _is_plain(scene, at)), within.stop)
    led = (at for at in range(cue.last, stop) if _locates(scene, at) and not tells_where(scene, at))
    led = (at for at in led if at == cue.last or not _owns(scene, at))
    led = (at for at in led if not speaks_between(scene, cue, at))
    bodies = (_body(scene, cue, _located(scene, at)) for at in led)
    return next((body for body in bodies if body is not None), None)


def _tells_of(scene: Scene, cue: Cue) -> bool:
    """Tell whether a relative clause has its subject before the verb ("the deal that they backed in X")."""
    opens = segment_start(scene, cue.first)
    return scene.tokens[opens].has("relative") and scene.before_skipped(cue.first) > opens


def _is_somebodys(scene: Scene, cue: Cue) -> bool:
    """Tell whether an infinitive goes on with a person named before it ("X may refuse to sit in the …")."""
    segment = range(segment_start(scene, cue.first), cue.first)
    people = (name for name in scene.names if name.type == "PER" and name.base and name.first in segment)
    return _is_impersonal(scene, cue) and any(not governed(scene, name) for name in people)


def _are_several(scene: Scene, source: Range | None) -> bool:
    """Tell whether a verb in the plural may have a source as its subject: it is not one person's name."""
    if source is None:
        return False
    people = [name for name in scene.names_in(source) if name.type == "PER"]
    joined = any(scene.tokens[at].has("joins") for at in range(*source))
    return joined or len(people) != 1


def _locates_next(scene: Scene, cue: Cue) -> bool:
    """Tell whether a place stands right behind a verb in the plural ("this confirmed they in the office")."""
    plural = scene.tokens[cue.first].has("plural_verb")
    return plural and cue.last < len(scene.tokens) and _locates(scene, cue.last)


def _located(scene: Scene, first: int) -> Range:
    """Return a preposition of place with the words that hang on it; a name may end them."""
    last = first + 1
    named = next(
        (name.last for name in scene.names if name.first == last and name.type == "ORG"), len(scene.tokens)
    )
    if named < len(scene.tokens) and scene.tokens[named].has("preposition"):
        return Range(first, named)
    while last < len(scene.tokens) and last - first < LONGEST_BODY and _goes_on(scene, last):
        last += 1
    return Range(first, _with_joined(scene, last))


def _with_joined(scene: Scene, at: int) -> int:
    """Return where words end that a conjunction joins to a body up to a mark ("the union of X and Y")."""
    if at >= len(scene.tokens) or not scene.tokens[at].has("joins"):
        return at
    end = next((k for k in range(at, len(scene.tokens)) if scene.tokens[k].kind != "word"), len(scene.tokens))
    clause = any(scene.is_verb(k) or tells(scene, k) for k in range(at, end))
    return at if clause or end - at > LONGEST_BODY else end


def _is_plain(scene: Scene, at: int) -> bool:
    token = scene.tokens[at]
    return token.kind == "word" and not token.has_any(("boundary", "complement", "joins"))


def _goes_on(scene: Scene, at: int) -> bool:
    return _is_plain(scene, at) and (not _locates(scene, at) or _owns(scene, at))


def _named_before(scene: Scene, at: int) -> Range | None:
    name = next((name for name in scene.names if name.last == at and name.type != "PER"), None)
    if name is None or name.first == 0 or not _locates(scene, name.first - 1):
        return None
    start = name.first - 1
    while start > 0 and scene.tokens[start - 1].has_any(("skip", "contrast")):
        start -= 1
    opens = start == 0 or scene.tokens[start - 1].kind == "mark" or scene.tokens[start - 1].has("joins")
    return name.range if opens else None


def _body_before(scene: Scene, cue: Cue, at: int) -> Range | None:
    first = segment_start(scene, at)
    if _has_subject(scene, over_brackets(scene, first - 1), first):
        return None
    while first < at and scene.tokens[first].has_any(("joins", "as_words", "skip")):
        first += 1
    people = (k for k in range(first, at) if scene.tokens[k].has_any(PEOPLE))
    if any(_acts(scene, cue, k) or begins_phrase(scene, k) for k in people):
        return None
    opens = first < at and scene.tokens[first].has("preposition")  # "in the meantime, in the ministry"
    starts = [first, *(k for k in range(first + 1, at) if opens and _locates(scene, k))]
    bodies = (_body(scene, cue, Range(start, at)) for start in starts)
    return next((body for body in bodies if body is not None), None)


def _acts(scene: Scene, cue: Cue, at: int) -> bool:
    """Tell whether people before a verb are its subject, by their case or behind its auxiliary."""
    text, beside = scene.tokens[at].text, at > 0 and scene.tokens[at - 1].has("auxiliary")
    agrees = nouns_of(agreement(scene.tokens[cue.first]))
    return is_upright(text, scene.language) or (beside and is_nominative(scene.language, text, agrees))


def _has_subject(scene: Scene, last: int, behind: int) -> bool:
    """Tell whether people or a body stand before brackets behind which a phrase follows.

    "Observers (X) in a report …".
    """
    if last >= behind - 1:
        return False
    before = Range(segment_start(scene, last), last + 1)
    heads = (k for k in range(*before) if scene.tokens[k].has_any(PEOPLE))
    return any(not (k and scene.tokens[k - 1].has("preposition")) for k in heads)


def _may_lack_subject(scene: Scene, cue: Cue) -> bool:
    """Tell whether nobody in particular may be the one who speaks: people say, it is said."""
    return scene.tokens[cue.first].has("plural_verb") or _is_impersonal(scene, cue)


def _is_impersonal(scene: Scene, cue: Cue) -> bool:
    return any(token.has("impersonal_verb") for token in scene.held(cue))


def _locates(scene: Scene, at: int) -> bool:
    return scene.tokens[at].has("locative")


def _owns(scene: Scene, at: int) -> bool:
    """Tell whether a preposition behind a noun names whose it is, where names have no cases."""
    return scene.grammar.articles_end and scene.tokens[at].has("of")


def _phrase(scene: Scene, run: Range) -> Range:
    """Return a run up to where its noun phrase ends: another case, a reflexive, a preposition or a verb."""
    ends = (at for at in range(run.first + 1, run.last) if _ends(scene, run.first, at))
    return Range(run.first, next(ends, run.last))


def _ends(scene: Scene, first: int, at: int) -> bool:
    apart = scene.tokens[at].has_any(("skip", "preposition")) and not hangs_on(scene, at)
    return apart or is_unbound(scene, first, at) or tells(scene, at)


def _body(scene: Scene, cue: Cue, run: Range) -> Range | None:
    """Return what a run of a preposition and a noun phrase names if that speaks: a body or a document."""
    first = run.first + 1
    if first in scene.dated and first + 1 < run.last and scene.tokens[first + 1].has("document"):
        first += 1  # "in Monday's report"
    located = run.size > 1 and _locates(scene, run.first) and first not in scene.dated
    upright = _upright_in(scene, run)
    if not located or not _may_lack_subject(scene, cue) or _is_subject(scene, cue, run, upright):
        return None
    if in_marks(scene, Range(first, run.last)):
        return Range(first, run.last)
    inner = _phrase(scene, Range(first, min(upright.first, _asked_before(scene, cue, run))))
    held = scene.held(inner)
    types = {name.type for name in scene.names_in(inner)}
    # Nobody may know the name of a body; where nouns have capitals, these do not tell one.
    capitals = not scene.grammar.nouns_capitalised and all(token.capital for token in held)
    named = types - {"PER"} or (not types and capitals)
    heads = any(token.has_any(("collective", "document")) for token in held)
    return inner if named or heads else None


def _upright_in(scene: Scene, run: Range) -> Range:
    """Return a run from the first word that no preposition can govern, empty at its end without one."""
    plain = (
        at
        for at in range(run.first + 1, run.last)
        if not (scene.tokens[at].capital or scene.tokens[at].has("document"))
    )
    upright = (at for at in plain if is_upright(scene.tokens[at].text, scene.language))
    return Range(next(upright, run.last), run.last)


def _is_subject(scene: Scene, cue: Cue, run: Range, upright: Range) -> bool:
    """Tell whether words behind a place are who speaks there ("in X [the guards]"), or before it ("on this").

    Things are the object of verbs that have one ("in X they called [these figures] wrong").
    """
    held = scene.held(upright)
    known = any(token.capital or token.has_any((*PEOPLE, "outlet")) for token in held)
    things = cue.kind in TRANSITIVE and upright.first > run.first + 1 and not known
    words = " ".join(token.text for token in held)
    return bool(held) and (not things or are_people(words, scene.language))


def _asked_before(scene: Scene, cue: Cue, run: Range) -> int:
    """Return where people begin at the end of a run whom its verb asks or judges, else where it ends.

    Nothing else behind the verb can be whom ("in X they called [the townsfolk] to …").
    """
    last = run.last - 1
    bare = (
        cue.kind in TRANSITIVE and cue.last < len(scene.tokens) and scene.tokens[cue.last].has("preposition")
    )
    people = bare and last > run.first + 1 and not scene.tokens[last].capital
    return last if people and are_acted_on(scene.tokens[last].text, scene.language) else run.last


def in_marks(scene: Scene, words: Range) -> bool:
    """Tell whether words that open with a capital are all of a name in marks, which are no tokens."""
    tokens = scene.tokens
    plain = all(token.kind == "word" for token in scene.held(words)) and tokens[words.first].capital
    if not plain or words.first == 0 or words.last >= len(tokens):
        return False
    opened = tokens[words.first].start - tokens[words.first - 1].end > 1
    inside = (tokens[at].end + 1 < tokens[at + 1].start for at in range(words.first, words.last - 1))
    return opened and tokens[words.last].start - tokens[words.last - 1].end > 1 and not any(inside)
