"""Frames: built once, the same bytes for everybody.

A frame is one JSON object. With `content` it is what the hx-ws extension of htmx swaps in
(`content`, `target`, `swap`); without, it is only an event for `live.js`. hx-csp strips htmx
attributes from what arrives by socket, so the envelope carries target and swap, and the
position travels in the same frame as the content it belongs to:

    {"kind": "ev", "from": 4, "seq": 6, "token": "epoch.6.tag", "content": "<li>…", "target": …}

Kinds: `ev` events, `pos` heartbeat, `presence`, `reset` load the page anew, `bye` planned end.
"""

import json

TEXT = 0x81
PING = b"\x89\x00"


def frame(payload: bytes) -> bytes:
    """An unmasked, unfragmented text frame (RFC 6455, 5.2)."""
    size = len(payload)
    if size < 126:
        head = bytes((TEXT, size))
    elif size < 65_536:
        head = bytes((TEXT, 126)) + size.to_bytes(2)
    else:
        head = bytes((TEXT, 127)) + size.to_bytes(8)
    return head + payload


def _of(**content: object) -> bytes:
    return frame(json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode())


def events(room: str, after: int, seq: int, token: str, html: str) -> bytes:
    """What happened after `after` up to `seq`, to be added to the end of the log."""
    return _of(
        kind="ev",
        token=token,
        **{"from": after + 1},
        seq=seq,
        target=f"#log-{room}",
        swap="beforeend",
        content=html,
    )


def heartbeat(seq: int) -> bytes:
    """How far the room is: reveals a tail that was lost."""
    return _of(kind="pos", seq=seq)


def presence(room: str, html: str) -> bytes:
    """Who is here; not numbered, each replaces the one before."""
    return _of(kind="presence", target=f"#presence-{room}", swap="innerHTML", content=html)


def reset() -> bytes:
    """The position does not fit this log: the page has to be loaded anew."""
    return _of(kind="reset")


def bye(wait: float) -> bytes:
    """A planned end; come back after `wait` seconds."""
    return _of(kind="bye", wait=round(wait, 1))


def close(code: int) -> bytes:
    """A close frame without a reason."""
    return bytes((0x88, 2)) + code.to_bytes(2)
