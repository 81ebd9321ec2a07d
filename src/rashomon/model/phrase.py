"""What the program says, kept apart from the language in which it is said."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A phrase of ``interface.toml`` with what fills it, to be said in the language of whoever reads it.

    ``names`` are outlets or whose word it is, where there are too many only their ``count`` is given;
    ``languages`` and ``own``, the brief's, are codes (BCP 47). ``words`` are an article's, in their order.
    """

    key: str
    names: tuple[str, ...] = ()
    count: int = 0
    languages: tuple[str, ...] = ()
    own: str = ""
    text: str = ""
    words: tuple[str, ...] = ()
