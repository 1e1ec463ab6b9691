/* Joins htmx's socket to a room: positions, the state of the line in words, and polling when
   a proxy lets no socket through. htmx reconnects by itself, to the address we leave in it. */
"use strict";

const rooms = new Map();
const FAILURES_BEFORE_POLLING = 3;
const POLL_MS = 5000;

function roomOf(event) {
  const section = event.target.closest?.("[data-room]");
  if (!section) return null;
  if (!rooms.has(section)) rooms.set(section, { position: new RoomPosition(section), failures: 0, timer: 0, wait: 0 });
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

/* Closed without a code (1005), htmx opens it anew, from where this page stands. */
function comeBack(room, connection) {
  connection.url = addressOf(room);
  connection.socket?.close();
}

async function poll(room) {
  const { section, token } = room.position;
  room.timer = setTimeout(() => poll(room), POLL_MS);
  const address = `/rooms/${section.dataset.room}/remarks?after=${encodeURIComponent(token)}`;
  const answer = await fetch(address, { headers: { "HX-Request": "true" } }).catch(() => null);
  if (!answer) return room.position.say("Lost");
  if (answer.status === 205) return location.reload();
  if (!answer.ok) return room.position.say("Ended");
  const html = await answer.text();
  room.position.say("Polling");
  if (!html) return;
  arrivals.before(room.position);
  await htmx.swap({ sourceElement: section, target: room.position.log, swap: "beforeend", text: html });
  room.position.advance(answer.headers.get("X-Room-Position"));
  arrivals.after(room.position);
}
