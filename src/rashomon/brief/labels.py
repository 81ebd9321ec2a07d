"""Short names of articles and people for a reader."""

from collections import Counter

from rashomon.lang.pack import primary
from rashomon.model.annotation import Speaker
from rashomon.model.comparison import Claimant, Comparison
from rashomon.model.story import Story


def article_labels(story: Story) -> dict[str, str]:
    """Name every article by its source, with a number where one source has several."""
    names = [a.article.source.name for a in story.analyses]
    many, seen = Counter(names), Counter[str]()
    labels = {}
    for analysis, name in zip(story.analyses, names, strict=True):
        seen[name] += 1
        labels[analysis.article.id] = name if many[name] == 1 else f"{name} ({seen[name]})"
    return labels


def speaker_name(comparison: Comparison, article: str, speaker: Speaker, language: str) -> str:
    """Return a speaker's name as readers of a language know it, else as the article has it."""
    entity = comparison.entity_of(article, speaker.entity) if speaker.entity else None
    return entity.names.get(primary(language), speaker.name) if entity else speaker.name


def claimant_name(comparison: Comparison, claimant: Claimant, language: str) -> str:
    """Return a claimant's name as readers of a language know it."""
    entity = next((e for e in comparison.entities if e.id == claimant.entity), None)
    return entity.names.get(primary(language), claimant.name) if entity else claimant.name
