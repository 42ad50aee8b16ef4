"""Files of a project become articles, or problems with a place and a hint."""
