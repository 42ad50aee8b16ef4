"""The typed article and its editions: frozen dataclasses, standard library only."""
