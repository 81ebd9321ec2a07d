"""Words for readers of feeds (the Google Reader API): the table ``[reader]`` of ``web.toml``."""

from rashomon.lang.pack import Section


class ReaderWords(Section, frozen=True):
    """Names of subscriptions and folders, and what stands where a story was not compared yet."""

    all_stories: str = ""
    watchlists: str = ""
    languages: str = ""
    outlets: str = ""
    not_compared: str = ""
    compare: str = ""
