/* A remark is kept through anything: its text and its id stay until the server has answered
   that it is stored. The same id sent twice is the same remark. Posts go one after another. */
"use strict";

let posting = Promise.resolve();

/* With the reader in the name: a shared computer shows nobody another person's draft. */
function keyOf(form) {
  return `draft:${form.closest("[data-room]").dataset.room}:${form.dataset.reader}`;
}

function keep(form) {
  const { body, cid } = form.elements;
  if (body.value) localStorage.setItem(keyOf(form), JSON.stringify([cid.value, body.value]));
  else localStorage.removeItem(keyOf(form));
}

function restore(form) {
  const kept = JSON.parse(localStorage.getItem(keyOf(form)) || "null");
  if (kept) [form.elements.cid.value, form.elements.body.value] = kept;
}

async function send(form) {
  const body = new URLSearchParams(new FormData(form));
  const options = { method: "POST", body, headers: { Accept: "application/json" } };
  const answer = await fetch(form.action, options).catch(() => null);
  const told = await answer?.json().catch(() => null);
  return { status: answer?.status ?? 0, told };
}

function judge(form, { status, told }) {
  const { saysSent, saysSlow, saysUnsent } = form.closest("[data-room]").dataset;
  const { body, cid } = form.elements;
  const stored = status === 200 || status === 201;
  if (stored) body.value = "";
  // What is refused under this id, because it is taken, may be posted anew under another.
  if (stored || status === 409) cid.value = crypto.randomUUID();
  if (stored) return saysSent;
  return status === 429 ? saysSlow : (told?.detail ?? saysUnsent);
}

async function post(form) {
  const { body } = form.elements;
  const line = form.querySelector(".sent");
  if (!body.value.trim()) return;
  body.readOnly = true;
  line.textContent = form.closest("[data-room]").dataset.saysSending;
  line.textContent = judge(form, await send(form));
  body.readOnly = false;
  keep(form);
}

for (const form of document.querySelectorAll("form.composer")) {
  restore(form);
  form.addEventListener("input", () => keep(form));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    posting = posting.then(() => post(form));
  });
}
