"""OAI-PMH 2.0: the archive's records for whoever harvests them. What it answers stands in docs/harvesting.md."""
