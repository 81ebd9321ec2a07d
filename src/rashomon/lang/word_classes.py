"""What words are in a sentence, whatever the language: groups of the lists of the ``attribution`` section."""

ONE_PERSON = ("masculine", "feminine")
"""Pronouns for one person: "he", "she"."""
LATTER = ("latter_masculine", "latter_feminine")
"""Demonstratives for one person, in the order of ``ONE_PERSON``: "the latter"."""
THIRD_PERSON = (*ONE_PERSON, "plural")
PERSONAL = (*THIRD_PERSON, "first")
PRONOUNS = (*PERSONAL, "impersonal")
PEOPLE = ("role", "collective")
"""Nouns of people and bodies, who speak for what they are."""
SUBJECTS = (*PEOPLE, *THIRD_PERSON)
"""What a subject is that is no name."""
OFFICES = ("role", "leader")
"""What a person is, before or behind the name."""
HOLDERS = (*PEOPLE, "leader")
"""Nouns of people and bodies whose holder or head may be named beside them."""
HEADS = (*HOLDERS, "document")
"""What heads the words for a source instead of a name beside it."""
SPEAKING = (*HEADS, "outlet")
"""What heads the phrase of someone who speaks without being named."""
EMPTY = frozenset({"determiner", "preposition", "skip", "joins"})
"""Small words, which tell nothing of the role that they stand beside."""
