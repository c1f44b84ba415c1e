"""What the data package may hold: pure validation of rows, without file access (数据校验)."""
