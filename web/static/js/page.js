/* Small things every page has. Without this file all pages still work. */
"use strict";

document.querySelector("[data-focus]")?.focus();

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
if (zone && !document.cookie.includes("zone=")) {
  document.cookie = `zone=${zone}; path=/; max-age=31536000; SameSite=Lax; Secure`;
}

for (const section of document.querySelectorAll("[data-room]")) {
  fillTimes(section, section.dataset.zone);
  const log = section.querySelector(".log");
  log.scrollTop = log.scrollHeight;
}
