"""The pictures: what stands where, and that they say no more than the document does."""

from itertools import pairwise

import msgspec

from rashomon.brief.compose import compose
from rashomon.lang.writing import number, short_day
from rashomon.render.drawing import timeline
from rashomon.render.drawing_echoes import shared
from rashomon.render.drawing_figures import plot
from rashomon.render.export import document
from rashomon.render.schema import Document, Echo, Figure, FigureValue, Reference, TimelineEntry
from tests import brief_story


def told(**parts: object) -> Document:
    story, comparison = brief_story.story(), brief_story.comparison()
    whole = document(story, comparison, compose(story, comparison, "en"))
    return msgspec.structs.replace(whole, **parts)


def ref(article: str, start: int = 0) -> Reference:
    return Reference(article=article, start=start, end=start + 1, exact="x")


def entry(when: str, *articles: str) -> TimelineEntry:
    spans = [ref(a) for a in articles or ("a",)]
    return TimelineEntry(when=when, precision="day", text=when, spans=spans)


def echo(*articles: str, kind: str = "verbatim") -> Echo:
    members = [ref(a) for a in articles]
    return Echo(id="e", kind=kind, members=members, score=1.0, earliest=None, wire=False)  # type: ignore[arg-type]


def reading(value: float, day: str | None, article: str = "a", bound: str = "exact") -> FigureValue:
    return FigureValue(value=value, span=ref(article), as_of=None, reported=day, bound=bound)  # type: ignore[arg-type]


def figure(*values: FigureValue) -> Figure:
    return Figure(id="f", quantity="boats", unit="boat", values=list(values))


def test_dates_keep_the_order_of_time_and_fill_the_line() -> None:
    dates = [entry("2031-05-04"), entry("2019"), entry("2031-05-03")]
    drawn = timeline(told(timeline=dates, articles=[]), "en")
    assert drawn
    assert [bar.when for bar in drawn.bars] == ["2019", "2031-05-03", "2031-05-04"]
    assert [drawn.bars[0].x, drawn.bars[-1].x] == [34.0, 686.0]
    assert len(drawn.breaks) == 1


def test_a_date_counts_each_article_once_and_what_appeared_stands_below() -> None:
    entries = [entry("2031-05-04", "a", "b"), entry("2031-05-04T10:00", "a"), entry("2031-05-01", "b")]
    drawn = timeline(told(timeline=entries), "en")
    assert drawn
    bars = {bar.when: bar for bar in drawn.bars}
    assert (bars["2031-05-04"].told, bars["2031-05-01"].told) == (2, 1)
    assert bars["2031-05-04"].rise == 2 * bars["2031-05-01"].rise
    appeared = [a.published.value for a in told().articles if a.published.value]
    assert sum(bar.appeared for bar in drawn.bars) == len(appeared)


def test_labels_on_the_line_do_not_overlap() -> None:
    drawn = timeline(told(timeline=[entry(f"2031-05-{day:02}") for day in range(1, 29)], articles=[]), "en")
    assert drawn
    ends = [(x - len(text) * 3.7, x + len(text) * 3.7) for x, text in drawn.labels]
    assert all(a[1] <= b[0] for a, b in pairwise(ends))


def test_one_date_and_what_is_no_date_take_no_picture() -> None:
    assert timeline(told(timeline=[entry("soon"), entry("2031-05-04")], articles=[]), "en") is None


def test_articles_stand_beside_those_with_which_they_share_most() -> None:
    echoes = [echo("a", "b"), echo("a", "b"), echo("c", "d"), echo("c", "d"), echo("a", "c")]
    drawn = shared(told(echoes=echoes), {name: name.upper() for name in "abcd"})
    assert drawn
    assert [(n.label, n.bloc) for n in drawn.nodes] == [("A", 0), ("B", 0), ("C", 1), ("D", 1)]
    assert {(*arc.names, arc.lines, arc.bloc) for arc in drawn.arcs} == {
        ("A", "B", 2, 0),
        ("C", "D", 2, 1),
        ("A", "C", 1, None),
    }
    assert drawn.rows[0] == ("A", (("B", 2), ("C", 1)))


def test_an_arc_is_dashed_only_where_all_lines_are_translations() -> None:
    echoes = [echo("a", "b", kind="translation"), echo("b", "c", kind="translation"), echo("b", "c")]
    drawn = shared(told(echoes=echoes), dict(zip("abc", "abc", strict=True)))
    assert drawn
    assert {arc.names: arc.across for arc in drawn.arcs} == {("b", "c"): False, ("b", "a"): True}


def test_two_articles_take_no_picture_and_long_names_keep_their_number() -> None:
    assert shared(told(echoes=[echo("a", "b")]), {"a": "a", "b": "b"}) is None
    names = {"a": f"{'The Lintvik Harbour Post' * 2} (12)", "b": "b", "c": "c"}
    drawn = shared(told(echoes=[echo("a", "b", "c")]), names)
    assert drawn
    label = next(node.label for node in drawn.nodes if node.article == "a")
    assert label.endswith("… (12)")
    assert len(label) <= 24


def test_a_figure_steps_from_day_to_day_within_what_was_given() -> None:
    second = reading(7, "2031-05-02"), reading(5, "2031-05-02")
    drawn = plot(figure(reading(3, "2031-05-01", bound="at_least"), *second), "en")
    assert drawn
    first, low, high = drawn.points
    assert [first.bound, low.bound] == ["up", "exact"]
    assert first.x < low.x == high.x
    assert first.y > low.y > high.y
    assert [text for _, text in drawn.values] == ["3", "7", "5"]
    assert [text for _, text in drawn.days] == ["May 1", "May 2"]


def test_a_figure_that_does_not_change_or_has_no_days_is_not_drawn() -> None:
    assert plot(figure(reading(3, "2031-05-01"), reading(3, "2031-05-02")), "en") is None
    assert plot(figure(reading(3, None), reading(4, "2031-05-02")), "en") is None


def test_days_and_numbers_are_written_as_readers_do() -> None:
    assert (short_day("2031-05-04", "de"), short_day("soon", "en")) == ("4. Mai", "soon")
    assert short_day("2031-99-99", "en") == "2031-99-99"
    assert number(1350, "zz") == "1,350"
