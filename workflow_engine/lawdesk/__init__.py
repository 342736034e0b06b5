"""The jurist's tools: checking the law, and trying what a change of it would do."""
