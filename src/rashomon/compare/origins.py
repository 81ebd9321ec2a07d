"""How many independent roots a claim has: copies and retellings of one root count once.

A root is one speaker's statement, one agency's wire, wording that several articles share, or else an
outlet's own reporting.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence

from rapidfuzz import fuzz

from rashomon.model.comparison import Claimant, ClaimMember, Echo, Origin, OriginKind
from rashomon.model.index import Index
from rashomon.model.story import Story
from rashomon.model.text import Reference, Span

COPY = 75
"""Share of words (of 100) from which texts that credit the same agency are one wire."""

Key = tuple[OriginKind, str]


class Shared:
    """Which wordings several articles share, by place."""

    def __init__(self, echoes: Sequence[Echo]) -> None:
        parts: dict[str, list[tuple[Span, Echo]]] = defaultdict(list)
        for echo in echoes:
            for part in echo.members:
                parts[part.article].append((part.span, echo))
        self._parts = {article: Index(held, lambda pair: pair[0]) for article, held in parts.items()}
        self._order = {echo.id: at for at, echo in enumerate(echoes)}

    def echoes_of(self, whole: Reference) -> list[Echo]:
        """Return the echoes, the strongest first, that cover half of a passage or more."""
        parts = self._parts.get(whole.article)
        near = parts.overlapping(whole.span) if parts else []
        covering = {e.id: e for span, e in near if 2 * span.overlap(whole.span) >= len(whole.span)}
        return sorted(covering.values(), key=lambda e: self._order[e.id])


def find_origins(members: Sequence[ClaimMember], story: Story, shared: Shared) -> tuple[Origin, ...]:
    """Return the independent roots of a claim in the order of its members; each article is in at least one.

    Members with a common key (speaker, source, echo, wire) have one root, and so do members of members. What
    an article tells in its own voice and by a speaker, too, it has from the speaker.
    """
    said = {m.reference.article: m.claimant for m in reversed(members) if m.claimant is not None}
    keys = [_keys(member, said.get(member.reference.article), story, shared) for member in members]
    for i, wire in _wires(members, story):
        keys[i].append(wire)
    return tuple(_origin(root, members, keys, story) for root in _joined(keys))


def roots(origins: Sequence[Origin], articles: Collection[str]) -> int:
    """Count the roots that at least one of these articles carries."""
    return sum(any(article in articles for article in origin.articles) for origin in origins)


def _keys(member: ClaimMember, said: Claimant | None, story: Story, shared: Shared) -> list[Key]:
    """Return what a member shares with others of its root; ``said`` is who says it in the article first."""
    who = member.claimant or said
    own: list[Key] = [("statement", who.entity or who.name.casefold())] if who else []
    if member.claimant is not None:
        return own
    source = story.analysis(member.reference.article).article.source
    echoes = shared.echoes_of(member.reference)
    told: list[Key] = own or [("reporting", source.id)]
    return [*told, *(("agency" if e.wire else "echo", e.id) for e in echoes)]


def _wires(members: Sequence[ClaimMember], story: Story) -> Iterator[tuple[int, Key]]:
    """Yield members that credit the same agency in like words, each with that wire."""
    first: dict[str, int] = {}
    for i, member in enumerate(members):
        if member.claimant is None:
            for credit in story.analysis(member.reference.article).structure.credits:
                one = first.setdefault(credit.casefold(), i)
                if one != i and _alike(members[one], member, story):
                    yield from ((one, ("agency", credit)), (i, ("agency", credit)))


def _alike(a: ClaimMember, b: ClaimMember, story: Story) -> bool:
    texts = [story.analysis(m.reference.article).text_of(m.reference.span) for m in (a, b)]
    return fuzz.token_set_ratio(*texts) >= COPY


def _joined(keys: Sequence[Sequence[Key]]) -> list[list[int]]:
    """Join members that share a key, directly or through others."""
    home: dict[Key, int] = {}
    root = list(range(len(keys)))

    def find(i: int) -> int:
        while root[i] != i:
            root[i] = root[root[i]]
            i = root[i]
        return i

    for i, held in enumerate(keys):
        for key in held:
            a, b = find(home.setdefault(key, i)), find(i)
            root[max(a, b)] = min(a, b)
    groups: dict[int, list[int]] = defaultdict(list)
    for i in range(len(keys)):
        groups[find(i)].append(i)
    return list(groups.values())


def _origin(
    root: list[int], members: Sequence[ClaimMember], keys: Sequence[Sequence[Key]], story: Story
) -> Origin:
    """Name a root by what joins its members; one outlet's copies of itself are its own reporting."""
    said = next((members[i].claimant for i in root if members[i].claimant), None)
    articles = tuple(dict.fromkeys(members[i].reference.article for i in root))
    sources = [story.analysis(article).article.source for article in articles]
    kinds = {kind for i in root for kind, _ in keys[i]}
    if said is not None:
        return Origin(kind="statement", name=said.name, articles=articles)
    if len({s.id for s in sources}) == 1:
        return Origin(kind="reporting", name=sources[0].name, articles=articles)
    if "agency" in kinds:
        return Origin(kind="agency", name=_agency(articles, story) or sources[0].name, articles=articles)
    return Origin(kind="echo", name=sources[0].name, articles=articles)


def _agency(articles: Sequence[str], story: Story) -> str | None:
    """Return the first credit that all articles share, or any article's first."""
    credited = [story.analysis(article).structure.credits for article in articles]
    shared = [c for c in credited[0] if all(c in other for other in credited)] if credited else []
    return next(iter([*shared, *(c for held in credited for c in held)]), None)
