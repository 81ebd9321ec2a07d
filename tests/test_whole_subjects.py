"""Subjects are read whole: names in marks, two roles of one person; and nouns that are none are left."""

import pytest

from tests.test_slavic_speech import told


@pytest.mark.parametrize(
    ("language", "text", "words", "speaker"),
    [
        (
            "ru",
            "Оппозиционный «Вольный берег» потребовал отставки мэра.",
            "отставки мэра",
            "Оппозиционный «Вольный берег»",
        ),
        (
            "uk",
            "Опозиційна партія «Вільний берег» заявила, що порт закрито.",
            "що порт закрито",
            "Опозиційна партія «Вільний берег»",
        ),
        (
            "sl",
            "Stranka Svobodna obala trdi, da je luka zaprta.",
            "da je luka zaprta",
            "Stranka Svobodna obala",
        ),
        (
            "cs",
            "Hnutí „Čistá voda“ tvrdí, že přístav je zavřený.",
            "že přístav je zavřený",
            "Hnutí „Čistá voda“",
        ),
        (
            "pl",
            "Partia „Wolny brzeg” twierdzi, że port jest zamknięty.",
            "że port jest zamknięty",
            "Partia „Wolny brzeg”",
        ),
    ],
)
def test_a_name_in_marks_or_with_small_letters_is_not_cut(
    language: str, text: str, words: str, speaker: str
) -> None:
    assert (words, speaker) in told(text, language)


@pytest.mark.parametrize(
    ("language", "text", "words", "speaker"),
    [
        (
            "cs",
            "„Přístav zavřeme,“ řekl ředitel přístavu a bývalý soudce Karel Houba.",
            "Přístav zavřeme,",
            "Karel Houba",
        ),
        (
            "ru",
            "«Порт закроют», — сказала председатель комиссии и бывшая судья Вера Ланская.",
            "Порт закроют",
            "Вера Ланская",
        ),
        (
            "uk",
            "«Порт закриють», — сказала голова комісії та колишня суддя Олена Гай.",
            "Порт закриють",
            "Олена Гай",
        ),
        (
            "sl",
            "»Luko bodo zaprli,« je povedala predsednica komisije in nekdanja sodnica Ana Breza.",
            "Luko bodo zaprli,",
            "Ana Breza",
        ),
        (
            "pl",
            "Gubernator prowincji Jan Wierzba odwiedził port i publicznie nazwał umowę „hańbą”.",
            "hańbą",
            "Jan Wierzba",
        ),
        (
            "cs",
            "„Přístav zavřeme,“ řekl ředitel přístavu. Karel Houba mlčel.",
            "Přístav zavřeme,",
            "ředitel přístavu",
        ),
    ],
)
def test_one_who_holds_two_roles_or_a_long_one_is_named(
    language: str, text: str, words: str, speaker: str
) -> None:
    assert (words, speaker) in told(text, language)


@pytest.mark.parametrize(
    ("language", "text", "words", "speaker"),
    [
        (
            "cs",
            "Karel Houba přijel ráno. „Přístav zavřeme,“ řekl novinářům před jednáním vlády.",
            "Přístav zavřeme,",
            "Karel Houba",
        ),
        (
            "pl",
            "Jan Wierzba przyjechał rano. Wezwał też wojsko do opuszczenia portu.",
            "wojsko do opuszczenia portu",
            "Jan Wierzba",
        ),
        ("cs", "„Přístav zavřeme,“ řekla novinářům policie.", "Přístav zavřeme,", "policie"),
        ("pl", "– Port zostanie zamknięty – poinformowała policja.", "Port zostanie zamknięty", "policja"),
    ],
)
def test_a_body_of_another_gender_than_the_verb_is_no_subject(
    language: str, text: str, words: str, speaker: str
) -> None:
    assert (words, speaker) in told(text, language)
