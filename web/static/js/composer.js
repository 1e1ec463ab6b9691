/* A remark is kept through anything: its text and its id stay until the server has answered
   that it is stored. The same id sent twice is the same remark. Posts go one after another. */
"use strict";

let posting = Promise.resolve();

function keyOf(form) {
  return "draft:" + form.closest("[data-room]").dataset.room;
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

async function post(form) {
  const { body, cid, lang } = form.elements;
  const said = form.closest("[data-room]").dataset;
  const line = form.querySelector(".sent");
  line.textContent = said.saysSending;
  const sent = new URLSearchParams({ body: body.value, cid: cid.value, lang: lang.value });
  const options = { method: "POST", body: sent, headers: { Accept: "application/json" } };
  const answer = await fetch(form.action, options).catch(() => null);
  if (answer?.ok) {
    if (cid.value === sent.get("cid")) {
      cid.value = crypto.randomUUID();
      body.value = "";
    }
    line.textContent = "";
    return keep(form);
  }
  const told = answer && (await answer.json().catch(() => null));
  line.textContent = answer?.status === 429 ? said.saysSlow : (told?.detail ?? said.saysUnsent);
}

for (const form of document.querySelectorAll("form.composer")) {
  restore(form);
  form.addEventListener("input", () => keep(form));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (form.elements.body.value.trim()) posting = posting.then(() => post(form));
  });
}
