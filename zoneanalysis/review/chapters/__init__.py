"""Chapters of a review that need more than sentences, charts and a table (章节)."""
