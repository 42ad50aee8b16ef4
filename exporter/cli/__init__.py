"""The command line: alone prints, exits and draws progress."""
