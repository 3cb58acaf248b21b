"""Backups for the day the machine is lost: the whole database, accounts and drafts included, and every file.

Tables are copied by PostgreSQL's own COPY within one snapshot, so that no program of a certain version is needed and a
backup goes from one version of PostgreSQL to another.
"""
