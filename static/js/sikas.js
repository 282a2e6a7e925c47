// Small comforts on top of pages that work without any of this.
(() => {
  "use strict";

  const words = {
    show: "Tampilkan",
    hide: "Sembunyikan",
    copied: "Tautan disalin.",
    left: (n) => (n < 0 ? `${-n} huruf terlalu banyak.` : `Sisa ${n} huruf.`),
  };
  const all = (root, selector) => root.querySelectorAll(selector);

  function toast(text) {
    const region = document.querySelector("[data-toasts]");
    const item = document.createElement("p");
    item.className = "toast";
    item.textContent = text;
    region.append(item);
    setTimeout(() => item.remove(), 6000);
  }

  function passwords(root) {
    for (const button of all(root, "[data-show-password]")) {
      button.hidden = false;
      const input = document.getElementById(button.dataset.showPassword);
      const show = (visible) => {
        input.type = visible ? "text" : "password";
        button.setAttribute("aria-pressed", String(visible));
        button.querySelector("[data-label]").textContent = visible ? words.hide : words.show;
      };
      button.addEventListener("click", () => show(input.type === "password"));
      // A browser offers to save only what is sent from a password box.
      input.form?.addEventListener("submit", () => show(false));
    }
  }

  function counters(root) {
    for (const note of all(root, "[data-counter]")) {
      const input = document.getElementById(note.dataset.counter);
      const spoken = document.createElement("span");
      spoken.className = "visually-hidden";
      spoken.setAttribute("role", "status");
      note.after(spoken);
      let pause;
      const count = () => {
        const left = Number(note.dataset.limit) - [...input.value].length;
        note.textContent = words.left(left);
        note.classList.toggle("field-counter-over", left < 0);
        clearTimeout(pause);
        pause = setTimeout(() => (spoken.textContent = left < 50 ? note.textContent : ""), 1000);
      };
      input.addEventListener("input", count);
      count();
    }
  }

  function files(root) {
    for (const input of all(root, "input[type=file]")) {
      const list = document.createElement("p");
      list.className = "file-chosen";
      list.setAttribute("role", "status");
      input.after(list);
      input.addEventListener("change", () => {
        const chosen = [...input.files];
        const size = (file) => `${(file.size / 1e6).toFixed(1).replace(".", ",")} MB`;
        list.textContent = chosen.map((file) => `${file.name} (${size(file)})`).join(", ");
      });
    }
  }

  function shares(root) {
    for (const button of all(root, "[data-share]")) {
      button.hidden = false;
      button.addEventListener("click", async () => {
        const url = button.dataset.share || location.href;
        try {
          if (navigator.share) await navigator.share({ title: document.title, url });
          else await navigator.clipboard.writeText(url).then(() => toast(words.copied));
        } catch {
          // The person closed the sheet of the phone: nothing to say.
        }
      });
    }
  }

  function dialogs(root) {
    for (const opener of all(root, "[data-dialog]")) {
      const dialog = document.getElementById(opener.dataset.dialog);
      if (!dialog?.showModal) continue;
      opener.addEventListener("click", (event) => {
        event.preventDefault();
        dialog.showModal();
      });
      for (const closer of all(dialog, "[data-close]")) {
        closer.addEventListener("click", (event) => {
          event.preventDefault();
          dialog.close();
        });
      }
    }
  }

  // Filters stand open beside the results where there is room.
  function panels(root) {
    const wide = matchMedia("(min-width: 56rem)").matches;
    for (const panel of all(root, "[data-open-wide]")) panel.open = wide;
  }

  function enhance(root) {
    for (const part of [passwords, counters, files, shares, dialogs, panels]) part(root);
    root.querySelector("[data-error-summary]")?.focus();
  }

  // Two taps on a slow line are one: the second never leaves the phone.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented) return;
    if (form.dataset.sent) return event.preventDefault();
    form.dataset.sent = "1";
    form.setAttribute("aria-busy", "true");
    setTimeout(() => delete form.dataset.sent, 8000);
  });
  addEventListener("pageshow", (event) => {
    if (event.persisted) for (const form of all(document, "form[aria-busy]")) {
      delete form.dataset.sent;
      form.removeAttribute("aria-busy");
    }
  });

  // The menu of a phone closes with Escape and by a tap beside it.
  document.addEventListener("keydown", (event) => {
    const menu = event.key === "Escape" && document.querySelector("[data-menu][open]");
    if (menu) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
  document.addEventListener("click", (event) => {
    for (const menu of all(document, "[data-menu][open]")) {
      if (!menu.contains(event.target)) menu.open = false;
    }
  });

  document.addEventListener("htmx:load", (event) => {
    if (event.target !== document.body) enhance(event.target);
  });
  document.addEventListener("sikas:toast", (event) => toast(event.detail.value));
  enhance(document);
})();
