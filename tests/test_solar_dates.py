"""Days of the Iranian calendar are days of ours; its months and years alone are left open."""

from datetime import date

import pytest

from rashomon.analyze import pipeline
from rashomon.analyze.times.calendar import solar_day
from tests.articles import article_of


@pytest.mark.parametrize(
    ("solar", "ours"),
    [
        ((1400, 1, 1), date(2021, 3, 21)),
        ((1403, 12, 30), date(2025, 3, 20)),
        ((1404, 1, 1), date(2025, 3, 21)),
        ((1399, 12, 30), date(2021, 3, 20)),
        ((1357, 11, 22), date(1979, 2, 11)),
        ((1403, 7, 1), date(2024, 9, 22)),
    ],
)
def test_solar_days(solar: tuple[int, int, int], ours: date) -> None:
    assert solar_day(*solar) == ours


def test_a_persian_text_gives_days_of_both_calendars() -> None:
    text = "پل روز ۲۵ فروردین ۱۴۰۴ باز می‌شود. جلسه ۱۴ مه ۲۰۲۵ است. در سال ۱۴۰۲ نیز چنین بود."
    article = article_of(text, language="fa")
    read = pipeline.tell(pipeline.read_article(article))
    assert [t.value for t in read.timexes] == ["2025-04-14", "2025-05-14"]
    assert read.quantities == ()
