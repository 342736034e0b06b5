"""A conference (hội nghị): people meet, vote on slips, and the count selects."""
