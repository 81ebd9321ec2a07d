"""Tell whether an article says beside an outlet's name that something is said ("said on the Pier News")."""

import re
from collections.abc import Sequence

from rashomon.lang.attribution import is_cue, lexicon
from rashomon.lang.pack import primary
from rashomon.lang.structure import words_of

BEFORE = 6
"""Words before a name among which it is told."""
BEHIND = 2
"""Words behind a name among which it is told."""
NEAR = 3
"""Words that may part a name from what leads to it."""
LONG = 4
"""Characters of what leads to a name; shorter words stand for much else."""
WINDOW = 80
"""Characters beside a name that are looked at."""
_LEADS = ("source_before", "credit_before")
_LEADING = frozenset({"according", "via"})
_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_EDGE = re.compile(r"[.!?;…](?=\s)|\n|[“”„\"«»]")


def told_beside(text: str, start: int, end: int, language: str) -> bool:
    """Tell whether words beside a name, in its sentence, say so; ``start`` and ``end`` are in characters.

    Behind a name of one plain word that opens a sentence they don't: "Time" may be told of there.
    """
    lead = _EDGE.split(text[max(0, start - WINDOW) : start])[-1]
    before, name = _words(lead)[-BEFORE:], text[start:end]
    if any(_tells(before, i, language) for i in range(len(before))) or _sourced(lead, language):
        return True
    opens = not before and name.isalpha() and name.istitle()
    behind = _words(re.split(r",", _EDGE.split(text[end : end + WINDOW])[0])[0])[:BEHIND]
    return not opens and any(is_cue(language, word) for word in behind)


def _words(part: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(part)]


def _tells(words: Sequence[str], at: int, language: str) -> bool:
    phrase = lexicon(primary(language)).phrase(words, at)
    return is_cue(language, words[at]) or (phrase is not None and phrase[1] in _LEADING)


def _sourced(lead: str, language: str) -> bool:
    """Tell whether words that lead to an outlet stand shortly before one ("an interview Sunday on")."""
    found = (m for field in _LEADS for m in words_of(language, field).finditer(lead))
    return any(len(_words(lead[m.end() :])) <= NEAR for m in found if len(m.group()) >= LONG)
