"""What people decided about conflicts and echoes, applied to what was found.

Every ruling is held against what the machine found, not against what other rulings left of it, so that
saying a thing twice hits no second object. Of several rulings about one thing the last holds.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import get_args

from rashomon.model.comparison import Conflict, ConflictKind, Echo
from rashomon.model.ruling import Placed, giving, likeness, meant

Effect = frozenset[int]
"""The ids of the rulings that found their object."""
KINDS: dict[str, ConflictKind] = {kind: kind for kind in get_args(ConflictKind)}


def rule_conflicts(
    found: Sequence[Conflict], placed: Sequence[Placed]
) -> tuple[tuple[Conflict, ...], Effect]:
    """Return the conflicts as people have them: without those that are none, others under another kind.

    A ruling means the conflict whose sides share most characters with its two passages, in either order; of
    several between the same passages the one that was found as the kind it was ruled on. What tells that
    conflict again with another passage goes with it.
    """
    decided: dict[int, Placed] = {}
    effective: set[int] = set()
    for one in giving(placed, "conflict"):
        for at in _meant_conflicts(found, one):
            decided[at] = one
            effective.add(one.ruling.id)
    first = {found[at].id: one for at, one in decided.items()}
    kept = (_ruled(c, decided.get(at) or first.get(c.same_as or "")) for at, c in enumerate(found))
    return tuple(c for c in kept if c), frozenset(effective)


def _meant_conflicts(found: Sequence[Conflict], one: Placed) -> tuple[int, ...]:
    alike = [_likeness(c, one) for c in found]
    near = meant(alike)
    # Two kinds of conflict may stand between the same passages; a person has judged only one of them.
    return tuple(at for at in near if found[at].kind == one.ruling.was) or near


def _likeness(conflict: Conflict, one: Placed) -> float:
    first, second = one.place(0), one.place(1)
    return max(
        likeness(first, conflict.a) * likeness(second, conflict.b),
        likeness(first, conflict.b) * likeness(second, conflict.a),
    )


def _ruled(conflict: Conflict, one: Placed | None) -> Conflict | None:
    if one is None:
        return conflict
    kind = KINDS.get(one.ruling.value) if one.ruling.verdict == "conflict_kind" else None
    return replace(conflict, kind=kind) if kind else None


@dataclass(slots=True)
class _Ruled:
    """What was decided about one echo: members by their numbers, and the article that came first."""

    out: set[int] = field(default_factory=set)
    earliest: str | None = None


def rule_echoes(found: Sequence[Echo], placed: Sequence[Placed]) -> tuple[tuple[Echo, ...], Effect]:
    """Return the echoes as people have them.

    Passages that are no echo of each other leave theirs; what then is in one article only is none. A ruling
    means the echo that shares most characters with its passages, two of them at least.
    """
    decided: dict[int, _Ruled] = {}
    effective: set[int] = set()
    for one in giving(placed, "echo"):
        members = [_members(echo, one) for echo in found]
        for at in meant([sum(held.values()) if len(held) > 1 else 0.0 for held in members]):
            mine = decided.setdefault(at, _Ruled())
            effective.add(one.ruling.id)
            if one.ruling.verdict == "no_echo":
                mine.out |= members[at].keys()
            elif first := one.place(0):
                mine.earliest = first.article
    kept = (_ruled_echo(echo, decided[at]) if at in decided else echo for at, echo in enumerate(found))
    return tuple(echo for echo in kept if echo), frozenset(effective)


def _members(echo: Echo, one: Placed) -> dict[int, float]:
    """Return the members that a ruling names, by their numbers, with how surely each is meant."""
    alike = [max((likeness(p, member) for p in one.found), default=0.0) for member in echo.members]
    return {at: like for at, like in enumerate(alike) if like}


def _ruled_echo(echo: Echo, ruled: _Ruled) -> Echo | None:
    members = tuple(m for at, m in enumerate(echo.members) if at not in ruled.out)
    articles = {m.article for m in members}
    if len(articles) < 2:
        return None
    earliest = ruled.earliest or echo.earliest
    return replace(echo, members=members, earliest=earliest if earliest in articles else None)
