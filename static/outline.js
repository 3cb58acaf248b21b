// Marks, in the table of contents, the section one is reading, and keeps that line of it in view.
const entries = new Map([...document.querySelectorAll(".outline.wide a")].map((link) => [link.hash.slice(1), link]));
const headings = [...entries.keys()].map((id) => document.getElementById(id)).filter(Boolean);
const contents = document.querySelector(".contents");
let present;

// Headings stand in the page's order: the last one above the reading line is found by halving.
function sectionAt(line) {
  let low = 0;
  for (let high = headings.length; low < high;) {
    const middle = (low + high) >> 1;
    if (headings[middle].getBoundingClientRect().top < line) low = middle + 1;
    else high = middle;
  }
  return headings[low - 1]?.id;
}

function mark() {
  const here = sectionAt(innerHeight / 3);
  if (here === present) return;
  entries.get(present)?.removeAttribute("aria-current");
  present = here;
  const link = entries.get(here);
  link?.setAttribute("aria-current", "location");
  if (link) keepInView(link);
}

function keepInView(link) {
  const { top, bottom } = link.getBoundingClientRect();
  const frame = contents.getBoundingClientRect();
  if (top < frame.top || bottom > frame.bottom) contents.scrollTop += top - frame.top - frame.height / 3;
}

let waiting = false;
addEventListener("scroll", () => {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(() => { waiting = false; mark(); });
}, { passive: true });
mark();
