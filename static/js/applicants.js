// Comforts of the applicants' pages, which work without any of this.
(() => {
  "use strict";

  // Who looks at a new application has seen it: the page says so while it is on the screen.
  const seen = document.querySelector("form[data-seen]");
  const look = () => {
    if (document.visibilityState !== "visible" || seen.dataset.told) return;
    seen.dataset.told = "1";
    fetch(seen.action, { method: "POST", body: new FormData(seen), redirect: "manual" })
      .then(() => (seen.hidden = true))
      .catch(() => delete seen.dataset.told);
  };
  if (seen) {
    document.addEventListener("visibilitychange", look);
    look();
  }

  const all = document.querySelector("[data-pick-all]");
  if (all) {
    all.hidden = false;
    const boxes = document.querySelectorAll("input[name=pelamar][type=checkbox]");
    all.querySelector("input").addEventListener("change", (event) => {
      for (const box of boxes) box.checked = event.target.checked;
    });
  }

  // A download leaves the page where it is: its form may be sent again at once.
  for (const button of document.querySelectorAll("[data-download]")) {
    button.addEventListener("click", () => setTimeout(() => {
      delete button.form.dataset.sent;
      button.form.removeAttribute("aria-busy");
    }, 1500));
  }

  for (const select of document.querySelectorAll("[data-replies]")) {
    document.querySelector("[data-reply-button]").hidden = true;
    const box = document.getElementById(select.dataset.replies);
    select.addEventListener("change", () => {
      const text = select.selectedOptions[0].dataset.text;
      if (!text) return;
      box.value = text;
      box.dispatchEvent(new Event("input"));
      box.focus();
    });
  }
})();
