"""Tell the participle of a clause by its auxiliary: that it is no noun, and how many people it is of."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from rashomon.analyze.quotes.sentence.units import Token, Unit
from rashomon.lang.attribution import attribution, first_class

ONE = frozenset({"masculine_verb", "feminine_verb", "neuter_verb"})
"""Lists of endings that a participle has for one person or thing."""
NOMINAL = frozenset({"noun", "document", "no_cue"})
"""Lists that hold a word for what else it may be: a noun."""


def with_auxiliaries(units: Iterable[Unit], language: str) -> Iterator[Unit]:
    """Yield sentences in whose clauses an auxiliary shows what a participle is.

    One that looks like a noun is none where it is all that an auxiliary before it can belong to ("je
    sporočilo ministrstvo", but not "je objavilo sporočilo"); beside an auxiliary for several people it is
    theirs, though its ending is also that of one ("sta povedala").
    """
    known = bool(attribution(language).auxiliary)
    for unit in units:
        changed = dict(_changed(unit)) if known else {}
        tokens = (changed.get(at, token) for at, token in enumerate(unit.tokens))
        yield replace(unit, tokens=tuple(tokens)) if changed else unit


def _changed(unit: Unit) -> Iterator[tuple[int, Token]]:
    first = 0
    for at in range(len(unit.tokens) + 1):
        if at == len(unit.tokens) or unit.tokens[at].kind != "word":
            yield from _in_clause(unit.tokens, range(first, at))
            first = at + 1


def _in_clause(tokens: Sequence[Token], clause: range) -> Iterator[tuple[int, Token]]:
    auxiliaries = [at for at in clause if tokens[at].has("auxiliary")]
    forms = (at for at in clause if not tokens[at].labels.isdisjoint(ONE))
    participles = [at for at in forms if not (tokens[at].capital or tokens[at].has("auxiliary"))]
    if not auxiliaries or not participles:
        return
    several = any(tokens[at].has("plural_verb") for at in auxiliaries)
    alone = len(participles) == 1 and auxiliaries[0] < participles[0]
    for at in participles:
        token = tokens[at]
        if alone and first_class(token.labels) is not None:
            token = token._replace(labels=token.labels - NOMINAL)
        if several:
            token = token._replace(labels=(token.labels - ONE) | {"plural_verb"})
        if token is not tokens[at]:
            yield at, token
