"""How Bulgarian, Czech and Slovene pages give words, dates and names: inventions in the manner of wires."""

import pytest

from rashomon.analyze.page.structure import read_structure
from rashomon.analyze.quotes.find import find_quotes
from rashomon.lang import names
from tests.articles import article_of
from tests.quote_articles import analysis_of

LONG = "Молът край града беше затворен за ремонт и ще бъде отворен отново след десет дни, както е по план."


def told(text: str, language: str) -> list[tuple[str, str | None]]:
    """Return the words given as said, each with its speaker."""
    quotes = find_quotes(analysis_of(text, language))
    return [(text[q.span.start : q.span.end], q.speaker.name if q.speaker else None) for q in quotes]


@pytest.mark.parametrize(
    ("language", "text", "words", "speaker"),
    [
        ("bg", "„Мостът ще падне“. Това заяви Стоян Върбан.", "Мостът ще падне", "Стоян Върбан"),
        ("bg", "Мостът е затворен. Това съобщи в петък Стоян Върбан.", "Мостът е затворен", "Стоян Върбан"),
        ("cs", "Most stojí dál. Novinářům to řekl starosta Karel Houba.", "Most stojí dál", "Karel Houba"),
        ("cs", "Most zůstane zavřený. Uvedl to Karel Houba.", "Most zůstane zavřený", "Karel Houba"),
        ("sl", "Most ostaja zaprt. To je v petek povedala Ana Breza.", "Most ostaja zaprt", "Ana Breza"),
    ],
)  # fmt: skip
def test_a_sentence_is_told_by_whom_the_next_one_names(
    language: str, text: str, words: str, speaker: str
) -> None:
    assert told(text, language) == [(words, speaker)]


def test_an_agency_that_only_passes_a_sentence_on_has_not_told_it() -> None:
    assert told("Most zůstane zavřený. Informovala o tom agentura Zvon.", "cs") == []


@pytest.mark.parametrize(
    ("language", "text", "words", "speaker"),
    [
        ("cs", "Karel Houba se domnívá, že most vydrží.", "že most vydrží", "Karel Houba"),
        ("cs", "„Most vydrží,“ ohradil se Karel Houba.", "Most vydrží,", "Karel Houba"),
        ("cs", "Most podle policie zatím vydrží.", "Most podle policie zatím vydrží", "policie"),
        ("cs", "Starosta prý slíbil, že most vydrží.", "že most vydrží", "Starosta"),
        ("sl", "Most stoji, je po seji odbora povedala predsednica Ana Breza.", "Most stoji", "Ana Breza"),
        ("sl", "Most stoji, je v petek zjutraj sporočila Ana Breza.", "Most stoji", "Ana Breza"),
        ("sl", "»Most stoji,« je bila jasna Ana Breza.", "Most stoji,", "Ana Breza"),
        ("bg", "„Мостът ще издържи“, възрази Стоян Върбан.", "Мостът ще издържи", "Стоян Върбан"),
        ("bg", "Стоян Върбан е категоричен, че мостът ще издържи.", "че мостът ще издържи", "Стоян Върбан"),
        ("bg", "По мнението на Стоян Върбан мостът ще издържи.", "мостът ще издържи", "Стоян Върбан"),
    ],
)  # fmt: skip
def test_verbs_and_phrases_of_the_wires_name_their_speaker(
    language: str, text: str, words: str, speaker: str
) -> None:
    assert (words, speaker) in told(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("bg", "Утре Стоян Върбан ще обяви новия план на града."),
        ("cs", "Karel Houba to řekl v pátek v Lipkově."),
        ("sl", "Sodišče je Ano Breza obsodilo na tri leta zapora."),
    ],
)
def test_what_will_be_said_a_pointer_and_a_sentence_of_a_court_are_no_words(language: str, text: str) -> None:
    assert told(text, language) == []


def structure_of(text: str, language: str) -> tuple[str | None, str | None, list[str]]:
    """Return headline, day of publication and what is no body."""
    article = article_of(text, language=language)
    read = read_structure(article, language)
    headline = text[read.headline.start : read.headline.end] if read.headline else None
    return headline, read.published.value, [text[n.span.start : n.span.end] for n in read.non_body]


@pytest.mark.parametrize(
    ("language", "line", "day"),
    [
        ("bg", "Публикувана на 15.03.2031 г. 11:32 ч.", "2031-03-15"),
        ("bg", "15 март 2031, 14:05 | Обновена: 16 март 2031, 16:40", "2031-03-15"),
        ("bg", "Вестник Пристан / 15.03.2031 18:22", "2031-03-15"),
        ("bg", "Екип на „Пристан“, 15 Март 2031", "2031-03-15"),
        ("cs", "15. března 2031 14:05, aktualizováno 16. 3. 2031 17:20", "2031-03-15"),
        ("cs", "Zveřejněno dne 15. 3. 2031", "2031-03-15"),
        ("sl", "15. marec 2031 ob 14.05, zadnji poseg: 16. marec 2031 ob 17:20", "2031-03-15"),
        ("sl", "Objavljeno: 15. 3. 2031, 14.05", "2031-03-15"),
    ],
)
def test_the_day_of_publication_is_read_from_a_visible_line(language: str, line: str, day: str) -> None:
    headline, published, parts = structure_of(f"Мостът е затворен за ремонт\n{line}\n\n{LONG}", language)
    assert (headline, published) == ("Мостът е затворен за ремонт", day)
    assert line in parts


@pytest.mark.parametrize("trail", ["Начало / Новини / България", "Domů › Zprávy", "Domov > Novice > Kraji"])
def test_the_trail_above_a_headline_is_none(trail: str) -> None:
    headline, _, parts = structure_of(f"{trail}\nМостът е затворен за ремонт\n\n{LONG}", "bg")
    assert headline == "Мостът е затворен за ремонт"
    assert trail in parts


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("sl", "Vrančeva", "Jasmina Vranec"),
        ("sl", "Von der Lipova", "Uršula von der Lipa"),
        ("sl", "Janševčeva", "Ana Janševec"),
        ("cs", "Von der Lipová", "Uršuly von der Lipové"),
        ("pl", "Andrzejowi Lipdzie", "Andrzej Lipda"),
    ],
)
def test_forms_of_surnames_are_one_name(language: str, one: str, other: str) -> None:
    assert names.same_person(names.of(one, language), names.of(other, language))
