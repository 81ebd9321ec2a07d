"""How a written word of a name may sound, in any script, written coarsely enough to be compared.

What is "j" in "Johnson" is another sound in "Josep" and a third one in "Juncker", and "г" stands for "h" and
for "g": a spelling has several readings, and two words spell one name if they have one in common but for
vowels. Letters of other scripts than Cyrillic are turned into Latin ones by anyascii.
"""

import re
import unicodedata
from functools import lru_cache
from itertools import islice, product

from anyascii import anyascii

MOST = 24
"""Readings of one spelling that are looked at."""
ALPHABETS = frozenset(("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "GEORGIAN"))
"""Scripts, as Unicode calls them, that write all sounds of a name."""

# Letters of one sound wherever they stand, as capitals, which no rule below reads again; X and W are read.
_LETTERS = str.maketrans(
    "čćšśşžżźřłчшщжзсцхвкйјіиїыћђџґтдгу",
    "CCSSSJJSRLCSSJSSSHVKIIIIIICJJGTDXW",
    "ğъь’'ʼ",
)
# Spellings and their readings, the commonest first, "-" for none; of several at one letter the first counts.
_READINGS = (
    ("(?<=[aeiouyrn])(?:s|z)$", "s -"), ("x$", "ks -"), ("(?<=[aeiouyrn])t$", "t -"),
    ("(?<=[aeiouyrn])d$", "d -"), ("(?<=i)er$", "er e"), ("(?<=[^aeiouy])e$", "-"),
    ("tsch|tch|cz", "c"), ("shch|sh|sz|ts|tz|TS|z", "s"), ("sch", "s sk sh"), ("[dD]J|dzh|zh", "j"),
    ("kh", "h"), ("ph", "f"), ("rz(?=.)", "j rs"), ("th", "t s"), ("gh", "g - h"), ("ch", "c h k s"),
    ("ck", "k sk"), ("qu", "kv k"), ("q", "k"), ("x", "ks"), ("dg(?=[eiy])", "j"), ("g(?=[eiy])", "g j"),
    ("X", "g h"), ("c(?=[eiy])", "s c j"), ("c", "k s"), ("j", "j i h"), ("W(?=[aeiouyI])", "v u"),
    ("W", "u"), ("(?<=[aeiou])w(?![aeiouy])", "u v"), ("w", "v"), ("(?<=[aeiou])h(?![aeiouy])", "-"),
    ("h", "h -"), ("ee|y", "i"), ("oo", "u"), ("a[yi]|e[yi]", "ei"), ("a[uw](?![aeiouy])", "o av"),
)  # fmt: skip
_SPELLING = re.compile("|".join([*(f"({spelling})" for spelling, _ in _READINGS), "(.)"]))
_READ = [tuple(sound.strip("-") for sound in sounds.split()) for _, sounds in _READINGS]
_DOUBLE = re.compile(r"(.)\1+")
_VOWELS = re.compile(r"[aeiouy]+")


@lru_cache(maxsize=65536)
def readings(word: str) -> tuple[str, ...]:
    """Return how a case-folded word may sound, in Latin letters, the commonest reading first."""
    latin = re.sub(r"[^A-Za-z]", "", anyascii(word.translate(_LETTERS)))
    choices = product(*map(_read, _SPELLING.finditer(latin)))
    spoken = ("".join(choice).lower() for choice in islice(choices, MOST))
    return tuple(dict.fromkeys(_DOUBLE.sub(r"\1", one) for one in spoken))


def _read(match: re.Match[str]) -> tuple[str, ...]:
    """Return the readings of one spelling; a letter of which no rule speaks is read as it stands."""
    rule = (match.lastindex or 1) - 1
    return _READ[rule] if rule < len(_READ) else (match[0],)


def skeleton(sound: str) -> str:
    """Return the consonants of a reading; a vowel is kept, as ``a``, where the word begins with it."""
    first = "a" if _VOWELS.match(sound) else ""
    return first + _DOUBLE.sub(r"\1", _VOWELS.sub("", sound))


def spelled(name: str) -> bool:
    """Tell whether a name is written with its vowels, so that what sounds otherwise is another name."""
    letters = (unicodedata.name(letter, "").split(" ")[0] for letter in name if letter.isalpha())
    return next(letters, "") in ALPHABETS
