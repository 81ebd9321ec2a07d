"""Names in Russian by slovnet over navec vectors, with the models inside natasha's wheel (MIT).

Kukushkin, A.: slovnet, https://github.com/natasha/slovnet. natasha itself is never imported.
"""

from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from rashomon.analyze.names.ner import Name
from rashomon.errors import ModelError
from rashomon.model.text import Span

_NAVEC = "data/emb/navec_news_v1_1B_250K_300d_100q.tar"
_TAGGER = "data/model/slovnet_ner_news_v1.tar"
_LONGEST = 4000
"""Characters of one sentence that the tagger is given: its memory grows with the longest of a batch."""


@cache
def load() -> Any:
    """Return the tagger with its models.

    Raises:
        ModelError: the models are not installed.
    """
    from slovnet import NER  # noqa: PLC0415 - half a second and 70 MB, only for languages that use it

    wheel = find_spec("natasha")
    if wheel is None or wheel.origin is None:
        raise ModelError("the natasha package, whose models find Russian names, is missing: install it")
    root = Path(wheel.origin).parent
    tagger = NER.load(str(root / _TAGGER))
    tagger.navec(_vectors(root / _NAVEC))
    return tagger


def _vectors(path: Path) -> Any:
    """Load word vectors without navec's own vocabulary and sums, which only its similarities need."""
    from navec import Navec  # noqa: PLC0415
    from navec.navec import META, PQ_  # noqa: PLC0415
    from navec.navec import Meta as About  # noqa: PLC0415
    from navec.pq import PQ  # noqa: PLC0415
    from navec.tar import Tar  # noqa: PLC0415

    class Codes(PQ):  # type: ignore[misc]
        def precompute(self) -> None:
            pass

    with Tar(str(path)) as tar:
        return Navec(About.from_file(tar.load(META)), None, Codes.from_file(tar.load(PQ_)))


def find_names(texts: Sequence[str]) -> list[list[Name]]:
    """Find the names of each text in reading order.

    Raises:
        ModelError: the models are not installed.
    """
    found = load().map(text[:_LONGEST] for text in texts)
    return [
        [Name(span=Span(s.start, s.stop), type=s.type, score=1.0) for s in markup.spans if s.start < s.stop]
        for markup in found
    ]
