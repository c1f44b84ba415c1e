"""What a review finds in a report's figures, section by section: plain results, no prose (事实)."""
