"""What the law has computed: dates, months of service, retirement, ballots."""
