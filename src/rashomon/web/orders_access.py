"""What a program may ask for about accounts and tokens."""

from typing import Annotated

from msgspec import UNSET, Meta, UnsetType

from rashomon.model.account import Role, Scope
from rashomon.web.orders import Order

LONGEST_LABEL, MOST_DAYS = 100, 3650
"""Characters of a token's label, and days that one lasts at most."""


class MakeToken(Order, frozen=True, kw_only=True):
    """A token of one's own, without end if it lasts no ``days``."""

    scopes: Annotated[tuple[Scope, ...], Meta(min_length=1, max_length=10)]
    label: Annotated[str, Meta(max_length=LONGEST_LABEL)] = ""
    days: Annotated[int, Meta(ge=1, le=MOST_DAYS)] | None = None


class Admit(Order, frozen=True, kw_only=True):
    """An account for somebody; without a role a reader, or an admin where it is the first."""

    name: Annotated[str, Meta(min_length=1, max_length=64, description="a-z, 0-9, dot, dash, _ and @.")]
    password: Annotated[str, Meta(min_length=10, max_length=1000)]
    role: Role | None = None


class ChangePerson(Order, frozen=True, kw_only=True):
    """What somebody may from now on; what is left out stays as it is."""

    role: Role | UnsetType = UNSET
    disabled: bool | UnsetType = UNSET
