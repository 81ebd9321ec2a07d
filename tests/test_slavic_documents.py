"""What documents tell in Slavic languages, dashes of the reporter's, and words that belong to a frame."""

import pytest

from tests.test_slavic_speech import told


@pytest.mark.parametrize(
    ("language", "text", "source", "words"),
    [
        ("pl", "Z raportu wynika, że latarnia zgaśnie.", "raportu", "że latarnia zgaśnie"),
        ("pl", "Latarnia zgaśnie – wynika z danych resortu.", "danych resortu", "Latarnia zgaśnie"),
        ("cs", "Z dokumentu vyplývá, že maják zhasne.", "dokumentu", "že maják zhasne"),
        ("sl", "Iz poročila izhaja, da bo svetilnik ugasnil.", "poročila", "da bo svetilnik ugasnil"),
        ("pl", "Dane wskazują, że latarnia gaśnie.", "Dane", "że latarnia gaśnie"),
        (
            "ru",
            "Обмер показал: вода ушла. Исследование показало, что маяк гаснет.",
            "Исследование",
            "что маяк гаснет",
        ),
        ("uk", "Опитування показує, що маяк гасне.", "Опитування", "що маяк гасне"),
        ("cs", "Nová data ukazují, že maják hasne.", "Nová data", "že maják hasne"),
        ("sl", "Raziskava je pokazala, da svetilnik ugaša.", "Raziskava", "da svetilnik ugaša"),
        ("bg", "Проучването показа, че фарът угасва.", "Проучването", "че фарът угасва"),
        (
            "de",
            "Die Studie zeigt, dass der Leuchtturm erlischt.",
            "Die Studie",
            "dass der Leuchtturm erlischt",
        ),
        (
            "ru",
            "По словам смотрителя, по этим камням ходить нельзя.",
            "смотритель",
            "по этим камням ходить нельзя",
        ),
        ("pl", "Latarnia zgaśnie – czytamy w ostatnim wydaniu.", "ostatnim wydaniu", "Latarnia zgaśnie"),
        ("pl", "Zgodnie z wytycznymi latarnia zgaśnie.", "wytycznymi", "latarnia zgaśnie"),
        (
            "pl",
            "Zdaniem ekspertów port powinien zgasić latarnię.",
            "ekspertów",
            "port powinien zgasić latarnię",
        ),
        ("pl", "Według gazety raport jest zły.", "gazety", "raport jest zły"),
        (
            "pl",
            "Według gazety pożar to efekt burzy, w tym wiatru.",
            "gazety",
            "pożar to efekt burzy, w tym wiatru",
        ),
        (
            "pl",
            "Według rządowych planów wyspa zachowa latarnię.",
            "rządowych planów",
            "wyspa zachowa latarnię",
        ),
    ],
)
def test_documents_tell_what_follows_from_them(language: str, text: str, source: str, words: str) -> None:
    assert told(text, language) == [(words, source)]


@pytest.mark.parametrize(
    "text", ["Z tego wynika, że latarnia zgaśnie.", "Straty wynikają z zaniedbań.", "Burza wynika z upału."]
)
def test_what_follows_from_no_source_is_nobodys(text: str) -> None:
    assert told(text, "pl") == []


def test_what_follows_from_a_cause_goes_on_with_the_words_said() -> None:
    text = "Jan Wierzba dodał, że spokój, z jakim czeka port, wynika z pogody."
    assert told(text, "pl") == [("że spokój, z jakim czeka port, wynika z pogody", "Jan Wierzba")]


def test_a_pronoun_may_lead_on_to_the_clause_behind_it() -> None:
    text = (
        "Latarnia stoi. Tutejsza prasa doniosła też o tym, że zgaśnie. "
        "W związku z tym prezes zaproponował rozmowę o niej."
    )
    assert told(text, "pl") == [
        ("o tym, że zgaśnie", "Tutejsza prasa"),
        ("rozmowę o niej", "prezes"),
    ]


def test_speech_behind_a_dash_ends_where_the_reporter_tells_whose_view_it_is() -> None:
    text = (
        "– Latarnia stoi – mówi Jan Wierzba. – Morze jest spokojne. Jego zdaniem statek wróci. "
        "Jednak – jak dodał – nie wiadomo kiedy. – Czekamy – mówi Wierzba."
    )
    assert told(text, "pl") == [
        ("Latarnia stoi", "Jan Wierzba"),
        ("Morze jest spokojne.", "Jan Wierzba"),
        ("statek wróci", "Jan Wierzba"),
        ("nie wiadomo kiedy", "Jan Wierzba"),
        ("Czekamy", "Jan Wierzba"),
    ]


def test_a_paragraph_without_a_stop_is_of_whom_the_next_one_opens_with() -> None:
    text = (
        "Molo stoi w porcie.\n\nJeśli zgaśnie, zbudujemy nową latarnię\n\n– zapowiedział Jan Wierzba w radiu."
    )
    assert told(text, "pl") == [("Jeśli zgaśnie, zbudujemy nową latarnię", "Jan Wierzba")]


def test_a_sentence_that_opens_with_who_spoke_opens_no_speech() -> None:
    text = "Molo stoi.\n\n– dodał. Latarnia też stoi. – Czekamy – mówi Jan Wierzba."
    assert told(text, "pl") == [("Molo stoi", None), ("Czekamy", "Jan Wierzba")]


def test_an_article_may_open_with_who_spoke() -> None:
    assert told("– dodał Jan Wierzba.\nMolo stoi.", "pl") == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Jak twierdzi Jan Wierzba, prezes portu, nowe dźwigi stoją.", "nowe dźwigi stoją"),
        ("Latarnia stoi – oświadczył Jan Wierzba, dementując wieści o pożarze.", "Latarnia stoi"),
    ],
)
def test_what_tells_of_the_speaker_is_not_told(text: str, words: str) -> None:
    assert told(text, "pl") == [(words, "Jan Wierzba")]


def test_a_relative_clause_does_not_tell_what_stands_before_it() -> None:
    text = "Стоян Върбан съобщи, че мостът ще падне, за което настояват рибарите."
    assert [speaker for _, speaker in told(text, "bg")] == ["Стоян Върбан"]


@pytest.mark.parametrize("text", ["Прогулка показала, что маяк гаснет.", "Он показал, что маяк гаснет."])
def test_only_what_is_written_or_counted_tells_by_showing(text: str) -> None:
    assert told(text, "ru") == []


def test_a_relative_clause_of_the_source_is_not_told() -> None:
    text = "Podle průzkumu, který zadal ústav, by se maják mohl zřítit."
    assert told(text, "cs") == [("by se maják mohl zřítit", "průzkumu")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Jan Wierzba zaapelował w porcie do rybaków o spokój na morzu.", "o spokój na morzu"),
        ("„Latarnia będzie stać” Jan Wierzba podkreślił ponadto, że latarnia świeci.", "że latarnia świeci"),
        ("Jan Wierzba wstał. Latarnia nie zgaśnie - powiedział w Radiu Mewa.", "Latarnia nie zgaśnie"),
    ],
)
def test_whom_one_asks_titles_and_places_are_not_told(text: str, words: str) -> None:
    assert told(text, "pl")[-1] == (words, "Jan Wierzba")


def test_a_phrase_in_a_relative_clause_tells_that_clause() -> None:
    text = "Jan Wierzba wstał. Wspomniał o wyprawie, która jego zdaniem „nie mogła się już udać”."
    assert ("nie mogła się już udać", "Jan Wierzba") in told(text, "pl")
    assert all("wyprawie" not in words or words.startswith("o wyprawie") for words, _ in told(text, "pl"))
