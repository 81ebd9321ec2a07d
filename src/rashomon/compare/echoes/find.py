"""Find the same wording or talking point in several articles, copied, reworded or translated."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from math import fsum

from rashomon.compare.dating import earliest
from rashomon.compare.echoes.copies import copies
from rashomon.compare.echoes.links import Link
from rashomon.compare.echoes.members import Rows, central, leading, tells
from rashomon.compare.echoes.translations import translations
from rashomon.compare.texts import Texts
from rashomon.compare.wording import passages, sentence_spans
from rashomon.model.comparison import Echo, EchoKind
from rashomon.model.story import Story
from rashomon.model.text import Reference, Span

LONGEST_COPY = 550
"""Characters of a passage copied in one piece."""


def find_echoes(texts: Texts) -> tuple[Echo, ...]:
    """Find groups of passages of different articles that share their wording, strongest first.

    ``score`` is 0 to 1. ``earliest`` is given only where the publication dates of all members are known
    and one is before the others.
    """
    story, vectors = texts.story, texts.sentence_vectors
    read = passages(story, sentence_spans)
    if len(read) < 2:
        return ()
    links = [*copies(story, read, vectors), *translations(story, read, vectors)]
    sides = {side for x in links for side in (x.a, x.b)}
    telling = {side for side in sides if tells(story, side)}
    told = [x for x in links if {x.a, x.b} <= telling]
    rows = Rows(read)
    groups = [central(group, rows, vectors) for group in _joined(_runs(story, told))]
    echoes = [_echo(story, group) for group in groups if group and not _plain(story, group)]
    return tuple(sorted(echoes, key=lambda e: (-len(e.articles), -e.score, e.id)))


def _plain(story: Story, links: Sequence[Link]) -> bool:
    """Tell whether accounts that do not copy only open with the same event, as all reports of it do."""
    members = _members([side for link in links for side in (link.a, link.b)])
    if len(members) < 3 or any(link.kind == "verbatim" for link in links):
        return False
    leads = sum(leading(story, member) for member in members)
    return 2 * leads > len(members)


def _runs(story: Story, links: Iterable[Link]) -> list[Link]:
    """Join links whose two sides follow each other, so that a copied passage is one echo."""
    result: list[Link] = []
    for link in sorted(links, key=lambda x: (x.a.article, x.b.article, x.a.span.edges, x.b.span.edges)):
        last = result[-1] if result else None
        if (
            last
            and _follows(story, last.a, link.a)
            and _follows(story, last.b, link.b)
            and last.kind == link.kind == "verbatim"
        ):
            result[-1] = replace(
                last, a=_over(last.a, link.a), b=_over(last.b, link.b), score=max(last.score, link.score)
            )
        else:
            result.append(link)
    return result


def _follows(story: Story, first: Reference, second: Reference) -> bool:
    if first.article != second.article or not first.span.end <= second.span.start:
        return False
    between = story.analysis(first.article).article.text.content[first.span.end : second.span.start]
    return (
        not any(c.isalnum() or c == "\n" for c in between)
        and second.span.end - first.span.start <= LONGEST_COPY
    )


def _over(a: Reference, b: Reference) -> Reference:
    return Reference(a.article, Span(min(a.span.start, b.span.start), max(a.span.end, b.span.end)))


@dataclass(slots=True, eq=False)
class _Group:
    """Links that share passages, and the one passage of each article that they hold."""

    links: list[Link]
    places: dict[str, Span]
    joined: "_Group | None" = None

    def root(self) -> "_Group":
        """Return the group that this one has become a part of, in the end."""
        if self.joined is None:
            return self
        self.joined = self.joined.root()
        return self.joined

    def fits(self, places: Mapping[str, Span]) -> bool:
        """Tell whether no article would have two passages if these were added."""
        return all(_same(self.places.get(article, span), span) for article, span in places.items())

    def take(self, other: "_Group") -> None:
        """Make another group a part of this one."""
        for article, span in other.places.items():
            self.places[article] = _one_span(self.places.get(article, span), span)
        self.links += other.links
        other.joined = self


def _joined(links: Iterable[Link]) -> list[list[Link]]:
    """Join links that share a passage, strongest first, but let no group hold two passages of one article.

    Without that a weak link would tie two talking points of the same articles into one.
    """
    groups: list[_Group] = []
    home: dict[str, dict[Span, _Group]] = defaultdict(dict)
    for link in sorted(links, key=_rank):
        sides = (link.a, link.b)
        known = [home[side.article].get(side.span) for side in sides]
        if known[0] and known[1] and known[0].root() is known[1].root():
            continue
        near = [
            {group.root() for span, group in home[side.article].items() if _same(span, side.span)}
            for side in sides
        ]
        if near[0] & near[1]:
            continue
        new = _Group([link], {side.article: side.span for side in sides})
        parts = sorted([new, *near[0], *near[1]], key=lambda group: -len(group.places))
        if not _together(parts):
            continue
        for part in parts[1:]:
            parts[0].take(part)
        groups.append(new)
        for side in sides:
            home[side.article][side.span] = new
    return [group.links for group in dict.fromkeys(g.root() for g in groups)]


def _rank(link: Link) -> tuple[object, ...]:
    a, b = link.a, link.b
    return -link.score, a.article, a.span.edges, b.article, b.span.edges


def _together(parts: Sequence[_Group]) -> bool:
    """Tell whether groups can be one, the largest of them first."""
    return all(parts[0].fits(part.places) for part in parts[1:]) and all(
        one.fits(other.places) for one, other in combinations(parts[1:], 2)
    )


def _one_span(a: Span, b: Span) -> Span:
    """Return the passage that two of one article are: both together, unless that grows too long."""
    over = Span(min(a.start, b.start), max(a.end, b.end))
    return over if len(over) <= LONGEST_COPY else max(a, b, key=len)


def _same(a: Span, b: Span) -> bool:
    """Tell whether two spans of one article are one passage: they share half of the shorter one."""
    if a.end <= b.start or b.end <= a.start:
        return False  # Most are apart, and all of an article's are asked for.
    return 2 * a.overlap(b) >= min(len(a), len(b))


def _echo(story: Story, links: Sequence[Link]) -> Echo:
    members = _members([side for link in links for side in (link.a, link.b)])
    kinds: set[EchoKind] = {link.kind for link in links}
    kind: EchoKind = (
        "translation" if "translation" in kinds else "paraphrase" if "paraphrase" in kinds else "verbatim"
    )
    first = members[0]
    return Echo(
        id=f"echo-{first.article}-{first.span.start}-{first.span.end}",
        kind=kind,
        members=members,
        score=round(fsum(link.score for link in links) / len(links), 3),
        earliest=earliest(story, [m.article for m in members]),
        wire=_wire(story, members),
    )


def _members(sides: Iterable[Reference]) -> tuple[Reference, ...]:
    """Keep one reference of those that overlap: the union, unless it grows too long."""
    result: list[Reference] = []
    for side in sorted(set(sides), key=lambda x: (x.article, *x.span.edges)):
        last = result[-1] if result else None
        if last and last.article == side.article and _same(last.span, side.span):
            result[-1] = Reference(side.article, _one_span(last.span, side.span))
        else:
            result.append(side)
    return tuple(result)


def _wire(story: Story, members: Sequence[Reference]) -> bool:
    """Tell whether an article credits what another credits or is, or all members stand in agency text."""
    analyses = [story.analysis(article) for article in sorted({m.article for m in members})]
    credited = [[c.casefold() for c in a.structure.credits] for a in analyses]
    names = [[*own, a.article.source.name.casefold()] for own, a in zip(credited, analyses, strict=True)]
    together = any(
        _credits(one, names[y]) for x, one in enumerate(credited) for y in range(len(names)) if x != y
    )
    return together or all(_via(story, member) for member in members)


def _credits(credited: Sequence[str], names: Sequence[str]) -> bool:
    """Tell whether a credit is one of the names, or opens one: "Somewire" credits "Somewire News Agency"."""
    return any(f"{name} ".startswith(f"{credit} ") for credit in credited if credit for name in names)


def _via(story: Story, member: Reference) -> bool:
    quotes = story.analysis(member.article).quotes
    return any(q.via and _same(q.span, member.span) for q in quotes)
