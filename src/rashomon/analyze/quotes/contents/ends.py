"""Find where words said end: at a stop, or before another cue that is joined to the first."""

from itertools import takewhile

from rashomon.analyze.quotes.contents.around import is_inserted
from rashomon.analyze.quotes.contents.counts import counts_anew
from rashomon.analyze.quotes.sentence.clause_edges import next_mark
from rashomon.analyze.quotes.sentence.clauses import describes_before, main_verb
from rashomon.analyze.quotes.sentence.cues import Cue, agreement
from rashomon.analyze.quotes.sentence.scenes import Range, Scene, tells
from rashomon.lang.word_classes import ONE_PERSON, PERSONAL, PRONOUNS, SPEAKING

SUMMARY = 4
"""Words of an apposition behind words said among which a noun names them."""
SOURCE = 6
"""Tokens of the longest source of a clause that is joined to words said."""


def content_end(scene: Scene, first: int) -> int:
    """Return where the words said end: at a stop or before another cue that is joined to the first."""
    for at in range(first, len(scene.tokens)):
        token = scene.tokens[at]
        if token.kind == "word" and not token.has("joins"):
            continue
        if token.kind == "mark" and token.text[0] in ";|•":
            return at
        if at > first and (_sums_up(scene, at) or counts_anew(scene, at)):
            return at
        begun = at > first + scene.tokens[first].has("complement")  # "that, in X's words, …" goes on
        if begun and _another_begins(scene, at) and not _is_own_verb(scene, first, at):
            return at + (token.kind == "quote")
    return max(first, len(scene.tokens))


def _sums_up(scene: Scene, at: int) -> bool:
    """Tell whether the reporter names behind a comma what was said ("…, a surprising assessment from X")."""
    phrase = scene.tokens[at + 1 : next_mark(scene, at + 1)]
    if not scene.unit.is_mark(at, ",") or not phrase or not phrase[0].has("indefinite"):
        return False
    noun = takewhile(lambda token: not token.has("preposition"), phrase[1 : 1 + SUMMARY])
    return any(token.has("noun") for token in noun) and not scene.grammar.free_order


def _another_begins(scene: Scene, at: int) -> bool:
    token = scene.tokens[at]
    comma = scene.unit.is_mark(at, ",") or (token.kind == "quote" and token.text == ",")
    if not comma and not scene.tokens[at].has("joins"):
        return False
    nxt = at + 1
    passed = ("joins", "skip", "contrast")
    while nxt < len(scene.tokens) and scene.tokens[nxt].has_any(passed):
        nxt += 1
    if nxt >= len(scene.tokens):
        return False
    cue = scene.cue_from(nxt)
    according = (
        cue is not None and cue.first == nxt and cue.kind == "according" and not is_inserted(scene, cue)
    )
    joined = nxt > at + 1 and scene.tokens[at + 1].has_any(("joins", "contrast"))
    verb = scene.is_verb(nxt) and not scene.tokens[nxt].has("shown")
    return according or verb or _reports_anew(scene, nxt, cue, joined=comma and joined)


def _is_own_verb(scene: Scene, first: int, at: int) -> bool:
    """Tell whether the verb behind a mark belongs to the words said ("he had …, and had …").

    It does where the mark closes a relative clause of theirs, or where it takes up an auxiliary that they
    have and that the cue has not.
    """
    behind, opens = scene.tokens[at + 1], scene.tokens[first]
    held = next((t for t in scene.tokens[at + 1 : at + 3] if not t.has_any(("joins", "contrast"))), behind)
    if opens.has("complement") and held.text == opens.text and not scene.grammar.commas_by_rule:
        return True  # "said that the road was shut, but that …"
    if opens.has("complement") and scene.tokens[at].has("joins") and _has_another_subject(scene, first, at):
        return True
    if scene.unit.is_mark(at, ",") and scene.is_verb(at + 1):
        comma = next((k for k in range(at - 1, first, -1) if scene.unit.is_mark(k, ",")), None)
        return comma is not None and (_resumes_noun(scene, comma) or describes_before(scene, comma + 1))
    if not held.has("skip") or held.has("boundary"):
        return False
    told, before = (scene.tokens[slice(*edges)] for edges in ((first, at), (max(0, first - SOURCE), first)))
    return any(t.text == held.text for t in told) and all(t.text != held.text for t in before)


def _resumes_noun(scene: Scene, comma: int) -> bool:
    """Tell whether a relative clause begins behind a comma: "that" opens one behind a noun, not a verb."""
    opens, before = scene.tokens[comma + 1], scene.tokens[comma - 1]
    noun = before.kind == "word" and not before.has_any((*PRONOUNS, "determiner"))
    noun = noun and not (scene.is_verb(comma - 1) or tells(scene, comma - 1))
    that = scene.grammar.free_order and opens.has("complement") and not opens.has("preposition")
    return opens.has("relative") or (that and noun and scene.grammar.commas_by_rule)


def _has_another_subject(scene: Scene, first: int, at: int) -> bool:
    """Tell whether a verb behind a conjunction agrees with another subject than the cue of the words said.

    No comma ends these before it ("X said that the guards left and demanded pay").
    """
    outer = next((cue for cue in reversed(scene.cues) if cue.last <= first), None)
    inner = scene.cue_from(at + 1)
    if outer is None or inner is None or not scene.grammar.verbs_inflect or scene.unit.is_mark(at - 1, ","):
        return False
    told, here = agreement(scene.tokens[outer.first]), agreement(scene.tokens[inner.first])
    one = told in ONE_PERSON and here in ONE_PERSON and told != here
    return outer.is_verb and here is not None and (one or (told == "plural") != (here == "plural"))


def _reports_anew(scene: Scene, first: int, cue: Cue | None, *, joined: bool) -> bool:
    """Tell whether a clause has its own source before a cue whose content follows ("in X they say that")."""
    if cue is None or not cue.is_verb or cue.first - first > SOURCE:
        return False
    plain = all(scene.tokens[at].kind == "word" for at in range(first, cue.first))
    if joined and not scene.grammar.commas_by_rule:
        return plain and scene.tokens[cue.first].has("personal")
    at = cue.last + 1 if scene.unit.is_mark(cue.last, ",") else cue.last
    return plain and at < len(scene.tokens) and scene.tokens[at].has("complement")


def clause_behind(scene: Scene, first: int) -> int:
    """Return the comma before a clause of the reporter's behind words that are no clause, else the end.

    "vowed to block the port, and they will …", "With X vowing to block the port, guards have to …".
    """
    commas = (at for at in range(first + 1, len(scene.tokens)) if scene.unit.is_mark(at, ","))
    return next((at for at in commas if _opens_main_clause(scene, at + 1)), len(scene.tokens))


def _opens_main_clause(scene: Scene, first: int) -> bool:
    """Tell whether a subject and its verb follow: a pronoun does, or an auxiliary shows it."""
    end = next_mark(scene, first)
    at = next((k for k in range(first, end) if not scene.tokens[k].has_any(("joins", "contrast"))), end)
    if at == end or scene.tokens[at].has("object"):
        return False
    opens = scene.tokens[at]
    named = any(name.first == at for name in scene.names)
    if not (named or opens.has_any(("determiner", *PRONOUNS, *SPEAKING))):
        return False
    verb = main_verb(scene, Range(at, end))
    sure = verb is not None and scene.tokens[verb].has("skip")
    return sure or (verb == at + 1 and opens.has_any(PERSONAL) and not opens.has("determiner"))
