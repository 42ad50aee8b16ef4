"""Facts that must hold for the project's own articles and their translations."""
