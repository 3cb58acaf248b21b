"""Releases: the public state of the archive as one ZIP, and the archive built again from it."""
