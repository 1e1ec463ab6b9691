/* The position of a room lives in the page beside what it shows, so that what is shown and what
   is asked for cannot diverge. Rule: seen before, drop; continues, apply; a gap, come back. */
"use strict";

class RoomPosition {
  constructor(section) {
    this.section = section;
    this.log = section.querySelector(".log");
    this.token = section.dataset.token;
    this.seq = Number(this.token.split(".")[1]);
  }

  /* "apply", "drop" or "gap" for a frame of the events from..seq. */
  judge(frame) {
    if (frame.seq <= this.seq) return "drop";
    return frame.from <= this.seq + 1 ? "apply" : "gap";
  }

  advance(token) {
    if (Number(token.split(".")[1]) < this.seq) return;
    this.token = token;
    this.seq = Number(token.split(".")[1]);
    this.section.dataset.token = token;
  }

  /* A frame may begin before our end: what we have already is not shown twice. */
  dropDoubles() {
    const seen = new Set();
    for (const remark of [...this.log.children]) {
      if (seen.has(remark.id)) remark.remove();
      seen.add(remark.id);
    }
  }

  say(key) {
    const line = this.section.querySelector(".line");
    const words = this.section.dataset["says" + key] || "";
    if (line.textContent !== words) line.textContent = words;
    line.dataset.state = key.toLowerCase();
  }
}
