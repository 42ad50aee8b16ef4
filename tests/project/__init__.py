"""A project folder is read within its bounds, and results are written whole."""
