"""What stands before a sentence and tells when it was added, and behind a headline of which day it is."""

import pytest

from rashomon.analyze.page.sentences import split
from rashomon.analyze.page.structure import read_structure
from rashomon.lang.pack import codes
from rashomon.lang.structure import structure_words
from tests.articles import article_of

BODY = "The harbour of Oldmouth was closed on Wednesday because of the storm, and the boats stayed in."


def body(line: str, language: str) -> list[str]:
    """Return the sentences of the body of an article that ends in a line."""
    text = f"{BODY}\n\n{line}"
    told = article_of(text, outlet="The Pier")
    structure = read_structure(told, language)
    aside = [part.span for part in structure.non_body]
    spans = (s.span for s in split(told, language, structure))
    return [text[s.start : s.end] for s in spans if not any(part.contains(s) for part in aside)][1:]


def headline(line: str) -> str:
    told = article_of(f"{line}\n\n{BODY}", outlet="The Pier")
    span = read_structure(told, "en").headline
    return told.text.content[span.start : span.end] if span else ""


@pytest.mark.parametrize(
    ("language", "prefix", "sentence"),
    [
        ("en", "UPDATE 4:15 p.m. -- ", "More boats of the harbour have been found since."),
        ("en", "UPDATE: ", "The mayor of Oldmouth opened the harbour to all boats."),
        ("en", "Updated, June 3, 4:15 p.m. ET: ", "The mayor opened the harbour to all boats."),
        ("en", "Update 2 – ", "The mayor of Oldmouth opened the harbour to all boats."),
        ("en", "10:30 a.m. - ", "The mayor of Oldmouth opened the harbour to all boats."),
        ("de", "14.30 Uhr: ", "Der Hafen von Altmund ist nach Angaben der Stadt wieder offen."),
        ("de", "Nachtrag: ", "Der Hafen von Altmund ist wieder offen."),
        ("ru", "Обновлено в 15:30: ", "Мэр Устьевска снова открыл порт для всех лодок."),
        ("uk", "Доповнено — ", "Мер Устівська знову відкрив порт для всіх човнів."),
        ("pl", "AKTUALIZACJA 15.30: ", "Burmistrz otworzył port dla wszystkich łodzi."),
        ("fr", "Mise à jour à 15h30 : ", "Le maire a rouvert le port à tous les bateaux."),
        ("zh", "更新：", "市长重新向所有船只开放了老口港。"),
        ("ru", "PRISTAN.RU - ", "Мэр Устьевска снова открыл порт для всех лодок."),
        ("en", "(AFP) — ", "The mayor of Oldmouth opened the harbour to all boats."),
    ],
)
def test_what_tells_of_an_addition_is_no_part_of_its_sentence(
    language: str, prefix: str, sentence: str
) -> None:
    assert body(prefix + sentence, language) == [sentence]


@pytest.mark.parametrize(
    "line",
    [
        "Update on the harbour: the council said that all boats had come in by the evening.",
        "Live from the pier: the boats of Oldmouth came in all evening, and nobody was lost.",
        "Breaking the ice of the harbour - a work of three weeks - was left to the old tug.",
        "10-20 - by so much the town of Oldmouth lost its match against the men of Orm.",
        "Time — and all the money of the harbour of Oldmouth — went into the new pier for boats.",
        "The latest count shows: the storm has broken more than forty boats of the harbour.",
    ],
)
def test_what_only_begins_alike_stays(line: str) -> None:
    assert body(line, "en") == [line]


def test_a_line_of_a_timetable_keeps_its_hour() -> None:
    assert body("14:30 – Opening of the pier.", "en") == ["14:30 – Opening of the pier."]


@pytest.mark.parametrize("code", codes())
def test_each_of_a_languages_words_is_found(code: str) -> None:
    for word in structure_words(code).additions:
        assert body(f"{word.upper()}: {BODY}", code) == [BODY], word


@pytest.mark.parametrize(
    "line",
    [
        "Storm closes harbour 02.04.2031",
        "Storm closes harbour – 2/4/2031",
        "Storm closes harbour (02.04.2031 18:20)",
        "UPDATE: Storm closes harbour",
        "18:20 Storm closes harbour",
    ],
)
def test_a_headline_is_told_without_its_stamp(line: str) -> None:
    assert headline(line) == "Storm closes harbour"


def test_a_headline_that_speaks_of_a_day_keeps_it() -> None:
    assert headline("What broke the pier of 02.04.2031") == "What broke the pier of 02.04.2031"
