"""The keeper: `python -m archive.postgres DATA`."""
import sys
from pathlib import Path

from archive.postgres.cluster import Cluster
from archive.postgres.errors import Unavailable
from archive.postgres.keeper import answer, keep
from archive.postgres.locks import locked

if __name__ == "__main__":
    cluster = Cluster(Path(sys.argv[1]))
    with locked(cluster.lock("keeper")):
        try:
            keep(cluster)
        except Unavailable as error:
            answer(str(error))
            sys.exit(1)
