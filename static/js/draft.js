// A draft is saved while one types; without this, the button saves it.
(() => {
  "use strict";
  const PAUSE = 1500; // ms without a key before saving
  const RETRY = 6000; // ms after a try that reached nobody
  const words = {
    saving: "Menyimpan …",
    offline: "Belum tersimpan: tidak ada sambungan. Isian Anda masih di layar, kami coba lagi.",
    left: "Belum tersimpan: Anda sudah keluar. Masuk di tab lain, lalu tekan Simpan di sini.",
    failed: "Belum tersimpan. Isian Anda masih di layar; tekan Simpan.",
  };

  for (const form of document.querySelectorAll("form[data-draft]")) {
    const note = form.querySelector("[data-draft-note]");
    let timer, busy = false, again = false, stopped = false;

    const later = (wait) => {
      clearTimeout(timer);
      timer = setTimeout(save, wait);
    };

    async function save() {
      clearTimeout(timer);
      timer = undefined;
      if (stopped) return;
      if (busy) return void (again = true);
      busy = true;
      note.textContent = words.saving;
      try {
        await tell(await fetch(form.dataset.draft, {
          method: "POST", body: new FormData(form), redirect: "manual", keepalive: true,
        }));
      } catch {
        note.textContent = words.offline;
        if (!stopped) later(RETRY);
      }
      busy = false;
      if (again) {
        again = false;
        save();
      }
    }

    async function tell(answer) {
      if (answer.type === "opaqueredirect") return void (note.textContent = words.left);
      if (!answer.headers.get("Content-Type")?.startsWith("application/json")) {
        return void (note.textContent = words.failed);
      }
      const said = await answer.json();
      note.textContent = said.note;
      if (!answer.ok) return;
      form.elements.loaded.value = said.loaded;
      for (const [name, html] of Object.entries(said.findings)) {
        const place = document.getElementById(`temuan-${name}`);
        if (place) place.innerHTML = html;
      }
    }

    // Looking for an occupation changes nothing yet.
    const typed = (event) => event.target.name !== "cari" && later(PAUSE);
    form.addEventListener("input", typed);
    form.addEventListener("change", typed);
    // On a slow line one types before this script is there.
    const early = [...form.elements].some((box) => box.name && box.value !== (box.defaultValue ?? box.value));
    if (early) later(PAUSE);
    form.addEventListener("submit", () => {
      stopped = true;
      clearTimeout(timer);
    });
    addEventListener("pageshow", () => (stopped = false));
    // Who turns to another app may not come back.
    document.addEventListener("visibilitychange", () => document.hidden && timer && save());
  }

  // An answer from elsewhere (the sign-in page) is no list of occupations.
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr, pathInfo } = event.detail;
    if (xhr.responseURL && !xhr.responseURL.includes(pathInfo.requestPath)) event.detail.shouldSwap = false;
  });
})();
