"""Base forms of words, so that case and number do not hide that two words are one."""

import unicodedata
from collections.abc import Callable, Collection, Sequence
from functools import cache, lru_cache
from operator import itemgetter, ne
from typing import Any, Literal

from rashomon.lang.pack import Section, codes, primary, section

PYMORPHY = frozenset({"ru", "uk"})
_INFLECTED = "CYRILLIC"
"""Their script, by Unicode's names of letters: words of others need no dictionary to be loaded."""
PLACED, GOVERNED = ("loct", "gent", "datv"), ("gent", "datv", "accs", "ablt")
"""Cases behind a preposition of place, and behind a phrase such as "according to", likeliest first."""
SECOND = {"gent": "gen2", "loct": "loc2", "accs": "acc2"}
"""Forms that some nouns have of these cases besides the common one ("in the port")."""
VERBAL = frozenset({"VERB", "INFN", "PRTS", "ADJS", "GRND", "PRED"})
"""OpenCorpora's parts of speech that can be the verb of a clause."""

_FINITE = frozenset({"VERB", "INFN"})
_INFINITIVE = "infn"
"""OpenCorpora's mark of Ukrainian infinitives, which are verbs there."""
_BY_NOBODY = "Impe"
"""OpenCorpora's mark of Ukrainian forms that tell what was done, not by whom ("оголошено")."""
OF_PERSONS = frozenset({"3per", "pers"})
"""OpenCorpora's marks of personal pronouns in Russian and Ukrainian."""
COUNTING = frozenset({"NUMR", "ADVB", None})
"""OpenCorpora's parts of speech before what is counted; digits have none."""
VOWELS = frozenset("aeiouyąęáéíóúůý")
"""Letters in which no man's given name ends that has "-a" in the genitive."""
KEPT = 1 << 17
"""Words that are remembered: a worker that reads for weeks meets new ones without end."""
_MIN_STEM = 3


class Morphology(Section, frozen=True):
    """The file ``morphology.toml``: ``endings`` to take off where a dictionary would load too slowly.

    ``finite`` are endings of verbs, ``infinitives`` those of their base forms: a word with both is a verb.
    """

    endings: tuple[str, ...] = ()
    finite: tuple[str, ...] = ()
    infinitives: tuple[str, ...] = ()


@cache
def analyzer(language: str) -> Any:
    """Return the dictionary of Russian or Ukrainian."""
    from pymorphy3 import MorphAnalyzer  # noqa: PLC0415 - costs half a second, and only two languages need it

    return MorphAnalyzer(lang=language)


def readings(word: str, language: str) -> Sequence[Any]:
    """Return how a dictionary reads one word that it knows, likeliest first; () where none knows it."""
    code, folded = primary(language), word.casefold()
    known = code in PYMORPHY and analyzer(code).word_is_known(folded)
    return tuple(analyzer(code).parse(folded)) if known else ()


@lru_cache(maxsize=KEPT)
def lemma(word: str, language: str) -> str:
    """Return the case-folded base form of one word; the word itself where nothing is known of it.

    A stem, the same for all forms of a word, in languages whose pack lists ``endings``.
    """
    code, folded = primary(language), word.casefold()
    if code in PYMORPHY:
        return str(analyzer(code).parse(folded)[0].normal_form)
    if endings := section(code, "morphology", Morphology).endings:
        return _stem(folded, endings)
    known, lemmatize = _dictionaries()
    return str(lemmatize(folded, lang=code)).casefold() if code in known else folded


@lru_cache(maxsize=4096)
def inflected(word: str) -> tuple[str, ...]:
    """Return all forms of a word, case-folded, by dictionaries that can inflect it; () without one."""
    if not unicodedata.name(word[:1] or " ", "").startswith(_INFLECTED):
        return ()
    known = (analyzer(code) for code in sorted(PYMORPHY))
    read = (one.parse(word.casefold())[0] for one in known if one.word_is_known(word.casefold()))
    return tuple(dict.fromkeys(form.word for parse in read for form in parse.lexeme))


@cache
def _dictionaries() -> tuple[Collection[str], Callable[..., str]]:
    """Return the languages that simplemma has a dictionary of, and its look-up.

    Each dictionary takes up to a second and a half to load: those of all packs are kept, where simplemma
    itself keeps eight, which a reader of ten languages would load again and again.
    """
    from simplemma import Lemmatizer  # noqa: PLC0415 - loads slowly, and not all languages need it
    from simplemma.strategies import DefaultStrategy  # noqa: PLC0415
    from simplemma.strategies.dictionaries import dictionary_factory as dictionaries  # noqa: PLC0415

    factory = dictionaries.DefaultDictionaryFactory(cache_max_size=len(codes()))
    lemmatizer = Lemmatizer(lemmatization_strategy=DefaultStrategy(dictionary_factory=factory))
    return dictionaries.SUPPORTED_LANGUAGES, lemmatizer.lemmatize


@lru_cache(maxsize=KEPT)
def keeps_capital(word: str, language: str) -> bool:
    """Tell whether the base form of a word has its capital by itself: a name or, in German, any noun."""
    known, lemmatize = _dictionaries()
    code = primary(language)
    return code in known and str(lemmatize(word, lang=code))[:1].isupper()


@lru_cache(maxsize=KEPT)
def is_mans(word: str, language: str) -> bool:
    """Tell whether a word of a name is the genitive of a man's, as far as a dictionary of forms lists it."""
    known, lemmatize = _dictionaries()
    code, form = primary(language), word.title()
    base = str(lemmatize(form, lang=code)) if code in known and form.endswith("a") else form
    return base != form and base[:1].isupper() and base[-1] not in VOWELS


def _stem(folded: str, endings: tuple[str, ...]) -> str:
    fitting = (e for e in endings if folded.endswith(e) and len(folded) - len(e) >= _MIN_STEM)
    return folded[: len(folded) - len(max(fitting, key=len, default=""))]


@lru_cache(maxsize=KEPT)
def is_verb(word: str, language: str) -> bool | None:
    """Tell whether a word can be the verb of a clause; None where no morphology knows the language."""
    code = primary(language)
    if code not in PYMORPHY:
        return None
    return analyzer(code).parse(word.casefold())[0].tag.POS in VERBAL


@lru_cache(maxsize=KEPT)
def tense(word: str, language: str) -> Literal[-1, 0, 1]:
    """Return 1 for a verb in the future, -1 for one in the past, 0 for any other word or without morphology.

    A form that may be an infinitive besides is one of the future ("ухвалить"), since those are rarer; what
    "we shall" do is said, not told of ("нагадаємо").
    """
    tags = [parse.tag for parse in readings(word, language)]
    if not tags or tags[0].POS not in _FINITE:
        return 0
    first = next((tag for tag in tags if tag.POS == "VERB" and _INFINITIVE not in tag.grammemes), tags[0])
    if first.tense == "futr":
        return 1 if first.person == "3per" else 0
    return -1 if tags[0].tense == "past" or _BY_NOBODY in tags[0].grammemes else 0


@lru_cache(maxsize=KEPT)
def has_infinitive(word: str, language: str) -> bool:
    """Tell whether a word and its base form have the endings of a verb, where a pack tells these."""
    forms = section(primary(language), "morphology", Morphology)
    if not forms.finite or not word.endswith(forms.finite):
        return False
    base = lemma(word, language)
    return base != word and base.endswith(forms.infinitives)


@lru_cache(maxsize=4096)
def base_phrase(phrase: str, language: str, cases: tuple[str, ...]) -> str:
    """Return a noun phrase in the nominative, read in the first of the given cases that its words can have.

    As many words as can be have it. What hangs on its noun stays, as all does that no morphology knows.
    """
    code, words = primary(language), phrase.split()
    if code not in PYMORPHY:
        return phrase
    turned = [found for case in cases if (found := _turned(words, code, case))]
    changed = (sum(map(ne, words, found)) for found in turned)
    return max(zip(changed, map(" ".join, turned), strict=True), key=itemgetter(0), default=(0, phrase))[1]


@lru_cache(maxsize=KEPT)
def titled(name: str, language: str) -> str:
    """Return the name of a body in the nominative where its first word can only stand in another case."""
    first = name.split()[:1]
    if primary(language) not in PYMORPHY or not first or not first[0][:1].isalpha():
        return name
    parses = [p for p in analyzer(primary(language)).parse(first[0]) if p.tag.case]
    turns = parses and not first[0].isupper() and not any(p.tag.case == "nomn" for p in parses)
    return base_phrase(name, language, (*GOVERNED, "loct")) if turns else name


@lru_cache(maxsize=4096)
def in_case(phrase: str, language: str, case: str) -> bool | None:
    """Tell whether a noun phrase may stand in a case up to its first noun; None where no morphology tells.

    ``case`` is one of OpenCorpora's names ("nomn").
    """
    code, words = primary(language), phrase.split()
    known = code in PYMORPHY and all(_is_read(word.casefold(), code) for word in words)
    return _turned(words, code, case) is not None if known and words else None


def _is_read(word: str, code: str) -> bool:
    """Tell whether a dictionary knows a word, or its ending shows that it only describes a noun."""
    read = analyzer(code)
    return read.word_is_known(word) or all(p.tag.POS == "ADJF" for p in read.parse(word))


@lru_cache(maxsize=4096)
def is_animate(phrase: str, language: str) -> bool:
    """Tell whether the first noun of a phrase is of people or animals, as far as morphology knows."""
    if primary(language) not in PYMORPHY:
        return False
    for word in phrase.split():
        parses = analyzer(primary(language)).parse(word)
        counts = any(p.tag.POS in COUNTING for p in parses)
        nouns = [p for p in parses if p.tag.POS == "NOUN" and p.tag.case == "nomn"]
        if any(p.tag.animacy == "anim" for p in nouns) or counts:  # "several times" is nobody
            return not counts
        if nouns and not any(p.tag.POS == "ADJF" for p in parses):
            return False
    return False


def are_people(phrase: str, language: str) -> bool:
    """Tell whether a noun phrase is of people and in the nominative, as far as morphology knows."""
    return is_animate(phrase, language) and bool(in_case(phrase, language, "nomn"))


@lru_cache(maxsize=4096)
def is_oblique(phrase: str, language: str) -> bool:
    """Tell whether a noun phrase can be no subject: its first noun stands in another case than that.

    What is counted does so, too ("several sources"), and no morphology may know the words: then it can.
    """
    code, words = primary(language), phrase.split()
    for word in words if code in PYMORPHY else ():
        parses = analyzer(code).parse(word)
        if not analyzer(code).word_is_known(word) or {p.tag.POS for p in parses} & COUNTING:
            return False
        if nouns := [p for p in parses if p.tag.POS == "NOUN"]:
            return not any(p.tag.case in ("nomn", None) for p in nouns)  # some are listed without a case
    return False


def _turned(words: Sequence[str], code: str, case: str) -> list[str] | None:
    """Return words with those up to the first noun in the nominative; None if they are not in this case."""
    read = [
        [p for p in analyzer(code).parse(word) if p.tag.case in (case, SECOND.get(case))] for word in words
    ]
    nouns = [any(p.tag.POS == "NOUN" for p in parses) for parses in read]
    head = next((at for at, noun in enumerate(nouns) if noun), None)
    if head is None:
        return None
    while nouns[head + 1 : head + 2] == [True] and any(p.tag.POS == "ADJF" for p in read[head]):
        head += 1  # "local" may be a noun, too
    like = next(p.tag for p in read[head] if p.tag.POS == "NOUN")
    forms = [_nominative_form(parses, like, noun=at == head) for at, parses in enumerate(read[: head + 1])]
    if None in forms:
        return None
    turned = [_spelt_like(word, form or word) for word, form in zip(words, forms, strict=False)]
    return [*turned, *words[head + 1 :]]


def _nominative_form(parses: Sequence[Any], like: Any, *, noun: bool) -> str | None:
    """Return the nominative of a noun, or of a word that agrees with the noun of the tag ``like``.

    A pronoun before a noun only owns it, and has one form ("его адвоката").
    """
    if not noun and any(p.tag.POS == "NPRO" and OF_PERSONS & p.tag.grammemes for p in parses):
        return str(parses[0].word)
    fits = [p for p in parses if (p.tag.POS == "NOUN") == noun]
    if not fits:
        return None
    agreeing = (p for p in fits if p.tag.number == like.number and p.tag.gender in (like.gender, None))
    fit = next(agreeing, fits[0])
    number = fit.tag.number, fit.tag.gender  # without these a plural may be given for a singular
    forms = (form for form in fit.lexeme if form.tag.case in ("nomn", None))
    like = next((form for form in forms if (form.tag.number, form.tag.gender) == number), None)
    base = like or fit.inflect({"nomn"})
    return None if base is None else str(base.word)


def _spelt_like(word: str, base: str) -> str:
    """Return a base form with the capitals of a word, and with "ё" only if the word has one."""
    plain = base if "ё" in word else base.replace("ё", "е")
    if word.casefold() == plain:
        return word
    return plain[:1].upper() + plain[1:] if word[0].isupper() else plain
