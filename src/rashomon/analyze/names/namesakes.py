"""Tell which of several people of one surname is meant where it stands alone."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from rashomon.analyze.names.persons import HONORIFICS, is_title
from rashomon.lang.attribution import word_labels
from rashomon.model.text import Span


@dataclass(slots=True)
class Person:
    """What the names of one person have shown so far.

    ``introduced`` is where the first of his full names stands, ``surnames`` are their last words as
    written, ``titles`` the words before them; ``gender`` is what the first honorific showed.
    """

    introduced: int | None = None
    last: list[int] = field(default_factory=list)
    surnames: set[str] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)
    gender: str = ""

    def called(self, span: Span, surname: str, title: str, language: str, *, full: bool) -> None:
        """Take note of one more mention; ``full`` tells of a name of several words."""
        self.last.append(span.start)
        shown = _gender(title, language)
        self.gender = self.gender or shown
        if full:
            self.introduced = span.start if self.introduced is None else min(self.introduced, span.start)
            self.surnames.add(surname)
            self.titles |= {title} if is_title(title, language) and not shown else set()


def meant(people: Sequence[Person], span: Span, surname: str, title: str, language: str) -> int:
    """Return the index of the person whom a surname alone means; at least one person is given.

    An honorific or title that was his before decides; then who was introduced first by a name in this very
    form, since it is the others whom writers go on to call by their full names; else who was named last.
    """
    at = list(range(len(people)))
    shown = _gender(title, language)
    if shown:
        known = [i for i in at if people[i].gender == shown]
        unknown = [i for i in at if not people[i].gender and (people[i].introduced or 0) <= span.start]
        if known or unknown:
            at = known or [max(unknown, key=lambda i: people[i].introduced or 0)]
    elif is_title(title, language):
        at = [i for i in at if title in people[i].titles] or at
    same = [i for i in at if surname in people[i].surnames and people[i].introduced is not None]
    if same:
        return min(same, key=lambda i: people[i].introduced or 0)
    return max(at, key=lambda i: max((start for start in people[i].last if start < span.start), default=-1))


def _gender(title: str, language: str) -> str:
    labels = word_labels(language, title.rstrip(".").casefold()) if title else frozenset()
    return next((gender for label, gender in HONORIFICS.items() if label in labels), "")
