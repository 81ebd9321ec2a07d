"""Attributions that objects, brackets, promises and people without a name had kept from being found."""

import pytest

from tests.test_quotes import quotes_of, told


@pytest.mark.parametrize(
    ("language", "text", "words", "speaker"),
    [
        ("ru", "В ЦИК эти сведения назвали «чистой выдумкой».", "чистой выдумкой", "ЦИК"),
        ("ru", "В мэрии этот отчёт назвали «набором небылиц».", "набором небылиц", "мэрия"),
        (
            "ru",
            "Капитан Пётр Зимин, который вёл паром, раскритиковал лоцманов за «слепую спешку».",
            "слепую спешку",
            "Пётр Зимин",
        ),
        (
            "uk",
            "Мер Олена Гай, яка очолює раду, вчора звинуватила опозицію у спробі «зірвати свято».",
            "зірвати свято",
            "Олена Гай",
        ),
        (
            "pl",
            "Marszałek Jan Wierzba, wybrany w maju, oskarżył opozycję o „zmowę z kupcami”.",
            "zmowę z kupcami",
            "Jan Wierzba",
        ),
        (
            "cs",
            "Zástupci Svazu lodníků (SL) rozpočet kritizovali, jízdní řády ale označili za „rozumné“.",
            "rozumné",
            "Zástupci Svazu lodníků",
        ),
        (
            "en",
            'He read the part of the harbor code that says: "Whoever blocks a pier shall pay the town."',
            "Whoever blocks a pier shall pay the town.",
            "the harbor code",
        ),
        (
            "en",
            (
                'Mayor Mara Lindqvist said the deal described by the harbor board "is a plain gift to us," '
                "though few agree."
            ),
            "is a plain gift to us,",
            "Mara Lindqvist",
        ),
        (
            "en",
            'The deal was described by the harbor board as "a plain gift to the guards."',
            "a plain gift to the guards.",
            "the harbor board",
        ),
    ],
)
def test_words_in_marks_are_those_of_the_verbs_subject(
    language: str, text: str, words: str, speaker: str
) -> None:
    assert (words, speaker) in told(text, language)


@pytest.mark.parametrize(
    ("language", "text", "words", "speaker"),
    [
        ("uk", "В ООН закликали уряд до переговорів.", "уряд до переговорів", "ООН"),
        ("ru", "В мэрии жителей призвали к спокойствию.", "к спокойствию", "мэрия"),
        ("pl", "W komisji wezwali strony do umiaru.", "strony do umiaru", "komisji"),
        (
            "ru",
            "Некоторые считают, что мост угрожает кораблям.",
            "что мост угрожает кораблям",
            "Некоторые",
        ),
        ("uk", "Дехто сподівається, що поромів побільшає.", "що поромів побільшає", "Дехто"),
        ("cs", "Mnozí věří, že přístav zůstane.", "že přístav zůstane", "Mnozí"),
        (
            "pl",
            "Zwolennicy tramwaju wierzą, że miasto zmieni plany.",
            "że miasto zmieni plany",
            "Zwolennicy tramwaju",
        ),
        (
            "pl",
            "Burmistrz Jan Wierzba poinstruował straż, żeby zamknęła most, tłumacząc to tym, że wieje wiatr.",
            "żeby zamknęła most",
            "Jan Wierzba",
        ),
        (
            "pl",
            "Burmistrz Jan Wierzba poinstruował straż, żeby zamknęła most, tłumacząc to tym, że wieje wiatr.",
            "że wieje wiatr",
            "Jan Wierzba",
        ),
        (
            "cs",
            "Starosta Karel Houba instruoval členy, aby hlasovali proti návrhu.",
            "aby hlasovali proti návrhu",
            "Karel Houba",
        ),
        (
            "ru",
            "Вчера Вера Ланская сообщила, что Пётр Зимин пообещал лоцманам поднять жалованье.",
            "лоцманам поднять жалованье",
            "Пётр Зимин",
        ),
        (
            "en",
            "As the Harbour Post reported on Monday, several pilots have left, saying that the pay is poor.",
            "that the pay is poor",
            "pilots",
        ),
        (
            "en",
            "Lindqvist and all five members of the panel have urged the mayor to resign.",
            "to resign",
            "Lindqvist and all five members of the panel",
        ),
    ],
)
def test_clauses_are_told_by_whoever_acts(language: str, text: str, words: str, speaker: str) -> None:
    assert (words, speaker) in told(text, language, "indirect")


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        ("ru", "Вчера Вера Ланская сообщила, что Пётр Зимин планирует поднять жалованье.", "Пётр Зимин"),
        ("ru", "В ЦИК результаты показали, что явка выросла.", "ЦИК"),
        ("en", "Orel called the mayor and all guards said nothing.", "Orel and all guards"),
    ],
)
def test_near_misses_stay_nobodys(language: str, text: str, speaker: str) -> None:
    assert speaker not in [by for _, by in told(text, language, "indirect")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "Mara Lindqvist said that the pier was shut, but that she did not believe in ghosts.",
            "that the pier was shut, but that she did not believe in ghosts",
        ),
        (
            "Mara Lindqvist said that the pier was shut, but warned that it could sink.",
            "that the pier was shut",
        ),
        ("Tomas Orel continued to allege that the pier was sinking.", "that the pier was sinking"),
        ("Mara Lindqvist expressed concern about the old pier.", "concern about the old pier"),
        (
            "Mara Lindqvist voiced deep concerns over delays at the pier.",
            "deep concerns over delays at the pier",
        ),
    ],
)
def test_second_clauses_and_feelings_are_told(text: str, words: str) -> None:
    assert text[slice(*_first(text))] == words


@pytest.mark.parametrize(
    "text",
    ["Tomas Orel continued to build houses that people liked.", "Mara Lindqvist expressed support for Orel."],
)
def test_what_is_only_done_is_told_by_nobody(text: str) -> None:
    assert not quotes_of(text)


def _first(text: str) -> tuple[int, int]:
    span = quotes_of(text)[0].span
    return span.start, span.end
