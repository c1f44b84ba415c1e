"""Sentences of the reports, written from results in both languages (文字叙述)."""
