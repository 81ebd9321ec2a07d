"""The part of the public document that says what people decided."""

from rashomon.model.ruling import Verdict
from rashomon.render.schema_reading import Part, Reference


class Ruling(Part, frozen=True, kw_only=True):
    """One decision of a person that the document follows, or would if it found its object (``applied``).

    ``value`` is what holds instead of ``was``; ``at`` is ISO 8601; ``passages`` stand where they are now.
    """

    id: int
    verdict: Verdict
    value: str
    was: str
    reason: str
    at: str
    applied: bool
    passages: list[Reference]
