"""Undo a body's compression within bounds, so that a small answer cannot fill the memory.

httpx and fastwarc decode whole chunks whatever they swell to, so bodies are read raw and decoded here: no
decoder is ever asked for more than the limit.
"""

import zlib
from collections.abc import Callable
from io import BytesIO

from rashomon.errors import FetchError

ACCEPTED = "gzip, deflate, br, zstd"
MOST_CODINGS = 2
LARGEST_RATIO = 200
"""A page shrinks to a twentieth, a monotonous one to a fiftieth; bombs are made of a thousand to one."""
HARMLESS = 1_000_000  # bytes up to which no ratio is too high
_WINDOW = 1 << 23  # bytes, the window that RFC 8878 asks decoders to offer; more is a demand for memory

Decoder = Callable[[bytes, int], bytes]
"""From a compressed body and a limit to at most so many bytes; raises ValueError on damage."""


def decoded(body: bytes, codings: str, limit: int, url: str) -> bytes:
    """Return a body without the codings that its Content-Encoding names, the last of them undone first.

    Raises:
        FetchError: more than ``limit`` bytes, an unlikely ratio, or a coding that was not asked for.
        ValueError: the body is damaged or cut; the next attempt may bring it whole.
    """
    names = [name for part in codings.split(",") if (name := part.strip().lower()) not in ("", "identity")]
    unknown = [name for name in names if name not in _DECODERS]
    if unknown or len(names) > MOST_CODINGS:
        raise FetchError(f"{url}: sent in a coding that was not asked for: {', '.join(names)[:80]}")
    for name in reversed(names):
        body = _undone(_DECODERS[name], body, limit, url)
    return body


def _undone(decode: Decoder, body: bytes, limit: int, url: str) -> bytes:
    found = decode(body, limit + 1)
    if len(found) > limit or len(found) > max(HARMLESS, LARGEST_RATIO * len(body)):
        raise FetchError(f"{url}: refused, {len(body):,} bytes unpack to {len(found):,} or more")
    return found


def _zlib(window: int) -> Decoder:
    def decode(body: bytes, limit: int) -> bytes:
        found, pieces = bytearray(), 0
        while body and len(found) < limit and pieces < 1000:  # gzip may be made of several pieces
            decoder = zlib.decompressobj(window)
            try:
                found += decoder.decompress(body, limit - len(found))
            except zlib.error as error:
                if pieces:  # what follows a whole body is padding
                    break
                raise ValueError(str(error)) from error
            if not decoder.eof and len(found) < limit:
                raise ValueError("cut")
            body, pieces = decoder.unused_data, pieces + 1
        return bytes(found)

    return decode


def _deflate(body: bytes, limit: int) -> bytes:
    """Undo zlib's form, which the standard asks for, or the bare one, which some servers send."""
    try:
        return _zlib(zlib.MAX_WBITS)(body, limit)
    except ValueError:
        return _zlib(-zlib.MAX_WBITS)(body, limit)


def _brotli(body: bytes, limit: int) -> bytes:
    import brotli  # type: ignore[import-untyped]  # noqa: PLC0415 - few servers send it

    decoder = brotli.Decompressor()
    try:
        found = bytearray(decoder.process(body, output_buffer_limit=limit))
        while len(found) < limit and not decoder.is_finished():
            piece = decoder.process(b"", output_buffer_limit=limit - len(found))
            if not piece:
                raise ValueError("cut")
            found += piece
    except brotli.error as error:
        raise ValueError(str(error)) from error
    return bytes(found[:limit])


def _zstd(body: bytes, limit: int) -> bytes:
    import zstandard  # noqa: PLC0415 - few servers send it

    decoder = zstandard.ZstdDecompressor(max_window_size=_WINDOW)
    try:
        with decoder.stream_reader(BytesIO(body), read_across_frames=True) as reader:
            return reader.read(limit)
    except zstandard.ZstdError as error:
        raise ValueError(str(error)) from error


_DECODERS: dict[str, Decoder] = {
    "gzip": _zlib(zlib.MAX_WBITS | 16),
    "x-gzip": _zlib(zlib.MAX_WBITS | 16),
    "deflate": _deflate,
    "br": _brotli,
    "zstd": _zstd,
}
