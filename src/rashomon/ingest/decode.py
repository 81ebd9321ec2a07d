"""Turn bytes into text once: find the encoding, then bring all texts to one form.

Nothing is changed after this: every offset in Rashomon counts in what ``normalise`` returns.
"""

import codecs
import re
import unicodedata

from rashomon.errors import ExtractionError

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
SIGNATURES = (
    b"%PDF-",
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"Rar!",
    b"7z\xbc\xaf",
    b"{\\rtf",
)
DECLARED = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE
)
SAMPLE = 64 * 1024
STRAY = 200
"""Bytes of a text for each null among them that is passed over."""
SINGLE_BYTE = (
    "cp1251",
    "cp1250",
    "cp1252",
    "koi8_r",
    "koi8_u",
    "iso8859_2",
    "iso8859_5",
    "cp1256",
    "cp1253",
    "cp1254",
)
WIDER = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}
"""What is meant by the names of old encodings: their later, wider forms (WHATWG, labels)."""

# A sequence of UTF-8 that lacks its end, as what cuts texts by their bytes leaves it.
_CUT_SHORT = re.compile(rb"[\xe0-\xef][\x80-\xbf](?![\x80-\xbf])|[\xf0-\xf4][\x80-\xbf]{1,2}(?![\x80-\xbf])")
_BREAKS = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028]")
# What no reader sees and what could hide or reorder text: controls, soft hyphens, zero-width spaces,
# bidirectional overrides and isolates, tags. Marks that set the direction of a word (LRM, RLM) stay.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u200b\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
# Of these only controls tell data from a text: soft hyphens may stand in every word of a page, zero-width
# spaces between all words of Khmer, and marks of direction around every name in Hebrew.
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")
# Joiners carry meaning in Arabic, the scripts of India and Southeast Asia, Mongolian and emoji only.
_JOINERS = re.compile(
    "(?<![\u0600-\u109f\u1780-\u18af\u2600-\u27bf\ufe0f\U0001f000-\U0001faff])[\u200c\u200d]"
)
# No script stacks more than a few marks; a longer run makes canonical ordering quadratic (UAX #15, 30 marks).
_MARKS = re.compile(
    "([\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u1ab0-\u1aff"
    "\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{30})[\u0300-\u036f\u0483-\u0489\u0591-\u05bd"
    "\u0610-\u061a\u064b-\u065f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+"
)
_SURROGATES = re.compile("[\ud800-\udfff]")


def decode(body: bytes, locator: str, charset: str | None = None) -> str:
    """Return the text of a file in any common encoding; an incomplete last character is dropped.

    UTF-8 is believed before all that is said, a few bad bytes or not; then what the server called
    ``charset``, as browsers do, then what the file declares, then what the bytes look like.

    Raises:
        ExtractionError: the file is not text, or its encoding cannot be told.
    """
    for mark, encoding in BOMS:
        if body.startswith(mark):
            return _lenient(body[len(mark) :], encoding)
    # Browsers pass over a stray null; UTF-16 without a mark and data are full of them.
    if body.count(b"\0") * STRAY > len(body) or body.startswith(SIGNATURES):
        raise ExtractionError(f"{locator}: not a text but binary data; save it as text in UTF-8")
    body = body.replace(b"\0", b"")
    try:
        text = codecs.getincrementaldecoder("utf-8")().decode(body)
    except UnicodeDecodeError:
        text = _foreign(body, locator, charset)
    if len(_CONTROLS.findall(text[:SAMPLE])) * 50 > min(len(text), SAMPLE) + 200:
        raise ExtractionError(f"{locator}: not a text but binary data; save it as text in UTF-8")
    return text


def _lenient(body: bytes, encoding: str) -> str:
    return codecs.getincrementaldecoder(encoding)("replace").decode(body)


def _foreign(body: bytes, locator: str, charset: str | None) -> str:
    """Return the text of bytes that are not UTF-8 throughout: damaged, or in another encoding."""
    declared = DECLARED.search(body[:4096])
    names = [name for name in (charset, declared and declared.group(1).decode("ascii", "replace")) if name]
    known = [found for name in names if (found := _known(name))]
    others = [name for name in known if not name.startswith("utf")]
    patched = _lenient(body, "utf-8")
    if _is_damaged(body, patched, said="utf-8" in known, denied=bool(others)):
        return patched
    encoding = next(iter(others), None) or _detected(body)
    if encoding is None:
        raise ExtractionError(f"{locator}: the encoding cannot be told; save the file as UTF-8")
    return body.decode(encoding, "replace")


def _is_damaged(body: bytes, patched: str, *, said: bool, denied: bool) -> bool:
    """Tell whether bytes are UTF-8 with a few bad ones among them, and no other encoding.

    Of other encodings next to no sequences are good UTF-8 by chance, and their number weighs against that of
    the bad ones: more where the text is ``said`` to be UTF-8, less where it is said to be something else.
    """
    bad = patched.count("\ufffd")
    good = len(patched) - len(patched.encode("ascii", "ignore")) - bad
    if said:
        return 2 * (good + len(_CUT_SHORT.findall(body))) >= bad
    return good > (20 * bad if denied else bad)


def _known(name: str) -> str | None:
    try:
        found = codecs.lookup(name)
    except (LookupError, ValueError):
        return None
    is_text = getattr(found, "_is_text_encoding", True)  # "hex" and "zip" are codecs too, but not of text
    return WIDER.get(found.name, found.name) if is_text else None


def _detected(body: bytes) -> str | None:
    from charset_normalizer import from_bytes  # noqa: PLC0415 - only files that are not UTF-8 need it

    sample = body[:SAMPLE]
    # Short texts of the single-byte encodings also read as (senseless) East Asian ones: those come second.
    best = from_bytes(sample, cp_isolation=list(SINGLE_BYTE)).best() or from_bytes(sample).best()
    return best.encoding if best else None


def normalise(text: str) -> str:
    """Bring a text to the one form in which it is kept and pointed into.

    Line breaks become line feeds, canonically equal letters equal (NFC), and what cannot be seen goes.
    """
    text = _BREAKS.sub("\n", text).replace("\u2029", "\n\n")
    text = _SURROGATES.sub("\ufffd", _JOINERS.sub("", _INVISIBLE.sub("", text)))
    return unicodedata.normalize("NFC", _MARKS.sub(r"\1", text))
