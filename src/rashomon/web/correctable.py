"""What a story's page lets people correct: the thing that is meant, and the ruling that a form gives."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from rashomon.archive.ruling import Passage
from rashomon.archive.telling import seen
from rashomon.errors import InputError
from rashomon.model.ruling import VERDICTS, Subject, Verdict
from rashomon.model.selector import Selector, locate
from rashomon.model.text import Reference, Span, Text
from rashomon.render.schema import Claim, Document, Quote
from rashomon.render.schema import Reference as Shown
from rashomon.web.orders_rulings import Rule
from rashomon.web.room import Room

MOST = 50
"""Passages that one form names: an echo may have as many members as a story has articles."""
OTHERS = 60
"""Claims that are offered as the same one, the most told ones."""
QUOTES = 12
"""Quotes of one sentence or claim that are offered for correction."""
LONGEST_NAME = 150
"""Characters of a passage's name."""
AGAIN = "load the story's page again"


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """One thing of a story's page: where it stands, what the machine said of it; ``claim`` if it is one."""

    subject: Subject
    places: tuple[Shown, ...]
    was: str = ""
    text: str = ""
    claim: Claim | None = None

    @property
    def at(self) -> tuple[str, ...]:
        """The places as an address names them."""
        return tuple(map(named, self.places))


def named(place: Shown) -> str:
    """Return a passage as addresses and forms name it."""
    return f"{place.article}:{place.start}:{place.end}"


def reference(name: str) -> Reference:
    """Return the passage that an address or form names.

    Raises:
        InputError: it names none.
    """
    article, _, rest = name.partition(":")
    start, _, end = rest.partition(":")
    if len(name) > LONGEST_NAME or not (
        article and start.isdecimal() and end.isdecimal() and int(start) < int(end)
    ):
        raise InputError(f"'{name[:100]}' is no passage; one is named ARTICLE:START:END")
    return Reference(article, Span(int(start), int(end)))


def before_them(room: Room, story: str, language: str) -> Document:
    """Return the story as a visitor may see it: while it is compared anew, they see what was told last.

    Raises:
        InputError: it was never compared.
        NotFound: there is no such story.
    """
    told = seen(room.archive, story, room.encoder, language=language or None)
    if told is None:
        raise InputError("the story was not compared yet; open its page first")
    return told


def thing_at(told: Document, subject: str, at: Sequence[str]) -> Thing:
    """Return the thing of a story that stands at these passages.

    Raises:
        InputError: it is not there, or not any more, or no passages are named.
    """
    things = THINGS.get(subject)
    if things is None:
        raise InputError(f"'{subject}' is nothing that can be corrected; {AGAIN}")
    wanted = tuple(at[:MOST])
    for name in wanted or ("",):
        reference(name)
    found = next((thing for thing in things(told) if thing.at[: len(wanted)] == wanted), None)
    if found is None:
        raise InputError(f"this is not there any more: the story has changed; {AGAIN}")
    return found


def _conflicts(told: Document) -> Iterator[Thing]:
    for c in told.conflicts:
        yield Thing(subject="conflict", places=(c.a, c.b), was=c.kind, text=f"{c.a.exact} / {c.b.exact}")


def _echoes(told: Document) -> Iterator[Thing]:
    outlets = _outlets(told)
    for e in told.echoes:
        was = outlets.get(e.earliest or "", "")
        yield Thing(subject="echo", places=tuple(e.members[:MOST]), was=was, text=e.members[0].exact)


def _claims(told: Document) -> Iterator[Thing]:
    for c in told.claims:
        yield Thing(subject="claim", places=tuple(m.span for m in c.members), text=c.text, claim=c)


def _quotes(told: Document) -> Iterator[Thing]:
    for q in told.quotes:
        was = q.speaker.name if q.speaker else ""
        yield Thing(subject="quote", places=(q.span,), was=was, text=q.span.exact)


def _sentences(told: Document) -> Iterator[Thing]:
    for part in told.brief.sections:
        for s in part.sentences:
            yield Thing(subject="sentence", places=(s.citations[0],), text=s.text)


THINGS: dict[str, Callable[[Document], Iterator[Thing]]] = {
    "conflict": _conflicts,
    "echo": _echoes,
    "claim": _claims,
    "quote": _quotes,
    "sentence": _sentences,
}


def _outlets(told: Document) -> dict[str, str]:
    return {article.id: article.source.name for article in told.articles}


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A ruling as a form asks for it."""

    verdict: Verdict
    passages: tuple[Passage, ...]
    value: str = ""
    was: str = ""


def draft(told: Document, thing: Thing, order: Rule) -> Draft:
    """Return the ruling that is asked for.

    Raises:
        InputError: it cannot be given on this thing, or something is lacking.
    """
    if order.verdict not in VERDICTS[thing.subject]:
        raise InputError(f"'{order.verdict}' cannot be said of this; {AGAIN}")
    build = FORMS.get(order.verdict)
    if build is None:
        return Draft(verdict=order.verdict, passages=_all(thing), was=thing.was)
    return build(told, thing, order)


def _all(thing: Thing) -> tuple[Reference, ...]:
    return tuple(reference(name) for name in thing.at)


def _kind(_: Document, thing: Thing, order: Rule) -> Draft:
    return Draft(verdict="conflict_kind", passages=_all(thing), value=order.conflict, was=thing.was)


def _earliest(told: Document, thing: Thing, order: Rule) -> Draft:
    first = _member(thing, order.first)
    others = tuple(place for place in _all(thing) if place != first)
    outlet = _outlets(told)[first.article]
    return Draft(verdict="echo_earliest", passages=(first, *others), value=outlet, was=thing.was)


def _not_member(_: Document, thing: Thing, order: Rule) -> Draft:
    out = _member(thing, order.member)
    others = [place for place in _all(thing) if place != out]
    if not others:
        raise InputError("this wording stands alone already")
    return Draft(verdict="not_member", passages=(out, others[0]))


def _same(told: Document, thing: Thing, order: Rule) -> Draft:
    other = thing_at(told, "claim", [order.other])
    return Draft(verdict="same_claim", passages=(_all(thing)[0], _all(other)[0]), value=other.text)


def _opinion(_: Document, thing: Thing, order: Rule) -> Draft:
    return Draft(verdict="opinion", passages=(_member(thing, order.member),))


def _stance(_: Document, thing: Thing, order: Rule) -> Draft:
    cells = {c.article: c for c in thing.claim.cells} if thing.claim else {}
    cell = cells.get(order.article)
    if cell is None:
        raise InputError(f"this claim has no cell of '{order.article}'; {AGAIN}")
    # The claim is known by one of its wordings, best by one of this article's own.
    own = [place for place in _all(thing) if place.article == cell.article]
    passages = (*own, *_all(thing))[0], cell.article
    return Draft(verdict="stance", passages=passages, value=order.stance, was=cell.stance)


def _speaker(told: Document, thing: Thing, order: Rule) -> Draft:
    name = " ".join(order.speaker.split())
    named_at = _named_at(told, thing.places[0], name)
    passages = (*_all(thing), *((named_at,) if named_at else ()))
    return Draft(verdict="speaker", passages=passages, value=name, was=thing.was)


def _named_at(told: Document, quote: Shown, name: str) -> Reference | None:
    """Return where the quote's own article names an entity of the story, nearest to the quote."""
    for entity in told.entities:
        if name.casefold() in {n.casefold() for n in (entity.name, *entity.names.values())}:
            own = [m for m in entity.mentions if m.article == quote.article]
            best = min(own, key=lambda m: abs(m.start - quote.start), default=None)
            return reference(named(best)) if best else None
    return None


def _words(told: Document, thing: Thing, order: Rule) -> Draft:
    quote, words = thing.places[0], order.words
    text = next(a.text for a in told.articles if a.id == quote.article)
    sought = Selector(article=quote.article, sha256="", start=quote.start, exact=words)
    span = locate(sought, Text(text)) if words else None
    if span is None:
        raise InputError("these words do not stand in the article; copy them from its text")
    passages = (*_all(thing), Reference(quote.article, span))
    return Draft(verdict="quote_words", passages=passages, value=words, was=quote.exact)


def _member(thing: Thing, name: str) -> Reference:
    if name not in thing.at:
        raise InputError(f"choose one of the passages first; {AGAIN}")
    return reference(name)


FORMS: dict[Verdict, Callable[[Document, Thing, Rule], Draft]] = {
    "conflict_kind": _kind,
    "echo_earliest": _earliest,
    "not_member": _not_member,
    "same_claim": _same,
    "opinion": _opinion,
    "stance": _stance,
    "speaker": _speaker,
    "quote_words": _words,
}
"""How each verdict that asks for more than its object is read; the others need all passages."""


def others(told: Document, thing: Thing) -> list[Claim]:
    """Return the claims that may be the same one as a claim, the most told ones first."""
    if thing.claim is None:
        return []
    rest = [claim for claim in told.claims if claim is not thing.claim]
    return sorted(rest, key=lambda c: -sum(bool(cell.members) for cell in c.cells))[:OTHERS]


def quotes_in(told: Document, thing: Thing) -> list[Quote]:
    """Return the quotes that a sentence or claim tells, whose speakers may be what is wrong."""
    if thing.subject not in {"sentence", "claim"}:
        return []
    return [q for q in told.quotes if any(_meet(q.span, place) for place in thing.places)][:QUOTES]


def _meet(a: Shown, b: Shown) -> bool:
    return a.article == b.article and a.start < b.end and b.start < a.end
