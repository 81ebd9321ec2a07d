"""All of ``/api/v1``, as the application takes it."""

from rashomon.web.api import access, comparisons, pages, reading, rulings, sources, watch, writes

ROUTERS = (
    reading.router,
    writes.router,
    sources.router,
    comparisons.router,
    watch.router,
    rulings.router,
    pages.router,
    access.router,
)
