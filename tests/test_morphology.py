"""Base forms: equal for all forms of a word, and quick to get."""

import pytest
from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

from rashomon.lang import morphology
from rashomon.lang.morphology import GOVERNED, PLACED, base_phrase, lemma
from rashomon.lang.name_cases import nominative
from rashomon.lang.pack import codes

FEW = 8
"""Dictionaries that simplemma keeps by itself."""


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("ru", ("самолёт", "самолёта", "самолётами")),
        ("uk", ("літак", "літака", "літаками")),
        ("pl", ("samolot", "samolotu", "samolotami", "samolotem")),
        ("cs", ("letadlo", "letadla", "letadlem")),
        ("sl", ("letalo", "letala", "letalom")),
        ("en", ("plane", "planes")),
        ("es", ("gobierno", "gobiernos")),
    ],
)
def test_forms_of_one_word_have_one_lemma(language: str, forms: tuple[str, ...]) -> None:
    assert len({lemma(form, language) for form in forms}) == 1
    assert len({lemma(form.upper(), language) for form in forms}) == 1


def test_unknown_language_and_word_stay() -> None:
    assert lemma("Зюк", "xx") == "зюк"
    assert lemma("", "pl") == ""


def test_short_polish_words_keep_a_stem() -> None:
    assert lemma("nie", "pl") == "nie"
    assert lemma("kot", "pl") == "kot"


@pytest.mark.parametrize(
    ("name", "language", "base"),
    [
        ("Владимира Орлова", "ru", "Владимир Орлов"),
        ("Елену Орлову", "ru", "Елена Орлова"),
        ("Москву", "ru", "Москва"),
        ("Олега Лихачева", "ru", "Олег Лихачев"),
        ("Kwexlor", "ru", "Kwexlor"),
        ("Павло Зимогляд", "uk", "Павло Зимогляд"),
        ("Niemczech", "pl", "Niemczech"),
        ("Ирены Кассаль", "ru", "Ирена Кассаль"),
        ("Ирена Кассаль", "ru", "Ирена Кассаль"),
        ("Урсула Ляєн", "uk", "Урсула Ляєн"),
    ],
)
def test_nominative(name: str, language: str, base: str) -> None:
    assert nominative(name, language) == base


@pytest.mark.parametrize(
    ("phrase", "language", "cases", "base"),
    [
        ("годовом отчете портовой службы", "ru", PLACED, "годовой отчет портовой службы"),
        ("місцевих лікарів", "uk", GOVERNED, "місцеві лікарі"),
        ("глави порту", "uk", GOVERNED, "глава порту"),
        ("МЧС", "ru", PLACED, "МЧС"),
        ("портового политика", "ru", GOVERNED, "портовый политик"),
        ("місцевого лікаря", "uk", GOVERNED, "місцевий лікар"),
        ("Министерстве морей", "ru", PLACED, "Министерство морей"),
        ("komunikacie", "pl", PLACED, "komunikacie"),
        ("Kwexlor", "ru", PLACED, "Kwexlor"),
    ],
)
def test_a_phrase_turns_to_its_base_form_up_to_its_noun(
    phrase: str, language: str, cases: tuple[str, ...], base: str
) -> None:
    assert base_phrase(phrase, language, cases) == base


def test_no_dictionary_is_loaded_twice_however_many_languages_are_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    loaded: list[str] = []

    def load(_: DefaultDictionaryFactory, code: str) -> dict[str, str]:
        loaded.append(code)
        return {}

    monkeypatch.setattr(DefaultDictionaryFactory, "_get_dictionary_uncached", load)
    known, lemmatize = morphology._dictionaries.__wrapped__()
    for word in ("gulls", "terns"):
        for code in codes():
            if code in known:
                lemmatize(word, lang=code)
    assert sorted(loaded) == sorted(set(loaded))
    assert len(loaded) > FEW
