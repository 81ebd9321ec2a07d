"""Find where the one who was spoken to stands between a cue and the words said ("told Holm that …")."""

from rashomon.analyze.quotes.sentence.clause_edges import clause_start, next_mark
from rashomon.analyze.quotes.sentence.clauses import main_verb
from rashomon.analyze.quotes.sentence.cues import Cue
from rashomon.analyze.quotes.sentence.scenes import Range, Scene, tells
from rashomon.analyze.quotes.sources.objects import over_told

FRAME = 6
"""Words behind a verb that say when, where or to whom it was said, before the words said."""
ADDRESSEE = 8
"""Tokens behind a cue within which the one spoken to is named."""


def past_addressee(scene: Scene, cue: Cue, at: int) -> int:
    """Return where the words said begin behind a cue: behind the one who was spoken to."""
    while at < len(scene.tokens) and scene.tokens[at].has("skip"):
        if _opens_infinitive(scene, at) or scene.tokens[at].has("negating"):
            break  # "pleaded not guilty"
        at += 1
    if scene.unit.is_mark(told := over_told(scene, at), ",") and told > at:
        return told + 1  # "described to the judges, how …"
    if not scene.tokens[cue.first].has("addressed") or at + 1 >= len(scene.tokens):
        return at
    if scene.tokens[at].has("about") and scene.grammar.free_order:
        return at
    head = _head(scene, at)
    for behind in range(head, min(len(scene.tokens), at + ADDRESSEE)):
        token, before = scene.tokens[behind], scene.tokens[behind - 1]
        if _opens_infinitive(scene, behind):
            return behind
        if token.kind != "word" or (token.has("skip") and not token.has("source_end")):
            break
        if token.has("bare_clause") and not before.has("preposition"):
            return behind
    auxiliary = head < len(scene.tokens) and scene.tokens[head].has("skip")
    return at if auxiliary and not scene.tokens[head].has("source_end") else head


def _opens_infinitive(scene: Scene, at: int) -> bool:
    """Tell whether an infinitive begins at a token, with its negation before it ("promised not to go")."""
    negated = scene.tokens[at].has("negating") and at + 1 < len(scene.tokens)
    return scene.tokens[at + negated].has("infinitive")


def behind_told(scene: Scene, cue: Cue, cluster: Range) -> int:
    """Return the token behind a cluster and, where a clause stands before it, behind whom it was told.

    "The road is shut, X told reporters on Monday."
    """
    at = cluster.last
    if at > cue.last or at >= len(scene.tokens) or scene.tokens[at].kind != "word":
        return _behind_agency(scene, cue, at)
    if scene.grammar.free_order and scene.tokens[at].has("source_end"):
        return at  # "told in an interview"
    before = range(clause_start(scene, cluster.first), cluster.first)
    if not scene.tokens[cue.first].has("addressed") or not any(tells(scene, k) for k in before):
        return at
    return at + 1 if at + 1 == len(scene.tokens) else past_addressee(scene, cue, at)


def _behind_agency(scene: Scene, cue: Cue, at: int) -> int:
    """Return the token behind an agency that was told, behind verb and subject ("said X CNN")."""
    if at >= len(scene.tokens) or not (
        scene.grammar.names_decline and scene.tokens[cue.first].has("addressed")
    ):
        return at
    return next((n.last for n in scene.names if n.first == at and n.type == "ORG" and n.short), at)


def over_frame(scene: Scene, first: int) -> int:
    """Return where a clause begins behind words that only tell when, where or to whom it was said.

    "sagte am Mittwoch vor Journalisten, die Straße sei gesperrt", "said in a statement the road was shut".
    """
    if not scene.grammar.commas_by_rule:
        return _behind_statement(scene, first)
    end = first
    while end < len(scene.tokens) and end - first < FRAME and scene.tokens[end].kind == "word":
        if tells(scene, end) or scene.tokens[end].has_any(("complement", "boundary")):
            return first
        end += 1
    led = end > first and scene.tokens[first].has("preposition") and scene.unit.is_mark(end, ",")
    behind = Range(end + 1, next_mark(scene, end + 1))
    resumes = not scene.grammar.articles_relate and any(t.has("relative") for t in scene.held(behind)[:2])
    return end if led and not resumes and main_verb(scene, behind) is not None else first


def _behind_statement(scene: Scene, first: int) -> int:
    """Return where a clause begins behind the time or the document in which it was said, else the place."""
    told = False
    for at in range(first, min(len(scene.tokens), first + ADDRESSEE)):
        token, before = scene.tokens[at], scene.tokens[at - 1]
        if token.kind != "word" or (
            at == first and not (token.has("preposition") and token.has("source_end"))
        ):
            return first
        opens = token.has("bare_clause") and not before.has_any(("preposition", "determiner"))
        if told and opens and main_verb(scene, Range(at, next_mark(scene, at))) is not None:
            return at
        told |= at in scene.dated or token.has_any(("noun", "document"))
    return first


def _head(scene: Scene, at: int) -> int:
    """Return the token behind the shortest phrase that can be an addressee: a name, or a noun."""
    first = at
    while at + 1 < len(scene.tokens) and scene.tokens[at].has("determiner"):
        at += 1
    named = next((name.last for name in scene.names if name.first <= at < name.last), None)
    at = at + 1 if named is None else named
    while at < len(scene.tokens) and at - first < ADDRESSEE and _goes_on(scene, at, named=named is not None):
        at += 1
    return at


def _goes_on(scene: Scene, at: int, *, named: bool) -> bool:
    """Tell whether a word goes on with a phrase in capitals; behind a name it opens no title or date."""
    token = scene.tokens[at]
    opens = token.has("bare_clause") or token.has("infinitive")
    opens |= named and (token.has("role") or at in scene.dated or any(n.first == at for n in scene.names))
    return token.kind == "word" and token.capital and scene.tokens[at - 1].capital and not opens
