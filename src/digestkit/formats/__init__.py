"""Models into text and back, one file a format."""
