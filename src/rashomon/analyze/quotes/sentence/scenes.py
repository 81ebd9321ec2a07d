"""A sentence with the names and cues in it, as sources and contents are looked for in it."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import NamedTuple

from rashomon.analyze.names.forms import base_words, form_of
from rashomon.analyze.quotes.sentence.cues import Cue
from rashomon.analyze.quotes.sentence.margins import beside_the_text, lies_in
from rashomon.analyze.quotes.sentence.units import DASHES, OWNING, Token, Unit
from rashomon.lang.attribution import SMALL, Attribution, attribution
from rashomon.lang.claims import is_any_verb
from rashomon.lang.word_classes import PEOPLE, SPEAKING
from rashomon.model.annotation import Analysis, EntityType

SMALL_WORDS = SMALL | {"complement", "relative", "joins", "as_words", "subordinate", "impersonal"}
"""Lists of words that no name is in."""
NAME_ENDING = 3
"""Code points behind a name in which the word must end that it is part of."""


class Range(NamedTuple):
    """Tokens ``[first, last)`` of a sentence."""

    first: int
    last: int

    @property
    def size(self) -> int:
        """The number of tokens."""
        return self.last - self.first

    def holds(self, at: int) -> bool:
        """Tell whether a token is one of these."""
        return self.first <= at < self.last


class Name(NamedTuple):
    """A mention of an entity over the tokens ``[first, last)`` of a sentence.

    ``base`` tells that its form is the entity's own, ``short`` that it is an acronym, which has no cases.
    """

    first: int
    last: int
    entity: str
    type: EntityType
    base: bool
    short: bool = False

    @property
    def range(self) -> Range:
        """The tokens of the name."""
        return Range(self.first, self.last)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A sentence with the names and cues in it."""

    unit: Unit
    names: Sequence[Name]
    cues: Sequence[Cue]
    grammar: Attribution
    language: str
    dates: Sequence[Range] = ()
    """Dates in it that are part of no name."""
    tokens: tuple[Token, ...] = field(init=False)
    """Those of the unit, but that a name is no small word."""
    dated: frozenset[int] = field(init=False)
    """Tokens of its dates."""
    verbs: frozenset[int] = field(init=False)
    """Tokens at which a reporting verb stands."""
    quotes: tuple[int, ...] = field(init=False)
    """Tokens that are quotations."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "tokens", _with_names(self.unit.tokens, self.names))
        verbs = (range(cue.first, cue.last) for cue in self.cues if cue.is_verb)
        object.__setattr__(self, "verbs", frozenset(chain.from_iterable(verbs)))
        dated = chain.from_iterable(range(*date) for date in self.dates)
        object.__setattr__(self, "dated", frozenset(dated))
        quotes = [at for at, token in enumerate(self.tokens) if token.kind == "quote"]
        object.__setattr__(self, "quotes", tuple(quotes))

    def names_in(self, within: Range) -> list[Name]:
        """Return the names inside a range."""
        at = bisect_left(self.names, within.first, key=lambda name: name.first)
        found = []
        while at < len(self.names) and self.names[at].last <= within.last:
            found.append(self.names[at])
            at += 1
        return found

    def cue_from(self, at: int) -> Cue | None:
        """Return the first cue that begins at a token or behind it."""
        index = bisect_left(self.cues, at, key=lambda cue: cue.first)
        return self.cues[index] if index < len(self.cues) else None

    def held(self, part: Range | Cue) -> Sequence[Token]:
        """Return the tokens of a range or cue."""
        return self.tokens[part.first : part.last]

    def before_skipped(self, at: int) -> int:
        """Return the last token before a place that is no "skip" word, -1 where there is none."""
        at -= 1
        while at >= 0 and self.tokens[at].has("skip"):
            at -= 1
        return at

    def behind_skipped(self, at: int) -> int:
        """Return the first token from a place on that is no "skip" word."""
        while at < len(self.tokens) and self.tokens[at].has("skip"):
            at += 1
        return at

    def is_verb(self, at: int) -> bool:
        """Tell whether a reporting verb stands at a token."""
        return at in self.verbs


def governed(scene: Scene, name: Name) -> bool:
    """Tell whether a name hangs on a preposition before it, or is joined to one that does."""
    return governor(scene, name) is not None


def governor(scene: Scene, name: Name) -> int | None:
    """Return the preposition on which a name hangs, by itself or joined to another one; None without."""
    at = name.first - 1
    if at > 0 and scene.tokens[at].has("skip") and scene.tokens[at - 1].has("preposition"):
        at -= 1  # "for both X and Y"
    if at > 0 and scene.tokens[at].has("joins"):
        other = next((n for n in scene.names if n.last == at), None)
        return None if other is None else governor(scene, other)
    apposed = scene.grammar.names_decline and not (scene.grammar.articles_end and name.type == "PER")
    if at > 0 and apposed and scene.tokens[at].has_any(("outlet", "introducer")):
        at -= 1  # "told the paper X", "in the programme X"
    apart = scene.grammar.names_decline and name.type == "PER" and name.base  # titles are no capitals there
    while at >= 0 and (scene.tokens[at].has("determiner") or (scene.tokens[at].capital and not apart)):
        if (
            scene.tokens[at].has("preposition")
            or scene.names_in(Range(at, name.first))
            or ends_name(scene, at)
            or at in scene.dated
        ):
            break
        at -= 1
        if scene.tokens[at + 1].has("determiner"):
            break  # a noun phrase holds one, so that capitals before it are another's
    if at > 0 and scene.tokens[at].has("skip") and scene.is_verb(at - 1):
        return None  # a reflexive behind its verb that looks like a preposition
    placed = _placed_before(scene, at, name)
    hangs = at >= 0 and scene.tokens[at].has("preposition") and not _holds_office(scene, at, name)
    return at if hangs and placed is None else placed


def _placed_before(scene: Scene, at: int, name: Name) -> int | None:
    """Return the preposition between a role and a place before a name ("aide to Orm Mayor X")."""
    place = next((other for other in scene.names if other.last == at + 1), None)
    if place is None or place.first < 2 or not describes(scene, place) or place.last == name.first:
        return None
    of = place.first - 1
    return of if scene.tokens[of].has("preposition") and scene.tokens[of - 1].has("role") else None


def _holds_office(scene: Scene, of: int, name: Name) -> bool:
    """Tell whether what hangs on a preposition is an office before its holder ("Secretary of State X")."""
    behind = scene.tokens[of + 1 : name.first]
    return (
        of > 0
        and scene.tokens[of - 1].has("role")
        and any(token.capital and not token.has_any(("determiner", "role")) for token in behind)
    )


def ends_name(scene: Scene, at: int) -> bool:
    """Tell whether a token is the last one of a name."""
    return any(other.last == at + 1 for other in scene.names)


def possessive(scene: Scene, name: Name) -> bool:
    """Tell whether a name only owns or describes the noun behind it ("X's campaign", "X spokesman")."""
    if name.last >= len(scene.tokens):
        return False
    behind = scene.tokens[name.last]
    inside = scene.tokens[name.last - 1].text
    if behind.text in OWNING or inside in OWNING:
        return True
    owns = scene.tokens[name.last - 1].has("owner") if scene.grammar.names_decline else True
    return owns and not behind.capital and behind.has_any(PEOPLE)


def describes(scene: Scene, name: Name) -> bool:
    """Tell whether a place or body only tells what office the person behind it holds ("Orm Gov. X")."""
    behind = next((n for n in scene.names if n.first >= name.last), None)
    if name.type == "PER" or behind is None or behind.type != "PER" or behind.first == name.last:
        return False
    between = scene.tokens[name.last : behind.first]
    titled = name.type == "LOC" or any(token.has("role") for token in between)
    return titled and all(
        t.kind == "word" and (t.capital or t.has("role")) and not t.has("preposition") for t in between
    )


def may_head(token: Token) -> bool:
    """Tell whether a word may head the phrase of someone who speaks."""
    return token.capital or token.has_any(SPEAKING)


def is_unbound(scene: Scene, first: int, at: int) -> bool:
    """Tell whether a word behind the head of a phrase that begins at ``first`` is no part of the phrase.

    Its ending shows a case in which nothing hangs on a noun ("according to the office [new measures] …").
    """
    token, before = scene.tokens[at], scene.tokens[at - 1]
    unbound = token.has("unbound") and not token.capital and not before.has("preposition")
    return unbound and any(may_head(token) for token in scene.tokens[first:at])


def tells(scene: Scene, at: int) -> bool:
    """Tell whether a word is the verb of a clause, as far as what stands before it lets it be one."""
    token = scene.tokens[at]
    nominal = token.has("affairs") or (at > 0 and scene.tokens[at - 1].has_any(("of", "determiner")))
    return not (nominal or may_head(token)) and is_any_verb(scene.language, token.text)


def is_dash(unit: Unit, at: int) -> bool:
    """Tell whether a dash stands at a token."""
    return unit.is_mark(at, DASHES)


def find_names(analysis: Analysis, units: Iterable[Unit]) -> list[list[Name]]:
    """Return for every sentence the names in it as ranges of tokens; who only wrote the text is not in it."""
    beside = beside_the_text(analysis)
    declined = attribution(analysis.language).names_decline
    bases = [(e, base_words(e, cased=declined)) for e in analysis.entities]
    spans = sorted(
        (m.span.start, m.span.end, (e.id, m.type, *form_of(analysis, base, m.span)))
        for e, base in bases
        for m in e.mentions
        if not lies_in(beside, m.span)
    )
    found: list[list[Name]] = []
    text, at = analysis.article.text.content, 0
    for unit in units:
        if at == len(spans) or spans[at][0] >= unit.end:
            found.append([])
            continue
        here, starts, ends = [], [token.start for token in unit.tokens], [token.end for token in unit.tokens]
        while at < len(spans) and spans[at][0] < unit.end:
            start, end, name = spans[at]
            end -= text[end - 1] == "."  # no token holds the full stop of "U.S." or "Jr."
            first, last = bisect_left(starts, start), bisect_left(ends, end)
            begins = first < len(starts) and starts[first] == start and unit.tokens[first].kind == "word"
            if begins and first <= last < len(ends) and ends[last] < end + NAME_ENDING:
                here.append(Name(first, last + 1, *name))
            at += 1
        found.append(_unnested(here))
    return found


def find_dates(
    analysis: Analysis, units: Sequence[Unit], names: Sequence[Sequence[Name]]
) -> Iterator[tuple[Range, ...]]:
    """Yield for every sentence the dates in it as ranges of tokens, without those in names."""
    spans, at = [timex.span for timex in analysis.timexes], 0
    for unit, here in zip(units, names, strict=True):
        while at < len(spans) and spans[at].end <= unit.start:
            at += 1
        found, index = list[Range](), at
        while index < len(spans) and spans[index].start < unit.end:
            first = bisect_left(unit.tokens, spans[index].start, key=lambda token: token.start)
            last = bisect_left(unit.tokens, spans[index].end, key=lambda token: token.start)
            if first < last and not any(n.first < last and first < n.last for n in here):
                found.append(Range(first, last))
            index += 1
        yield tuple(found)


def _with_names(tokens: tuple[Token, ...], names: Iterable[Name]) -> tuple[Token, ...]:
    """Return tokens without what they would be but for being names ("Ли", "May")."""
    opening = (n.first for n in names if n.last - n.first == 1 or n.type == "PER")
    if not (alike := {at for at in opening if tokens[at].has_any(SMALL_WORDS)}):
        return tokens
    return tuple(
        token._replace(labels=token.labels - SMALL_WORDS) if at in alike else token
        for at, token in enumerate(tokens)
    )


def _unnested(names: Sequence[Name]) -> list[Name]:
    kept: list[Name] = []
    for name in names:
        if not kept or name.first >= kept[-1].last:
            kept.append(name)
    return kept
