"""What stops the store: faults that no program may guess its way around; their sentences say what to do."""


class StoreError(Exception):
    """The store cannot be brought into order by itself; the sentence says what a person must do."""


class Uncertain(StoreError):
    """A publication whose line of the journal may or may not be durable: only the history can tell."""


class Damaged(StoreError):
    """What only a backup can give back is not as it was written: a receipt, an original, evidence."""
