"""What comes in besides feeds: sitemaps, lists of feeds, web archives, folders, pages with feeds."""

import gzip
import io
import os
from datetime import UTC, datetime
from pathlib import Path
from time import process_time

import pytest
from fastwarc.stream_io import GzipWriter
from fastwarc.warc import WarcRecord, WarcRecordType
from hypothesis import given
from hypothesis import strategies as st

from rashomon.errors import InputError
from rashomon.ingest import warc
from rashomon.ingest.discover import Offer, feeds_in
from rashomon.ingest.extract import extract
from rashomon.ingest.failure import Failure
from rashomon.ingest.folder import look
from rashomon.ingest.opml import Subscription, from_opml, to_opml
from rashomon.ingest.read import read
from rashomon.ingest.unpack import MAX_UNPACKED, unpack
from rashomon.model.article import Article, RawDocument

NEWS_SITEMAP = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
        xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc> https://pier.test/ferry </loc><lastmod>2031-05-05</lastmod><news:news>
<news:publication><news:name>The Pier</news:name><news:language>en</news:language></news:publication>
<news:publication_date>2031-05-04T12:00:00Z</news:publication_date><news:title>Ferry &amp; dam</news:title>
</news:news></url>
<url><loc>javascript:alert(1)</loc></url><url></url>
<url><loc>https://pier.test/dam</loc></url></urlset>"""
SENTENCE = "The ferry to Oldmouth sails again after the long storm, the harbour master said on Monday."
PAGE = f"<html><head><title>Ferry</title></head><body><article>{f'<p>{SENTENCE}</p>' * 4}</article>"


def xml(body: str | bytes, locator: str = "x.xml") -> RawDocument:
    raw = body.encode() if isinstance(body, str) else body
    return RawDocument(locator=locator, media_type="application/xml", body=raw)


def documents(raw: RawDocument) -> list[RawDocument]:
    found = list(unpack(raw))
    assert all(isinstance(item, RawDocument) for item in found), found
    return [item for item in found if isinstance(item, RawDocument)]


def test_a_news_sitemap_names_pages_to_fetch_with_what_it_states() -> None:
    first, second = documents(xml(NEWS_SITEMAP))
    assert (first.url, first.body, first.complete) == ("https://pier.test/ferry", b"", False)
    assert (first.stated.title, first.stated.outlet, first.stated.language) == (
        "Ferry & dam",
        "The Pier",
        "en",
    )
    assert (first.stated.published, first.stated.modified) == ("2031-05-04T12:00:00Z", "2031-05-05")
    assert second.url == "https://pier.test/dam"
    (failure,) = extract(first)
    assert isinstance(failure, Failure)
    assert "fetch https://pier.test/ferry" in failure.reason


def test_an_index_names_further_sitemaps_and_may_be_compressed() -> None:
    index = "<sitemapindex><sitemap><loc>https://pier.test/news.xml.gz</loc></sitemap></sitemapindex>"
    assert [raw.url for raw in documents(xml(gzip.compress(index.encode())))] == [
        "https://pier.test/news.xml.gz"
    ]


def test_sitemaps_are_bounded_and_safe() -> None:
    bomb = '<!DOCTYPE u [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
    safe = documents(xml(f"{bomb}<urlset><url><loc>https://pier.test/&b;&f;</loc></url></urlset>"))
    assert all("root" not in (raw.url or "") and len(raw.url or "") < 60 for raw in safe)
    start = process_time()
    assert len(documents(xml("<urlset>" + "<url><loc>http://a.test/</loc></url>" * 60_000))) == 50_000
    assert list(unpack(xml("<urlset>" + "<url>" * 100_000))) is not None
    assert process_time() - start < 20


def test_a_compressed_file_is_bounded() -> None:
    (failure,) = unpack(xml(gzip.compress(b"<urlset>" + b" " * MAX_UNPACKED)))
    assert isinstance(failure, Failure)
    assert "larger than 50 MB" in failure.reason
    for broken in (gzip.compress(b"<urlset>")[:-9], b"\x1f\x8bno", gzip.compress(gzip.compress(b"x"))):
        (failure,) = unpack(xml(broken))
        assert isinstance(failure, Failure)


def test_a_list_of_feeds_survives_going_out_and_in() -> None:
    feeds = (
        Subscription(url="https://pier.test/feed?a=1&b=2", title='Pier "& Quay"', headings=("Harbours",)),
        Subscription(url="https://bote.test/", title="Bote", settings={"language": "de", "owner": "A, B/C"}),
    )
    assert from_opml(to_opml(feeds, "Ours"), "ours.opml") == feeds


@given(
    st.text(max_size=40), st.dictionaries(st.text(min_size=1, max_size=9), st.text(max_size=20), max_size=3)
)
def test_any_title_and_setting_can_go_out(title: str, settings: dict[str, str]) -> None:
    settings = {
        key.encode("utf-8", "ignore").decode(): value.encode("utf-8", "ignore").decode()
        for key, value in settings.items()
    }
    found = from_opml(to_opml([Subscription(url="https://a.test/", title=title)], title), "x.opml")
    assert [item.url for item in found] == ["https://a.test/"]
    (kept,) = from_opml(
        to_opml([Subscription(url="https://a.test/", settings={"owner": title.strip()})], "x"), "x"
    )
    assert kept.settings.get("owner", "") == title.strip() or not title.strip().isprintable()


def test_lists_of_other_readers_keep_their_headings() -> None:
    body = """<opml version="1.0"><body><outline text="World"><outline text="Sea">
      <outline type="rss" title="Pier" xmlUrl="https://pier.test/rss"/></outline></outline>
      <outline text="bad" xmlUrl="file:///etc/passwd"/><outline xmlUrl="https://pier.test/rss"/></body></opml>"""
    (feed,) = from_opml(body.encode(), "x.opml")
    assert (feed.url, feed.title, feed.headings) == ("https://pier.test/rss", "Pier", ("World", "Sea"))


@pytest.mark.parametrize(
    "body", [b"", b"hello", b"<html><body>no list</body></html>", b"\0\xff\xfe" * 50, b"{}"]
)
def test_what_is_no_list_of_feeds_is_refused(body: bytes) -> None:
    with pytest.raises(InputError, match=r"x\.opml"):
        from_opml(body, "x.opml")


def test_hostile_lists_end_soon() -> None:
    start = process_time()
    deep = b"<opml version='2.0'><body>" + b"<outline text='a'>" * 2_000
    many = b"".join(b"<outline xmlUrl='http://a.test/%d'/>" % n for n in range(2_000))
    bomb = b"<!DOCTYPE o [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'>]>"
    assert len(from_opml(bomb + deep + many, "x.opml")) == 2_000
    with pytest.raises(InputError, match="10,000 feeds"):
        from_opml(many * 6, "x.opml")
    assert process_time() - start < 20


def archived(*answers: bytes, kind: WarcRecordType = WarcRecordType.response) -> bytes:
    out = io.BytesIO()
    with GzipWriter(out) as packed:
        for number, raw in enumerate(answers):
            record = WarcRecord()
            record.init_headers(kind, content_length=len(raw))
            record.headers["WARC-Target-URI"] = f"https://pier.test/{number}"
            record.headers["WARC-Date"] = "2031-05-04T12:00:00Z"
            record.headers["Content-Type"] = "application/http; msgtype=response"
            record.set_bytes_content(raw)
            record.write(packed)
    return out.getvalue()


def response(body: bytes, *headers: str, status: str = "200 OK") -> bytes:
    lines = [f"HTTP/1.1 {status}", *(headers or ("Content-Type: text/html; charset=windows-1251",)), "", ""]
    return "\r\n".join(lines).encode() + body


def visited(body: bytes) -> list[RawDocument | Failure]:
    return list(warc.pages(io.BytesIO(body), "news.warc.gz"))


def test_an_archive_yields_pages_with_address_encoding_and_visit() -> None:
    page = PAGE.replace("ferry", "паром").encode("windows-1251")
    packed = response(
        gzip.compress(page), "Content-Type: text/html; charset=cp1251", "Content-Encoding: gzip"
    )
    skipped = [response(b"%PDF", "Content-Type: application/pdf"), response(page, status="404 Not Found")]
    found = visited(archived(response(page), *skipped, packed))
    assert [raw.locator for raw in found] == ["news.warc.gz#1", "news.warc.gz#4"]
    for raw in found:
        assert isinstance(raw, RawDocument)
        assert raw.retrieved_at == datetime(2031, 5, 4, 12, tzinfo=UTC)
        (article,) = extract(raw)
        assert isinstance(article, Article)
        assert "паром" in article.text.content
        assert article.published is None  # the visit says nothing of the day of publication
        assert (article.url or "").startswith("https://pier.test/")


def test_a_cut_archive_keeps_what_came_before() -> None:
    whole = archived(response(PAGE.encode()), response(PAGE.encode()))
    first, *rest = visited(whole[:-40])
    assert isinstance(first, RawDocument)
    assert all(isinstance(item, Failure) for item in rest) or len(rest) == 1
    for noise in (b"", b"hello", b"WARC/1.0\r\n", whole[:20]):
        (failure,) = visited(noise)
        assert isinstance(failure, Failure)
        assert "\n" not in failure.reason


def test_one_bad_page_of_an_archive_costs_only_itself() -> None:
    bomb = response(gzip.compress(b"0" * 20_000_000), "Content-Type: text/html", "Content-Encoding: gzip")
    torn = response(b"\x1f\x8bnot gzip", "Content-Type: text/html", "Content-Encoding: gzip")
    found = visited(archived(bomb, torn, response(PAGE.encode())))
    assert isinstance(found[0], Failure)
    assert "unpack to" in found[0].reason
    assert isinstance(found[-1], RawDocument)


@given(st.binary(max_size=60), st.integers(0, 400))
def test_no_bytes_break_an_archive(noise: bytes, at: int) -> None:
    body = archived(response(PAGE.encode()))
    assert all(isinstance(item, RawDocument | Failure) for item in visited(body[:at] + noise + body[at:]))


def test_a_folder_is_looked_at_for_what_is_new_or_changed(tmp_path: Path) -> None:
    for name in ("a.html", "sub/b.xml.gz", ".hidden.txt", "c.png", ".git/d.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("one", encoding="utf-8")
    first = look(str(tmp_path), {})
    assert [Path(path).name for path in first.changed] == ["a.html", "b.xml.gz"]
    assert look(str(tmp_path), first.stamps).changed == ()
    os.utime(tmp_path / "a.html", ns=(1, 1))
    assert [Path(path).name for path in look(str(tmp_path), first.stamps).changed] == ["a.html"]
    with pytest.raises(InputError, match="no such folder"):
        look(str(tmp_path / "gone"), {})


def test_feeds_sitemaps_and_archives_are_read_as_files_too(tmp_path: Path) -> None:
    item = (
        f"<item><title>Ferry</title><description><![CDATA[{f'<p>{SENTENCE}</p>' * 30}]]></description></item>"
    )
    (tmp_path / "feed.rss.gz").write_bytes(gzip.compress(f"<rss><channel>{item}</channel></rss>".encode()))
    (tmp_path / "news.warc.gz").write_bytes(archived(response(PAGE.encode())))
    (tmp_path / "page.html.gz").write_bytes(gzip.compress(PAGE.encode()))
    (tmp_path / "plain.txt").write_text("<html> is how pages begin.", encoding="utf-8")
    found = [raw for raw in read([str(tmp_path)]) if isinstance(raw, RawDocument)]
    names = [Path(raw.locator).name for raw in found]
    assert names == ["feed.rss.gz#1", "news.warc.gz#1", "page.html.gz", "plain.txt"]
    articles = [next(iter(extract(raw))) for raw in found]
    assert all(isinstance(article, Article) for article in articles), articles


def test_a_page_names_the_feeds_it_offers() -> None:
    page = """<html><head><base href="https://pier.test/news/">
      <link rel="alternate" type="application/rss+xml" title=" All " href="feed.xml">
      <link rel="ALTERNATE stylesheet" type="application/atom+xml" href="//bote.test/atom">
      <link rel="alternate" hreflang="de" href="/de">
      <link rel="alternate" type="application/rss+xml" href="feed.xml">
      <link rel="alternate" type="application/rss+xml" href="javascript:x"><link rel="feed" href="https://[">
      <link rel="feed" href="/json"></head>"""
    assert feeds_in(page, "https://pier.test/") == (
        Offer(url="https://pier.test/news/feed.xml", title="All"),
        Offer(url="https://bote.test/atom"),
        Offer(url="https://pier.test/json"),
    )
    assert feeds_in("", "https://pier.test/") == ()


@given(st.text(max_size=200))
def test_any_page_can_be_asked_for_feeds(page: str) -> None:
    assert isinstance(feeds_in(page, "https://pier.test/"), tuple)
