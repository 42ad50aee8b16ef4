"""An edition to a Word file."""
