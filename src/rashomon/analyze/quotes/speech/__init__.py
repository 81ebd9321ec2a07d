"""Which stretches of a text are words said, though no pair of marks shows it, and which marks hold none.

``unclosed`` ends what has no closing mark, ``dialogue`` reads speech behind dashes, ``transcripts`` speech
behind a name and a colon; ``titles`` tells which marks only hold a name.
"""
