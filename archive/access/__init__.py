"""Who asks, how often, and what they may do."""
