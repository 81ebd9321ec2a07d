"""What people decided about quotes and wordings, applied to what was read in one article."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from rashomon.analyze.claims.find import reread
from rashomon.model.annotation import Analysis, Claim, LocalEntity, Quote, Speaker
from rashomon.model.ruling import Placed, giving, likeness, meant
from rashomon.model.text import Reference, Span


def rule(analysis: Analysis, placed: Sequence[Placed]) -> tuple[Analysis, frozenset[int]]:
    """Return the reading as people have it, and the ids of the rulings that found their object.

    A ruling means the quote, or the claim, that shares most characters with its passage. Of several about
    one thing the last holds. Claims keep their spans; who makes each follows from its quote.
    """
    own = [p for p in placed if (first := p.place(0)) and first.article == analysis.article.id]
    ruled, effective = _quotes(analysis, giving(own, "quote"))
    claims, opinions = _opinions(ruled, [p for p in giving(own, "claim") if p.ruling.verdict == "opinion"])
    return replace(ruled, claims=claims), effective | opinions


def _quotes(analysis: Analysis, placed: Iterable[Placed]) -> tuple[Analysis, frozenset[int]]:
    spans = [q.span for q in analysis.quotes]
    decided: dict[int, Quote | None] = {}
    effective: set[int] = set()
    for one in placed:
        for at in _meant(one, analysis, spans):
            decided[at] = _ruled(decided.get(at) or analysis.quotes[at], one, analysis)
            effective.add(one.ruling.id)
    if not decided:
        return analysis, frozenset()
    kept = (decided.get(at, quote) for at, quote in enumerate(analysis.quotes))
    ruled = replace(analysis, quotes=tuple(quote for quote in kept if quote))
    return replace(ruled, claims=reread(ruled)), frozenset(effective)


def _ruled(quote: Quote, one: Placed, analysis: Analysis) -> Quote | None:
    """Return a quote as a person has it, None where they say that it is none."""
    if one.ruling.verdict == "no_quote":
        return None
    second = one.place(1)
    if one.ruling.verdict == "speaker":
        return replace(quote, speaker=_speaker(one.ruling.value, second, analysis))
    return replace(quote, span=second.span) if second else quote


def _speaker(name: str, named: Reference | None, analysis: Analysis) -> Speaker | None:
    """Return the speaker of this name, who is the entity named at the passage, else one of that name."""
    if not name:
        return None
    span = named.span if named else None
    entities = [e for e in analysis.entities if _is_named(e, name, span)]
    # Where the passage names somebody, that counts; a name alone may be several people's.
    pointed = [e for e in entities if span and any(m.span.overlap(span) for m in e.mentions)]
    known = next(iter([*pointed, *entities]), None)
    return Speaker(name=name, entity=known.id if known else None, span=span)


def _is_named(entity: LocalEntity, name: str, span: Span | None) -> bool:
    called = {entity.name.casefold(), *(m.name.casefold() for m in entity.mentions)}
    return name.casefold() in called or bool(span and any(m.span.overlap(span) for m in entity.mentions))


def _opinions(analysis: Analysis, placed: Iterable[Placed]) -> tuple[tuple[Claim, ...], frozenset[int]]:
    """Return the claims, those marked as comment that a person calls so."""
    spans = [c.span for c in analysis.claims]
    targets = {one.ruling.id: _meant(one, analysis, spans) for one in placed}
    marked = {at for found in targets.values() for at in found}
    claims = (
        replace(c, opinion=True, checkable=0.0) if at in marked else c for at, c in enumerate(analysis.claims)
    )
    return tuple(claims), frozenset(number for number, found in targets.items() if found)


def _meant(one: Placed, analysis: Analysis, spans: Sequence[Span]) -> tuple[int, ...]:
    article = analysis.article.id
    return meant([likeness(one.place(0), Reference(article, span)) for span in spans])
