"""The reading room: the archive in a browser, as pages for people and as JSON for programs.

request → guard → a route (pages, actions, api, taking) → views (one dataclass a resource) → page or JSON
"""
