// Ticks on the server's clock: countdowns, the clock of the wall, numbers that grow old.
(() => {
  "use strict";

  const OLD = 60000; // ms; then nobody has counted for a while
  const LATE = 8000; // ms over which phones spread their asking when a fair opens
  const all = (selector) => document.querySelectorAll(selector);
  const two = (n) => String(n).padStart(2, "0");
  const first = document.querySelector("[data-now]");
  if (!first) return;

  // The phone's own clock only says how long ago the page was made.
  let made = Date.parse(first.dataset.now);
  let then = performance.now();
  const now = () => made + performance.now() - then;

  function left(ms) {
    const s = Math.max(0, Math.ceil(ms / 1000));
    const time = `${two(Math.floor((s % 86400) / 3600))}.${two(Math.floor((s % 3600) / 60))}.${two(s % 60)}`;
    return s < 86400 ? time : `${Math.floor(s / 86400)} hari ${time}`;
  }

  function tick() {
    for (const item of all("[data-countdown]")) {
      const rest = Date.parse(item.dataset.until) - now();
      item.textContent = left(rest);
      if (rest > 0 || item.dataset.over) continue;
      item.dataset.over = "1";
      setTimeout(() => location.reload(), 1500 + Math.random() * LATE);
    }
    for (const note of all("[data-counted]")) {
      const when = Date.parse(note.dataset.counted);
      if (now() - when <= OLD || note.dataset.old) continue;
      note.dataset.old = "1";
      note.textContent = note.dataset.oldWords;
    }
    for (const item of all("[data-clock]")) {
      item.textContent = new Date(now() + 3600000 * item.dataset.clock).toISOString().slice(11, 19).replaceAll(":", ".");
    }
  }

  // A tablet that slept is set right by the next answer; nobody polls in a tab that nobody sees.
  document.addEventListener("htmx:beforeRequest", (event) => document.hidden && event.preventDefault());
  document.addEventListener("htmx:afterRequest", (event) => {
    const date = Date.parse(event.detail.xhr.getResponseHeader("Date"));
    if (date && Math.abs(date - now()) > 3000) [made, then] = [date, performance.now()];
    tick();
  });

  // What the office changed meanwhile, such as a later closing, is read anew, not all at once.
  const known = document.querySelector("[data-mark]")?.dataset.mark;
  document.addEventListener("htmx:afterSwap", () => {
    const part = document.querySelector("[data-mark]");
    if (!known || !part || part.dataset.mark === known) return;
    if (Date.parse(part.dataset.counted) > Date.parse(first.dataset.now)) setTimeout(() => location.reload(), Math.random() * LATE);
  });
  tick();
  setInterval(tick, 1000);
})();
