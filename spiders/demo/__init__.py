"""A fictional little Dutch town and the web server of each of its organisations, for trying and testing."""
