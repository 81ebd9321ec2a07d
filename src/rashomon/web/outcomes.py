"""What came of a change, as programs are told; what there is to see stands in ``views``."""

from dataclasses import dataclass
from typing import Literal

from rashomon.render.schema import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What came of articles that were brought: how many documents are new, and what could not be had."""

    new: int
    failures: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What came of a list of feeds: how many are new, and how many were followed before."""

    new: int
    known: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparing:
    """A comparison that is under way: ``done`` of ``of`` articles are read."""

    id: str
    state: Literal["comparing"] = "comparing"
    done: int
    of: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A comparison that nobody has kept yet: its story, and what could not be read."""

    id: str
    document: Document
    failures: tuple[str, ...]
