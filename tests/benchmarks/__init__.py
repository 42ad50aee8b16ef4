"""Figures beside the peers, in one run: ``python -m tests.benchmarks``; needs the extra ``bench``."""
