"""Find the people whom a sentence brings in without a name: "a young man", "another reporter"."""

from collections.abc import Iterator

from rashomon.analyze.quotes.sentence.scenes import Scene

WORDS = 4
"""Words from an indefinite article to the noun that it belongs to, at most."""
APPOSED = 4
"""Tokens between a name and the apposition that tells who that is ("X, 42, a fisherman")."""


def strangers(scene: Scene) -> Iterator[str]:
    """Yield the roles, as their case-folded words, that a sentence gives to nobody whom it names.

    A role that stands beside a name, or behind a form of "be" or "as", tells who somebody known is.
    """
    for at in [at for at, token in enumerate(scene.tokens) if "indefinite" in token.labels]:
        if (noun := _noun(scene, at)) is not None:
            told = at > 0 and scene.tokens[at - 1].has_any(("passive", "as_words"))
            if not told and not _is_apposed(scene, at, noun):
                yield scene.tokens[noun].text


def _noun(scene: Scene, article: int) -> int | None:
    """Return the place of the role behind an indefinite article; None if another noun or clause begins."""
    for at in range(article + 1, min(article + 1 + WORDS, len(scene.tokens))):
        token = scene.tokens[at]
        if token.kind != "word" or token.capital or token.has_any(("preposition", "boundary", "collective")):
            return None
        if token.has("role"):
            return at
    return None


def _is_apposed(scene: Scene, article: int, noun: int) -> bool:
    """Tell whether a name stands right behind the noun, or before the comma that the article follows."""
    comma = scene.unit.is_mark(article - 1, ",") or scene.unit.is_mark(article - 1, "(")
    for name in scene.names:
        behind = name.first - (1 if scene.unit.is_mark(noun + 1, ",") else 0) == noun + 1
        if behind or (comma and 0 < article - name.last <= APPOSED):
            return True
    return False
