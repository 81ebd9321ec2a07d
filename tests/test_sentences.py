import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.analyze.layout import paragraphs
from rashomon.analyze.page.sentences import split
from rashomon.analyze.page.structure import read_structure
from rashomon.model.annotation import Structure
from rashomon.model.article import Article
from tests.articles import article_of


def article(text: str) -> Article:
    return article_of(text, "a1", outlet="The Pier")


def sentences(text: str, language: str) -> list[str]:
    return [text[s.span.start : s.span.end] for s in split(article(text), language, Structure())]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", ["Mr. Oar met Sen. Ann Keel, D-ME, on Oct. 9 in Oldmouth.", "She left."]),
        ("en", ["“The wind rose.", "We stayed in,” he said.", "Then it fell."]),
        ("en", ["She asked: “Who knows?”", "Nobody did."]),
        ("en", ['"It is over," said J. R. Mast.', "It was."]),
        ("en", ["The crew lives in Oldmouth, D.C.", "Oar's boat sank there."]),
        ("en", ["The crew lives in Oldmouth, Conn.", "Oar's boat sank there."]),
        ("en", ["On Sunday, Ms. Keel left for Oldmouth, Miss.", "The crew stayed."]),
        ("en", ["It was sold in Oldmouth, Conn. Police Department papers tell why."]),
        ("en", ["She pleaded before the D.C. Circuit.", "It sat late."]),
        ("en", ["They went back to the U.S.", "He stayed with J. R. Mast."]),
        ("de", ["Die Messe begann am 4. Juni, so die Stadt.", "Sie endete am 12. Oktober."]),
        ("de", ["Das Tor ist aus dem 17. Jahrhundert.", "Die Messe endet am 17.", "Danach wird es leer."]),
        ("de", ["Es kamen 15.", "Dann fiel Regen."]),
        ("pl", ["Kampania Port.EU na rzecz portu trwa.", "Inni milczą."]),
        ("ru", ["Порт закрыт, сообщает", "По мнению мэра, надолго."]),
        ("ru", ["Она сообщает На Берегу, что порт закрыт."]),
        ("ar", ["ونفى مدير الميناء ذلك، وقال في بيان إن الميناء مفتوح."]),
        ("en", ["Oldmouth, Conn. Man Robs Bank"]),
        ("ru", ["Порт закрыли 9 окт. 2031 г. из-за шторма.", "Потом открыли."]),
        ("ru", ["«Ветер поднялся.", "Мы остались», — сказал мэр.", "Было тихо."]),
        ("uk", ["Збитки — 5 тис. гривень, сказав п. Весло.", "Це багато."]),
        ("pl", ["Straty to 55 tys. złotych, mówi dr Wiosło.", "To dużo."]),
        ("cs", ["Přístav zavřeli 9. dubna kvůli bouři.", "Pak ho otevřeli."]),
        ("sl", ["Pristanišče je bilo zaprto 25. in 26. aprila.", "Potem so ga odprli."]),
        ("bg", ["Щетите са 5 хил. лева, каза г-н Весло.", "Това е много."]),
        ("ar", ["هبت الرياح ليلا.", "هل بقيت القوارب؟", "نعم."]),
    ],
)
def test_sentences_end_where_they_end(language: str, expected: list[str]) -> None:
    assert sentences(" ".join(expected), language) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ru", "Порт закрыт.В порту тихо.", ["Порт закрыт.", "В порту тихо."]),
        (
            "ru",
            'Мэр сказал: "Ждём". Тихо."Мост цел", - сказал мэр.',
            ['Мэр сказал: "Ждём".', "Тихо.", '"Мост цел", - сказал мэр.'],
        ),
        (
            "uk",
            "Це написала The Pier.За словами мера, міст стоїть.",
            ["Це написала The Pier.", "За словами мера, міст стоїть."],
        ),
        (
            "ru",
            "Компания Порт.Лодка и сайт лодка.рф открыты.",
            ["Компания Порт.Лодка и сайт лодка.рф открыты."],
        ),
        ("en", "The U.S.Navy left the pier.", ["The U.S.Navy left the pier."]),
    ],
)
def test_sentences_end_at_a_stop_whose_space_is_lost(language: str, text: str, expected: list[str]) -> None:
    assert sentences(text, language) == expected


def test_no_sentence_crosses_a_paragraph() -> None:
    text = "The wind rose\n\nThe boats stayed in. Nobody left.\nIt was late."
    found = split(article(text), "en", Structure())
    assert [s.paragraph for s in found] == [0, 1, 1, 2]
    assert text[found[0].span.start : found[0].span.end] == "The wind rose"


def test_lines_that_are_only_wrapped_are_one_paragraph() -> None:
    text = (
        "The wind rose over the harbour in the night and the boats\n"
        "stayed where they were, as the mayor had told\n"
        "them to do on the evening before, when the first of the\nclouds came up over the hills."
    )
    assert len(paragraphs(text, ".!?")) == 1
    assert len(paragraphs(text.replace("\n", ".\n"), ".!?")) == 4


def test_a_headline_and_a_dateline_are_sentences_of_their_own() -> None:
    text = (
        "Storm closes harbour\n\nOLDMOUTH, Maine, April 2. The harbour was closed on Wednesday by its mayor."
    )
    found = split(article(text), "en", read_structure(article(text), "en"))
    assert [text[s.span.start : s.span.end] for s in found] == [
        "Storm closes harbour",
        "OLDMOUTH, Maine, April 2.",
        "The harbour was closed on Wednesday by its mayor.",
    ]


@pytest.mark.parametrize(
    ("text", "second"),
    [
        ("Busy at the pier? — Ann Keel (@keel_a) April 2, 2031 The ferry stayed.", "The ferry stayed."),
        ("Anna Kil (@kil) 2 kwietnia 2031 Prom został w porcie.", "Prom został w porcie."),
    ],
)
def test_a_sentence_starts_behind_the_signature_of_a_post(text: str, second: str) -> None:
    found = split(article(text), "en", read_structure(article(text), "en"))
    assert text[found[-1].span.start : found[-1].span.end] == second


def test_a_handle_within_a_sentence_ends_none() -> None:
    text = "The mayor (@mayor) opened the 2031 fair at noon."
    assert len(split(article(text), "en", read_structure(article(text), "en"))) == 1


@settings(max_examples=150, deadline=None)
@given(
    st.text(alphabet=st.sampled_from('aБw. \n!?…"“”«»—-1\u200f\u0301𝔸漢ا'), max_size=120),
    st.sampled_from(["en", "ru", "und"]),
)
def test_every_visible_character_is_in_exactly_one_sentence(text: str, language: str) -> None:
    found = split(article(text), language, read_structure(article(text), language))
    covered = [at for s in found for at in range(s.span.start, s.span.end)]
    assert len(covered) == len(set(covered))
    assert {i for i, c in enumerate(text) if not c.isspace()} <= set(covered)
    for s in found:
        assert text[s.span.start : s.span.end] == text[s.span.start : s.span.end].strip()


@pytest.mark.parametrize(
    "text", ["a" * 500_000, "word " * 100_000, "Mr. " * 100_000, '“"« ' * 100_000, "A line\n" * 5_000]
)
def test_hostile_texts_are_bounded(text: str) -> None:
    start = time.process_time()
    found = split(article(text), "en", read_structure(article(text), "en"))
    assert max(len(s.span) for s in found) <= 2_000
    assert time.process_time() - start < 5


@pytest.mark.parametrize(
    ("language", "text", "last"),
    [
        ("bg", "Откраднал е 2 млн. лв. Дънов отрича.", "Дънов отрича."),
        ("uk", "Збитки сягнули 5 млн грн. Поліція шукає винних.", "Поліція шукає винних."),
    ],
)
def test_a_sum_of_money_may_end_a_sentence(language: str, text: str, last: str) -> None:
    assert sentences(text, language)[1:] == [last]


def test_a_sum_of_money_in_mid_sentence_ends_none() -> None:
    assert len(sentences("Той даде 5 лв. на детето.", "bg")) == 1


def test_a_word_that_only_figures_follow_as_an_abbreviation_ends_a_sentence_otherwise() -> None:
    text = "Kotova said no. Then she left by bus no. 12 to see modern art. It was late."
    assert sentences(text, "en") == [
        "Kotova said no.",
        "Then she left by bus no. 12 to see modern art.",
        "It was late.",
    ]


@pytest.mark.parametrize(
    ("language", "text", "first"),
    [
        ("ru", "Дом построен в 1970 г. Пожар потушен.", "Дом построен в 1970 г."),
        ("ru", "Ещё в марте 2014 г. Суд решил иначе.", "Ещё в марте 2014 г. Суд решил иначе."),
        ("ru", "Он уехал, когда в 2014 г. Россия вышла.", "Он уехал, когда в 2014 г. Россия вышла."),
        ("uk", "Дім звели у 1970 р. Пожежу загасили.", "Дім звели у 1970 р."),
        ("bg", "Къщата е строена през 1970 г. Тя е стара.", "Къщата е строена през 1970 г."),
        ("pl", "Zmarł w 2014 r. Rodzina milczy.", "Zmarł w 2014 r."),
        ("pl", "Jeszcze w marcu 2014 r. Rada odmówiła.", "Jeszcze w marcu 2014 r. Rada odmówiła."),
    ],
)
def test_a_short_word_for_years_ends_a_sentence_that_has_a_verb(language: str, text: str, first: str) -> None:
    assert sentences(text, language)[0] == first
