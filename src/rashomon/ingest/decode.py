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

    UTF-8 is believed before all that is said; then what the server called ``charset``, as browsers do, then
    what the file declares, then what the bytes look like.

    Raises:
        ExtractionError: the file is not text, or its encoding cannot be told.
    """
    for mark, encoding in BOMS:
        if body.startswith(mark):
            return _lenient(body[len(mark) :], encoding)
    if b"\0" in body or body.startswith(SIGNATURES):
        raise ExtractionError(f"{locator}: not a text but binary data; save it as text in UTF-8")
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
    patched = _lenient(body, "utf-8")
    broken = patched.count("\ufffd")
    # A few bad bytes among many good sequences are damage, not another encoding.
    if broken * 20 < sum(1 for c in patched[:SAMPLE] if c > "\x7f"):
        return patched
    declared = DECLARED.search(body[:4096])
    stated = _known(charset) if charset else None
    if stated is None and declared:
        stated = _known(declared.group(1).decode("ascii", "replace"))
    encoding = stated or _detected(body)
    if encoding is None:
        raise ExtractionError(f"{locator}: the encoding cannot be told; save the file as UTF-8")
    return body.decode(encoding, "replace")


def _known(name: str) -> str | None:
    try:
        found = codecs.lookup(name)
    except (LookupError, ValueError):
        return None
    is_text = getattr(found, "_is_text_encoding", True)  # "hex" and "zip" are codecs too, but not of text
    return WIDER.get(found.name, found.name) if is_text and not found.name.startswith("utf") else None


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
