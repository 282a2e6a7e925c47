// Keys and ready-made reasons for officers who work through a queue. Everything also works without.
(() => {
  "use strict";
  const typing = (element) => element.closest("input, textarea, select, [contenteditable]");

  const enter = (part) => {
    const text = part?.open && part.querySelector("textarea");
    if (text && !text.value) text.focus();
  };

  // A key that is held down repeats: it must not decide the next case, which nobody has read yet.
  document.addEventListener("keydown", (event) => {
    if (event.repeat || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    const button = document.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
    if (!button) return;
    event.preventDefault();
    button.click();
    enter(button.closest("details[data-writes]")); // at once: the next key is already text
  });

  // Opening a part to correct goes straight to its text; Escape goes back to the keys.
  for (const part of document.querySelectorAll("details[data-writes]")) {
    part.addEventListener("toggle", () => enter(part));
  }
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && typing(event.target)) event.target.blur();
  });

  // What was typed outlives a reload, until the company files again or the tab is closed.
  const form = document.querySelector("[data-case]");
  const texts = form ? [...form.elements].filter((box) => box.matches("textarea")) : [];
  const shelf = form && `case:${location.pathname}:${form.dataset.case}`;
  const kept = JSON.parse((form && sessionStorage.getItem(shelf)) || "{}");
  for (const box of texts) {
    if (!box.value && kept[box.name]) {
      box.value = kept[box.name];
      box.closest("details")?.setAttribute("open", "");
    }
    box.addEventListener("input", () => {
      const typed = texts.map((text) => [text.name, text.value]);
      sessionStorage.setItem(shelf, JSON.stringify(Object.fromEntries(typed)));
    });
  }

  // A table that somebody opened stays open when the numbers around it are asked for again.
  let tables = [];
  document.addEventListener("htmx:beforeSwap", (event) => {
    tables = [...event.detail.target.querySelectorAll("details[open][id]")].map((table) => table.id);
  });
  document.addEventListener("htmx:afterSwap", () => {
    for (const id of tables) document.getElementById(id)?.setAttribute("open", "");
  });

  const reason = document.querySelector("[data-case] textarea");
  for (const button of document.querySelectorAll("[data-snippet]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      reason.value = [reason.value.trim(), button.textContent.trim()].filter(Boolean).join("\n");
      reason.focus();
    });
  }
})();
