"""Find the subject of a reporting verb: on which side it stands, or whose subject the verb shares."""

from collections.abc import Sequence

from rashomon.analyze.quotes.sentence.clause_edges import clause_start, segment_start
from rashomon.analyze.quotes.sentence.cues import Cue, agreement
from rashomon.analyze.quotes.sentence.scenes import Name, Range, Scene, is_dash, tells
from rashomon.analyze.quotes.sentence.units import Token
from rashomon.analyze.quotes.sources.before import over_skipped, source_before
from rashomon.analyze.quotes.sources.behind import is_body, source_after
from rashomon.analyze.quotes.sources.free_order import is_partitive
from rashomon.analyze.quotes.sources.objects import is_asked, pronoun_behind
from rashomon.analyze.quotes.sources.participles import source_of_participle
from rashomon.analyze.quotes.sources.phrases import source_of_phrase, speaks
from rashomon.lang.attribution import is_nominative, nouns_of
from rashomon.lang.word_classes import PEOPLE, PRONOUNS, SUBJECTS, THIRD_PERSON

ANSWERED = ("ask", "judge", "label")
"""Classes of verbs with an object: whom they ask or judge, what they give a name."""


def source_of(scene: Scene, cue: Cue) -> Range | None:
    """Return the subject of a verb, before or behind it; None where the clause has none."""
    if scene.tokens[cue.first].has("participle"):
        return source_of_participle(scene, cue)
    before = source_before(scene, cue)
    if before is not None and _is_passed_on(scene, cue, before):
        before = None
    return pronoun_behind(scene, cue, before) or _on_either_side(scene, cue, before)


def _on_either_side(scene: Scene, cue: Cue, before: Range | None) -> Range | None:
    """Return the subject of a verb behind it, or what stands before it where that is none."""
    inverts = _may_invert(scene, cue)
    if before is not None and inverts and (_keeps_order(scene, cue) or _has_object(scene, cue, before)):
        return before
    if before is not None and (named := _named_behind(scene, cue, before)) is not None:
        return named
    if not inverts and (before is not None or not scene.grammar.free_order):
        return before
    after = source_after(scene, cue)
    if before is None and not inverts and after is not None and is_asked(scene, cue, after):
        after = None
    alone = before is None and after is not None and _is_subject(scene, cue, after)
    if (
        after is None
        or (_clause_follows(scene, cue, after) and not (alone and cue.kind != "ask"))
        or not _ends_with(scene, cue, after)
    ):
        return before
    return after if inverts or alone or _is_subject_like(scene.tokens[after.first]) else before


def _is_passed_on(scene: Scene, cue: Cue, before: Range) -> bool:
    """Tell whether what stands before a verb is whom a phrase beside it names ("by X’s report said Y")."""
    start = segment_start(scene, cue.first)
    phrases = (c for c in scene.cues if c.kind == "according" and start <= c.first < before.first)
    sources = (source_of_phrase(scene, phrase) for phrase in phrases)
    return scene.grammar.free_order and any(s is not None and s.holds(before.last - 1) for s in sources)


def _named_behind(scene: Scene, cue: Cue, before: Range) -> Range | None:
    """Return who tells if he stands with role and name behind the verb, not before it.

    What stands before it hangs on a noun ("after a meeting of the board said chairman X") or is the agency
    that was told ("to Y said chairman X").
    """
    may_follow = scene.grammar.free_order and cue.kind == "say"
    after = source_after(scene, cue) if may_follow else None
    if after is None or not (scene.tokens[after.first].has("role") or _ends_with_name(scene, after)):
        return None
    if scene.tokens[after.first].has("preposition"):
        return None  # "the police said after questioning X"
    near = all(scene.tokens[at].has_any(("skip", *THIRD_PERSON)) for at in range(cue.last, after.first))
    named = any(name.base and name.type == "PER" for name in scene.names_in(after))
    spoken_to = scene.tokens[cue.first].has("addressed")
    told = all(_is_object(name, spoken_to=spoken_to) for name in scene.names_in(before))
    told = told and not scene.tokens[before.first].has_any((*PRONOUNS, "role"))
    return after if near and named and told else None


def _is_object(name: Name, *, spoken_to: bool) -> bool:
    """Tell whether a name before a verb is no subject: another case, or an agency that was told."""
    agency = name.type == "ORG" and name.short and spoken_to
    return agency or (name.type == "PER" and not name.base)


def _ends_with_name(scene: Scene, phrase: Range) -> bool:
    """Tell whether a phrase is somebody's name behind what he is ("X's friend from school Y")."""
    name = next((n for n in scene.names_in(phrase) if n.last == phrase.last), None)
    return name is not None and name.type == "PER" and name.base and name.first > phrase.first


def _keeps_order(scene: Scene, cue: Cue) -> bool:
    """Tell whether a subject stands before the verb though a comma or "as" would let it stand behind.

    Behind "as" it does; so it does where an apposition parts them, and an auxiliary, the one spoken to or
    what is denied shows that the verb has had its subject (", X, has said", ", X, told Y", ", X, denied it").
    """
    if _is_spoken_to(scene, cue):
        return True
    if cue.kind == "deny" and scene.unit.is_mark(cue.first - 1, ","):
        after = source_after(scene, cue)
        return after is not None and not speaks(scene, after)
    if scene.grammar.free_order:
        return False
    if not scene.unit.is_mark(cue.first - 1, ","):
        at = scene.before_skipped(cue.first)
        return at >= 0 and scene.tokens[at].kind != "quote" and not _tells_behind(scene, cue, at)
    return not _has_clause(scene, cue.first - 1)


def _has_object(scene: Scene, cue: Cue, before: Range) -> bool:
    """Tell whether a person named before an insertion acts on what follows ("X, who …, blamed them")."""
    after = source_after(scene, cue) if cue.kind in ANSWERED and scene.grammar.free_order else None
    if after is None or not scene.unit.is_mark(scene.before_skipped(cue.first), ","):
        return False
    comma = scene.before_skipped(cue.first)
    named = [n for n in scene.names_in(before) if n.base and n.type == "PER"]
    apposed = any(n.last == comma for n in named) and not _has_clause(scene, comma)
    return bool(named) and (
        apposed or not any(n.base and n.type == "PER" for n in scene.names_in(after))
    )  # "the leader, X, blamed Y"


def _has_clause(scene: Scene, end: int) -> bool:
    """Tell whether something is told before a comma: a quotation, or words with a verb."""
    told = range(clause_start(scene, end), end)
    return any(scene.tokens[at].kind == "quote" or tells(scene, at) or scene.is_verb(at) for at in told)


def _is_spoken_to(scene: Scene, cue: Cue) -> bool:
    """Tell whether a verb's object is whom it is said to, and its subject is where order wants it."""
    if scene.grammar.free_order or not scene.tokens[cue.first].has("addressed"):
        return False
    at = over_skipped(scene, cue.first - 1)
    return at >= 0 and scene.tokens[at - scene.unit.is_mark(at, ",")].kind != "quote"


def _tells_behind(scene: Scene, cue: Cue, comma: int) -> bool:
    """Tell whether words told end in a comma, and who tells them closes the sentence ("…, a annoncé X")."""
    told = any(token.has("skip") for token in scene.tokens[segment_start(scene, comma) : comma])
    after = source_after(scene, cue) if told and scene.unit.is_mark(comma, ",") else None
    return after is not None and _speaks(scene, after) and _ends_with(scene, cue, after)


def _speaks(scene: Scene, after: Range) -> bool:
    """Tell whether a noun phrase ends in a name or a word for a speaker, or begins with such a word."""
    head = scene.tokens[after.first : after.first + 2]
    return speaks(scene, after) or any(token.has_any(PEOPLE) for token in head)


def subject_behind(scene: Scene, cue: Cue) -> Range | None:
    """Return the subject behind a cue where the order of words is free."""
    after = source_after(scene, cue)
    if after is None:
        return None
    named = scene.tokens[after.first].has("determiner") and _is_subject_like(scene.tokens[after.first + 1])
    return after if named or _is_subject_like(scene.tokens[after.first]) else None


def _is_subject(scene: Scene, cue: Cue, after: Range) -> bool:
    """Tell whether a name, role or pronoun opens what stands behind a verb that has no subject before it."""
    if not scene.grammar.free_order or scene.tokens[after.first].has("impersonal_verb"):
        return False
    named = any(name.first == after.first for name in scene.names)
    if scene.tokens[cue.first].has("addressed"):
        person = any(name.base and name.type == "PER" for name in scene.names_in(after))
        return person or _is_agreeing_body(scene, cue, after)
    opens = scene.tokens[after.first : after.first + 2]
    named |= is_partitive(scene, after.first + 1)
    return named or any(_is_subject_like(token) for token in opens if not token.has("preposition"))


def _is_agreeing_body(scene: Scene, cue: Cue, after: Range) -> bool:
    """Tell whether a body behind a verb is its subject by its form, not whom it was said to."""
    kind = agreement(scene.tokens[cue.first])
    bodies = (t.text for t in scene.tokens[after.first : after.first + 2] if is_body(t))
    return any(is_nominative(scene.language, text, nouns_of(kind)) for text in bodies)


def _is_subject_like(token: Token) -> bool:
    return token.capital or token.has_any(SUBJECTS)


def _ends_with(scene: Scene, cue: Cue, after: Range) -> bool:
    """Tell whether what stands behind a cue can be its subject where the order of words is fixed."""
    if scene.grammar.free_order or scene.tokens[cue.first - 1].kind == "quote":
        return True
    if cue.kind in ("label", "judge", "express"):
        return False
    at = after.last
    return at >= len(scene.tokens) or scene.tokens[at].kind == "mark" or scene.tokens[at].has("source_end")


def _may_invert(scene: Scene, cue: Cue) -> bool:
    """Tell whether the subject may stand behind the verb: after words said, a comma, a dash or "as"."""
    at = scene.before_skipped(cue.first)
    if at < 0:
        return False
    if scene.tokens[at].kind == "quote" or scene.unit.is_mark(at, ",") or is_dash(scene.unit, at):
        return True
    return any(scene.tokens[k].has("as_words") for k in range(segment_start(scene, at), at + 1))


def _clause_follows(scene: Scene, cue: Cue, after: Range) -> bool:
    """Tell whether what looks like a subject behind the cue is an object or begins the words said.

    Where word order is free, an infinitive shows that it is who was asked ("urged the minister to go").
    """
    at = after.last
    if scene.unit.is_mark(at, ","):
        at += 1
        resumed = at < len(scene.tokens) and scene.tokens[at].has("relative")
        if resumed and scene.unit.is_mark(cue.first - 1, ",") and _has_clause(scene, cue.first - 1):
            return False  # "the road is shut, said X, who …"
    if at < len(scene.tokens) and scene.tokens[at].has("complement"):
        return True
    if scene.grammar.free_order:
        return cue.kind == "ask" and any(tells(scene, k) for k in range(after.first + 1, after.last))
    held = scene.held(after)
    return any(t.has("skip") and not t.capital for t in held)


def is_passive(scene: Scene, cue: Cue) -> bool:
    """Tell whether the subject of a cue is what is told or who is told it, not who tells ("it was noted")."""
    if agent_of(scene, cue) is not None or _is_addressed(scene, cue):
        return True
    at = cue.first - 1
    while at >= 0 and scene.tokens[at].has("skip") and not scene.tokens[at].has("passive"):
        at -= 1
    return at >= 0 and scene.tokens[at].has("passive") and not scene.tokens[cue.first].has("participle")


def _is_addressed(scene: Scene, cue: Cue) -> bool:
    """Tell whether a verb opens a sentence without a subject: its main clause names whom it is said to."""
    opens = cue.first == 0 and not scene.grammar.subject_drops and not scene.grammar.verb_final
    return opens and scene.tokens[cue.first].has("addressed")


def agent_of(scene: Scene, cue: Cue) -> Range | None:
    """Return who tells by a passive cue ("was described by X")."""
    behind = cue.last + 1
    if behind >= len(scene.tokens) or not scene.tokens[cue.last].has("agent"):
        return None
    if scene.tokens[behind].has("participle") or scene.tokens[cue.first].has("participle"):
        return None
    return source_of_phrase(scene, Cue(cue.first, cue.last + 1, cue.kind))


def only_describes(scene: Scene, cue: Cue, direct: Sequence[int]) -> bool:
    """Tell whether a participle only describes a noun before words in marks ("the deal told by X “is …”").

    "As" or an auxiliary would make them X's ("was described by X as “…”").
    """
    agent = agent_of(scene, cue)
    if agent is None or [*direct] != [agent.last] or cue.first == 0:
        return False
    before = scene.tokens[cue.first - 1]
    noun = before.kind == "word" and not (before.has_any(("passive", "skip")) or scene.is_verb(cue.first - 1))
    return noun and any(c.is_verb for c in scene.cues if c.first < cue.first)


def inherits(scene: Scene, cue: Cue) -> bool:
    """Tell whether a cue shares the subject of what comes before it ("and added", ", saying").

    Where subjects may be left out, so does a verb of one person or body behind a colon ("acted: it urged").
    """
    if scene.tokens[cue.first].has("participle"):
        return True
    at = scene.before_skipped(cue.first)
    colon = scene.unit.is_mark(at, ":") and scene.grammar.subject_drops
    one = colon and agreement(scene.tokens[cue.first]) != "plural"
    return at >= 0 and (one or scene.tokens[at].has("joins"))
