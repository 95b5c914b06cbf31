"""Payload: op lines in one zstd frame, unpacked within bounds, checked as a chain."""

from collections.abc import Iterator, Sequence
from functools import cache

import zstandard

import resources
from forms.errors import KnownError
from forms.records.log import Op, read_op
from forms.records.streams import link_chain
from sync.bundle.header import MAX_RAW_BYTES, Header

# 19 saves a sixth and takes ten times as long (4,000 visits: 442 ms for 41 ms), which
# a day's visits do not feel and a first export would.
SMALL_LEVEL, SMALL_BYTES, LEVEL = 19, 256 * 1024, 6
# The dictionary that is written with; each stays readable for ever.
DICTIONARY = 1
_PREV = b',"prev":"'


def op_lines(ops: Sequence[Op], *, linked: bool = False) -> bytes:
    """Return the canonical lines of `ops`, each with its line end.

    Args:
        ops: In order.
        linked: They are one device's, without gaps: the hash of the op before is left
            out of each line, since the reader knows it.
    """
    return b"".join((_unlinked(op) if linked else op.line) + b"\n" for op in ops)


def _unlinked(op: Op) -> bytes:
    """Return an op's line with a blank `prev`.

    The last one of the line is the op's own: only `rec`, `salt`, `seq` and `v` follow,
    and within a text its marks would be escaped.
    """
    start = op.line.rindex(_PREV) + len(_PREV)
    return op.line[:start] + op.line[start + len(op.prev) :]


def compress(lines: bytes, dictionary: int = DICTIONARY) -> bytes:
    """Return `lines` as one frame that tells its size."""
    level = SMALL_LEVEL if len(lines) <= SMALL_BYTES else LEVEL
    words = _words(dictionary)
    return zstandard.ZstdCompressor(level=level, dict_data=words).compress(lines)


@cache
def _words(dictionary: int) -> zstandard.ZstdCompressionDict | None:
    """Return what both sides know beforehand: the questions of the bundled forms."""
    if not dictionary:
        return None
    data = resources.data(f"tables/bundle_words_{dictionary}.bin")
    return zstandard.ZstdCompressionDict(data, dict_type=zstandard.DICT_TYPE_RAWCONTENT)


def decompress(frame: bytes, raw: int, dictionary: int = 0) -> bytes:
    """Return the `raw` bytes that `frame` holds, and never more.

    Raises:
        KnownError: BUNDLE-TOO-LARGE, BUNDLE-NEWER where the dictionary is not known,
            or BUNDLE-CONTENT where it is no single frame of that size.
    """
    if dictionary > DICTIONARY:
        raise KnownError("BUNDLE-NEWER", version=dictionary)
    try:
        told = zstandard.get_frame_parameters(frame)
        if told.window_size > MAX_RAW_BYTES or raw > MAX_RAW_BYTES:
            raise KnownError("BUNDLE-TOO-LARGE")
        if told.content_size != raw or told.dict_id:
            raise KnownError("BUNDLE-CONTENT")
        unpacker = zstandard.ZstdDecompressor(
            dict_data=_words(dictionary), max_window_size=MAX_RAW_BYTES
        )
        lines = unpacker.decompress(frame, max_output_size=raw, allow_extra_data=False)
    except zstandard.ZstdError as error:
        raise KnownError("BUNDLE-CONTENT") from error
    if len(lines) != raw:
        raise KnownError("BUNDLE-CONTENT")
    return lines


def read_ops(lines: bytes, header: Header) -> tuple[Op, ...]:
    """Return the ops of `lines`, which must be those that `header` tells.

    Raises:
        KnownError: BUNDLE-CONTENT where a line is no op of the device, BUNDLE-CHAIN
            where one does not follow the one before, BUNDLE-NEWER.
    """
    texts = lines.split(b"\n")
    if texts.pop() or len(texts) != header.count:
        raise KnownError("BUNDLE-CONTENT")
    if header.linked:
        ops = tuple(_linked(texts, header.prev))
    else:
        ops = tuple(_op(text) for text in texts)
    end = _chain_of_stream(ops, header) if header.stream else _chain(ops, header)
    if end != header.chain or ops[-1].hlc != header.hlc:
        raise KnownError("BUNDLE-CHAIN")
    return ops


def _linked(texts: Sequence[bytes], prev: str) -> Iterator[Op]:
    """Yield the ops of lines without `prev`, each with the hash of the one before."""
    for text in texts:
        start = text.rfind(_PREV) + len(_PREV)
        if start < len(_PREV) or text[start : start + 1] != b'"':
            raise KnownError("BUNDLE-CONTENT")
        op = _op(text[:start] + prev.encode() + text[start:])
        prev = op.hash
        yield op


def _chain_of_stream(ops: Sequence[Op], header: Header) -> str:
    """Return the chain of a stream after `ops`, which are of any device."""
    chain = header.prev
    for op in ops:
        chain = link_chain(chain, op)
    return chain


def _chain(ops: Sequence[Op], header: Header) -> str:
    """Return the hash of the last op; each must follow the one before."""
    before = header.prev
    for number, op in enumerate(ops, header.lo):
        if (op.dev, op.seq, op.prev) != (header.dev, number, before):
            raise KnownError("BUNDLE-CHAIN")
        before = op.hash
    return before


def _op(text: bytes) -> Op:
    try:
        return read_op(text)
    except KnownError as error:
        newer = error.code == "OP-NEWER"
        code = "BUNDLE-NEWER" if newer else "BUNDLE-CONTENT"
        raise KnownError(code, **error.fields) from error
