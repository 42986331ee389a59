"""`bruggen serve`: the visible release over HTTP, and any filter of it as JSON or calendar. See docs/service.md."""
