"""Input that nobody means to give, and some do: each costs itself at most, and says what is wrong with it."""

import gzip
import json
import os
import sys
import tracemalloc
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from time import process_time

import brotli  # type: ignore[import-untyped]
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon import engine
from rashomon.analyze.times.calendar import Partial, resolve
from rashomon.encoders.tiny import TinyEncoder
from rashomon.ingest import warc
from rashomon.ingest.discover import Offer, feeds_in
from rashomon.ingest.extract import LINES, NAME, extract
from rashomon.ingest.failure import Failure
from rashomon.ingest.fragment import crowded
from rashomon.ingest.read import read
from rashomon.ingest.unpack import unpack
from rashomon.model.article import Article, RawDocument, Stated

CROWD = " ".join(f"a{number}='x'" for number in range(60_000))
QUAY = "The quay of Ombrey was closed on Friday. Mayor Lise Tarn said that two ferries wait outside. "


def given_json(**fields: object) -> list[Article | Failure]:
    body = json.dumps({"text": QUAY} | fields)
    return list(extract(RawDocument(locator="quay.json", media_type="application/json", body=body.encode())))


def only(found: list[Article | Failure]) -> Article:
    (article,) = found
    assert isinstance(article, Article), article
    return article


def reason(*locators: str) -> str:
    (failure,) = read(locators)
    assert isinstance(failure, Failure)
    return failure.reason


def raw(body: str | bytes, media_type: str = "application/xml") -> RawDocument:
    data = body.encode() if isinstance(body, str) else body
    return RawDocument(locator="from-outside", media_type=media_type, body=data)


def test_a_text_in_place_of_a_file_name_is_no_file_name() -> None:
    assert "File name too long" in reason(QUAY * 10)


def test_an_empty_name_is_not_the_folder_at_hand() -> None:
    assert "names no file" in reason("")


def test_an_address_of_another_kind_is_not_called_a_missing_file() -> None:
    assert "only http:// and https:// are fetched" in reason("ftp://ombrey.test/quay.txt")


@pytest.mark.parametrize("name", ["www.press.example", "press.example/news/1", "www.press.example/"])
def test_an_address_without_its_beginning_is_told_how_to_begin(name: str) -> None:
    assert (
        reason(name)
        == f"{name.rstrip('/')}: there is no such file; if it is an address, begin it with https://"
    )


@pytest.mark.parametrize("name", ["press.txt", "news/press.txt", "../press.example/1.txt", "press/1.html"])
def test_the_name_of_a_missing_file_is_taken_for_no_address(name: str) -> None:
    assert reason(name) == f"{name}: there is no such file or folder"


def test_a_kind_that_is_not_read_says_what_to_save_it_as(tmp_path: Path) -> None:
    (tmp_path / "scan.pdf").write_bytes(b"%PDF-1.4")
    assert "files of kind '.pdf' are not read; save its text as .txt" in reason(str(tmp_path / "scan.pdf"))


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (
            "Die Bun\u00addes\u00adkanz\u00adle\u00adrin be\u00adsuch\u00adte den Ha\u00adfen.",
            "Die Bundeskanzlerin besuchte den Hafen.",
        ),
        ("នាយក\u200bរដ្ឋ\u200bមន្ត្រី\u200bទៅ\u200bកំពង់ផែ\u200bហើយ\u200b", "នាយករដ្ឋមន្ត្រីទៅកំពង់ផែហើយ"),
        ("אמר \u2067דן\u2069 אל \u2067רון\u2069 כך", "אמר דן אל רון כך"),
    ],
)
def test_invisible_characters_in_every_word_make_no_text_binary(
    tmp_path: Path, written: str, meant: str
) -> None:
    (tmp_path / "a.txt").write_text(written * 40, encoding="utf-8")
    (article,), failures = engine.articles([str(tmp_path / "a.txt")])
    assert not failures
    assert article.text.content.startswith(meant)


def test_controls_tell_data_from_a_text(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\x01\x02 data \x03\x04" * 40)
    found, (failure,) = engine.articles([str(tmp_path / "a.txt")])
    assert not found
    assert "not a text but binary data" in failure.reason


def test_a_link_that_leads_nowhere_is_called_one(tmp_path: Path) -> None:
    (tmp_path / "ring.txt").symlink_to("ring.txt")
    assert reason(str(tmp_path / "ring.txt")).endswith(
        "ring.txt: a link that leads nowhere; name the file itself"
    )


def test_a_page_that_came_empty_is_not_to_be_fetched_again() -> None:
    page = RawDocument(locator="p", media_type="text/html", body=b"", url="https://ombrey.test/quay")
    (failure,) = extract(page)
    assert isinstance(failure, Failure)
    assert failure.reason == "p: no article found in this page"


def test_without_standard_input_a_file_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert "no standard input" in reason("-")


def test_a_folder_that_may_not_be_entered_is_named_and_costs_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "closed").mkdir()
    (tmp_path / "open.txt").write_text(QUAY, encoding="utf-8")
    scan = os.scandir

    def scanned(path: str) -> object:
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", path)
        return scan(path)

    monkeypatch.setattr(os, "scandir", scanned)
    article, closed = read([str(tmp_path)])
    assert isinstance(article, RawDocument)
    assert isinstance(closed, Failure)
    assert closed.reason == f"{tmp_path / 'closed'}: cannot be read: Permission denied"


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere file names are Unicode")
def test_a_file_name_that_is_no_unicode_goes_into_every_report(tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/ombr\xe9.txt")).write_text(QUAY, encoding="utf-8")
    found, failures = engine.articles([str(tmp_path)])
    told = engine.document(engine.report(found, "en", TinyEncoder()))
    assert not failures
    assert b"ombr\\\\xe9.txt" in engine.written(told, "json")


@pytest.mark.parametrize(
    "url", ["http://[::1", "n/a", "#", "javascript:void(0)", "https://a.test/" + "a" * 9000]
)
def test_what_is_no_address_of_the_web_is_none_and_costs_no_article(url: str) -> None:
    assert only(given_json(url=url)).url is None


@given(st.text(max_size=40))
def test_any_address_can_be_stated(rest: str) -> None:
    assert isinstance(only(given_json(url=f"https://{rest}")), Article)


@pytest.mark.parametrize(
    "value",
    ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "0000", "1 Jan 2031 00:00 +9" + "9" * 30],
)
def test_a_date_at_the_end_of_all_time_is_none(value: str) -> None:
    (failure,) = given_json(published=value)
    assert isinstance(failure, Failure)
    assert "'published' must be a date" in failure.reason
    feed = f"<rss><channel><item><title>Quay</title><pubDate>{value}</pubDate><description>{QUAY * 30}"
    (entry,) = unpack(raw(feed + "</description></item></channel></rss>"))
    assert isinstance(entry, RawDocument)
    assert only(list(extract(entry))).published is None


@pytest.mark.parametrize("anchor", [date.min, date.max])
def test_a_day_beyond_the_calendar_stays_open(anchor: date) -> None:
    for partial in (
        Partial(weekday=3),
        Partial(weekday=3, turn=1),
        Partial(weekday=3, turn=-1),
        Partial(month=6, turn=-1),
    ):
        for direction in (-1, 0, 1):
            value = resolve(partial, anchor, direction)
            assert value is None or value[:4] in {"0001", "9999"}


def test_halves_of_characters_in_json_cost_only_themselves() -> None:
    body = json.dumps([{"text": QUAY + "\ud83d"}, {"text": QUAY, "title": "Whole"}])
    half, whole = extract(raw(body, "application/json"))
    assert isinstance(half, Article)
    assert half.text.content.endswith("\ufffd")
    assert isinstance(whole, Article)


def test_a_list_without_articles_says_so() -> None:
    (failure,) = extract(raw("[]", "application/json"))
    assert isinstance(failure, Failure)
    assert "holds no article" in failure.reason


def test_a_title_as_long_as_a_book_is_cut() -> None:
    found = only(given_json(title="Quay " * 90_000, outlet="o" * 90_000, byline="b" * 90_000))
    assert all(len(x or "") <= NAME for x in (found.title, found.source.name, found.byline))
    assert found.text.content.startswith(found.title or "?")


def test_of_a_hundred_thousand_lines_the_first_are_read_and_it_is_said() -> None:
    found, notice = extract(raw("quay\n" * 2 * LINES, "text/plain"))
    assert isinstance(found, Article)
    assert isinstance(notice, Failure)
    assert found.text.content.count("\n") < LINES
    assert not found.complete
    assert "only the first 10,000 are read" in notice.reason


@pytest.mark.parametrize("body", ["", " ", "\x00\xff\x00", "none at all"])
def test_a_feed_of_nothing_is_refused(body: str) -> None:
    (failure,) = unpack(raw(body, "application/rss+xml"))
    assert isinstance(failure, Failure)
    assert "no feed" in failure.reason


def test_one_broken_address_costs_no_other() -> None:
    places = ("https://ombrey.test/1", "http://[::1", "https://ombrey.test/2")
    entries = "".join(
        f"<item><title>a</title><link>{x}</link><description>b</description></item>" for x in places
    )
    sitemap = "".join(f"<url><loc>{x}</loc></url>" for x in places)
    feed, pages = (
        unpack(raw(f"<rss><channel>{entries}</channel></rss>")),
        unpack(raw(f"<urlset>{sitemap}</urlset>")),
    )
    assert [x.url for x in feed if isinstance(x, RawDocument)] == [places[0], None, places[2]]
    assert [x.url for x in pages if isinstance(x, RawDocument)] == [places[0], places[2]]


def test_a_page_with_a_broken_base_is_where_it_was_found() -> None:
    page = '<head><base href="http://[::1"><link rel="feed" href="/news"></head>'
    assert feeds_in(page, "https://ombrey.test/") == (Offer(url="https://ombrey.test/news"),)


@pytest.mark.parametrize(("coding", "pack"), [("gzip", gzip.compress), ("br", brotli.compress)])
def test_a_bomb_in_a_web_archive_never_fills_the_memory(coding: str, pack: Callable[[bytes], bytes]) -> None:
    body = pack(bytes(60_000_000))
    answer = (
        f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: {coding}\r\n\r\n".encode() + body
    )
    tracemalloc.start()
    (failure,) = warc.pages(BytesIO(record(answer)), "bomb.warc")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert isinstance(failure, Failure)
    assert "unpack to" in failure.reason
    assert peak < 40_000_000


def test_a_page_at_which_an_archive_breaks_off_is_never_called_silent() -> None:
    answer = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>{QUAY * 5}</p>".encode()
    whole, cut = warc.pages(BytesIO(record(answer) + record(answer)[:-200]), "cut.warc")
    assert isinstance(whole, RawDocument)
    assert isinstance(cut, RawDocument)
    assert (whole.complete, cut.complete) == (True, False)


def record(answer: bytes) -> bytes:
    head = (
        "WARC/1.0",
        "WARC-Type: response",
        "WARC-Target-URI: https://ombrey.test/",
        "WARC-Date: 2031-03-07T10:00:00Z",
        "Content-Type: application/http; msgtype=response",
        f"Content-Length: {len(answer)}",
    )
    return "\r\n".join((*head, "", "")).encode() + answer + b"\r\n\r\n"


@pytest.mark.parametrize("visit", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "some day"])
def test_a_visit_at_the_end_of_all_time_is_none(visit: str) -> None:
    answer = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>{QUAY}</p>".encode()
    (page,) = warc.pages(BytesIO(record(answer).replace(b"2031-03-07T10:00:00Z", visit.encode())), "a.warc")
    assert isinstance(page, RawDocument)
    assert page.retrieved_at is None


@pytest.mark.parametrize(
    "language", ["../lang/ru", "/quay/evil", "x" * 3000, "English", "ru\n/..", "x-default"]
)
def test_a_language_that_is_none_is_told_and_the_text_tells_it(language: str) -> None:
    article, notice = given_json(language=language)
    assert isinstance(article, Article)
    assert isinstance(notice, Failure)
    assert article.language is None
    assert (notice.notice, "no language" in notice.reason) == (True, True)
    assert engine.annotate([article], TinyEncoder())[0].language == "en"


def test_what_a_container_says_counts_where_an_article_names_no_language() -> None:
    body = json.dumps({"text": QUAY, "language": "../ru"}).encode()
    for stated, kept in (("pt-BR", "pt-BR"), ("../de", None)):
        document = RawDocument(
            locator="quay.json", media_type="application/json", body=body, stated=Stated(language=stated)
        )
        article, _ = extract(document)
        assert isinstance(article, Article)
        assert article.language == kept


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("where", ["<rss><channel {}><item>", "<rss><channel><item {} "])
def test_a_feed_with_a_tag_of_endless_attributes_is_refused(where: str, encoding: str) -> None:
    body = where.format(CROWD).encode(encoding)
    (failure,) = unpack(raw(body, "application/rss+xml"))
    assert isinstance(failure, Failure)
    assert "a tag of more than 2,000 attributes" in failure.reason


def test_a_page_with_a_tag_of_endless_attributes_ends_soon() -> None:
    page = f"<html><body><article {CROWD}>" + f"<p>{QUAY}</p>" * 20
    start = process_time()
    (failure,) = extract(raw(page, "text/html"))
    assert isinstance(failure, Failure)
    assert process_time() - start < 3


@pytest.mark.parametrize(
    ("page", "limit"),
    [
        (f"<html><body><article {CROWD}>" + f"<p>{QUAY}</p>" * 20, "more than 2,000 attributes"),
        ("<html><body>" + "<div>" * 100_000 + f"<p>{QUAY}</p>" * 20, "deeper than 256 levels"),
        ("<html><body>" + "<div></div>" * 20_001 + f"<p>{QUAY}</p>" * 20, "more than 20,000 elements"),
    ],
)
def test_a_page_that_a_limit_keeps_from_being_read_is_told_which(page: str, limit: str) -> None:
    (failure,) = extract(raw(page, "text/html"))
    assert isinstance(failure, Failure)
    assert limit in failure.reason


def test_scripts_styles_comments_and_long_values_are_no_attributes() -> None:
    words = "for (i = 0; i <n; i++) a = b / c; " * 2_000
    head = f'<script>{words}</script><style>{words}</style><!-- {words} --><div data-a="{words}">'
    assert not crowded(f"<html>{head}<p>{QUAY}".encode())
    assert crowded(f"<html>{head}<p {CROWD}>{QUAY}".encode())


@given(st.text(alphabet="<>a=\"'-!/ script", max_size=200))
def test_any_markup_is_looked_through_for_crowded_tags(markup: str) -> None:
    assert not crowded(markup.encode())
