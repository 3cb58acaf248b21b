// Marks, in the table of contents, the section one is reading.
const entries = new Map([...document.querySelectorAll(".outline.wide a")].map((link) => [link.hash.slice(1), link]));
const headings = [...entries.keys()].map((id) => document.getElementById(id)).filter(Boolean);

function present() {
  const above = headings.filter((heading) => heading.getBoundingClientRect().top < innerHeight / 3);
  return above.at(-1);
}

function mark() {
  const here = present()?.id;
  for (const [id, link] of entries) {
    if (id === here) link.setAttribute("aria-current", "location");
    else link.removeAttribute("aria-current");
  }
}

let waiting = false;
addEventListener("scroll", () => {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(() => { waiting = false; mark(); });
}, { passive: true });
mark();
