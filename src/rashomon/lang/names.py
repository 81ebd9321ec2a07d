"""Tell whether two names are one, over case endings, languages and scripts.

A word of a name is compared by its stems (case endings off), and where languages differ by how it
sounds: latin letters by anyascii, then a consonant skeleton in which spellings of one
sound fall together ("Jacobs", "Джейкобс"). A whole name asks more: every part of the shorter one has
to be found, and given names must not contradict each other.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from rapidfuzz.fuzz import ratio

from rashomon.lang import entities, sounds
from rashomon.lang.pack import primary
from rashomon.lang.terms import compiled

MIN_STEM = 3
MIN_LED = 2
"""Words of a name that two particles open, without the name itself."""
ELDER = "senior"
"""The generation of whom the name was first: nobody needs to say it."""
LONGEST_ENDING = 4
"""Letters of the longest case ending that a hyphen joins to an acronym."""
LIKE_SOUND, LIKE_SPELLING = 50, 85
"""Least similarity (0–100) of two spellings with one skeleton: across languages, and within one."""
ACRONYM = 4
"""Letters of capitals that stand for words; longer ones are read like a word."""
CONSONANTS = 2
"""Sounds of a skeleton by which words can be told to be alike; of "May" every sound has to be."""

_FIGURES = frozenset("IVX")
_PARTS = re.compile(r"[^\W_]+(?:['’ʼ‘`][^\W_]+)*")
_POINTED = re.compile(r"(?:[^\W\d_]\.){2,}[^\W\d_]?")
_POSSESSIVE = re.compile(r"['’ʼ]s\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One word of a name: case-folded ``form``, its ``stems``, and how it sounds.

    ``sounds`` are the readings of all stems, ``skeletons`` their consonants, ``plain`` those of each stem's
    commonest reading. ``acronym`` tells short capitals, of which every letter counts. ``generation`` is what
    a suffix behind a surname says ("junior", "second"), empty without one.
    """

    form: str
    language: str
    stems: frozenset[str]
    sounds: frozenset[str]
    skeletons: frozenset[str]
    plain: frozenset[str]
    acronym: bool
    generation: str = ""

    @property
    def initial(self) -> bool:
        """Whether it is one letter that stands for a name."""
        return len(self.form) == 1


def split(name: str) -> tuple[str, ...]:
    """Return the words of a name, without possessive endings; an acronym with points is one word."""
    return tuple(_PARTS.findall(_unpointed(_POSSESSIVE.sub("", name))))


def _unpointed(name: str) -> str:
    """Return an acronym without its points ("N.R.A."); initials before a surname stay as they are."""
    return name.replace(".", "") if _POINTED.fullmatch(name) else name


@lru_cache(maxsize=65536)
def word(form: str, language: str) -> Word:
    """Return a word of a name ready for comparing."""
    folded = re.sub(r"['’ʼ‘`]", "", form).casefold()
    stems = _stems(folded, primary(language))
    heard = [sounds.readings(stem) for stem in stems]
    return Word(
        form=folded,
        language=primary(language),
        stems=stems,
        sounds=frozenset(sound for readings in heard for sound in readings),
        skeletons=frozenset(sounds.skeleton(sound) for readings in heard for sound in readings),
        plain=frozenset(sounds.skeleton(readings[0]) for readings in heard),
        acronym=form.isupper() and 1 < len(form) <= ACRONYM,
    )


def of(name: str, language: str) -> tuple[Word, ...]:
    """Return the words of a name ready for comparing, particles left out; a suffix is told by the last."""
    particles, whole = compiled(entities.load(language).particles), split(name)
    led = len(whole) > MIN_LED and all(particles.fullmatch(part) for part in whole[:2])  # "Von der Lipa"
    parts = [p for p in whole[led:] if not particles.fullmatch(p) or p[0].isupper()] or list(whole)
    bare = bare_of_suffix(parts, language)
    words = tuple(word(p, language) for p in bare)
    generation = _generation(parts[-1], language) if len(bare) < len(parts) else ""
    return (*words[:-1], replace(words[-1], generation=generation)) if generation else words


def bare_of_suffix(parts: Sequence[str], language: str) -> Sequence[str]:
    """Return the words of a name without a suffix such as "Jr." behind them.

    Figures belong to the name of one word before them ("Elizabeth II").
    """
    known = _generation(parts[-1], language) if len(parts) > 1 else None
    if known is None or (len(parts) == 2 and set(parts[-1]) <= _FIGURES):
        return parts
    return parts[:-1]


def is_suffix(form: str, language: str) -> bool:
    """Tell whether a word, with its full stop if it has one, is written behind a surname ("Jr.", "III")."""
    return any(compiled(forms).fullmatch(form) for forms in entities.load(language).suffixes.values())


@lru_cache(maxsize=4096)
def _generation(part: str, language: str) -> str | None:
    """Return the generation that a suffix tells, empty for the eldest's; None if a word is no suffix."""
    for generation, forms in _suffixes(primary(language)):
        if forms.fullmatch(part):
            return "" if generation == ELDER else generation
    return None


@cache
def _suffixes(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, compiled(forms)) for name, forms in entities.load(language).suffixes.items())


def _stems(folded: str, language: str) -> frozenset[str]:
    rules = entities.load(language)
    stems = {folded}
    for ending in (*rules.endings, *rules.feminine):
        if folded.endswith(ending) and len(folded) - len(ending) >= MIN_STEM:
            stems.add(folded[: -len(ending)])
    soft = ((s, a, b) for s in stems - {folded} for a, b in rules.softened.items())
    stems |= {s.removesuffix(a) + b for s, a, b in soft if s.endswith(a)}
    bare = {
        s[:-2] + s[-1] for s in stems if len(s) > MIN_STEM and s[-2] in rules.fleeting and s[-1].isalpha()
    }
    return frozenset(stems | bare)


@lru_cache(maxsize=65536)
def stem(form: str, language: str) -> str:
    """Return a word without its longest case ending, case-folded."""
    return min(_stems(form.casefold(), primary(language)), key=lambda s: (len(s), s))


def alike(a: Word, b: Word) -> bool:
    """Tell whether two words can be forms of one name."""
    if a.stems & b.stems:
        return True
    spelled = a.acronym or b.acronym
    if spelled or not any(len(s) >= CONSONANTS for s in a.skeletons & b.skeletons):
        return a.language != b.language and bool(a.sounds & b.sounds)
    least = LIKE_SPELLING if a.language == b.language else LIKE_SOUND
    return max(ratio(x, y) for x in a.sounds for y in b.sounds) >= least


def _given_agree(a: Word, b: Word) -> bool:
    """Tell whether two given names can be one person's: forms, initials, short forms, or alike in sound."""
    if a.initial or b.initial:
        return bool({s[:1] for s in a.skeletons} & {s[:1] for s in b.skeletons})
    if same_given(a, b):
        return True
    short, long = sorted((a.form, b.form), key=len)
    if a.language == b.language:
        return len(short) >= MIN_STEM and long.startswith(short)
    same_start = {s[:1] for s in a.skeletons} & {s[:1] for s in b.skeletons}
    return bool(same_start) and max(ratio(x, y) for x in a.sounds for y in b.sounds) >= LIKE_SOUND


def same_given(a: Word, b: Word) -> bool:
    """Tell whether two words are one given name or its short form."""
    return alike(a, b) or _nicknames(a, b) or _nicknames(b, a)


def _nicknames(a: Word, b: Word) -> bool:
    return b.form in entities.load(a.language).nicknames.get(a.form, ())


def in_full(counts: Counter[str], language: str) -> Counter[str]:
    """Leave out names with the short form of a given name that is as common ("Bob Keel", "Robert Keel").

    Names with no more than its first letter are left out, however common they are ("R. Keel").
    """
    words = {name: of(name, language) for name in counts}
    shorter = {
        name
        for name, own in words.items()
        for other, full in words.items()
        if len(own) == len(full) > 1
        and own[1:] == full[1:]
        and _is_short(own[0], full[0], often=counts[other] >= counts[name])
    }
    return Counter({name: count for name, count in counts.items() if name not in shorter})


def _is_short(own: Word, full: Word, *, often: bool) -> bool:
    """Tell whether a given name is the first letter of another, or its short form if it is ``often`` used."""
    letter = own.initial and not full.initial and full.form.startswith(own.form)
    return letter or (often and _nicknames(full, own))


def same_person(a: Sequence[Word], b: Sequence[Word]) -> bool:
    """Tell whether two names of people can be one's: surnames agree, nothing else contradicts.

    A surname alone may be anyone's who has it.
    """
    if not a or not b or not alike(a[-1], b[-1]) or not _one_generation(a, b):
        return False
    short, long = sorted((a, b), key=len)
    return len(short) == 1 or any(_given_agree(short[0], given) for given in long[:-1])


def _one_generation(a: Sequence[Word], b: Sequence[Word]) -> bool:
    open_ = any(len(one) == 1 and not one[-1].generation for one in (a, b))
    return open_ or a[-1].generation == b[-1].generation


def same_words(a: Sequence[Word], b: Sequence[Word]) -> bool:
    """Tell whether two names have the same words in the same order."""
    return bool(a) and len(a) == len(b) and all(map(alike, a, b))


def within(short: Sequence[Word], long: Sequence[Word]) -> bool:
    """Tell whether every word of the shorter name stands in the longer one, in order."""
    rest = iter(long)
    return bool(short) and all(any(alike(s, other) for other in rest) for s in short)


def bare_acronym(form: str, language: str) -> str:
    """Return an acronym without its case ending ("PiS-ie", "МИДом"); any other name as it is."""
    endings = entities.load(language).endings
    short = form.rstrip("".join({letter for letter in form if letter.islower()}))
    ending, bare = form[len(short) :], short.removesuffix("-")
    joined = bare != short and 1 <= len(ending) <= LONGEST_ENDING and bool(endings)
    inflected = joined or (ending in endings and bare.isupper())
    return bare if inflected and bare.isalpha() and sum(map(str.isupper, bare)) > 1 else form


def is_acronym(short: str, name: str) -> bool:
    """Tell whether capitals abbreviate a name: every long word gives its first letter, perhaps more."""
    short = _unpointed(short)
    if not 2 <= len(short) <= 8 or not short.isupper() or not short.isalpha():
        return False
    parts = split(name)
    return 2 <= len(parts) <= 10 and _abbreviates(short.casefold(), tuple(p.casefold() for p in parts))


def _abbreviates(short: str, parts: tuple[str, ...]) -> bool:
    if not parts:
        return not short
    if len(parts[0]) <= 3 and _abbreviates(short, parts[1:]):  # "of", "for", "и"
        return True
    return any(
        _subsequence(short[:n], parts[0]) and _abbreviates(short[n:], parts[1:])
        for n in range(1, len(short) + 1)
    )


def _subsequence(piece: str, whole: str) -> bool:
    rest = iter(whole)
    return whole.startswith(piece[0]) and all(c in rest for c in piece)


def keys(words: Sequence[Word]) -> frozenset[str]:
    """Return keys of which two names share at least one if any of their words are alike."""
    return frozenset(key for word in words for key in (*word.stems, *_heard(word)))


def _heard(word: Word) -> Iterator[str]:
    """Yield what words that are alike in sound share: consonants, or all sounds of a word with only one."""
    for sound in word.sounds:
        bare = sounds.skeleton(sound)
        yield bare if len(bare) >= CONSONANTS else sound


def initials(name: str) -> str:
    """Return the capitals that words of more than three letters begin with, as an acronym has them."""
    return "".join(p[0].upper() for p in split(name) if len(p) > 3)
