"""What staff change once a report is there, and what makes them look."""
