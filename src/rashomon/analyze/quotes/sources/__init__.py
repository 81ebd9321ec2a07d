"""Whose words they are: the phrase of a sentence that names the source of a cue.

``subjects`` decides on which side of a verb its subject stands; ``before`` and ``behind`` find it there
(``runs``: where its words may begin; ``free_order``: where names have cases; ``appositions``: a name behind a
role; ``articles``: what an article at a noun's end shows), ``participles`` that of a participle, ``opening``
the one with which a sentence opens, ``unlisted`` one that no list knows, ``places`` those who speak
somewhere. ``phrases`` reads the source of "according to" and of nouns, ``unnamed`` tells what heads the
phrase of someone without a name, ``agencies`` who passed it on.
"""
