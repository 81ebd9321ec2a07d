import time
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.ingest.decode import normalise
from rashomon.ingest.extract import READ, distinct, extract
from rashomon.ingest.failure import Failure
from rashomon.model.article import Article, RawDocument

RUSSIAN = "Ветер поднялся над гаванью, и лодки остались у причала. Мэр сказал, что порт закрыт до утра."
CZECH = "Ředitel přístavu řekl, že loďky zůstaly v přístavu kvůli silnému větru a bouřce na moři."
PAGE = """<!DOCTYPE html><html lang="en"><head><title>Harbour closed</title>
<meta property="og:site_name" content="The Pier"><meta property="og:title" content="Harbour closed">
<meta property="article:published_time" content="2019-04-02T08:00:00+00:00"></head><body>
<nav><a href="/">Home</a><a href="/sea">Sea</a></nav><article><h1>Harbour closed</h1>
<p>The harbour of Oldmouth was closed on Wednesday because of the storm, the mayor said in a statement.</p>
<script>alert("stolen")</script>
<p>Fishermen stayed at home for the whole day and waited for better weather to come.</p>
</article></body></html>"""


def document(body: str | bytes, media_type: str = "text/plain", locator: str = "storm.txt") -> RawDocument:
    raw = body.encode() if isinstance(body, str) else body
    return RawDocument(locator=locator, media_type=media_type, body=raw)


def article(body: str | bytes, media_type: str = "text/plain", locator: str = "storm.txt") -> Article:
    found, *_ = extract(document(body, media_type, locator))
    assert isinstance(found, Article), found
    return found


def reason(body: str | bytes, media_type: str = "text/plain") -> str:
    (found,) = extract(document(body, media_type))
    assert isinstance(found, Failure)
    assert "\n" not in found.reason
    return found.reason


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (CZECH, "cp1250"),
        (RUSSIAN, "utf-16"),
        (RUSSIAN, "utf-8-sig"),
    ],
)
def test_encodings_are_told_from_the_bytes(text: str, encoding: str) -> None:
    assert article(text.encode(encoding)).text.content == text


def test_a_utf8_text_cut_inside_a_letter_is_read_without_it() -> None:
    assert article("Ветер поднялся".encode()[:-1]).text.content == "Ветер поднялс"


def test_a_few_bad_bytes_do_not_make_it_another_encoding() -> None:
    body = RUSSIAN.encode() + b" \xff " + RUSSIAN.encode()
    assert article(body).text.content == f"{RUSSIAN} \ufffd {RUSSIAN}"


QUOTED = "The harbour master said: “The ferry sails at noon, storm or no storm.” Nobody was hurt in Lintvik."


@pytest.mark.parametrize("damage", [b"Caf\xe9", b"cut \xe2\x80", b"\xff and \xfe"])
@pytest.mark.parametrize("head", ['<meta charset="utf-8">', ""])
def test_a_page_in_utf8_with_little_of_it_survives_a_bad_byte(head: str, damage: bytes) -> None:
    page = (
        f"<html><head>{head}</head><body><article><p>{QUOTED}</p><p>{QUOTED} It was @.</p></article></body>"
    )
    found = article(page.encode().replace(b"@", damage), "text/html").text.content
    assert found.count("“") == 2
    assert found.count("\ufffd") == len(damage.split(b" and "))


def test_a_page_served_as_utf8_is_read_as_such_though_its_only_letter_beyond_ascii_is_cut() -> None:
    raw = document(b"Nobody was hurt in Lintvik\xe2\x80 when the storm came.")
    (found,) = extract(replace(raw, charset="utf-8"))
    assert isinstance(found, Article)
    assert "Lintvik\ufffd when" in found.text.content


@pytest.mark.parametrize("charset", ["utf-8", None])
@pytest.mark.parametrize(("text", "encoding"), [(RUSSIAN, "cp1251"), (CZECH, "cp1250"), (RUSSIAN, "koi8-r")])
def test_another_encoding_that_is_called_utf8_is_told_from_the_bytes(
    text: str, encoding: str, charset: str | None
) -> None:
    (found,) = extract(replace(document(text.encode(encoding)), charset=charset))
    assert isinstance(found, Article)
    assert found.text.content == text


def test_a_stray_null_is_passed_over() -> None:
    assert article(QUOTED.encode() * 3 + b"\0" + QUOTED.encode()).text.content == QUOTED * 4


@pytest.mark.parametrize(
    "body", [b"\0\1\2\3abc", b"%PDF-1.7 text", b"PK\x03\x04zip", b"\x01\x02\x03\x04\x05" * 100]
)
def test_binary_data_are_refused(body: bytes) -> None:
    assert "binary" in reason(body)


def test_a_text_without_a_letter_is_no_article() -> None:
    assert "no text" in reason("12 — 14 … \n")


def test_text_is_brought_to_one_form() -> None:
    assert (
        normalise("\ufeffe\u0301te\u0301\r\nso\u00adft\rzero\u200bwidth\u0007\t.")
        == "été\nsoft\nzerowidth\t."
    )


def test_joiners_stay_where_a_script_needs_them() -> None:
    assert normalise("می\u200cخواهم") == "می\u200cخواهم"
    assert normalise("har\u200dbour") == "harbour"


def test_text_that_reorders_or_hides_itself_is_laid_open() -> None:
    assert normalise("pay \u202eevil\u202c now\U000e0041") == "pay evil now"


@given(st.text(max_size=200))
def test_normalising_twice_changes_nothing(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert "\r" not in once


def test_stacked_marks_cost_no_time() -> None:
    start = time.process_time()
    assert len(normalise("a" + "\u0301\u0323" * 200_000)) < 40
    assert time.process_time() - start < 2


def test_a_page_gives_text_and_metadata_and_no_scripts() -> None:
    found = article(PAGE, "text/html", "page.html")
    assert found.text.content.startswith("Harbour closed")
    assert "waited for better weather" in found.text.content
    assert "stolen" not in found.text.content
    assert (found.source.id, found.source.kind, found.language) == ("the-pier", "outlet", "en")
    assert (found.published or "").startswith("2019-04-02")


def test_a_page_of_navigation_alone_is_no_article() -> None:
    links = "<li><a href='/x'>A section of the site with a rather long headline for readers to click</a></li>"
    assert "no article" in reason(f"<html><body><nav><ul>{links * 40}</ul></nav></body></html>", "text/html")


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 50_000
        + "A sentence deep down that nobody will ever read in any browser."
        + "</div>" * 50_000,
        '<!DOCTYPE x [<!ENTITY a "haha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;">]><p>&b;&b;</p>',
        "<p" * 100_000,
        "<html><body><table>" + "<tr><td>" * 5_000,
    ],
)
def test_hostile_markup_is_bounded(page: str) -> None:
    start = time.process_time()
    (found,) = extract(document(page, "text/html"))
    assert isinstance(found, Failure)
    assert time.process_time() - start < 8


def test_markdown_becomes_plain_text_with_its_front_matter() -> None:
    front = "---\ntitle: Storm\noutlet: The Pier\npublished: 2031-04-02\n---\n"
    text = front + "\nThe **wind** [rose](http://x) again.\n\n<div>gone</div>\n\n- one\n"
    found = article(text, "text/markdown", "storm.md")
    assert found.text.content == "Storm\n\nThe wind rose again.\n\none"
    assert (found.title, found.source.name, found.published) == ("Storm", "The Pier", "2031-04-02")


def test_markdown_of_nothing_but_marks_is_bounded() -> None:
    start = time.process_time()
    list(extract(document("*a " * 100_000, "text/markdown")))
    assert time.process_time() - start < 3


def test_json_holds_one_article_a_list_or_lines() -> None:
    one = '{"title": "Storm", "text": "The wind rose.", "outlet": "The Pier", "extra": 1}'
    assert article(one, "application/json").text.content == "Storm\n\nThe wind rose."
    listed = list(extract(document(f"[{one}, {one}]", "application/json")))
    lines = list(extract(document(f"{one}\n\n{one}\n", "application/x-ndjson")))
    assert [type(a) for a in listed + lines] == [Article] * 4


def test_a_title_that_opens_the_text_is_not_put_before_it() -> None:
    found = article('{"title": "Storm  at sea", "text": "Storm at Sea\\nThe wind rose."}', "application/json")
    assert found.text.content == "Storm at Sea\nThe wind rose."


def test_json_of_the_wrong_shape_names_file_line_and_keys() -> None:
    good, *bad = extract(document('{"text": "The wind rose."}\n{"title": "x"}\n{bad', "application/x-ndjson"))
    assert isinstance(good, Article)
    first, second = (f.reason for f in bad if isinstance(f, Failure))
    assert "storm.txt, line 2" in first
    assert "title, text, url, published" in first
    assert "storm.txt, line 3" in second
    assert "expected" in reason("[" * 50_000, "application/json").casefold() or "not valid JSON" in reason(
        "[", "application/json"
    )


def test_a_date_that_is_none_is_refused_by_name() -> None:
    assert "'published' must be a date" in reason('{"text": "x y", "published": "soon"}', "application/json")
    found = article('{"text": "x y", "published": "Wed, 02 Apr 2031 10:00:00 +0000"}', "application/json")
    assert found.published == "2031-04-02T10:00:00+00:00"


def test_a_source_without_a_name_is_called_after_its_file() -> None:
    found = article("The wind rose.", locator="news/003_3ecacd20fd29e112.txt")
    assert (found.source.name, found.source.kind) == ("003_3ecacd", "unknown")


def test_the_same_article_again_becomes_a_notice() -> None:
    first = article("The wind rose.")
    kept, again = distinct([first, article("The wind rose.")])
    assert kept == first
    assert isinstance(again, Failure)
    assert again.notice


@pytest.mark.parametrize(
    ("text", "complete"),
    [
        ("The wind rose. The mayor… [+1234 chars]", False),
        ("The wind rose and the boats...", False),
        ("The wind rose.\nContinue reading", False),
        ("Ветер поднялся.\nЧитать далее", False),
        ("The wind rose.", True),
        ("Who knows…?", True),
    ],
)
def test_an_explicit_mark_of_a_cut_makes_an_article_incomplete(text: str, complete: bool) -> None:
    assert article(text).complete is complete


def test_a_line_of_three_megabytes_is_read_in_seconds() -> None:
    start = time.process_time()
    assert len(article("word " * 600_000).text) > READ // 2
    assert time.process_time() - start < 5


def test_of_a_book_only_the_beginning_is_read_and_it_is_said() -> None:
    raw = RawDocument(locator="book.txt", media_type="text/plain", body=b"The tide came in. " * 30_000)
    article, notice = extract(raw)
    assert isinstance(article, Article)
    assert isinstance(notice, Failure)
    assert len(article.text) <= READ
    assert not article.complete
    assert notice.notice
    assert "540,000" in notice.reason
