"""The words and rules that staff keep, as the intake takes them: read once for each pass of a worker or a command."""
