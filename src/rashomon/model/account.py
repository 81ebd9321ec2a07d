"""People who use the reading room together, and what each of them may do."""

from dataclasses import dataclass
from typing import Literal

Role = Literal["reader", "editor", "admin"]
ROLES: tuple[Role, ...] = ("reader", "editor", "admin")
"""Each may do all that those before it may: look; decide and correct; follow sources and admit people."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """Somebody in the reading room; ``name`` is written beside whatever they decide."""

    name: str
    role: Role

    def may(self, role: Role) -> bool:
        """Tell whether they may do what this role may.

        >>> Visitor(name="ada", role="editor").may("reader"), Visitor(name="ada", role="editor").may("admin")
        (True, False)
        """
        return ROLES.index(self.role) >= ROLES.index(role)
