"""Feeds of every kind, whole, damaged and hostile."""

import json
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.errors import InputError
from rashomon.ingest.entries import FRAGMENT
from rashomon.ingest.extract import extract
from rashomon.ingest.failure import Failure
from rashomon.ingest.feed import MAX_BYTES, MAX_ENTRIES, Entry, parse_feed
from rashomon.ingest.fragment import fragment_text, plain
from rashomon.ingest.unpack import kind, unpack
from rashomon.model.article import Article, RawDocument

LONG = "".join(
    f"<p>The ferry to Oldmouth sailed for the {n}th time on Monday, the harbour says.</p>" for n in range(9)
)
RSS = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
     xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>The Pier &amp; Quay</title><link>https://pier.test/</link><language>en-GB</language>
<item><title>Ferry &lt;b&gt;sails&lt;/b&gt; again</title><link>/ferry?id=1&amp;p=2</link>
<dc:creator>Nora Lind</dc:creator><pubDate>Sun, 04 May 2031 23:30:00 +0300</pubDate>
<description>In short.</description>
<content:encoded><![CDATA[{LONG}<script>steal()</script>]]></content:encoded></item>
<item><title>Dam holds</title><link>https://pier.test/dam</link><pubDate>yesterday-ish</pubDate>
<description>&lt;p&gt;The dam above the town holds, engineers say.&lt;/p&gt;</description></item>
<item><title>No text and no link</title></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title>Hafenbote</title>
<entry><id>tag:1</id><title type="html">Fähre &amp;amp; Damm</title>
<link rel="alternate" href="https://bote.test/1"/><link rel="enclosure" href="https://bote.test/1.mp3"/>
<updated>2031-05-04T12:00:00Z</updated><author><name>K. Brandt</name></author>
<summary>Kurz.</summary></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://pier.test/"><title>Pier</title></channel>
<item rdf:about="https://pier.test/1"><title>One</title><link>https://pier.test/1</link>
<dc:date>2031-05-04T12:00:00+02:00</dc:date></item></rdf:RDF>"""
JSON_FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Pier",
    "language": "en",
    "items": [
        {"id": 7, "url": "/one", "title": "Tea < coffee", "content_text": "One.\nTwo & three.",
         "date_published": "2031-05-04T12:00:00Z", "authors": [{"name": "A"}, {"name": "B"}]},
        {"id": ["broken"]},
        {"id": "8", "url": "https://pier.test/two", "summary": "Short."},
    ],
}  # fmt: skip


def document(body: bytes | str, media_type: str = "application/xml") -> RawDocument:
    raw = body.encode() if isinstance(body, str) else body
    return RawDocument(locator="feed.xml", media_type=media_type, body=raw, url="https://pier.test/feed")


def opened(body: bytes | str) -> list[RawDocument]:
    found = list(unpack(document(body)))
    assert all(isinstance(item, RawDocument) for item in found), found
    return [item for item in found if isinstance(item, RawDocument)]


def entries(body: bytes | str) -> tuple[Entry, ...]:
    raw = body.encode() if isinstance(body, str) else body
    return parse_feed(raw, "feed.xml", url="https://pier.test/feed").entries


def test_an_entry_with_its_text_becomes_an_article_with_what_the_feed_states() -> None:
    whole, summary = opened(RSS)
    (article,) = extract(whole)
    assert isinstance(article, Article)
    assert (article.title, article.url) == ("Ferry sails again", "https://pier.test/ferry?id=1&p=2")
    assert article.published == "2031-05-04T23:30:00+03:00"  # as stated: in UTC it would be another hour
    assert (article.byline, article.language) == ("Nora Lind", "en-GB")
    assert article.source.name == "The Pier & Quay"
    assert article.complete
    assert article.text.content.startswith(
        "Ferry sails again\n\nThe ferry to Oldmouth sailed for the 0th time"
    )
    assert "steal" not in article.text.content
    assert not summary.complete


def test_an_entry_with_a_summary_names_the_page_and_nobody_calls_it_silent() -> None:
    _, summary = opened(RSS)
    assert (summary.url, summary.complete) == ("https://pier.test/dam", False)
    (article,) = extract(summary)
    assert isinstance(article, Article)
    assert article.text.content == "Dam holds\n\nThe dam above the town holds, engineers say."
    assert article.published is None  # "yesterday-ish" is no date, and costs nothing but itself
    assert not article.complete


def test_a_change_is_not_taken_for_the_publication() -> None:
    (raw,) = opened(ATOM)
    assert (raw.stated.published, raw.stated.modified) == (None, "2031-05-04T12:00:00+00:00")
    assert raw.url == "https://bote.test/1"
    assert (raw.stated.title, raw.stated.language, raw.stated.byline) == ("Fähre & Damm", "de", "K. Brandt")


def test_rdf_is_dated_by_dublin_core() -> None:
    (entry,) = entries(RDF)
    assert (entry.title, entry.link, entry.published) == (
        "One",
        "https://pier.test/1",
        "2031-05-04T12:00:00+02:00",
    )


def test_a_json_feed_is_read_without_its_broken_items() -> None:
    feed = parse_feed(json.dumps(JSON_FEED).encode(), "feed.json", url="https://pier.test/feed")
    first, second = feed.entries
    assert feed.version == "json11"
    assert feed.problem
    assert (first.id, first.link, first.byline) == ("7", "https://pier.test/one", "A, B")
    assert plain(first.title or "") == "Tea < coffee"
    assert fragment_text(first.contents[0]) == "One.\nTwo & three."
    assert (second.summary, second.contents) == ("Short.", ())


def test_a_field_of_a_json_feed_that_is_no_text_costs_itself_and_a_number_is_its_digits() -> None:
    item = {"id": 1, "url": "/one", "title": 2031, "language": ["en"], "author": "A", "summary": {"a": 1}}
    feed = {"version": "https://jsonfeed.org/version/1", "title": 7, "language": 1.5, "home_page_url": []}
    read = parse_feed(json.dumps(feed | {"items": [item, "no item", 8]}).encode(), "feed.json", url=None)
    (entry,) = read.entries
    assert (read.title, read.link, read.language) == ("7", None, "1.5")
    assert (entry.title, entry.link, entry.language, entry.byline) == ("2031", "/one", None, None)
    assert entry.summary is None
    assert read.problem == "items left out that are not as the standard asks: 2"


def test_what_a_feed_lost_is_told_beside_what_it_holds() -> None:
    cut = RSS.encode()[: RSS.index("yesterday-ish")]
    latin = RSS.replace('"utf-8"', '"us-ascii"').replace("Dam holds", "Dämme halten").encode()
    for body, told in ((json.dumps(JSON_FEED).encode(), "asks: 1"), (cut, "damaged, read as far")):
        *found, notice = unpack(document(body))
        assert len(found) == 2
        assert isinstance(notice, Failure)
        assert (notice.notice, told in notice.reason) == (True, True)
        assert notice.reason.startswith("feed.xml: ")
    assert len(opened(latin)) == 2  # a wrong name of the encoding costs nothing


@pytest.mark.parametrize(
    "body",
    [b'{"version": "2"}', b"{", b'{"version": "https://jsonfeed.org/version/1", "items": ' + b"[" * 100_000],
)
def test_json_that_is_no_feed_is_refused(body: bytes) -> None:
    with pytest.raises(InputError, match="no JSON Feed"):
        parse_feed(body, "feed.json")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "windows-1251", "koi8-r"])
def test_a_feed_is_read_in_the_encoding_it_declares(encoding: str) -> None:
    head = f'<?xml version="1.0" encoding="{encoding}"?>'
    text = f"{head}<rss><channel><item><title>Паром</title></item></channel></rss>"
    (entry,) = entries(text.encode(encoding))
    assert entry.title == "Паром"


def test_a_feed_in_ebcdic_is_read() -> None:
    text = (
        "<?xml version='1.0' encoding='cp500'?><rss><channel><item><title>Pier</title></item></channel></rss>"
    )
    (entry,) = entries(text.encode("cp500"))
    assert entry.title == "Pier"


def test_what_the_server_calls_the_encoding_counts() -> None:
    raw = RSS.replace(' encoding="utf-8"', "").replace("Dam holds", "Паром").encode("windows-1251")
    feed = parse_feed(raw, "feed.xml", content_type="application/rss+xml; charset=windows-1251")
    assert feed.entries[1].title == "Паром"


@pytest.mark.parametrize("declared", [' encoding="utf-8"', ""])
@pytest.mark.parametrize("content_type", ["application/rss+xml; charset=UTF-8", "application/rss+xml", None])
def test_a_feed_in_another_encoding_that_is_called_utf8_is_told_from_its_bytes(
    declared: str, content_type: str | None
) -> None:
    text = "Паром в Олдмут снова вышел из гавани в понедельник, сообщил начальник порта."
    feed = f"<?xml version='1.0'{declared}?><rss><channel><item><title>{text}</title></item></channel></rss>"
    (entry,) = parse_feed(feed.encode("windows-1251"), "feed.xml", content_type=content_type).entries
    assert entry.title == text
    damaged = feed.encode().replace("Олдмут".encode(), b"\xd0", 1)
    (entry,) = parse_feed(damaged, "feed.xml", content_type=content_type).entries
    assert entry.title == text.replace("Олдмут", "\ufffd")


def test_damaged_feeds_are_read_as_far_as_they_go() -> None:
    cut = RSS.encode()[: RSS.index("yesterday-ish")]
    feed = parse_feed(cut.replace(b"&amp;", b"&"), "feed.xml")
    assert [plain(entry.title or "") for entry in feed.entries] == ["Ferry sails again", "Dam holds"]
    assert "its last entry may lack text (line " in str(feed.problem)


def test_entities_are_neither_expanded_without_end_nor_read_from_files(tmp_path: object) -> None:
    bomb = '<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
    )
    outside = f'<!ENTITY x SYSTEM "file://{__file__}">'
    feed = parse_feed(
        f"{bomb}{outside}]><rss><channel><item><title>&j;&x;</title></item></channel></rss>".encode(),
        "feed.xml",
    )
    assert all(len(entry.title or "") < 100 for entry in feed.entries)
    assert "Feeds of every kind" not in repr(feed), tmp_path


def test_only_the_first_entries_of_an_endless_feed_are_read() -> None:
    body = b"<rss version='2.0'><channel>" + b"<item><title>x</title></item>" * 100_000
    start = process_time()
    feed = parse_feed(body, "feed.xml")
    assert len(feed.entries) == MAX_ENTRIES
    assert "first 5,000" in (feed.problem or "")
    assert process_time() - start < 30
    with pytest.raises(InputError, match="5 MB"):
        parse_feed(b" " * (MAX_BYTES + 1), "feed.xml")


@pytest.mark.parametrize(
    "inner",
    [
        "<a>" * 20_000,
        "<item><description>" + "&lt;div&gt;" * 20_000,
        "<item><description><![CDATA[" + "<div><p>" * 10_000 + "]]></description></item>",
        "<item><title>" + "&" * 50_000,
        "<item><link>" + "../" * 20_000 + "</link></item>",
        "<item><pubDate>" + "1-" * 50_000 + "</pubDate></item>",
        "<!--" * 20_000,
    ],
)
def test_deep_and_senseless_feeds_end_soon(inner: str) -> None:
    start = process_time()
    list(unpack(document(f"<rss><channel>{inner}")))
    assert process_time() - start < 20


def test_strange_links_are_no_pages() -> None:
    for link in ("javascript:alert(1)", "http://[broken", "mailto:desk@pier.test", "data:text/html,x"):
        item = f"<item><title>a</title><link>{link}</link><description>Hm.</description></item>"
        assert [raw.url for raw in opened(f"<rss><channel>{item}</channel></rss>")] == [None]


@pytest.mark.parametrize(
    ("body", "media_type", "expected"),
    [
        (RSS, "text/html", "feed"),
        (ATOM, "application/octet-stream", "feed"),
        (RDF, "", "feed"),
        (json.dumps(JSON_FEED), "application/json", "feed"),
        ("<!-- ours --><!DOCTYPE html><html><body>", "text/plain", "html"),
        ("<urlset xmlns='x'>", "text/xml", "sitemap"),
        ("<opml version='2.0'>", "text/xml", "opml"),
        ('{"text": "a"}', "application/json", None),
        ("Feeds begin with <rss> these days.", "text/plain", None),
        ("", "", None),
    ],
)
def test_kinds_are_told_by_their_bytes(body: str, media_type: str, expected: str | None) -> None:
    assert kind(document(body, media_type)) == expected


def test_xml_of_no_known_kind_is_refused_in_words() -> None:
    (failure,) = unpack(document("<?xml version='1.0'?><invoice/>"))
    assert isinstance(failure, Failure)
    assert "XML of no known kind" in failure.reason


def test_the_media_type_of_an_entry_is_its_own() -> None:
    assert {raw.media_type for raw in opened(RSS)} == {FRAGMENT}


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400), st.integers(0, 1600))
def test_no_bytes_break_more_than_their_feed(noise: bytes, at: int) -> None:
    body = RSS.encode()
    for raw in unpack(document(body[:at] + noise + body[at:])):
        if isinstance(raw, RawDocument):
            assert all(isinstance(found, Article | Failure) for found in extract(raw))
        else:
            assert "\n" not in raw.reason


@given(st.text(alphabet="<>/&;pbdiv \n!-[]'\"=a", max_size=300))
def test_any_markup_has_a_text_without_tags(markup: str) -> None:
    text = fragment_text(markup)
    assert text == text.strip()
    assert "<script" not in text.lower()
