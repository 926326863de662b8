"""Matching: who could speak with whom today, and why. Pure functions; limits exclude, words rank."""
