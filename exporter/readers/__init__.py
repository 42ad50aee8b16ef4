"""Files of a project to the article model."""
