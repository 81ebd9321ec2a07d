"""``/api/v1``: the resources of the pages for programs."""
