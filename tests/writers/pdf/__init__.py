"""The PDF writer: files, fonts, structure, pages."""
