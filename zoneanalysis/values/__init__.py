"""What one printed number is: figure, interval, unit, period, and how it is written (数值)."""
