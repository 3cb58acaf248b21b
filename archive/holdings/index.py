"""The search index. What was just stored waits in a list beside it, which every search reads from end to end."""
from django.db import connection


def settle() -> int:
    """Brings into the index what waits beside it: once many files are in, not after each. How many pages there were."""
    with connection.cursor() as cursor:
        cursor.execute("select gin_clean_pending_list('paragraph_bigrams')")
        (pages,) = cursor.fetchone()
    return pages
