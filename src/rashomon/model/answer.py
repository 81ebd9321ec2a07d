"""What a request that changes something was answered, so that it is carried out once."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An answer under the key that came with its request; ``status`` is None while it is carried out.

    ``key`` names who asks and their key, ``request`` what was asked: both are digests.
    """

    key: str
    request: str
    at: datetime
    status: int | None = None
    location: str | None = None
    body: bytes = b""
