"""Word lists of language packs as compiled patterns, and where words begin and end in any script.

One notation for all lists: words and phrases as they are written, in lower case; ``*`` stands for any
further letters (``заяв*`` finds every form of the verb), white space for any white space and for the
joiner that Persian writes inside a word. Where a script has no spaces, a term stands anywhere.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache

UNSPACED = (
    r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff"
    r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f"
)
"""Letters of scripts without spaces, as a class of regular expressions.

Thai, Lao, Burmese, Khmer, Han and kana.
"""
BEFORE = rf"(?-i:(?<![^\W{UNSPACED}])|(?=[{UNSPACED}]))"
"""A place where a word can begin: no letter or digit of the same word stands before it.

Not blind to case, since that would cost many thousand letters' cases for every pattern.
"""
AFTER = rf"(?-i:(?![^\W{UNSPACED}])|(?<=[{UNSPACED}]))"
"""A place where a word can end."""
_GAP = r"[\s\u200c]+"
_LETTER = re.compile(rf"[{UNSPACED}]")
_RUN = re.compile(rf"[{UNSPACED}]+")
_LETTERS_A_WORD = 2
"""Letters of the usual word in a script without spaces."""
_ALSO = {"i": "İı", "s": "ſ", "k": "\u212a"}
"""Letters that patterns blind to case take for these as well."""
_WORDS = re.compile(r"\w+")
_TERM_WORD = re.compile(r"(?P<ending>\*)?(?P<word>\w+)(?P<stem>\*)?")
_BEGINNING = 3
"""Letters of a stem by which it is looked for before the pattern is tried."""
_MOST_DULL = 1 << 15
"""Words that are remembered as telling of no list."""


def word_count(text: str) -> int:
    """Count the words of a text; where a script parts none, two letters make one."""
    if not _LETTER.search(text):
        return len(text.split())
    spaced = sum(any(map(str.isalnum, word)) for word in _RUN.sub(" ", text).split())
    return spaced + -(-syllables(text) // _LETTERS_A_WORD)


def syllables(text: str) -> int:
    """Count the letters that say more than letters elsewhere, since their script parts no words."""
    return len(text) - len(_LETTER.sub("", text))


def pieces(run: str, known: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Yield the half-open ranges of the known terms in a run without spaces, and of what is between them."""
    at = 0
    for match in known.finditer(run):
        if match.start() > at:
            yield at, match.start()
        yield match.span()
        at = match.end()
    if at < len(run):
        yield at, len(run)


def _pattern(term: str) -> str:
    return _GAP.join(re.escape(word).replace(r"\*", r"\w*") for word in term.split())


@cache
def compiled(terms: tuple[str, ...]) -> re.Pattern[str]:
    """Compile a list of terms into one case-blind pattern of whole words; longer terms win."""
    if not terms:
        return re.compile(r"(?!)")
    by_letter: dict[str, list[str]] = {}
    for term in sorted(terms, key=len, reverse=True):
        by_letter.setdefault(term[0].lower()[:1], []).append(_pattern(term))
    body = "|".join(_opening_with(letter, group) for letter, group in by_letter.items())
    # The letters of the other scripts take long to compile, so only lists that hold such words know them.
    before, after = (BEFORE, AFTER) if _LETTER.search("".join(terms)) else (r"(?<!\w)", r"(?!\w)")
    return re.compile(rf"{before}(?:{body}){after}", re.IGNORECASE)


def _opening_with(letter: str, patterns: Sequence[str]) -> str:
    """Join patterns that begin with one letter behind a set of its forms.

    A set that is not blind to case is looked at before anything else of the branch is tried.
    """
    if letter == "*":
        return f"(?:{'|'.join(patterns)})"
    forms = {form for form in (letter, letter.upper(), letter.title()) if len(form) == 1}
    rests = "|".join(pattern[2 if pattern[0] == "\\" else 1 :] for pattern in patterns)
    return f"(?-i:[{re.escape(''.join(sorted(forms)))}{_ALSO.get(letter, '')}])(?:{rests})"


def find(terms: Iterable[str], text: str) -> Iterator[re.Match[str]]:
    """Yield every place where one of the terms stands, in reading order."""
    return compiled(tuple(terms)).finditer(text)


def has(terms: tuple[str, ...], text: str) -> bool:
    """Tell whether any of the terms stands in the text."""
    return bool(_one_list(terms).standing(text))


class Lists:
    """Tells which of several lists of terms have one in a text, by one look at each of its words."""

    def __init__(self, lists: Mapping[str, tuple[str, ...]]) -> None:
        self._words: dict[str, set[str]] = defaultdict(set)
        self._stems: dict[str, set[str]] = defaultdict(set)
        self._phrases: dict[str, list[tuple[str, tuple[str, ...]]]] = defaultdict(list)
        self._anywhere: list[tuple[str, tuple[str, ...]]] = []
        for name, terms in lists.items():
            if _LETTER.search("".join(terms)):
                self._anywhere.append((name, terms))
            else:
                self._add(name, terms)
        self._look = lru_cache(maxsize=1 << 12)(self._looked_up)
        self._dull: set[str] = set()

    def _add(self, name: str, terms: tuple[str, ...]) -> None:
        phrases: dict[str | None, list[str]] = defaultdict(list)
        for term in terms:
            word = _TERM_WORD.fullmatch(_lowered(term))
            if word is None or word["ending"]:
                phrases[_telling_word(term)].append(term)
            else:
                (self._stems if word["stem"] else self._words)[word["word"]].add(name)
        for telling, group in phrases.items():
            listed = self._anywhere if telling is None else self._phrases[telling]
            listed.append((name, tuple(group)))

    def standing(self, text: str) -> frozenset[str]:
        """Return the names of the lists of which a term stands in the text."""
        found: set[str] = set()
        likely = [*self._anywhere]
        for word in _words_in(text) - self._dull:
            names, phrases = self._look(word)
            found |= names
            likely += phrases
            if not (names or phrases):
                self._take_for_dull(word)
        found.update(name for name, terms in likely if name not in found and compiled(terms).search(text))
        return frozenset(found)

    def _take_for_dull(self, word: str) -> None:
        """Remember that a word tells of nothing: most do, and are passed over at once from then on."""
        if len(self._dull) == _MOST_DULL:
            self._dull.clear()
        self._dull.add(word)

    def _looked_up(self, word: str) -> tuple[set[str], list[tuple[str, tuple[str, ...]]]]:
        """Return the lists that hold a word, and the phrases that it tells of."""
        names = self._words.get(word, set()).union(
            *(self._stems[word[:end]] for end in range(1, len(word) + 1) if word[:end] in self._stems)
        )
        telling = {word, word[:_BEGINNING]} & self._phrases.keys()
        return names, [phrase for key in telling for phrase in self._phrases[key]]


@cache
def _one_list(terms: tuple[str, ...]) -> Lists:
    return Lists({"": terms})


def _telling_word(term: str) -> str | None:
    """Return the longest word without which a term stands nowhere, of a stem its first letters; or None."""
    parts = [part for part in _TERM_WORD.finditer(_lowered(term)) if not part["ending"]]
    whole = [part["word"] for part in parts if not part["stem"]]
    stems = [part["word"][:_BEGINNING] for part in parts if part["stem"] and len(part["word"]) >= _BEGINNING]
    return max((*whole, *stems), key=len, default=None)


@lru_cache(maxsize=64)
def _words_in(text: str) -> frozenset[str]:
    """Return the words of a text; many lists in turn are looked for in one text."""
    return frozenset(_WORDS.findall(_lowered(text)))


def _lowered(text: str) -> str:
    """Fold case as patterns that are blind to it do, which take all letters i for one."""
    return text.lower().replace("i\u0307", "i").replace("ı", "i")
