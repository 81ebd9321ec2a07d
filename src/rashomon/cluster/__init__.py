"""Stage: put each article, as it comes, into the story that it tells, or open one."""
