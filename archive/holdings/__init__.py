"""What the archive keeps: rows and bytes, written, made public, revised and taken out."""
