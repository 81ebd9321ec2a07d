"""A language whose script parts no words is read like any other: no list and no grammar asks for spaces."""

import re
from dataclasses import replace

import pytest

from rashomon.analyze import pipeline
from rashomon.lang.attribution import lexicon
from rashomon.lang.terms import compiled, find, pieces, syllables, word_count
from rashomon.model.annotation import Analysis, LocalEntity, Mention
from rashomon.model.text import Span
from tests.articles import article_of


def _read(text: str, *people: str) -> Analysis:
    article = article_of(text, language="zh", published="2031-05-06")
    analysis = pipeline.read_article(article)
    entities = tuple(_person(text, name) for name in people)
    return pipeline.tell(replace(analysis, entities=entities))


def _person(text: str, name: str) -> LocalEntity:
    found = (m.span() for m in re.finditer(name, text))
    mentions = tuple(Mention(span=Span(*span), type="PER", name=name) for span in found)
    return LocalEntity(id=name, type="PER", name=name, mentions=mentions)


def test_terms_stand_anywhere_in_a_script_without_spaces_and_only_as_words_elsewhere() -> None:
    terms = ("因为", "ai", "reason")
    assert [m.group() for m in find(terms, "他因为AI失败, treason, reason")] == ["因为", "AI", "reason"]
    assert compiled(("不是",)).fullmatch("不是")


def test_the_joiner_inside_a_persian_word_is_like_a_space() -> None:
    assert [m.group() for m in find(("دست کم",), "دست‌کم یا دست کم")] == ["دست‌کم", "دست کم"]


def test_two_letters_of_such_a_script_count_as_a_word() -> None:
    assert word_count("one two – three") == 4
    assert word_count("洪水来了。") == 2
    assert word_count("G20 峰会") == 2
    assert syllables("G20 峰会") == 2


def test_a_run_is_parted_at_known_words() -> None:
    run = "市长安雅昨天表示"
    assert [run[a:b] for a, b in pieces(run, compiled(("昨天", "表示")))] == ["市长安雅", "昨天", "表示"]
    assert [run[a:b] for a, b in lexicon("zh").pieces(run)] == ["市长", "安雅", "昨天", "表示"]


def test_sentences_end_at_their_own_full_stop_and_hold_whole_quotations() -> None:
    analysis = _read("洪水淹没了村庄。「我们会回来，」村民说。道路仍然关闭。")
    texts = [analysis.text_of(s.span) for s in analysis.sentences]
    assert texts == ["洪水淹没了村庄。", "「我们会回来，」村民说。", "道路仍然关闭。"]


@pytest.mark.parametrize(
    ("text", "said", "speaker"),
    [
        ("市长安雅表示：“桥墩严重受损。”", "桥墩严重受损。", "安雅"),
        ("“桥墩严重受损。”安雅说。", "桥墩严重受损。", "安雅"),
        ("「橋墩嚴重受損，」安雅補充道，「不能通行。」", "不能通行。", "安雅"),
        ("安雅昨天指出，降雨已经停止。", "降雨已经停止", "安雅"),
        ("据安雅介绍，降雨已经停止。", "降雨已经停止", "安雅"),
    ],
)
def test_who_says_what(text: str, said: str, speaker: str) -> None:
    quotes = _read(text, "安雅").quotes
    analysis = [(text[q.span.start : q.span.end], q.speaker.name if q.speaker else None) for q in quotes]
    assert analysis[-1] == (said, speaker)
    assert len(quotes) == (2 if "補充" in text else 1)


def test_numbers_have_measures_and_parts_of_words_are_no_numbers() -> None:
    text = "至少12人受伤，20多名村民失踪，损失超过3.5亿元，百分之十五的学校关闭，"
    text += "二百三十五万元到账，他来自四川。"
    found = [(q.value, q.unit, q.approximation) for q in _read(text).quantities]
    assert found == [
        (12, "人", "at_least"),
        (20, "人", "over"),
        (350_000_000, "CNY", "over"),
        (15, "%", "exact"),
        (2_350_000, "CNY", "exact"),
    ]


def test_dates_run_from_year_to_day_and_lean_on_the_day_of_publication() -> None:
    text = "2030年12月25日，桥关闭。昨天重新开放。上周五有雨。两年前也是如此。"
    assert [t.value for t in _read(text).timexes] == ["2030-12-25", "2031-05-05", "2031-05-02", "2029"]


def test_a_wire_dateline_ends_with_its_own_word() -> None:
    analysis = _read("老桥关闭\n\n新华社奥维尔5月4日电 老桥在洪水之后关闭，车辆必须绕行。道路将于下月修好。")
    dateline = analysis.structure.dateline
    assert dateline is not None
    assert analysis.text_of(dateline) == "新华社奥维尔5月4日电"
    assert analysis.structure.credits == ("新华社",)


def test_claims_part_at_commas_between_verbs() -> None:
    text = "洪水摧毁了两座桥，道路仍然关闭，学校没有开放。"
    analysis = _read(text)
    assert [analysis.text_of(c.span) for c in analysis.claims][-1].endswith("学校没有开放")
    assert analysis.claims[-1].negated
