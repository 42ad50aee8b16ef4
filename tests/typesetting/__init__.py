"""Text to lines to pages."""
