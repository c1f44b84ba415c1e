"""From the text of a report to figures and relations (从文本到数据)."""
