"""What an echo is made of: two passages with the same wording."""

from dataclasses import dataclass

from rashomon.model.comparison import EchoKind
from rashomon.model.text import Reference


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Two passages with the same words."""

    a: Reference
    b: Reference
    kind: EchoKind
    score: float
