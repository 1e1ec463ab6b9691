/* What has just arrived: doubles away, times in the reader's zone, and no jump while reading. */
"use strict";

const arrivals = {
  wasAtEnd: true,
  unread: 0,

  before(position) {
    const log = position.log;
    this.wasAtEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 80;
    this.count = log.children.length;
  },

  after(position) {
    position.dropDoubles();
    fillTimes(position.section, position.section.dataset.zone);
    const added = position.log.children.length - this.count;
    if (!(added > 0)) return;
    this.count = position.log.children.length;
    if (this.wasAtEnd) return this.toEnd(position);
    this.unread += added;
    const button = position.section.querySelector(".more");
    const { one, many } = button.dataset;
    button.textContent = this.unread === 1 ? one : many.replace("{n}", this.unread);
    button.hidden = false;
    button.onclick = () => this.toEnd(position);
  },

  toEnd(position) {
    this.unread = 0;
    position.section.querySelector(".more").hidden = true;
    position.log.scrollTop = position.log.scrollHeight;
  },
};

/* A pushed piece knows no reader: its time is UTC until it is filled in here. */
function fillTimes(root, zone) {
  for (const time of root.querySelectorAll('.log time[data-shows="when"]:not([data-filled])')) {
    const moment = new Date(time.dateTime);
    const words = { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZoneName: "shortOffset", timeZone: zone || undefined };
    time.title = time.textContent;
    time.querySelector("bdi").textContent = new Intl.DateTimeFormat(document.documentElement.lang, words).format(moment);
    time.dataset.filled = "";
  }
}
