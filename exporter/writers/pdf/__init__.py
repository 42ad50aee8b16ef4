"""An edition to a tagged, archivable PDF."""
