"""Tell the language of an article."""

from contextlib import suppress
from itertools import islice
from threading import Lock

from rashomon.errors import ModelError
from rashomon.lang.pack import primary
from rashomon.model.article import Article

UNDETERMINED = "und"
SAMPLES = (300, 600, 4000, 40_000)  # characters: the first is enough for most, the last bounds the time
MIN_LETTERS = 4
CERTAIN = 3.0  # nats by which the best language must lead
CLOSE = 0.05  # nats a letter: languages nearer than that are told apart on more text
CONTRADICTION = 0.15  # nats a letter by which a text must speak against the language stated for it
LONG_ENOUGH = 200  # letters that a text must have to speak against it

_LOADING = Lock()


def detect(article: Article) -> str:
    """Return the BCP 47 primary tag of the article's language, ``und`` where there is no telling.

    The language stated by the file or page holds unless the text clearly contradicts it.
    Method: py3langid (Lui and Baldwin 2012, "langid.py").

    Raises:
        ModelError: there is no room for the model.
    """
    stated = primary(article.language) if article.language else None
    letters, scores = _scores(article.text.content)
    if not scores:
        return stated or UNDETERMINED
    best, second = islice(scores, 2)
    if stated in scores:
        clear = letters >= LONG_ENOUGH and scores[best] - scores[stated] > CONTRADICTION * letters
        return best if clear else stated
    if stated and letters < LONG_ENOUGH:
        return stated
    return best if scores[best] - scores[second] >= CERTAIN else UNDETERMINED


def prepare() -> None:
    """Load what languages are told by, a third of a second; what fails of it the first ``detect`` tells."""
    with suppress(ModelError):
        _rank(MIN_LETTERS * "a")


def _scores(text: str) -> tuple[int, dict[str, float]]:
    """Return how many letters were judged and each language's log-probability, best first.

    There are none for too few letters.
    """
    letters, scores = 0, dict[str, float]()
    for size in SAMPLES:
        letters, scores = _rank(text[:size])
        best, second = islice(scores.values(), 2) if scores else (0.0, 0.0)
        clear = letters >= LONG_ENOUGH and best - second >= CLOSE * letters
        if clear or len(text) <= size:
            break
    return letters, scores


def _rank(sample: str) -> tuple[int, dict[str, float]]:
    letters = sum(map(str.isalpha, sample))
    if letters < MIN_LETTERS:
        return letters, {}
    # The first rank loads the model: who comes meanwhile waits for it rather than load another.
    with _LOADING:
        import py3langid  # noqa: PLC0415 - takes a third of a second with its model

        try:
            return letters, dict(py3langid.rank(sample))
        except OSError as error:  # it is unpacked into a temporary file
            raise ModelError(
                f"the model that tells languages cannot be unpacked as a temporary file ({error.strerror});"
                " free some room on the disk, or name another folder in TMPDIR"
            ) from error
