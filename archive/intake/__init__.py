"""From a file to a report: what is handed in, what became of it, what was there before."""
