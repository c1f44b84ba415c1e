"use strict";
const byId = (id) => document.getElementById(id);
const suspects = () => [...document.querySelectorAll(".m.suspect")];
const opened = () => document.querySelector(".pv:popover-open");
const markOf = (popover) => popover && document.querySelector(`[popovertarget="${popover.id}"].m`);
const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;

function go(id) {
  const mark = byId(id);
  if (!mark || !mark.matches(".m")) return false;
  opened()?.hidePopover();
  mark.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
  mark.focus({ preventScroll: true });
  byId(mark.getAttribute("popovertarget")).showPopover({ source: mark });
  return true;
}

function step(by) {
  const marks = suspects();
  if (!marks.length) return;
  const here = markOf(opened()) || (document.activeElement.matches(".m") && document.activeElement);
  const behind = (mark) =>
    here
      ? here.compareDocumentPosition(mark) & Node.DOCUMENT_POSITION_FOLLOWING
      : mark.getBoundingClientRect().top > 80;
  const rest = marks.filter((mark) => mark !== here);
  const found =
    by > 0 ? rest.find(behind) || marks[0] : rest.filter((m) => !behind(m)).pop() || marks.at(-1);
  go(found.id);
}

document.addEventListener("click", (event) => {
  const link = event.target.closest('a[href^="#f-"]');
  if (link && go(link.hash.slice(1))) event.preventDefault();
  const button = event.target.closest("[data-step]");
  if (button) step(Number(button.dataset.step));
});
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input")) return;
  if (event.key === "n") step(1);
  if (event.key === "p") step(-1);
});
// Each relation and each reason stands once in the page. A figure shows its own where it is opened,
// with a button to close it, as a dialog that it names.
document.addEventListener(
  "beforetoggle",
  (event) => {
    if (!event.target.querySelector(".close")) {
      event.target.role = "dialog";
      event.target.setAttribute("aria-labelledby", event.target.id.replace("p", "f"));
      event.target.append(byId("close").content.cloneNode(true));
      const button = event.target.lastElementChild;
      button.popoverTargetElement = event.target;
      button.ariaLabel += event.target.id.slice(1).replace("-", " ");
    }
    for (const link of event.target.querySelectorAll("a.r")) {
      const copy = byId(link.hash.slice(1)).cloneNode(true);
      copy.removeAttribute("id");
      copy.querySelector(`.tied a[href="#${markOf(event.target)?.id}"]`)?.parentNode.remove();
      link.replaceWith(copy);
    }
  },
  true,
);
// An open figure is lit up, with what it is tied to. A sheet at the bottom of a small window must
// not hide the figure that opened it.
document.addEventListener(
  "toggle",
  (event) => {
    const mark = markOf(event.target);
    if (!mark) return;
    const open = event.newState === "open";
    mark.classList.toggle("shown", open);
    for (const link of event.target.querySelectorAll(".tied a")) {
      byId(link.hash.slice(1))?.classList.toggle("beside", open);
    }
    if (!open) return;
    const box = mark.getBoundingClientRect();
    const sheet = event.target.getBoundingClientRect();
    if (sheet.left < box.right && box.bottom > sheet.top - 12) {
      scrollBy({ top: box.bottom - sheet.top + 40, behavior: calm ? "auto" : "smooth" });
    }
  },
  true,
);
for (const each of document.querySelectorAll(".step,.keys")) each.hidden = false;
if (location.hash) go(location.hash.slice(1));
