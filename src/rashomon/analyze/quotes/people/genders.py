"""Tell a person's gender from titles and from the form of the name."""

from collections.abc import Collection, Sequence

from rashomon.lang.attribution import attribution, word_labels
from rashomon.lang.name_cases import given_gender, name_gender

OBLIQUE = "a"
"""Ending of women's names that those of men have in another case ("Jana Malca")."""


def formal_gender(language: str, name: str, titles: Collection[str]) -> str | None:
    """Return "feminine" or "masculine", None where neither titles (case-folded) nor the name tell.

    A given name that a dictionary knows tells more than the ending of the surname.
    """
    words = name.split()
    known = given_gender(words[0], language) if len(words) > 1 else None
    for kind in ("feminine", "masculine"):
        titled = any(f"{kind}_title" in word_labels(language, word) for word in titles)
        ends = known is None and f"{kind}_name" in word_labels(language, words[-1].casefold())
        if titled or ends:
            return kind
    if known is not None or len(words) < 2:
        return known
    return None if may_be_oblique(language, words) else name_gender(language, words[0])


def may_be_oblique(language: str, words: Sequence[str]) -> bool:
    """Tell whether a name may be a man's in another case: no list holds it whole."""
    lists, given = attribution(language), words[0].casefold()
    ends = given.endswith(OBLIQUE) and words[-1].casefold().endswith(OBLIQUE)
    ends &= "feminine_name" not in word_labels(language, words[-1].casefold())
    return lists.names_decline and ends and given not in (*lists.feminine_given, *lists.masculine_given)
