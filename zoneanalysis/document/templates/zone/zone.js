"use strict";
(() => {
  const words = document.body.dataset;
  const number = (text) => {
    const found = text.replace(/[−–]/g, "-").replace(/,/g, "").match(/-?\d+(\.\d+)?/);
    return found ? parseFloat(found[0]) : null;
  };
  for (const popover of document.querySelectorAll(".pv")) {
    const button = document.createElement("button");
    button.className = "close";
    button.textContent = "×";
    button.setAttribute("aria-label", words.close);
    button.addEventListener("click", () => popover.hidePopover());
    popover.append(button);
  }
  for (const figure of document.querySelectorAll("figure.interactive")) {
    const body = figure.querySelector("tbody");
    const rows = [...body.rows];
    const field = document.createElement("input");
    const count = document.createElement("output");
    field.type = "search";
    field.placeholder = words.filter;
    field.setAttribute("aria-label", words.filter);
    const tell = () => {
      count.textContent = `${rows.filter((r) => !r.hidden).length} / ${rows.length} ${words.rows}`;
    };
    field.addEventListener("input", () => {
      const wanted = field.value.trim().toLowerCase();
      for (const row of rows) row.hidden = !row.textContent.toLowerCase().includes(wanted);
      tell();
    });
    const bar = document.createElement("div");
    bar.className = "filter";
    bar.append(field, count);
    figure.prepend(bar);
    tell();
    [...figure.querySelectorAll("thead th")].forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const up = head.getAttribute("aria-sort") !== "ascending";
        for (const other of head.parentNode.cells) other.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", up ? "ascending" : "descending");
        const key = (row) => row.cells[column].textContent.trim();
        const sorted = [...rows].sort((a, b) => {
          const [x, y] = [key(a), key(b)];
          const [m, n] = head.classList.contains("r") ? [number(x), number(y)] : [null, null];
          if (m !== null && n !== null) return m - n;
          if (head.classList.contains("r") && (m === null) !== (n === null)) return m === null ? 1 : -1;
          return x.localeCompare(y, document.documentElement.lang, { numeric: true });
        });
        if (!up) sorted.reverse();
        body.append(...sorted);
      });
    });
  }
  const codes = [...document.querySelectorAll("details.code")];
  if (codes.length > 1) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "all-code";
    button.textContent = words.code;
    button.setAttribute("aria-pressed", "false");
    button.addEventListener("click", () => {
      const open = button.getAttribute("aria-pressed") !== "true";
      button.setAttribute("aria-pressed", String(open));
      for (const code of codes) code.open = open;
    });
    document.querySelector("main").append(button);
  }
  const links = new Map([...document.querySelectorAll("#toc a")].map((a) => [decodeURIComponent(a.hash.slice(1)), a]));
  if (links.size && "IntersectionObserver" in window) {
    let current = null;
    const watch = new IntersectionObserver((entries) => {
      for (const entry of entries) {
        if (!entry.isIntersecting) continue;
        if (current) current.removeAttribute("aria-current");
        current = links.get(entry.target.id);
        current.setAttribute("aria-current", "true");
      }
    }, { rootMargin: "0px 0px -75% 0px" });
    for (const id of links.keys()) {
      const target = document.getElementById(id);
      if (target) watch.observe(target);
    }
    document.getElementById("toc").addEventListener("click", (event) => {
      const menu = event.currentTarget;
      if (event.target.closest("a") && menu.matches(":popover-open")) menu.hidePopover();
    });
  }
})();
