"""How a build runs: plan, workers, notebooks, publishing, verification (运行)."""
