"""Specialists, planner, writer and verifier: from a question and the store to a cited answer."""
