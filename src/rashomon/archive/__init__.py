"""The second conductor: a standing archive, from the places that are followed to the stories told.

    look (sources) → keep (documents) → read (articles) → place (stories) → tell (reports)

``collecting`` does the first two, ``intake`` the next two, ``telling`` the last. Whatever is kept is kept
in one transaction a batch: a process that is killed at any point loses nothing and repeats nothing.
"""
