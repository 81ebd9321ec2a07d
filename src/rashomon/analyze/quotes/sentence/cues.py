"""Find the words that announce someone's words: reporting verbs, nouns and phrases such as "according to"."""

from collections.abc import Collection, Iterator
from itertools import islice, takewhile
from typing import NamedTuple

from rashomon.analyze.quotes.sentence.units import OWNING, Token, Unit
from rashomon.lang.attribution import AGREEMENT, CUE_CLASSES, first_class, lexicon
from rashomon.lang.claims import is_verb
from rashomon.lang.pack import primary
from rashomon.lang.word_classes import LATTER, PRONOUNS, THIRD_PERSON

SAID = frozenset(",!?…")
"""Marks that end a quotation whose sentence goes on, and show that its words were said."""
REPORTED = frozenset({"say", "deny", "hedge", "noun", "according"})
"""Cues that tell of someone else's words even within words told; an attitude in them is part of them."""
AGREEING = AGREEMENT | {"personal"}
"""Lists of words that are surely verbs: their ending agrees with a subject, or it speaks."""
NEAR = 7
"""Tokens behind a participle among which the words begin that it tells of."""
LONGEST_TELLER = 5
"""Words of the longest name of who hands on what a sentence told, and what it is ("BBC partner X")."""
MOST_CUES = 40
"""Cues of one sentence that are read: more stand in no sentence, and work grows with their square."""


class Cue(NamedTuple):
    """A cue over the tokens ``[first, last)``; ``kind`` is a cue class, "according" or "noun"."""

    first: int
    last: int
    kind: str

    @property
    def is_verb(self) -> bool:
        """Tell whether the cue is a reporting verb."""
        return self.kind in CUE_CLASSES


def agreement(verb: Token) -> str | None:
    """Return the kind of pronoun that a verb agrees with, or "neuter"; None where its form fits any."""
    found = verb.labels & AGREEMENT
    return next((kind for kind in (*PRONOUNS, "neuter") if f"{kind}_verb" in found), None) if found else None


def find_cues(unit: Unit, language: str, named: Collection[int] = ()) -> tuple[Cue, ...]:
    """Return the cues of a sentence outside its quotations, in reading order, none inside another.

    ``named`` are the tokens inside mentions of entities, which are never cues.
    """
    return tuple(islice(_cues(unit, language, named), MOST_CUES))


def _cues(unit: Unit, language: str, named: Collection[int]) -> Iterator[Cue]:
    phrases, end = lexicon(primary(language)), 0
    titled: bool | None = None
    for at in [at for at, token in enumerate(unit.tokens) if token.cues and at not in named]:
        if at < end or _is_denied(unit, at):
            continue
        if unit.is_capital_inside(at):
            titled = _is_title_case(unit) if titled is None else titled
            if not titled:
                continue
        phrase = phrases.phrase(unit.words, at)
        if phrase is not None and phrase[1] == "no_cue":
            end = at + phrase[0]
        elif phrase is not None and _takes(unit, at, phrase[1], language):
            end = at + phrase[0]
            yield Cue(at, end, phrase[1])
        elif (kind := _single(unit, at, language)) is not None:
            yield Cue(at, at + 1, kind)


def _is_denied(unit: Unit, at: int) -> bool:
    """Tell whether a noun is what someone denies, so that it is no cue ("denied claims that")."""
    before = at - 1 - (at > 1 and unit.tokens[at - 1].has("determiner"))
    return at > 0 and unit.tokens[at].has("noun") and unit.tokens[before].has("deny")


def _is_title_case(unit: Unit) -> bool:
    """Tell whether most words are capitalised, as in headlines, so that capitals tell nothing of a word."""
    words = [token for token in unit.tokens if token.kind == "word" and len(token.text) > 3]
    return 2 * sum(token.capital for token in words) > len(words)


def _takes(unit: Unit, at: int, kind: str, language: str) -> bool:
    return kind == "according" or (kind in CUE_CLASSES and not _is_noun_here(unit, at, language, phrase=True))


def _single(unit: Unit, at: int, language: str) -> str | None:
    labels = unit.tokens[at].labels
    kind = first_class(labels) if "no_cue" not in labels else None
    if kind is not None and not _is_noun_here(unit, at, language):
        return kind
    if "according" in labels:
        return "according"
    return "noun" if "noun" in labels else None


def _is_noun_here(unit: Unit, at: int, language: str, *, phrase: bool = False) -> bool:
    """Tell whether a word that may be a verb follows what only a noun or participle can follow.

    Within a ``phrase`` that is a cue it is no noun for what stands behind it ("calls on X to").
    """
    if at == 0:
        return False
    before = unit.tokens[at - 1]
    closes = phrase or _closes_speech(unit, at) or _closes_report(unit, at)
    if _is_nominal(unit, at) and not _opens_clause(unit, at + 1) and not closes:
        return True
    listed = unit.is_mark(at - 1, ",") and at + 1 < len(unit.tokens) and unit.tokens[at + 1].has("joins")
    if before.text in OWNING or (listed and not unit.tokens[at].has("personal")):
        return True  # "X's texts, calls and visits"
    if unit.tokens[at].has("noun") and is_described(unit, at):
        return True
    if unit.tokens[at].has_any(("noun", "nominal")) and _governs(before, language):
        return True
    governs = before.has_any(("determiner", "preposition")) and not before.has_any(("plural", "skip"))
    return governs and not (_is_pronoun(unit, at) or _goes_on(unit, at))


def _governs(verb: Token, language: str) -> bool:
    """Tell whether a word before a noun is a verb whose object it is ("raised fears", "confirm reports")."""
    if verb.has_any(("noun", "nominal", "auxiliary", "skip")):
        return False
    acts = verb.has("participle") or first_class(verb.labels) is not None
    return acts or (verb.kind == "word" and not verb.capital and is_verb(language, verb.text))


def is_described(unit: Unit, at: int) -> bool:
    """Tell whether one word between another and its owner may describe it ("his recent claims")."""
    if at < 2 or unit.tokens[at - 1].kind != "word" or unit.tokens[at - 1].capital:
        return False
    owner, word = unit.tokens[at - 2], unit.tokens[at - 1]
    owns = owner.text in OWNING or (owner.has("determiner") and owner.has_any(THIRD_PERSON))
    return owns and (word.has("elapsed") or not word.labels)


def _goes_on(unit: Unit, at: int) -> bool:
    """Tell whether a participle behind a preposition tells of words ("after declaring at a fair that …")."""
    if not unit.tokens[at].has("participle") or unit.tokens[at - 1].has("determiner"):
        return False
    at += unit.is_mark(at + 1, ",:")  # "with the words: “…”"
    near = islice(unit.tokens, at + 1, at + 1 + NEAR)
    words = takewhile(lambda token: token.kind != "mark", near)
    return any(
        token.kind == "quote" or (token.has("complement") and token.has("boundary")) for token in words
    )


def _is_pronoun(unit: Unit, at: int) -> bool:
    """Tell whether a determiner before a verb is a pronoun ("das sagte", "про це повідомляє")."""
    verb, governed = unit.tokens[at], at > 1 and unit.tokens[at - 2].has("preposition")
    plain = not verb.has_any(("noun", "nominal"))
    if unit.tokens[at - 1].has_any(LATTER):
        return plain and not governed and verb.has_any(AGREEING)
    told = unit.tokens[at - 1].has("impersonal") and plain
    return told and (governed or verb.has_any(AGREEING))


def _is_nominal(unit: Unit, at: int) -> bool:
    """Tell whether a word is a noun as often as a verb, which a name as its object would make it."""
    behind = unit.tokens[at + 1] if at + 1 < len(unit.tokens) else None
    named = behind is not None and behind.capital and not _is_title_case(unit)
    return unit.tokens[at].has("noun") or (unit.tokens[at].has("nominal") and not named)


def _closes_speech(unit: Unit, at: int) -> bool:
    """Tell whether a word ends a sentence that opens with words said and goes on with who says them.

    "“Who are you?” the mayor demands"; a mark before the closing one shows that it was said.
    """
    opening = unit.tokens[0]
    return opening.kind == "quote" and opening.text[:1] in SAID and 1 < at == len(unit.tokens) - 1


def _closes_report(unit: Unit, at: int) -> bool:
    """Tell whether a word ends a clause that only says who tells the rest ("…, the Courier reports")."""
    start = at
    while start > 0 and unit.tokens[start - 1].kind == "word" and at - start <= LONGEST_TELLER:
        start -= 1
    teller = unit.tokens[start:at]
    named = any(token.capital for token in teller) and len(teller) <= LONGEST_TELLER
    alone = not any(token.has_any(("preposition", "joins", "relative")) for token in teller)
    ends = at + 1 == len(unit.tokens)
    return unit.tokens[at].has("document") and ends and named and alone and unit.is_mark(start - 1, ",")


def _opens_clause(unit: Unit, at: int) -> bool:
    """Tell whether what follows a word that is verb or noun makes it a verb."""
    if at >= len(unit.tokens):
        return False
    token = unit.tokens[at]
    clause = token.has_any(("bare_clause", "complement", "infinitive", "participle"))
    return clause or (token.kind == "quote" and not unit.tokens[at - 1].capital)
