"""Programs that draw the pictures of the articles."""
