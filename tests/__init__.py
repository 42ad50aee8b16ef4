"""Facts that must hold; a test's name is the fact it proves."""
