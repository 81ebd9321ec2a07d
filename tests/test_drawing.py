from rashomon.render.drawing import dots
from rashomon.render.schema import Reference, TimelineEntry


def entry(when: str) -> TimelineEntry:
    span = Reference(article="a", start=0, end=1, exact="x")
    return TimelineEntry(when=when, precision="day", text=when, spans=[span])


def test_dots_keep_the_order_of_time_and_fill_the_line() -> None:
    placed = dots([entry("2031-05-04"), entry("2019"), entry("2031-05-03")])
    assert [d.label for d in placed] == ["2019", "2031-05-03", "2031-05-04"]
    assert placed[0].x == 0
    assert placed[-1].x == 1


def test_labels_that_would_overlap_stand_in_lanes() -> None:
    placed = dots([entry("2019"), entry("2031-05-04"), entry("2031-05-05"), entry("2031-05-06")])
    assert [d.lane for d in placed[-3:]] == [0, 1, 0]


def test_a_date_has_one_dot_that_counts_its_articles() -> None:
    (dot,) = dots([entry("2031-05-04"), entry("2031-05-04T10:00")])
    assert (dot.label, dot.weight) == ("2031-05-04", 1)


def test_what_is_no_date_is_left_out() -> None:
    assert dots([entry("soon")]) == []
