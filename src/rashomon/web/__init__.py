"""The reading room: the archive in a browser, as pages for people and as JSON for programs.

request → guard → a route → a resource (one dataclass) → page or JSON

Routes of pages and forms are in ``pages``, ``parts``, ``desk``, ``actions``, ``taking``, ``watchlists``,
``corrections``, ``feedback``, ``people`` and ``entering``, those of programs in ``api`` and ``greader``. What
both let do is in ``deciding``, ``sourcing``, ``comparing`` and ``correcting``; resources are in ``views``,
``article``, ``entities``, ``outlets``, ``history``, ``followed``, ``watched``, ``rulings`` and ``access``.
"""
