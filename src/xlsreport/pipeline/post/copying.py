"""Files of a store copied over several lines at once, each into a file of its own until somebody takes it."""

import threading
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from xlsreport.language import Language
from xlsreport.stores.addresses import StoreAddress
from xlsreport.stores.store import Store, StoredFile

_MOST_LINES = 4  # servers count the lines of one user
_FILES_A_LINE = 8  # fewer are copied before a further line is open
_AHEAD = 4  # files for each line that are on their way or wait to be taken


def copies(files: Sequence[StoredFile], place: StoreAddress, language: Language, aside: Path) -> Iterator[Path]:
    """Yield a copy of each of `files` in their order, in the folder `aside`, of which the taker moves or removes it.

    Raises `XlsreportError` where the store refuses one; what is on its way then is waited for, and the rest left.
    """
    lines = min(_MOST_LINES, -(-len(files) // _FILES_A_LINE))
    if not lines:
        return
    own = threading.local()

    def copied(number: int) -> Path:
        if not hasattr(own, "store"):
            own.store = Store(place, language)
        path = aside / f"{number}"
        with path.open("wb") as target:
            own.store.copy(files[number], target)
        return path

    coming: deque[Future[Path]] = deque()
    pool = ThreadPoolExecutor(lines, "xlsreport-store")
    try:
        for number in range(len(files)):
            coming.append(pool.submit(copied, number))
            if len(coming) >= lines * _AHEAD:
                yield coming.popleft().result()
        while coming:
            yield coming.popleft().result()
    finally:
        pool.shutdown(cancel_futures=True)
