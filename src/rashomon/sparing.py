"""What nobody foresaw in reading one article costs that article, never the others."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from rashomon import engine
from rashomon.encoders.base import Encoder
from rashomon.errors import InputError, ModelError, UnsupportedLanguage
from rashomon.ingest.failure import Failure, unforeseen
from rashomon.model.annotation import Analysis
from rashomon.model.article import Article

T = TypeVar("T")


def spared(
    work: Callable[[Sequence[Article]], T],
    found: Sequence[Article],
    encoder: Encoder,
    aside: Callable[[Failure], None],
) -> T:
    """Do a work on articles; if it breaks, tell ``aside`` which of them break by themselves, and do without.

    Raises:
        Exception: what the work raises on purpose, and what breaks it though each article can be read.
    """
    try:
        return work(found)
    except (InputError, ModelError, UnsupportedLanguage):
        raise
    except Exception:
        read = list(zip(found, alone(found, encoder), strict=True))
        faults = [one for _, one in read if isinstance(one, Failure)]
        if not faults:
            raise
    for fault in faults:
        aside(fault)
    return work([article for article, one in read if isinstance(one, Analysis)])


def alone(found: Sequence[Article], encoder: Encoder) -> Iterator[Analysis | Failure]:
    """Read articles one by one, in their order; of what breaks its reading, say so.

    Raises:
        ModelError: the encoder's files are missing or damaged and cannot be rebuilt.
    """
    for article in found:
        try:
            yield from engine.annotate([article], encoder)
        except ModelError:
            raise
        except Exception as error:  # noqa: BLE001 - the per-article border
            yield unforeseen(article.locator, error)
