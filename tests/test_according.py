"""Sources of "according to": where their phrase ends, in every language that has a pack."""

import pytest

from rashomon.analyze.quotes.find import find_quotes
from rashomon.model.annotation import Quote
from tests.quote_articles import analysis_of


def indirect(text: str, language: str) -> Quote:
    (quote,) = (q for q in find_quotes(analysis_of(text, language)) if q.kind != "direct")
    return quote


@pytest.mark.parametrize(
    ("language", "text", "content", "speaker"),
    [
        ("en", "According to fishermen, the buoy sank.", "the buoy sank", "fishermen"),
        ("ru", "По данным полиции, буй утонул.", "буй утонул", "полиция"),
        ("ru", "По предварительным данным полиции буй утонул ночью.", "буй утонул ночью", "полиция"),
        ("uk", "За уточненими даними поліції, буй затонув уночі.", "буй затонув уночі", "поліція"),
        ("pl", "Według policji zatonęło 14 boi, a 23 ocalały.", "zatonęło 14 boi, a 23 ocalały", "policji"),
        ("pl", "Zdaniem ekspertów przyczyną była rdza.", "przyczyną była rdza", "ekspertów"),
        ("cs", "Podle policie zmizelo 14 bójí, dvě zůstaly.", "zmizelo 14 bójí, dvě zůstaly", "policie"),
        ("cs", "Podle odborníků byla příčinou rez.", "byla příčinou rez", "odborníků"),
        ("bg", "Според експерти причината е ръжда.", "причината е ръжда", "експерти"),
        ("bg", "По данни на полицията са потънали 14 шамандури.", "са потънали 14 шамандури", "полицията"),
        ("sl", "Po podatkih policije je potonilo 14 boj.", "je potonilo 14 boj", "policije"),
        ("de", "Nach Polizeiangaben sanken 14 Bojen.", "sanken 14 Bojen", "Polizeiangaben"),
        ("fr", "De source policière, 14 bouées ont coulé.", "14 bouées ont coulé", "source policière"),
        ("es", "Según fuentes de la Capitanía el faro ardió.", "el faro ardió", "fuentes de la Capitanía"),
        (
            "it",
            "Secondo la polizia almeno 14 boe sono affondate.",
            "almeno 14 boe sono affondate",
            "la polizia",
        ),
        ("pt", "Segundo fontes da Marinha 14 boias afundaram.", "14 boias afundaram", "fontes da Marinha"),
        ("tr", "Polise göre 14 şamandıra battı.", "14 şamandıra battı", "Polise"),
        ("az", "Ekspertlərin fikrincə, səbəb pasdır.", "səbəb pasdır", "Ekspertlərin"),
        ("ar", "وبحسب الشرطة، غرقت 14 عوامة.", "غرقت 14 عوامة", "الشرطة"),
        ("fa", "به گفته پلیس ۱۴ شناور غرق شد.", "۱۴ شناور غرق شد", "پلیس"),
        ("zh", "据警方称，至少14人死亡，23人受伤。", "至少14人死亡，23人受伤", "警方"),
    ],
)
def test_a_source_ends_where_the_clause_begins(language: str, text: str, content: str, speaker: str) -> None:
    quote = indirect(text, language)
    assert text[quote.span.start : quote.span.end] == content
    assert quote.speaker is not None
    assert quote.speaker.name == speaker


@pytest.mark.parametrize(
    ("language", "text", "content", "speaker", "via"),
    [
        (
            "ru",
            "Как сообщает Северсталь-Пресс со ссылкой на полицию, маяк погас.",
            "маяк погас",
            "полиция",
            "Северсталь-Пресс",
        ),
        (
            "pl",
            "Jak podaje Harbour Post, powołując się na policję, latarnia zgasła.",
            "latarnia zgasła",
            "policję",
            "Harbour Post",
        ),
        (
            "cs",
            "Jak píše Harbour Post s odvoláním na policii, maják zhasl.",
            "maják zhasl",
            "policii",
            "Harbour Post",
        ),
    ],
)
def test_whoever_leans_on_a_source_passes_its_words_on(
    language: str, text: str, content: str, speaker: str, via: str
) -> None:
    quote = indirect(text, language)
    assert text[quote.span.start : quote.span.end] == content
    assert quote.speaker is not None
    assert (quote.speaker.name, quote.via) == (speaker, via)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Мост планируется открыть осенью."),
        ("uk", "Міст планують відкрити восени."),
        ("bg", "Мостът се очаква да бъде открит наесен."),
        ("pl", "Jeśli to się potwierdzi, spółce grozi kara."),
        ("sl", "Če se to potrdi, lastniku grozi kazen."),
        ("ru", "По предварительным данным, буй утонул."),
    ],
)
def test_what_nobody_says_is_no_quote(language: str, text: str) -> None:
    assert find_quotes(analysis_of(text, language)) == ()


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        ("ru", "Буй утонул, сообщили в понедельник в управлении порта.", "управление порта"),
        ("sl", "Boja je potonila, so v ponedeljek sporočili s policije.", "policije"),
        ("bg", "Буят потъна, съобщиха в понеделник от полицията.", "полицията"),
        ("cs", "Bóje se potopila, sdělila policie.", "policie"),
        ("pl", "Boja zatonęła, poinformowała straż portowa.", "straż portowa"),
    ],
)
def test_a_body_speaks_behind_a_day(language: str, text: str, speaker: str) -> None:
    quote = indirect(text, language)
    assert quote.speaker is not None
    assert quote.speaker.name == speaker


def test_a_denial_needs_one_word_where_nouns_have_no_articles() -> None:
    quote = indirect("Jan Wierzba zaprzeczył doniesieniom.", "pl")
    assert quote.speaker is not None
    assert quote.speaker.name == "Jan Wierzba"


def test_a_relative_clause_parts_a_subject_from_its_denial() -> None:
    quote = indirect("Mara Lindqvist, who owns the pier, denied the claim.", "en")
    assert quote.speaker is not None
    assert quote.speaker.name == "Mara Lindqvist"


def test_a_list_behind_a_colon_is_nobodys_words() -> None:
    text = "Ponavadi zdravniki nato ponudijo tri možnosti: vračilo denarja, zamenjavo ali čakanje."
    assert find_quotes(analysis_of(text, "sl")) == ()
