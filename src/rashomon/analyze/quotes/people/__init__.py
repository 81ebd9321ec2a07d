"""Who is meant by the words for a source, from all that the article has told so far.

``cast`` answers for a name, a role or a pronoun; ``memory`` holds who is who and who spoke last. ``heads``
tells what a source is headed by, ``descriptions`` what people are called (``genders``: and of which gender
they are), ``strangers`` whom a sentence brings in without a name, ``standins`` for which body a bare noun
stands, ``fellows`` who tells something together.
"""
