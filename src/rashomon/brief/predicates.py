"""Whether a text has a clause of its own with a verb that tells something, as far as its words show."""

import re
from collections.abc import Iterator

from rashomon.lang.attribution import attribution, first_class, word_labels
from rashomon.lang.claims import claim_words, is_verb
from rashomon.lang.terms import compiled

_EDGES = re.compile(r"[,،，;；:()\[\]]|\s[–—-]+\s")
_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")


def has_main_clause(text: str, code: str) -> bool:
    """Tell whether a verb stands outside of all clauses that hang on another; True where few are known."""
    known = claim_words(code)
    if not known.verbs_whole:
        return True
    hanging, asked = compiled((*known.openers, *known.contents, *known.conditions)), compiled(known.contents)
    return any(_tells(part, code) for part in _parts(text, asked) if not hanging.match(part))


def has_verb(text: str, code: str) -> bool:
    """Tell whether a verb stands anywhere in a text; True where no verbs are known."""
    return not claim_words(code).verbs or _tells(text, code)


def _parts(text: str, asked: re.Pattern[str]) -> Iterator[str]:
    """Yield what marks part, and what stands before a clause that a word asks for ("… whether it")."""
    for piece in _EDGES.split(text.replace("’", "'")):
        part = piece.strip(" “”„«»\"'‘")
        content = asked.search(part)
        if lead := part[: content.start()] if content else part:
            yield lead


def _tells(part: str, code: str) -> bool:
    """Tell whether a stretch holds a verb that is no infinitive behind its particle ("to pay").

    Verbs are written with an apostrophe in few languages, and there it mostly shows one ("we're").
    """
    spoken: list[str] = _WORD.findall(part.casefold())
    particles, joined = compiled(attribution(code).infinitive), any("'" in v for v in claim_words(code).verbs)
    pairs = zip(("", *spoken), spoken, strict=False)
    return any(
        (joined and "'" in word) or _is_finite(before, word, particles, code) for before, word in pairs
    )


def _is_finite(before: str, word: str, particles: re.Pattern[str], code: str) -> bool:
    if particles.fullmatch(before):
        return False
    labels = word_labels(code, word)
    return is_verb(code, word) or ("participle" not in labels and first_class(labels) is not None)
