"""The frames we build are those that a websocket client reads."""

import json

import pytest
from websockets.client import ClientProtocol
from websockets.frames import Frame, Opcode
from websockets.protocol import OPEN
from websockets.uri import parse_uri

from server.foundation.live import frames


def read(data: bytes) -> list[Frame]:
    """What the websockets library makes of these bytes."""
    client = ClientProtocol(parse_uri("ws://ffwg.test/"), state=OPEN)
    client.receive_data(data)
    return [event for event in client.events_received() if isinstance(event, Frame)]


@pytest.mark.parametrize("size", [0, 1, 125, 126, 65_535, 65_536, 70_000])
def test_a_frame_of_any_length_is_read_back(size: int) -> None:
    payload = b"x" * size
    assert read(frames.frame(payload)) == [Frame(Opcode.TEXT, payload)]


def test_frames_joined_into_one_write_are_read_one_by_one() -> None:
    joined = frames.heartbeat(4) + frames.PING + frames.bye(2.04) + frames.close(1012)
    pos, ping, bye, close = read(joined)
    assert json.loads(bytes(pos.data)) == {"kind": "pos", "seq": 4}
    assert ping.opcode is Opcode.PING
    assert json.loads(bytes(bye.data)) == {"kind": "bye", "wait": 2.0}
    assert bytes(close.data) == (1012).to_bytes(2)


def test_events_carry_their_position_and_what_was_said_once_and_as_it_is() -> None:
    html = '<p lang="tr">Günaydın T=123456789012; "é"</p>'
    (frame,) = read(frames.events("7f", 3, 5, "ab.5.cd", html))
    told = json.loads(bytes(frame.data))
    assert (told["from"], told["seq"], told["token"]) == (4, 5, "ab.5.cd")
    assert (told["target"], told["swap"], told["content"]) == ("#log-7f", "beforeend", html)
    assert bytes(frame.data).count(b"T=123456789012;") == 1
    assert "Günaydın".encode() in bytes(frame.data)
