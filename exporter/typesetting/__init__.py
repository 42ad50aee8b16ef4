"""Text to lines, lines to pages; knows no file format."""
