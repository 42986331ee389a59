"""Where on a site are the activities? From a bare address to the pages and calendars that hold them."""
