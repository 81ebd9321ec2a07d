"""What people decided about claims, applied to the groups that were found.

A wording that does not belong leaves its group and stands alone; two groups that are one become one; where
an outlet stands is as a person says. Cells, origins and standing of what changed follow from the members.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import get_args

from rashomon.compare.cells import FIRMEST, own_members, told_cell
from rashomon.compare.origins import Shared, find_origins, roots
from rashomon.compare.rulings import Effect
from rashomon.model.comparison import CellStance, ClaimCell, ClaimGroup, ClaimMember, Echo, Origin, Status
from rashomon.model.ruling import Placed, giving, likeness, meant
from rashomon.model.story import Story
from rashomon.model.text import Reference

PARTED = "a person parted its wording from this claim"
DECIDED = "a person decided this"
STANCES: dict[str, CellStance] = {stance: stance for stance in get_args(CellStance)}


def rule_groups(
    found: Sequence[ClaimGroup], story: Story, echoes: Sequence[Echo], placed: Sequence[Placed]
) -> tuple[tuple[ClaimGroup, ...], Effect]:
    """Return the groups as people have them, and the ids of the rulings that found their object.

    A ruling means the wording that shares most characters with its passage.
    """
    rulings = [one for one in giving(placed, "claim") if one.ruling.verdict != "opinion"]
    if not rulings:
        return tuple(found), frozenset()
    sorting = _Sorting(found)
    effective = frozenset(one.ruling.id for one in rulings if sorting.rule(one))
    return tuple(_built(sorting, story, Shared(echoes))), effective


@dataclass(slots=True)
class _Sorting:
    """Which wording stands in which group; members and groups go by number, in the order found."""

    found: Sequence[ClaimGroup]
    members: list[ClaimMember] = field(default_factory=list)
    origin: list[int] = field(default_factory=list)
    home: list[int] = field(default_factory=list)
    joined: set[int] = field(default_factory=set)
    stances: list[tuple[int, str, CellStance]] = field(default_factory=list)
    _by_article: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        for at, group in enumerate(self.found):
            for member in group.members:
                self._by_article[member.reference.article].append(len(self.members))
                self.members.append(member)
                self.origin.append(at)
        self.home = list(self.origin)

    def rule(self, one: Placed) -> bool:
        """Carry a ruling out; False where it finds no object."""
        first = self._meant(one.place(0))
        if first is None:
            return False
        if one.ruling.verdict == "stance":
            return self._stand(first, one.place(1), one.ruling.value)
        second = self._meant(one.place(1))
        if second is None or first == second:
            return False
        if one.ruling.verdict == "same_claim":
            return self._join(first, second)
        return self._part(first, second)

    def _meant(self, place: Reference | None) -> int | None:
        near = self._by_article.get(place.article, []) if place else []
        best = meant([likeness(place, self.members[at].reference) for at in near])
        return near[best[0]] if best else None

    def _part(self, first: int, second: int) -> bool:
        if self.home[first] != self.home[second]:
            return False
        self.home[first] = max(self.home) + 1
        return True

    def _join(self, first: int, second: int) -> bool:
        one, other = self.home[first], self.home[second]
        self.home = [one if at == other else at for at in self.home]
        self.joined.add(one)
        return True

    def _stand(self, member: int, whole: Reference | None, value: str) -> bool:
        if whole is None or value not in STANCES:
            return False
        self.stances.append((member, whole.article, STANCES[value]))
        return True


def _built(sorting: _Sorting, story: Story, shared: Shared) -> Iterator[ClaimGroup]:
    """Yield the groups; those that nobody touched as they were."""
    held: dict[int, list[int]] = defaultdict(list)
    for at, home in enumerate(sorting.home):
        held[home].append(at)
    stances: dict[int, dict[str, CellStance]] = defaultdict(dict)
    for member, article, stance in sorting.stances:
        stances[sorting.home[member]][article] = stance
    for home, rows in held.items():
        sources = [sorting.found[at] for at in dict.fromkeys(sorting.origin[row] for row in rows)]
        if len(sources) == 1 and len(rows) == len(sources[0].members) and home not in stances:
            yield sources[0]
            continue
        members = tuple(_standing(sorting.members[row], stances[home]) for row in rows)
        origins = find_origins(members, story, shared)
        yield _group(members, sources, stances[home], origins, sure=home in sorting.joined)


def _standing(member: ClaimMember, stances: Mapping[str, CellStance]) -> ClaimMember:
    stance = next((s for s in FIRMEST if s == stances.get(member.reference.article)), member.stance)
    return replace(member, stance=stance)


def _group(
    members: tuple[ClaimMember, ...],
    sources: Sequence[ClaimGroup],
    stances: Mapping[str, CellStance],
    origins: tuple[Origin, ...],
    *,
    sure: bool,
) -> ClaimGroup:
    clearest = {g.members[g.representative].reference for g in sources}
    best = next((at for at, member in enumerate(members) if member.reference in clearest), 0)
    reference = members[best].reference
    cells = tuple(_cells(members, sources, stances))
    sure = sure or any(g.status == "agreed" for g in sources)
    return ClaimGroup(
        id=f"g{reference.article}-{reference.span.start}-{reference.span.end}",
        representative=best,
        members=members,
        cells=cells,
        origins=origins,
        status=_status(members, cells, origins, sure=sure),
    )


def _cells(
    members: Sequence[ClaimMember], sources: Sequence[ClaimGroup], stances: Mapping[str, CellStance]
) -> Iterator[ClaimCell]:
    before: dict[str, list[ClaimCell]] = defaultdict(list)
    for group in sources:
        for cell in group.cells:
            before[cell.article].append(cell)
    own = own_members(members)
    for article in dict.fromkeys([*before, *own]):
        cell = (
            told_cell(article, members, own[article]) if article in own else _other(article, before[article])
        )
        decided = stances.get(article)
        yield replace(cell, stance=decided, why=DECIDED, parted=False) if decided else cell


def _other(article: str, before: Iterable[ClaimCell]) -> ClaimCell:
    """Return where an article stands that has no wording of a claim: silent only if it was all along."""
    cells = list(before)
    told = any(cell.members for cell in cells)
    unknown = next((cell for cell in cells if cell.stance == "unknown"), None)
    if unknown or not told:
        return unknown or cells[0]
    return ClaimCell(article=article, stance="unknown", why=PARTED, parted=True)


def _status(
    members: Sequence[ClaimMember], cells: Sequence[ClaimCell], origins: Sequence[Origin], *, sure: bool
) -> Status:
    """Call a claim agreed where two roots assert what surely is one claim, and nobody denies it."""
    held = {m.stance for m in members} | {c.stance for c in cells}
    if "denies" in held:
        return "disputed" if "asserts" in held else "single_source"
    asserting = {m.reference.article for m in members if m.stance == "asserts"}
    return "agreed" if sure and roots(origins, asserting) > 1 else "single_source"
