"""Tell a person's gender from titles and from the form of the name."""

from collections.abc import Collection

from rashomon.lang.attribution import name_gender, word_labels


def formal_gender(language: str, name: str, titles: Collection[str]) -> str | None:
    """Return "feminine" or "masculine", None where neither titles (case-folded) nor the name tell."""
    words = name.split()
    for kind in ("feminine", "masculine"):
        titled = any(f"{kind}_title" in word_labels(language, word) for word in titles)
        if titled or f"{kind}_name" in word_labels(language, words[-1].casefold()):
            return kind
    return name_gender(language, words[0]) if len(words) > 1 else None
