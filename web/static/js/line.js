/* The life of the line, as htmx reports it. Codes of our own end it; the others come back. */
"use strict";

const FINAL = new Set([4401, 4403, 4408, 4409]);
const SILENT_MS = 70_000;

document.addEventListener("htmx:ws:before:connection", (event) => {
  const room = roomOf(event);
  if (!room) return;
  event.detail.connection.url = addressOf(room);
});

document.addEventListener("htmx:ws:after:connection", (event) => {
  const room = roomOf(event);
  if (!room) return;
  room.heard = Date.now();
  room.connection = event.detail.connection;
  if (!room.timer) room.position.say("Open");
});

document.addEventListener("htmx:ws:close", (event) => {
  const room = roomOf(event);
  if (!room || !event.detail.connection) return;
  const { code, connection } = event.detail;
  connection.config.reconnectDelay = room.wait || 500;
  room.wait = 0;
  if (FINAL.has(code)) return room.position.say("Ended");
  const comesBack = code === null || connection.config.reconnectCodes.includes(code);
  room.failures += 1;
  if (!room.timer) room.position.say("Lost");
  if (!comesBack || room.failures >= FAILURES_BEFORE_POLLING) startPolling(room);
});

document.addEventListener("htmx:ws:before:message:incoming", (event) => {
  const room = roomOf(event);
  if (room) receive(room, event);
});

document.addEventListener("htmx:ws:after:message:incoming", (event) => {
  const room = roomOf(event);
  if (room) arrivals.after(room.position);
});

/* A line that died without a word: the server speaks at least every half minute. */
setInterval(() => {
  for (const room of rooms.values()) {
    const open = room.connection?.socket?.readyState === WebSocket.OPEN;
    if (open && Date.now() - room.heard > SILENT_MS) comeBack(room, room.connection);
  }
}, 10_000);
