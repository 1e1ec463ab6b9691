/* Where a proxy lets no socket through, the room is asked every few seconds. */
"use strict";

const FAILURES_BEFORE_POLLING = 3;
const POLL_MS = 5000;

function startPolling(room) {
  room.timer ||= setTimeout(() => poll(room), POLL_MS);
}

async function poll(room) {
  const { section, token } = room.position;
  room.timer = setTimeout(() => poll(room), POLL_MS);
  const address = `/rooms/${section.dataset.room}/remarks?after=${encodeURIComponent(token)}`;
  const answer = await fetch(address, { headers: { "HX-Request": "true" } }).catch(() => null);
  if (!room.timer) return; // the socket came back first
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
