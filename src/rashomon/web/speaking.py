"""Which language the pages speak to whoever asks."""

from starlette.requests import Request

from rashomon.lang.pack import primary
from rashomon.lang.web import SPOKEN, WebWords, spoken, web_words


def reader_language(header: str) -> str:
    """Return the language of the pages that fits an ``Accept-Language`` header best.

    >>> reader_language("fr, ru;q=0.8, en;q=0.5"), reader_language("")
    ('ru', 'en')
    """
    wishes = []
    for part in header[:500].split(","):
        tag, _, weight = part.strip().partition(";q=")
        try:
            wishes.append((float(weight or 1), primary(tag)))
        except ValueError:
            continue
    ranked = sorted(wishes, key=lambda wish: -wish[0])
    return next((tag for weight, tag in ranked if weight > 0 and tag in spoken()), SPOKEN)


def spoken_to(request: Request) -> str:
    """Return the language of the pages for whoever asks."""
    return reader_language(request.headers.get("accept-language", ""))


def words_to(request: Request) -> WebWords:
    """Return the words of the pages for whoever asks."""
    return web_words(spoken_to(request))
