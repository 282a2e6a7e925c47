// Names and keys for what unfold draws as pictures that only a mouse can press.
(() => {
  "use strict";
  const WORDS = {
    close: "Tutup",
    dock_to_right: "Buka atau tutup menu",
    more_horiz: "Pilihan lain",
    more_vert: "Pilihan lain",
    search: "Cari",
  };
  const PRESSED = "[x-on\\:click]";
  const CLICKABLE = `:is(span, a:not([href]), .cursor-pointer)${PRESSED}`;
  const FOCUSABLE = "a[href], button, input, select, textarea";

  const nameIcon = (icon) => {
    const holder = icon.closest(`a, button, ${PRESSED}`);
    const sign = icon.textContent.trim();
    const isAlone = holder && !holder.title && !holder.ariaLabel && holder.textContent.trim() === sign;
    if (isAlone && !WORDS[sign]) return; // its letters are better than nothing
    if (isAlone) holder.setAttribute("aria-label", WORDS[sign]);
    if (icon !== holder) icon.setAttribute("aria-hidden", "true");
  };

  const makeButton = (element) => {
    if (element.querySelector(FOCUSABLE)) return;
    element.setAttribute("role", "button");
    element.tabIndex = 0;
  };

  // A list to choose from is called as its field is; what is chosen comes after it.
  const nameChoice = (choice) => {
    const select = choice.closest(".select2")?.previousElementSibling;
    const label = select?.labels?.[0];
    const shown = choice.querySelector(".select2-selection__rendered");
    if (!label || !shown) return;
    label.id ||= `label-${select.id}`;
    choice.setAttribute("aria-labelledby", `${label.id} ${shown.id}`);
    shown.setAttribute("aria-labelledby", label.id);
  };

  const nameSearch = (field) => field.setAttribute("aria-label", WORDS.search);
  const joinList = (choice) => choice.setAttribute("aria-controls", choice.getAttribute("aria-owns"));

  // What scrolls is no part of the page by itself, and a column without words has no head.
  const unmark = (scroller) => {
    scroller.removeAttribute("role");
    scroller.removeAttribute("aria-label");
  };
  const unhead = (head) => head.textContent.trim() || head.childElementCount || head.setAttribute("role", "cell");
  const raise = (heading) => heading.setAttribute("aria-level", "2");

  const TASKS = [
    [".material-symbols-outlined", nameIcon],
    [CLICKABLE, makeButton],
    [".select2-selection", nameChoice],
    [".select2-selection[aria-owns]", joinList],
    [".select2-search__field", nameSearch],
    [".simplebar-content-wrapper[role=region]", unmark],
    ["main thead th", unhead],
    ["#changelist-filter h3", raise],
  ];
  const nameAll = () => {
    for (const [selector, task] of TASKS) document.querySelectorAll(selector).forEach((element) => task(element));
  };

  // What opens over the page takes the focus, and gives it back however it is closed.
  const DRAWERS = { sidebarMobileOpen: "#nav-sidebar", filterOpen: "#changelist-filter" };
  const followFocus = () => {
    const opened = Alpine.$data(document.body);
    for (const [flag, drawer] of Object.entries(DRAWERS)) {
      let opener;
      Alpine.effect(() => {
        if (!opened[flag]) return opener?.focus();
        opener = document.activeElement;
        const enter = () => document.querySelector(`${drawer} :is(a[href], [role=button])`)?.focus();
        Alpine.nextTick(() => requestAnimationFrame(enter)); // Alpine shows it in the frame that comes
      });
    }
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape") for (const flag in DRAWERS) opened[flag] = false;
    });
  };
  document.addEventListener("alpine:initialized", followFocus);

  document.addEventListener("DOMContentLoaded", () => {
    nameAll();
    new MutationObserver(nameAll).observe(document.body, { childList: true, subtree: true });
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    if (!event.target.matches(`${PRESSED}[role=button]`)) return;
    event.preventDefault();
    event.target.click();
  });
})();
