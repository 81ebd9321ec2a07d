"""A story: the articles on one event, each with what was read in it."""

from dataclasses import dataclass, field

from rashomon.model.annotation import Analysis


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """The coverage of one event; ``analyses`` in the order in which the articles were given."""

    id: str
    title: str
    analyses: tuple[Analysis, ...]
    _places: dict[str, int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # Of two articles with one id the first is meant.
        places = {a.article.id: at for at, a in reversed(tuple(enumerate(self.analyses)))}
        object.__setattr__(self, "_places", places)

    def analysis(self, article_id: str) -> Analysis:
        """Return the analysis of the named article.

        Raises:
            KeyError: no article of the story has this id.
        """
        return self.analyses[self._places[article_id]]
