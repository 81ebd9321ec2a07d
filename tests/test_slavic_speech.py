"""How Slavic pages give words: dashes within paragraphs, insertions, phrases, headlines, documents."""

import pytest

from rashomon.analyze.quotes.find import find_quotes
from rashomon.lang.attribution import CUE_CLASSES, word_labels
from rashomon.model.annotation import Quote
from tests.quote_articles import analysis_of


def quotes_of(text: str, language: str) -> tuple[Quote, ...]:
    return find_quotes(analysis_of(text, language))


def told(text: str, language: str) -> list[tuple[str, str | None]]:
    """Return the words given as said, each with its speaker."""
    quotes = quotes_of(text, language)
    return [(text[q.span.start : q.span.end], q.speaker.name if q.speaker else None) for q in quotes]


def test_speech_behind_a_dash_within_a_paragraph_goes_back_to_its_dash() -> None:
    text = "Molo stoi. – Czekamy na statek. Nie widać go – mówi Jan Wierzba. – Zostajemy. Zapadł zmrok."
    assert told(text, "pl") == [
        ("Czekamy na statek. Nie widać go", "Jan Wierzba"),
        ("Zostajemy.", "Jan Wierzba"),
    ]
    assert {q.kind for q in quotes_of(text, "pl")} == {"direct"}


def test_dash_within_a_paragraph_is_no_speech_without_the_reporter() -> None:
    assert quotes_of("Molo stoi. – Sól i mąka. Zapadł zmrok.", "pl") == ()


def test_line_behind_a_dash_that_only_frames_belongs_to_the_line_before() -> None:
    text = "Molo stoi.\nZostaniemy tu do wiosny\n– zapowiedział Jan Wierzba. Zapadł zmrok. – Czekamy – dodał."
    found = [(words, speaker) for words, speaker in told(text, "pl")]
    assert found == [("Zostaniemy tu do wiosny", "Jan Wierzba"), ("Czekamy", "Jan Wierzba")]


def test_line_behind_a_dash_at_the_end_of_a_quotation_says_who_spoke() -> None:
    text = "„Czekamy w porcie” –\nnapisał Jan Wierzba w sieci. Zapadł zmrok."
    assert told(text, "pl") == [("Czekamy w porcie", "Jan Wierzba")]


def test_heading_in_marks_leaves_its_clause_to_the_sentence_behind_it() -> None:
    text = '"Port jest otwarty" Jan Wierzba dodał ponadto, że latarnia zgaśnie.'
    assert [words for words, _ in told(text, "pl")] == ["Port jest otwarty", "że latarnia zgaśnie"]
    assert {speaker for _, speaker in told(text, "pl")} == {"Jan Wierzba"}


def test_name_in_marks_before_its_verb_tells_and_is_not_told() -> None:
    text = "Jan Wierzba wrócił. „Echo” podaje, że latarnia zgaśnie."
    assert told(text, "pl") == [("że latarnia zgaśnie", None)]


def test_speech_behind_a_dash_does_not_run_over_what_the_reporter_tells() -> None:
    text = "Molo stoi. – Sól i mąka. Zdaniem Jana, „zimno” zostaje. Prom – jak dodał Jan Wierzba – stoi."
    assert all("Zdaniem" not in words for words, _ in told(text, "pl"))


def test_dash_at_the_end_of_a_sentence_opens_nothing() -> None:
    assert quotes_of("Молимо. –\nМаяк", "uk") == ()


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        ("ru", "Маяк, отмечает Пётр Зимин, не погаснет до весны.", "Пётр Зимин"),
        ("uk", "Маяк, зазначає Олена Гай, не згасне до весни.", "Олена Гай"),
        ("pl", "Latarnia, zaznacza Jan Wierzba, nie zgaśnie do wiosny.", "Jan Wierzba"),
    ],
)
def test_who_speaks_may_stand_in_the_midst_of_the_words(language: str, text: str, speaker: str) -> None:
    assert told(text, language) == [(text.rstrip("."), speaker)]


def test_who_speaks_may_stand_before_a_comma_that_a_link_has_parted_from_it() -> None:
    text = "Для многих, комментирует Harbour Post , маяк может стать домом."
    assert told(text, "ru") == [(text.rstrip("."), "Harbour Post")]


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("uk", "Маяк згасне до весни, сказав Петро Гай, зокрема «Берег».", "Маяк згасне до весни"),
        ("ru", "Маяк погаснет к весне, сказал Пётр Зимин, также из-за льда.", "Маяк погаснет к весне"),
        ("ru", "Маяк, сказал Пётр Зимин, также погаснет.", "Маяк, сказал Пётр Зимин, также погаснет"),
    ],
)
def test_words_go_on_behind_who_speaks_only_with_a_verb(language: str, text: str, words: str) -> None:
    assert [held for held, _ in told(text, language)] == [words]


def test_whom_the_media_lean_on_is_no_place_where_something_is_said() -> None:
    text = "Маяк закроют на неделю, отмечают СМИ со ссылкой на Harbour Post."
    (quote,) = quotes_of(text, "ru")
    assert text[quote.span.start : quote.span.end] == "Маяк закроют на неделю"
    assert (quote.speaker and quote.speaker.name, quote.via) == ("Harbour Post", "СМИ")


def test_apposition_behind_the_subject_is_not_told() -> None:
    text = "Маяк погас, сообщил Пётр Зимин, смотритель старого порта."
    assert told(text, "ru")[0] == ("Маяк погас", "Пётр Зимин")


@pytest.mark.parametrize(
    ("language", "text", "told_words"),
    [
        ("cs", "Karel Houba přišel. Maják podle něj zhasne brzy.", "Maják podle něj zhasne brzy"),
        ("pl", "Jan Wierzba dodał, że wie o tym, jednak jego zdaniem latarnia zgaśnie.", "latarnia zgaśnie"),
    ],
)
def test_phrase_within_a_clause_tells_what_stands_around_it(
    language: str, text: str, told_words: str
) -> None:
    assert told_words in [words for words, _ in told(text, language)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Об этом сообщили в отчёте для жителей порта."),
        ("uk", "Про це йдеться у відповіді на запит мешканців порту."),
        ("bg", "Това се казва в съобщение, разпространено в понеделник."),
    ],
)
def test_what_only_points_back_tells_nothing(language: str, text: str) -> None:
    assert quotes_of(text, language) == ()


def test_unofficial_phrases_are_nobodys() -> None:
    assert quotes_of("Według nieoficjalnych informacji Jan Wierzba sprzedał latarnię.", "pl") == ()


def test_source_that_another_leans_on_is_passed_on() -> None:
    text = "Вера Ланская сообщила, что маяк погас, со ссылкой на полицию."
    (quote,) = quotes_of(text, "ru")
    assert quote.via == "Вера Ланская"
    assert text[quote.span.start : quote.span.end] == "что маяк погас"


def test_relative_source_is_whom_it_resumes() -> None:
    text = "Приехал Пётр Зимин, по словам которого маяк погас."
    assert told(text, "ru")[0][1] == "Пётр Зимин"


def test_who_is_asked_is_not_who_asks() -> None:
    assert told("Рыбаки призвали министра уйти в отставку.", "ru") == [("министра уйти в отставку", "Рыбаки")]


def test_headline_names_its_source_behind_a_dash() -> None:
    text = "Маяк достроят к осени — Пётр Зимин\nРабота идёт."
    assert told(text, "ru") == [("Маяк достроят к осени", "Пётр Зимин")]
    assert quotes_of("Маяк достроят к осени — Пётр Зимин.", "ru") == ()


def test_statement_of_the_company_is_that_of_the_body_just_named() -> None:
    text = "Северсталь-Пресс закроет маяк, говорится в сообщении компании."
    assert told(text, "ru")[0][1] == "Северсталь-Пресс"


def test_role_before_a_place_describes_its_holder() -> None:
    text = (
        "Ambasador Rzeczypospolitej w Glimmerton Jan Wierzba przyjechał.\n"
        "„Latarnia stoi i będzie stała” – powiedział ambasador."
    )
    assert told(text, "pl") == [("Latarnia stoi i będzie stała", "Jan Wierzba")]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ru", ("отделения", "благодаря", "предполагаемый", "рассказы")),
        ("uk", ("додаткові", "відповідальний", "визначив", "розповсюдження")),
        ("pl", ("dodatkowych", "przekazany", "odpowiedzialny", "wspomniane")),
        ("cs", ("hodnoty", "rozhodčí", "nabídky", "uvedené")),
        ("bg", ("отговорност", "допълнителни", "критиката", "настоящ")),
        ("sl", ("opozorilni", "zagotovitev", "imenovan", "vprašalnik")),
    ],
)
def test_nouns_and_participles_that_look_like_verbs_announce_nothing(
    language: str, words: tuple[str, ...]
) -> None:
    for word in words:
        labels = word_labels(language, word)
        assert "no_cue" in labels or labels.isdisjoint(CUE_CLASSES), word
