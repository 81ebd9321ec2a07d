"""Whose words a headline quotes, as the body tells it or the headline itself; own fiction."""

from dataclasses import replace

import pytest

from rashomon.analyze.quotes.find import find_quotes
from rashomon.model.annotation import Structure
from rashomon.model.text import Span
from tests.quote_articles import analysis_of

BODIES = {
    "cs": (
        "Most v Ormu spadl v pondělí ráno a na místě zasahovali hasiči z celého kraje. "
        "„Slyšeli jsme ránu. Nikdo nám nic neřekl,“ řekl starosta Karel Houba v rozhlase."
    ),
    "pl": (
        "Most w Ormie runął w poniedziałek rano, na miejscu pracowali strażacy z całego powiatu.\n\n"
        "– Usłyszeliśmy huk, nikt nam nic nie powiedział – relacjonował wójt Jan Wierzba."
    ),
    "uk": (
        "Міст в Ормі впав у понеділок уранці, на місці працювали рятувальники з усього району. "
        "«Ми чули гуркіт. Ніхто нам нічого не сказав», — заявила мерка Олена Гай."
    ),
    "de": (
        "Die Brücke in Orm ist am Montag früh eingestürzt, Feuerwehren aus dem ganzen Kreis kamen. "
        "„Wir haben einen Knall gehört. Niemand hat uns etwas gesagt“, sagte Bürgermeisterin Mara Lindqvist."
    ),
    "en": (
        "The bridge in Orm fell on Monday morning, and firemen came from all over the county. "
        '"We heard a bang. Nobody told us anything," said the mayor, Mara Lindqvist.'
    ),
    "zh": "Mara Lindqvist说：“我们听到巨响，没有人告诉我们任何事。”",
}


def quoted(headline: str, language: str) -> list[tuple[str, str | None]]:
    text = f"{headline}\n\n{BODIES[language]}"
    title = Structure(headline=Span(0, len(headline)))
    found = find_quotes(replace(analysis_of(text, language), structure=title))
    said = [q for q in found if q.kind == "direct" and q.span.end <= len(headline)]
    return [(text[q.span.start : q.span.end], q.speaker.name if q.speaker else None) for q in said]


@pytest.mark.parametrize(
    ("language", "headline", "words", "speaker"),
    [
        (
            "cs",
            "„Nikdo nám nic neřekl.“ Most v Ormu padl bez varování",
            "Nikdo nám nic neřekl.",
            "Karel Houba",
        ),
        ("cs", "Most v Ormu spadl: „Nikdo nám nic neřekl“", "Nikdo nám nic neřekl", "Karel Houba"),
        (
            "pl",
            "„Nikt nam nic nie powiedział”. Dlaczego runął most?",
            "Nikt nam nic nie powiedział",
            "Jan Wierzba",
        ),
        ("pl", "Most w Ormie runął. „Usłyszeliśmy huk”", "Usłyszeliśmy huk", "Jan Wierzba"),
        ("uk", "«Ніхто нам не сказав»: в Ормі впав міст", "Ніхто нам не сказав", "Олена Гай"),
        (
            "de",
            "„Niemand hat uns etwas gesagt“: Brücke stürzt ein",
            "Niemand hat uns etwas gesagt",
            "Mara Lindqvist",
        ),
        ("en", '"Nobody told us anything": bridge falls in Orm', "Nobody told us anything", "Mara Lindqvist"),
        ("zh", "“没有人告诉我们”：大桥倒塌", "没有人告诉我们", "Mara Lindqvist"),
    ],
)
def test_a_headline_quotes_who_says_it_in_the_body(
    language: str, headline: str, words: str, speaker: str
) -> None:
    assert quoted(headline, language) == [(words, speaker)]


@pytest.mark.parametrize(
    ("language", "headline", "words"),
    [
        ("cs", "„Byla to hrůza.“ Svědci popsali pád mostu", "Byla to hrůza."),
        ("uk", "«Ми не підемо»: в Ормі страйкують", "Ми не підемо"),
        ("en", '"It was a disgrace": bridge falls in Orm', "It was a disgrace"),
    ],
)
def test_words_that_nobody_says_again_are_nobodys_known(language: str, headline: str, words: str) -> None:
    assert quoted(headline, language) == [(words, None)]


def test_the_person_who_opens_a_headline_says_what_it_ends_with() -> None:
    headline = "Wierzba straszy radę zimą. „Będziemy stać bez mostu do wiosny i nikt nie pomoże”"
    assert [who for _, who in quoted(headline, "pl")] == ["Jan Wierzba"]


@pytest.mark.parametrize(
    ("language", "headline"),
    [
        ("uk", "«Тихий берег»: нова вистава в театрі Орма"),
        ("en", "“The Bridge That Fell” opens in Orm"),
        ("en", 'Council buys "smart" lights for the bridge'),
        ("pl", "Statek „Nadzieja” wpłynął do portu w Ormie"),
    ],
)
def test_names_and_single_words_in_a_headline_are_not_said(language: str, headline: str) -> None:
    assert quoted(headline, language) == []
