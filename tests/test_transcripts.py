"""Speech printed without marks behind a person's name and a colon, and where it ends."""

import pytest

from rashomon.analyze.quotes.find import find_quotes
from tests.quote_articles import analysis_of


def told(text: str, language: str = "en") -> list[tuple[str, str, str | None]]:
    return [
        (q.kind, text[q.span.start : q.span.end], q.speaker.name if q.speaker else None)
        for q in find_quotes(analysis_of(text, language))
    ]


@pytest.mark.parametrize(
    ("language", "label", "speech", "behind", "speaker"),
    [
        (
            "ru",
            "Пётр Зимин, смотритель маяка: ",
            "Помните, мы говорили, что лампа не доживёт до весны? Пожалуйста. Гаснет даже новая.",
            "Накануне порт закрыли для паромов.",
            "Пётр Зимин",
        ),
        (
            "uk",
            "Олена Гай, капітанка порома: ",
            "Хто платитиме за міст? Нам рахунок уже надіслали. Міст ніхто не будує.",
            "Напередодні рада зібралася вдруге.",
            "Олена Гай",
        ),
        (
            "pl",
            "Jan Wierzba, bosman: ",
            "Kto nas o to pytał? Nikt nas nie pytał. Molo stoi puste.",
            "Jak informowaliśmy, molo zamknięto w maju.",
            "Jan Wierzba",
        ),
        (
            "en",
            "Mara Lindqvist, the harbour master: ",
            "We told them the pier would not last. Nobody listened. The pier is gone.",
            "The day before, the council had met in the dark.",
            "Mara Lindqvist",
        ),
    ],
)
def test_speech_goes_on_up_to_the_words_of_the_reporter(
    language: str, label: str, speech: str, behind: str, speaker: str
) -> None:
    assert told(f"{label}{speech} {behind}", language) == [("direct", speech, speaker)]


@pytest.mark.parametrize(
    "behind",
    [
        "\nThe ferry has a new engine.",
        " Lindqvist has run the harbour for ten years.",
        " “Nobody asked the ferry,” Tomas Orel said.",
    ],
)
def test_a_paragraph_a_name_and_a_mark_end_speech(behind: str) -> None:
    speech = "We told them the pier would not last. Nobody listened."
    assert told(f"Mara Lindqvist: {speech}{behind}")[0] == ("direct", speech, "Mara Lindqvist")


def test_speech_that_shows_itself_no_more_ends_soon() -> None:
    speech = "We told them so. The pier is gone today. The lamp is broken too."
    behind = "The ferry is late on Mondays. The bakery sells bread by the harbour."
    assert told(f"Mara Lindqvist: {speech} {behind}")[0] == ("direct", speech, "Mara Lindqvist")


@pytest.mark.parametrize(
    "text",
    [
        "Mara Lindqvist: The pier will not be sold this year. The council voted late.",
        "Mara Lindqvist: We will not sell the pier this year.",
        "The pier: We love it. We walk there. We swim.",
        "“Mara Lindqvist: We told them so. We told them twice,” the board read.",
    ],
)
def test_one_sentence_a_thing_and_a_text_in_marks_open_no_speech(text: str) -> None:
    assert not [one for one in told(text) if one[0] == "direct" and one[1].startswith("We")]
