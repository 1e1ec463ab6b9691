/* Joins htmx's socket to a room. htmx reconnects by itself, to the address we leave in it. */
"use strict";

const rooms = new Map();

function roomOf(event) {
  const section = event.target.closest?.("[data-room]");
  if (!section) return null;
  if (!rooms.has(section)) rooms.set(section, { position: new RoomPosition(section), failures: 0, timer: 0, wait: 0, heard: 0 });
  return rooms.get(section);
}

function addressOf(room) {
  const here = new URL(room.position.section.dataset.live, location.href);
  here.protocol = location.protocol === "https:" ? "wss:" : "ws:";
  here.searchParams.set("after", room.position.token);
  return here.href;
}

function receive(room, event) {
  const { connection, message } = event.detail;
  const frame = JSON.parse(message.data);
  heard(room);
  if (frame.kind === "reset") return location.reload();
  if (frame.kind === "bye") room.wait = frame.wait * 1000;
  if (frame.kind === "pos" && frame.seq > room.position.seq) return comeBack(room, connection);
  if (frame.kind !== "ev") return;
  const verdict = room.position.judge(frame);
  if (verdict !== "apply") event.preventDefault();
  if (verdict === "gap") return comeBack(room, connection);
  if (verdict === "apply") {
    arrivals.before(room.position);
    room.position.advance(frame.token);
    connection.url = addressOf(room);
  }
}

/* A proxy may let a socket in and then cut it: only what is heard proves the line. */
function heard(room) {
  room.heard = Date.now();
  room.failures = 0;
  if (!room.timer) return;
  clearTimeout(room.timer);
  room.timer = 0;
  room.position.say("Open");
}

/* Closed without a code (1005), htmx opens it anew, from where this page stands. */
function comeBack(room, connection) {
  connection.url = addressOf(room);
  connection.socket?.close();
}
