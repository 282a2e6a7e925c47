// A long select with groups becomes two short ones: first the group, then its options.
(() => {
  "use strict";

  for (const select of document.querySelectorAll("select[data-narrow]")) {
    const groups = [...select.querySelectorAll("optgroup")];
    if (groups.length < 2) continue;
    const outer = document.createElement("select");
    outer.id = `${select.id}_group`;
    outer.disabled = select.disabled;
    outer.add(new Option(`Pilih ${select.dataset.narrow.toLowerCase()}`, ""));
    for (const group of groups) outer.add(new Option(group.label.replace(/^Kecamatan /, ""), group.label));
    outer.value = select.selectedOptions[0]?.closest("optgroup")?.label ?? "";

    const label = document.createElement("label");
    label.className = "field-label";
    label.htmlFor = outer.id;
    label.textContent = select.dataset.narrow;
    const field = document.createElement("div");
    field.className = "field";
    field.append(label, outer);
    select.closest(".field").before(field);

    // Options are taken out, not hidden: phones show hidden ones all the same.
    const narrow = () => {
      for (const group of groups) group.remove();
      select.append(...groups.filter((group) => group.label === outer.value));
    };
    outer.addEventListener("change", () => {
      select.value = "";
      narrow();
    });
    narrow();
  }
})();
