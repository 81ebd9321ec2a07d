"""A story: the articles on one event, each with what was read in it."""

from dataclasses import dataclass

from rashomon.model.annotation import Analysis


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """The coverage of one event; ``analyses`` in the order in which the articles were given."""

    id: str
    title: str
    analyses: tuple[Analysis, ...]

    def analysis(self, article_id: str) -> Analysis:
        """Return the analysis of the named article.

        Raises:
            KeyError: no article of the story has this id.
        """
        for analysis in self.analyses:
            if analysis.article.id == article_id:
                return analysis
        raise KeyError(article_id)
