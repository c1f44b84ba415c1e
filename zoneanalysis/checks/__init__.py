"""Checks: each judges one relation between printed figures (核验)."""
