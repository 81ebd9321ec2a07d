"""Choose the sentences of each section and put them in an order that reads as text.

Maximal marginal relevance (Carbonell & Goldstein 1998): each next sentence is worth what it adds to
those already chosen, measured by the claims that are still untold and by nearness.
"""

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

import numpy as np

from rashomon.brief.candidates import Candidate
from rashomon.brief.scoring import OPENS, Nearness, main_group, told_by
from rashomon.model.brief import SectionId

MOST: dict[SectionId, int] = {"happening": 7, "importance": 3, "next": 3}
BORNE_OUT = 2
"""Sentences by which the first section may grow where several articles tell what they tell."""
ANSWERS = 2
"""Sentences by which it may grow that contradict one of these."""
FEWEST = 2
"""A section is filled up to this number with whatever may stand there."""
LEAST = 0.01
"""A sentence that adds less is not worth telling, however empty the section."""
FLOOR = 0.3
"""Further sentences must be worth this share of the section's best."""
SAME, SAID, ALIKE = 0.47, 0.7, 0.45
"""Nearness from which on a sentence says nothing new, a foreign one is not needed, one is worth less."""
NEW_FIGURE = 0.8
"""What a number still untold counts where the claim around it is told, as a share of what is new."""
SUITS = 0.3
"""A sentence that suits no section so well stands in none."""
LEANING = 0.35
"""A section with too little of its own takes sentences that suit it so well."""
FULL_NAME = 0.12
"""How much a full name adds to a sentence that opens the brief."""
FIGURE, LEAD = 0.2, 0.4
"""The same for a number that many give, and for being nearest of all to headlines and openings."""
TOP, TOP_ROWS = 0.6, 5
"""The same for opening its article, and the rows behind the opening within which that fades to nothing.

News tells the event at its top (the inverted pyramid): what stands far below is mostly background.
"""
QUOTED = 0.3
"""What is taken from a sentence that is somebody's words: a brief opens with what happened."""
TERSE, FEW = 0.3, 9
"""What is taken from a sentence of so few words: it tells too little of an event to open with."""
OPENING = 80
"""Characters that count as the opening of a sentence."""
FOREIGN_MOST, FOREIGN_FLOOR = 1, 0.6
"""Foreign sentences that a section takes, and the share of its best that they must be worth."""

Key = tuple[str, int]


@dataclass(slots=True, eq=False)
class Selection:
    """Sentences chosen so far, by section.

    ``mains`` holds the id of each candidate's main claim, ``figures`` its numbers that many articles give,
    ``leads`` how well it would open the brief.
    """

    worth: Mapping[Key, float]
    near: Nearness
    mains: Mapping[Key, str | None]
    figures: Mapping[Key, frozenset[float]]
    leads: Mapping[Key, float]
    chosen: dict[SectionId, list[Candidate]] = field(
        default_factory=lambda: {"happening": [], "importance": [], "next": []}, init=False
    )
    _all: list[Candidate] = field(default_factory=list, init=False)
    _claims_told: set[str] = field(default_factory=set, init=False)
    _figures_told: set[float] = field(default_factory=set, init=False)

    @property
    def empty(self) -> bool:
        """Whether no sentence was chosen yet."""
        return not self._all

    def holds(self, candidate: Candidate) -> bool:
        """Tell whether a sentence is chosen, or one that says the same."""
        return any(
            candidate.key == other.key or self.near.between(candidate, other) >= SAID for other in self._all
        )

    def add(self, section: SectionId, candidate: Candidate) -> None:
        """Choose a sentence for a section."""
        self.chosen[section].append(candidate)
        self._all.append(candidate)
        self._claims_told.update(group.id for group in candidate.groups)
        self._figures_told.update(self.figures[candidate.key])

    def gain(self, candidate: Candidate, alike: float = SAME) -> float:
        """Return what a candidate would add; 0 or less if it repeats what is there (as near as ``alike``)."""
        nearest = max((self.near.between(candidate, c) for c in self._all), default=0.0)
        if nearest >= alike:
            return 0.0
        told, own = self._claims_told, [g.id for g in candidate.groups]
        fresh = sum(g not in told for g in own) / len(own) if own else 1.0
        if self.figures[candidate.key] - self._figures_told:
            fresh = max(fresh, NEW_FIGURE)  # a number that many give is a fact of its own
        elif fresh == 0 or self.mains[candidate.key] in told:
            return 0.0
        return self.worth[candidate.key] * (0.2 + 0.8 * fresh) - 0.6 * max(0.0, nearest - ALIKE)

    def fill(
        self,
        section: SectionId,
        found: Iterable[Candidate],
        most: int,
        floor: float = FLOOR,
        alike: float = SAME,
    ) -> None:
        """Add to a section the candidates that add most, until too little is added."""
        taken = {x.key for x in self._all}
        left = [c for c in found if c.key not in taken]
        part = self.chosen[section]
        best = max((self.worth[c.key] for c in part), default=0.0)
        while left and len(part) < most:
            gains = {c.key: self.gain(c, alike) if self._stands(c, part) else 0.0 for c in left}
            top = max(left, key=lambda c: gains[c.key])
            best = max(best, gains[top.key])
            if gains[top.key] < LEAST or (len(part) >= FEWEST and gains[top.key] < floor * best):
                return
            self.add(section, top)
            left.remove(top)

    def opens(self, candidate: Candidate, section: SectionId) -> float:
        """Return what a candidate is worth as the opening of its section; the first opens the brief."""
        names = FULL_NAME * _introduces(candidate)
        if section != "happening":
            return self.worth[candidate.key] + names
        counts = FIGURE * bool(self.figures[candidate.key])
        below = max(0, candidate.row - OPENS) / TOP_ROWS
        high = TOP * max(0.0, 1 - below) - QUOTED * candidate.quoted
        high -= TERSE * (len(candidate.text.split()) <= FEW)
        return self.worth[candidate.key] + names + counts + high + LEAD * self.leads[candidate.key]

    @staticmethod
    def _stands(candidate: Candidate, part: Sequence[Candidate]) -> bool:
        """A sentence that needs the one before it may only follow that one, and only one may."""
        if not candidate.dependent:
            return True
        return any(candidate.follows(c) for c in part)


def select(
    found: Sequence[Candidate],
    weights: Mapping[Key, Mapping[SectionId, float]],
    selection: Selection,
    speaks: Callable[[str], bool],
    opposed: Mapping[Key, Sequence[Candidate]],
) -> dict[SectionId, list[Candidate]]:
    """Return the chosen sentences of each section in reading order.

    ``weights`` tell how well a sentence suits each section. ``speaks`` tells which articles are in the
    reader's language: they come first, and others are heard only on what none of them says. Where there
    is none, all are heard alike.
    """
    own = [c for c in found if speaks(c.analysis.article.id)] or list(found)
    for section, part in _by_section(own, weights, selection).items():
        selection.fill(section, part, MOST[section])
    _continue(own, selection)
    borne_out = [c for c in own if weights[c.key]["happening"] >= SUITS and _told_by_several(c)]
    selection.fill("happening", borne_out, MOST["happening"] + BORNE_OUT, alike=ALIKE)
    _answer(own, selection, opposed)
    for section, chosen in selection.chosen.items():
        leaning = [c for c in own if weights[c.key][section] >= LEANING]
        selection.fill(section, leaning, max(FEWEST, len(chosen)))
    at_hand = {c.key for c in own}
    home = _Home(own, selection)
    foreign = [c for c in found if c.key not in at_hand and not home.tells(c)]
    for section, part in _by_section(foreign, weights, selection).items():
        selection.fill(section, part, len(selection.chosen[section]) + FOREIGN_MOST, FOREIGN_FLOOR)
    return {s: _ordered(s, part, selection, at_hand) for s, part in selection.chosen.items()}


def _told_by_several(candidate: Candidate) -> bool:
    group = main_group(candidate)
    return group is not None and len(told_by(group)) > 1


def _answer(
    own: Sequence[Candidate], selection: Selection, opposed: Mapping[Key, Sequence[Candidate]]
) -> None:
    """Let the other side be heard where what a chosen sentence of the first section tells is contradicted."""
    at_hand = {c.key for c in own}
    answers = (other for c in [*selection.chosen["happening"]] for other in opposed.get(c.key, ()))
    possible = (o for o in answers if o.key in at_hand and not o.dependent)
    for other in islice((o for o in possible if not selection.holds(o)), ANSWERS):
        selection.add("happening", other)


def _continue(own: Sequence[Candidate], selection: Selection) -> None:
    """Let a section that has room go on with what directly continues one of its sentences."""
    for section, part in selection.chosen.items():
        following = [c for c in own if c.dependent and any(c.follows(x) for x in part)]
        selection.fill(section, following, MOST[section])


class _Home:
    """What the sentences in the reader's language tell, looked up by claim and by vector."""

    def __init__(self, own: Sequence[Candidate], selection: Selection) -> None:
        self._own, self._selection = own, selection
        self._near = selection.near.to(own)
        self._telling: dict[str, list[int]] = {}
        for at, candidate in enumerate(own):
            for group in candidate.groups:
                self._telling.setdefault(group.id, []).append(at)

    def tells(self, candidate: Candidate) -> bool:
        """Tell whether sentences at home make the same claims or say nearly the same.

        Together they have to give the numbers, too, that many articles give.
        """
        alike = set(np.flatnonzero(self._near(candidate) >= SAID).tolist())
        alike.update(at for group in candidate.groups for at in self._telling.get(group.id, ()))
        figures, free = self._selection.figures, (self._own[at] for at in alike)
        given = frozenset[float]().union(*(figures[c.key] for c in free if not c.dependent))
        return bool(alike) and figures[candidate.key] <= given


def _by_section(
    found: Sequence[Candidate], weights: Mapping[Key, Mapping[SectionId, float]], selection: Selection
) -> dict[SectionId, list[Candidate]]:
    """Put every candidate into the section that it suits best."""
    parts: dict[SectionId, list[Candidate]] = {section: [] for section in selection.chosen}
    for candidate in found:
        suits = weights[candidate.key]
        best = max(suits, key=lambda section: suits[section])
        if suits[best] >= SUITS:
            parts[best].append(candidate)
    if selection.empty:
        _lend(parts, selection)
    return parts


def _lend(by_section: dict[SectionId, list[Candidate]], selection: Selection) -> None:
    """Where nothing has happened yet, or headlines announce something, that is the event: tell it first."""
    standing = [c for c in by_section["happening"] if not c.dependent]
    ahead = [c for c in by_section["next"] if not c.dependent]
    top = max((*standing, *ahead), key=lambda c: selection.leads[c.key], default=None)
    if top in ahead and top.row <= OPENS:
        selection.add("happening", top)
    if len(standing) < FEWEST:
        others = sorted(by_section["next"], key=lambda c: -selection.worth[c.key])
        lent = [c for c in others if not c.dependent][: FEWEST + 1]
        by_section["happening"] += lent
        by_section["next"] = [c for c in by_section["next"] if c not in lent]


def _ordered(
    section: SectionId, part: Sequence[Candidate], selection: Selection, own: Container[Key]
) -> list[Candidate]:
    """Put the best in the reader's language first, the others by their place, followers after leaders."""
    heads = [c for c in part if not c.dependent]
    if not heads:
        return []
    lead = max(heads, key=lambda c: (c.key in own, selection.opens(c, section)))
    rest = sorted((c for c in heads if c is not lead), key=_place)
    ordered = [lead, *rest]
    for follower in sorted((c for c in part if c.dependent), key=lambda c: c.key):
        at = next(i for i, c in enumerate(ordered) if follower.follows(c))
        ordered.insert(at + 1, follower)
    return ordered


def _introduces(candidate: Candidate) -> bool:
    """Tell whether a sentence opens with somebody's or something's full name."""
    until = candidate.span.start + OPENING
    return any(m.span.end <= until and len(m.name.split()) > 1 for _, m in candidate.names)


def _place(candidate: Candidate) -> float:
    return candidate.row / max(1, len(candidate.analysis.sentences))
