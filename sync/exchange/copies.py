"""Copies: does another copy of this workspace write under this laptop's device id?"""

from forms.records.store import Records


def is_copied(records: Records) -> bool:
    """Tell whether the log or an office knows ops of this laptop that it did not make.

    It made each op it has once: an op that came from outside under its own number,
    or an ack beyond its last, was made by another copy, or by this one before an
    older state of it was put back.
    """
    own = records.device_id
    if records.members.was_replaced(own):
        return False  # the copy is known, and it is the other one
    return records.book.is_contradicted(own)
