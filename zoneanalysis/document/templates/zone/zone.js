"use strict";
(() => {
  const words = JSON.parse(document.body.dataset.words);
  const page = document.documentElement;
  const number = (text) => {
    const found = text.replace(/[−–]/g, "-").replace(/,/g, "").match(/-?\d+(\.\d+)?/);
    return found ? parseFloat(found[0]) : null;
  };
  const button = (text, act, name) => {
    const made = document.createElement("button");
    made.type = "button";
    made.append(text);
    if (name) made.setAttribute("aria-label", name);
    made.addEventListener("click", act);
    return made;
  };
  const plain = (element) => {
    const copy = element.cloneNode(true);
    for (const each of copy.querySelectorAll(".badge")) each.remove();
    return copy.textContent.trim();
  };

  // what a number opens: closed by a button, named by what it is, found by its address
  const opens = new Map();
  const named = new Map();
  const times = new Map(); // a number that stands in several places
  for (const each of document.querySelectorAll("button.n")) {
    const name = each.getAttribute("popovertarget");
    if (!opens.has(name)) opens.set(name, each);
    const title = document.getElementById(name).firstElementChild.textContent;
    const said = `${plain(each)} ${title}`;
    if (!named.has(said)) named.set(said, name);
    const code = named.get(said) === name ? "" : ` (${name.replace(/^.*-/, "")})`;
    times.set(said + code, (times.get(said + code) || 0) + 1);
    const time = times.get(said + code);
    each.setAttribute("aria-label", said + code + (time > 1 ? ` · ${time}` : ""));
  }
  for (const popover of document.querySelectorAll("div[popover]")) {
    popover.setAttribute("role", "dialog");
    popover.setAttribute("aria-label", popover.firstElementChild.textContent);
    const from = opens.get(popover.id);
    const of = from ? from.getAttribute("aria-label") : popover.id;
    const close = button("×", () => popover.hidePopover(), `${words.close}: ${of}`);
    close.className = "close";
    const link = document.createElement("a");
    link.href = `#${popover.id}`;
    link.className = "link";
    link.textContent = `# ${words.link}`;
    const row = document.getElementById(popover.id.replace(/^p-/, ""));
    if (row) {
      const there = document.createElement("a");
      there.href = `#${row.id}`;
      there.textContent = `${words.row} `;
      popover.append(there);
    }
    popover.append(link, close);
  }
  const open = () => {
    const popover = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const from = popover && opens.get(popover.id);
    if (!from || popover.matches(":popover-open")) return;
    from.scrollIntoView({ block: "center" });
    popover.showPopover({ source: from });
  };
  addEventListener("hashchange", open);
  open();

  // tables and charts: taken away as files, and cited
  const save = (name, data, kind) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([data], { type: kind }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  };
  const csv = (rows) => {
    const cell = (text) => (/[",\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text);
    return `\ufeff${rows.map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
  };
  const cells = (table) => [...table.rows].filter((row) => !row.hidden)
    .map((row) => [...row.cells].map((each) => plain(each).replace(/[↕↑↓]$/, "")));
  // a chart's rows are what its marks say under the pointer: group (if there is one), item, value
  const told = (svg) => {
    const titles = new Set([...svg.querySelectorAll("title")].map((title) => title.textContent));
    const rows = [...titles].map((title) => title.split("\t")); // many marks make one value
    const width = Math.max(...rows.map((row) => row.length));
    const padded = rows.map((row) => [...Array(width - row.length).fill(""), ...row]);
    return rows.length ? [words.columns.split("|").slice(-width), ...padded] : [];
  };
  const picture = (svg) => {
    const copy = svg.cloneNode(true);
    const fonts = document.getElementById("fonts");
    if (fonts) {
      const style = document.createElementNS("http://www.w3.org/2000/svg", "style");
      style.textContent = fonts.textContent;
      copy.prepend(style);
    }
    const [, , width, height] = svg.getAttribute("viewBox").split(/[\s,]+/).map(Number);
    copy.setAttribute("width", width);
    copy.setAttribute("height", height);
    return { text: new XMLSerializer().serializeToString(copy), width, height };
  };
  const png = (name, { text, width, height }) => {
    const image = new Image();
    image.addEventListener("load", () => {
      const canvas = document.createElement("canvas");
      [canvas.width, canvas.height] = [width * 3, height * 3];
      const pen = canvas.getContext("2d");
      pen.fillStyle = "#fff";
      pen.fillRect(0, 0, canvas.width, canvas.height);
      pen.drawImage(image, 0, 0, canvas.width, canvas.height);
      canvas.toBlob((blob) => save(`${name}.png`, blob, "image/png"));
    });
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  };
  const cite = (figure, caption, from) => {
    const date = document.querySelector("meta[name=date]");
    const place = location.protocol === "file:" ? "" : ` ${location.href.split("#")[0]}#${figure.id}`;
    const text = `${document.title}${date ? ` (${date.content})` : ""}: ${caption}.${place}`;
    const done = () => {
      const before = from.textContent;
      from.textContent = words.copied;
      setTimeout(() => { from.textContent = before; }, 1500);
    };
    navigator.clipboard.writeText(text).then(done, () => prompt(words.cite, text));
  };
  for (const figure of document.querySelectorAll("main figure[id]")) {
    const head = figure.querySelector("caption, figcaption");
    const table = figure.querySelector("table");
    const svg = figure.querySelector("svg");
    if (!head || !(table || svg)) continue;
    const caption = head.textContent.trim();
    const of = head.querySelector("b").textContent;
    const bar = document.createElement("div");
    bar.className = "take";
    const add = (text, act) => bar.append(button(text, act, `${text}: ${of}`));
    const rows = () => (table ? cells(table) : told(svg));
    if (table || rows().length) add("CSV", () => save(`${figure.id}.csv`, csv(rows()), "text/csv"));
    if (svg && svg.hasAttribute("viewBox")) {
      add("SVG", () => save(`${figure.id}.svg`, picture(svg).text, "image/svg+xml"));
      add("PNG", () => png(figure.id, picture(svg)));
    }
    add(words.cite, (event) => cite(figure, caption, event.currentTarget));
    figure.append(bar);
  }

  // tables: rows found by text and verdict, sorted by a column; verdicts stand as words or as signs
  const verdictWords = (words.verdicts || "").split("|");  // none where a page has no verdicts
  const judged = (row) => {
    const marks = [...row.querySelectorAll(".badge")].filter((each) => !each.closest(".verdict"));
    const signs = marks.map((each) => each.textContent);
    for (const [, sign] of row.textContent.matchAll(/([✓≈×?–])c\d/g)) signs.push(sign);
    const told = signs.map((each) => verdictWords["✓≈×?–".indexOf(each)]);
    return new Set([...row.querySelectorAll(".verdict")].map(plain).concat(told).filter(Boolean));
  };
  for (const figure of document.querySelectorAll("figure.table")) {
    const body = figure.querySelector("tbody");
    const rows = [...body.rows];
    const interactive = figure.classList.contains("interactive");
    const of = figure.querySelector("caption b").textContent;
    const verdicts = new Map();
    const held = new Map(rows.map((row) => [row, judged(row)]));
    for (const found of held.values()) {
      for (const each of found) verdicts.set(each, (verdicts.get(each) || 0) + 1);
    }
    const controls = [];
    const field = document.createElement("input");
    if (interactive) {
      field.type = "search";
      field.placeholder = words.filter;
      field.setAttribute("aria-label", `${words.filter}: ${of}`);
      controls.push(field);
    }
    const choice = document.createElement("select");
    const apart = verdicts.size > 1 || (verdicts.size && [...held.values()].some((each) => !each.size));
    if (apart) {
      choice.setAttribute("aria-label", `${words.all}: ${of}`);
      choice.append(new Option(words.all, ""));
      for (const [word, count] of verdicts) choice.append(new Option(`${word} (${count})`, word));
      controls.push(choice);
    }
    if (!controls.length) continue;
    const count = document.createElement("output");
    const tell = () => {
      count.textContent = `${rows.filter((row) => !row.hidden).length} / ${rows.length} ${words.rows}`;
    };
    // without marks of tone; ü is typed as u or v
    const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase()
      .replace(/([ln])v/g, "$1u");
    const sift = () => {
      const wanted = folded(field.value.trim());
      for (const row of rows) {
        row.hidden = !folded(row.textContent).includes(wanted)
          || (choice.value !== "" && !held.get(row).has(choice.value));
      }
      tell();
    };
    for (const each of controls) each.addEventListener("input", sift);
    const bar = document.createElement("div");
    bar.className = "filter";
    bar.append(...controls, count);
    figure.prepend(bar);
    tell();
    if (interactive) [...figure.querySelectorAll("thead th")].forEach((head, column, heads) => {
      const alike = heads.filter((each) => plain(each) === plain(head)).length > 1; // many ranks
      const name = `${alike && column ? `${plain(heads[column - 1])}, ` : ""}${plain(head)}`;
      const by = button("", () => {
        const up = head.getAttribute("aria-sort") !== "ascending";
        for (const other of head.parentNode.cells) other.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", up ? "ascending" : "descending");
        const key = (row) => plain(row.cells[column]);
        const numeric = head.classList.contains("r");
        const sorted = [...rows].sort((a, b) => {
          const [x, y] = [key(a), key(b)];
          const [m, n] = numeric ? [number(x), number(y)] : [null, null];
          if (m !== null && n !== null) return up ? m - n : n - m;
          if (numeric && (m === null) !== (n === null)) return m === null ? 1 : -1;
          return (up ? 1 : -1) * x.localeCompare(y, page.lang, { numeric: true });
        });
        body.append(...sorted);
      }, `${name}: ${words.sort} (${of})`);
      by.append(...head.childNodes);
      head.append(by);
    });
  }

  // on a telephone a row of many columns is a block, each cell below its head; still a table
  const roles = { THEAD: "rowgroup", TBODY: "rowgroup", TR: "row", TD: "cell" };
  const tables = [...document.querySelectorAll("figure.table table")].map((table) => {
    const { scrollWidth, clientWidth } = table.parentElement; // all widths before any change
    return [table, scrollWidth > clientWidth];
  });
  for (const [table, wide] of tables) {
    const columns = [...table.tHead.rows[0].cells];
    if (columns.length < 4 && !wide) continue; // but formulas
    const heads = columns.map((each) => plain(each));
    table.classList.add("stacks");
    table.setAttribute("role", "table");
    for (const each of table.querySelectorAll("thead, tbody, tr, th, td")) {
      each.setAttribute("role", roles[each.tagName] || (each.closest("tbody") ? "rowheader" : "columnheader"));
      if (each.tagName !== "TD") continue;
      each.dataset.head = heads[each.cellIndex];
      each.classList.toggle("none", each.textContent.trim() === "—");
      if (columns[each.cellIndex].classList.contains("r")) each.classList.add("r");
    }
  }

  const codes = [...document.querySelectorAll("details.code")];
  if (codes.length > 1) {
    const all = button(words.code, () => {
      const shown = all.getAttribute("aria-pressed") !== "true";
      all.setAttribute("aria-pressed", String(shown));
      for (const code of codes) code.open = shown;
    });
    all.className = "all-code";
    all.setAttribute("aria-pressed", "false");
    document.querySelector("main").append(all);
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
    const opener = document.querySelector(".menu");
    let from = scrollY; // on a telephone it covers text: away while one reads on, back on the way up
    addEventListener("scroll", () => {
      opener.classList.toggle("away", scrollY > from);
      from = scrollY;
    }, { passive: true });
    document.getElementById("toc").addEventListener("click", (event) => {
      const menu = event.currentTarget;
      if (event.target.closest("a") && menu.matches(":popover-open")) menu.hidePopover();
    });
  }
})();
