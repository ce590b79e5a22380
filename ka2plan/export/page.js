"use strict";
(() => {
  const root = document.documentElement;
  const tools = document.getElementById("tools");
  const words = tools.dataset;
  const [partner, wp, theme] = ["partner", "wp", "theme"].map((name) => tools.querySelector(`[name=${name}]`));
  const [all, told] = [tools.querySelector("button"), tools.querySelector("output")];
  const entries = [...document.querySelectorAll("[data-id]")].map((element) => ({
    element,
    kind: element.dataset.kind,
    id: element.dataset.id,
    wp: element.dataset.wp,
    partners: JSON.parse(element.dataset.partners),
  }));
  const packages = [...new Set(entries.filter((row) => row.kind === "package").map((row) => row.id))];
  const folded = new Set();

  // What is shown: of a work package its own row where anything in it is; what is folded away by a work package is not.
  function isWanted(row) {
    if (row.kind === "partner") return !partner.value || row.id === partner.value;
    const isMine = !partner.value || row.partners.includes(partner.value);
    return isMine && (!wp.value || row.wp === wp.value);
  }

  function show() {
    const wanted = entries.filter(isWanted);
    const alive = new Set(wanted.filter((row) => row.kind !== "partner").map((row) => row.wp));
    const shown = new Set(wanted.filter((row) => row.kind !== "entry" || !folded.has(row.wp)));
    for (const row of entries) {
      const isShown = shown.has(row) || (row.kind === "package" && alive.has(row.wp));
      row.element.classList.toggle("off", !isShown);
    }
    // A total is of all rows: beside a part of them it would be read as theirs.
    for (const total of document.querySelectorAll("tr.total")) {
      total.classList.toggle("off", total.parentElement.querySelector("tr.off:not(.total)") !== null);
    }
    for (const drawing of document.querySelectorAll("figure svg")) close(drawing);
    for (const button of document.querySelectorAll("button[aria-expanded]")) {
      const isFolded = folded.has(button.dataset.wp);
      button.setAttribute("aria-expanded", String(!isFolded));
      button.textContent = isFolded ? "\u25b8" : "\u25be";
    }
    all.textContent = folded.size ? words.unfold : words.fold;
    const rows = entries.filter((row) => row.element.localName === "tr" && row.kind === "entry");
    const seen = rows.filter((row) => !row.element.classList.contains("off"));
    told.textContent = words.told.replace("{shown}", seen.length).replace("{all}", rows.length);
  }

  // Moves the rows of a drawing together, with what stands below them.
  function close(drawing) {
    const rows = [...drawing.querySelectorAll("g.row")];
    if (!rows.length) return;
    const tall = Number(words.row);
    let gone = 0;
    for (const row of rows) {
      row.setAttribute("transform", `translate(0 ${-gone * tall})`);
      if (row.classList.contains("off")) gone += 1;
    }
    drawing.querySelector("g.foot").setAttribute("transform", `translate(0 ${-gone * tall})`);
    drawing.dataset.tall ??= drawing.getAttribute("height");
    const height = Number(drawing.dataset.tall) - gone * tall;
    drawing.setAttribute("height", height);
    drawing.setAttribute("viewBox", `0 0 ${drawing.getAttribute("width")} ${height}`);
    for (const line of drawing.querySelectorAll(":scope > line")) {
      line.dataset.end ??= line.getAttribute("y2");
      line.setAttribute("y2", Number(line.dataset.end) - gone * tall);
    }
    drawing.closest(".wide").classList.toggle("off", gone === rows.length);
  }

  // Sorting: by figures and days where the cells have them, else by words; once more turns it round, then it is as it was.
  function sortable(table) {
    const body = table.tBodies[0];
    const before = [...body.rows];
    const heads = [...table.tHead.rows[0].cells];
    const value = (row, place) => row.cells[place].dataset.v ?? row.cells[place].textContent;
    heads.forEach((head, place) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const way = { ascending: "descending", descending: "" }[head.getAttribute("aria-sort")] ?? "ascending";
        for (const other of heads) other.removeAttribute("aria-sort");
        if (way) head.setAttribute("aria-sort", way);
        const turn = way === "descending" ? -1 : 1;
        const order = before.filter((row) => !row.classList.contains("total"));
        if (way) {
          order.sort((one, other) => {
            const [first, second] = [value(one, place), value(other, place)];
            if (!first || !second) return first ? -1 : second ? 1 : 0;
            const [left, right] = [Number(first), Number(second)];
            if (!Number.isNaN(left) && !Number.isNaN(right)) return turn * (left - right);
            return turn * first.localeCompare(second, root.lang, { numeric: true });
          });
        }
        body.append(...order, ...before.filter((row) => row.classList.contains("total")));
      });
    });
  }

  function foldable(row) {
    const button = document.createElement("button");
    button.type = "button";
    button.dataset.wp = row.id;
    button.setAttribute("aria-expanded", "true");
    button.setAttribute("aria-label", words.one.replace("{id}", row.id));
    button.addEventListener("click", () => {
      if (!folded.delete(row.id)) folded.add(row.id);
      show();
    });
    row.element.cells[0].prepend(button);
  }

  function wear(name) {
    if (name) root.dataset.theme = name;
    else delete root.dataset.theme;
  }

  function remembered(name) {
    try {
      if (name !== undefined) localStorage.setItem("ka2plan.theme", name);
      return localStorage.getItem("ka2plan.theme") ?? "";
    } catch {
      return name ?? "";
    }
  }

  document.querySelectorAll("table").forEach(sortable);
  entries.filter((row) => row.kind === "package" && row.element.localName === "tr").forEach(foldable);
  for (const choice of [partner, wp]) choice.addEventListener("change", show);
  all.addEventListener("click", () => {
    if (folded.size) folded.clear();
    else for (const id of packages) folded.add(id);
    show();
  });
  all.classList.toggle("off", !packages.length);
  theme.value = remembered();
  if (theme.selectedIndex < 0) theme.value = "";
  wear(theme.value);
  theme.addEventListener("change", () => wear(remembered(theme.value)));
  tools.hidden = false;
  show();
})();
