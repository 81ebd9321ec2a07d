"""Who can be the subject of a reporting verb: number, gender, bodies, and people who only wrote the text."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from rashomon.analyze.quotes.find import find_quotes
from rashomon.model.annotation import NonBody, Structure
from rashomon.model.text import Span
from tests.quote_articles import analysis_of

FIRST = {
    "ru": "«Маяк снова горит», — сказал Пётр Зимин. ",
    "uk": "«Маяк знову горить», — сказала Олена Гай. ",
    "pl": "„Latarnia znowu świeci” – powiedział Jan Wierzba. ",
    "cs": "„Maják zase svítí,“ řekl Karel Houba. ",
    "sl": "»Svetilnik spet gori,« je povedala Ana Breza. ",
    "bg": "„Фарът пак свети“, каза Стоян Върбан. ",
    "es": "«El faro arde otra vez», dijo Lucía Robledo. ",
    "de": "„Der Leuchtturm brennt wieder“, sagte Mara Lindqvist. ",
    "fr": "« Le phare brûle encore », a déclaré Mara Lindqvist. ",
    "en": "“The lamp is lit again,” said Mara Lindqvist. ",
}


def speakers_of(language: str, text: str) -> Sequence[str | None]:
    """Return the speakers of what follows an opening in which a person speaks."""
    found = find_quotes(analysis_of(FIRST[language] + text, language))
    return [q.speaker.name if q.speaker else None for q in found if q.span.start >= len(FIRST[language])]


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        ("ru", "Депутаты заявили, что мост опасен.", "Депутаты"),
        ("uk", "Депутати заявили, що міст небезпечний.", "Депутати"),
        ("pl", "Posłowie oświadczyli, że most jest niebezpieczny.", "Posłowie"),
        ("pl", "Mechanik dodał, że most jest niebezpieczny.", "Mechanik"),
        ("cs", "Poslanci uvedli, že most je nebezpečný.", "Poslanci"),
        ("sl", "Poslanci so povedali, da je most nevaren.", "Poslanci"),
        ("bg", "Депутатите заявиха, че мостът е опасен.", "Депутатите"),
        ("es", "Los ministros dijeron que el puente es peligroso.", "Los ministros"),
        ("de", "Die Minister sagten, die Brücke sei gefährlich.", "Die Minister"),
    ],
)
def test_a_role_that_is_nobody_listed_is_no_last_speaker(language: str, text: str, speaker: str) -> None:
    assert speakers_of(language, text) == [speaker]


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        ("ru", "Двенадцать человек пострадали, сообщили в полиции города.", "полиция города"),
        ("ru", "В министерстве заявили, что мост закрыт.", "министерство"),
        ("ru", "Мост закрыт, говорится в сообщении ведомства.", "сообщение ведомства"),
        ("uk", "Двоє людей загинули, повідомили в поліції.", "поліція"),
        ("pl", "W komunikacie podano, że most jest zamknięty.", "komunikacie"),
        ("pl", "Most jest zamknięty, czytamy w komunikacie policji.", "komunikacie policji"),
        ("cs", "Na policii uvedli, že most je zavřený.", "policii"),
        ("sl", "Na policiji so sporočili, da je most zaprt.", "policiji"),
        ("bg", "От полицията съобщиха, че мостът е затворен.", "полицията"),
        (
            "de",
            "Die Brücke sei gesperrt, hieß es in der Mitteilung der Polizei.",
            "der Mitteilung der Polizei",
        ),
        ("fr", "Le pont est fermé, lit-on dans le rapport.", "le rapport"),
        ("es", "El puente está cerrado, se lee en el comunicado.", "el comunicado"),
    ],
)
def test_a_body_speaks_where_its_verb_has_no_other_subject(language: str, text: str, speaker: str) -> None:
    assert speakers_of(language, text) == [speaker]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Добавила, что мост закрыт."),
        ("ru", "Сообщается, что мост закрыт."),
        ("ru", "Добавили, что мост закрыт."),
        ("pl", "Na miejscu poinformowano, że most jest zamknięty."),
        ("uk", "Додали, що міст закрито."),
    ],
)
def test_a_verb_that_cannot_be_the_last_speakers_leaves_it_open_who_spoke(language: str, text: str) -> None:
    assert speakers_of(language, text) == [None]


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        ("ru", "Добавил, что мост закрыт.", "Пётр Зимин"),
        ("pl", "Dodał, że most jest zamknięty.", "Jan Wierzba"),
        ("bg", "Според него мостът е затворен.", "Стоян Върбан"),
        ("de", "Mara Lindqvist zufolge ist die Brücke gesperrt.", "Mara Lindqvist"),
        ("de", "„Das Seil ist alt“, sagte am Freitag die Ministerin Mara Lindqvist.", "Mara Lindqvist"),
        ("es", "«No abriremos el puente», informó este martes en la radio la policía.", "la policía"),
        ("en", "Per Tomas Orel, the bridge is closed.", "Tomas Orel"),
        ("en", "The bridge is closed, per police.", "police"),
        ("sl", "»Most je star,« je v petek za časnik povedala Ana Breza.", "Ana Breza"),
    ],
)
def test_who_spoke_is_found_on_either_side(language: str, text: str, speaker: str) -> None:
    assert speakers_of(language, text) == [speaker]


def test_per_within_a_clause_is_no_source() -> None:
    assert speakers_of("en", "The ferry costs two crowns per police officer.") == []


def test_a_phrase_inside_a_clause_tells_the_whole_clause() -> None:
    text = "The bridge, according to Tomas Orel, is closed."
    (quote,) = find_quotes(analysis_of(text))
    assert text[quote.span.start : quote.span.end] == "The bridge, according to Tomas Orel, is closed"


@pytest.mark.parametrize(
    ("language", "text", "words", "speaker"),
    [
        (
            "ru",
            "«Мост стар, — заявил Пётр Зимин. — Его закроют».",
            ["Мост стар", "Его закроют"],
            "Пётр Зимин",
        ),
        (
            "ru",
            "«Мост стар, — заявил Пётр Зимин, — и его закроют».",
            ["Мост стар", "и его закроют"],
            "Пётр Зимин",
        ),
        (
            "pl",
            "„Most jest stary – powiedział Jan Wierzba. – Zamkniemy go”.",
            ["Most jest stary", "Zamkniemy go"],
            "Jan Wierzba",
        ),
        (
            "es",
            "—No hubo aviso —aseguró Lucía Robledo, vecina—. ¿Por qué?",
            ["No hubo aviso", "¿Por qué?"],
            "Lucía Robledo",
        ),
        ("ru", "«Мост — наша боль», — сказал Пётр Зимин.", ["Мост — наша боль"], "Пётр Зимин"),
    ],
)
def test_the_reporter_may_speak_inside_the_marks(
    language: str, text: str, words: list[str], speaker: str
) -> None:
    found = find_quotes(analysis_of(text, language))
    assert [text[q.span.start : q.span.end] for q in found] == words
    assert {q.speaker.name for q in found if q.speaker} == {speaker}


def test_whom_an_agency_cites_is_the_speaker() -> None:
    text = "«Мост стар, — цитирует Северсталь-Пресс Петра Зимина. — Его закроют»."
    found = find_quotes(analysis_of(text, "ru"))
    assert [(q.speaker.name, q.via) for q in found if q.speaker] == [("Пётр Зимин", "Северсталь-Пресс")] * 2


@pytest.mark.parametrize("kind", ["byline", "heading"])
def test_who_only_wrote_the_text_says_nothing_in_it(kind: str) -> None:
    head, body = (
        "Mara Lindqvist",
        "“The harbour has been closed since the storm of last week.” She added that it rained.",
    )
    read = analysis_of(f"{head}\n\n{body}")
    line = Span(0, len(head))
    written = (
        Structure(byline=line)
        if kind == "byline"
        else Structure(non_body=(NonBody(span=line, kind="heading"),))
    )
    assert {q.speaker.name for q in find_quotes(read) if q.speaker} == {"Mara Lindqvist"}
    found = find_quotes(replace(read, structure=written))
    assert {q.speaker.name for q in found if q.speaker} <= {"She"}
    assert len(found) == 2


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        ("ru", "Об этом сообщает служба порта. «Маяк погас ночью», — говорится в сообщении.", "служба порта"),
        (
            "uk",
            "Про це повідомляє служба порту. «Маяк згас уночі», — йдеться в повідомленні.",
            "служба порту",
        ),
        (
            "ru",
            "Об этом говорится в отчете портовой компании. «Маяк погас ночью», — говорится в отчете.",
            "отчет портовой компании",
        ),
        ("ru", "«Маяк погас ночью», — говорится в отчете, сообщает там же «Волна горит».", "отчет"),
    ],
)
def test_a_statement_is_of_whoever_is_told_to_have_made_it(language: str, text: str, speaker: str) -> None:
    assert speakers_of(language, text)[0] == speaker


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Напомним, что мост закрыт."),
        ("uk", "Нагадаємо, що міст закрито."),
        ("pl", "Przypomnijmy, że most jest zamknięty."),
        ("cs", "Připomeňme, že most je zavřený."),
        ("bg", "Припомняме, че мостът е затворен."),
        ("sl", "Spomnimo, da je most zaprt."),
    ],
)
def test_what_the_reporter_reminds_of_is_nobodys_words(language: str, text: str) -> None:
    assert speakers_of(language, text) == []


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        ("ru", "Мост открыли после заявления суда о том, что он прочен.", "суд"),
        ("uk", "Міст відкрили на підставі заяви суду, що він міцний.", "суд"),
    ],
)
def test_a_noun_has_its_owner_behind_it(language: str, text: str, speaker: str) -> None:
    assert speakers_of(language, text) == [speaker]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("He paused, then added: “The lamp is new.”", "He"),
        ("The captain over the weekend joked that the lamp is new.", "The captain"),
        ("The captain, who described the lamp as “a toy,” went home.", "The captain"),
        ("Asked loudly, “Is it new?” Orel left.", None),
    ],
)
def test_a_source_is_a_person_and_no_more(text: str, speaker: str | None) -> None:
    found = find_quotes(analysis_of(text))
    assert [q.speaker.name if q.speaker else None for q in found][-1] == speaker


def test_a_quotation_behind_a_full_stop_is_no_title() -> None:
    text = (
        "Про це йдеться в повідомленні компанії. «Міст закрито до ранку через вітер з моря», — йдеться там."
    )
    assert [q.kind for q in find_quotes(analysis_of(text, "uk"))][-1] == "direct"


def test_a_company_in_marks_says_nothing() -> None:
    text = "Суд назвал «Маяк Ост Б.В.», заявил Пётр Зимин."
    assert all(q.kind != "direct" for q in find_quotes(analysis_of(text, "ru")))
