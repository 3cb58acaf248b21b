// The reading page's margins, keys and matches: j and k go by paragraphs, n and p by matches, / to the search field, ? tells so.
// Without this a paragraph's number leads to its own page, and links beside each match lead to the next.
const blocks = [...document.querySelectorAll(".document .block")];
const marks = [...document.querySelectorAll("mark[id]")];
const tally = document.querySelector(".tally[data-at]");
const keys = document.getElementById("keys");
const said = document.getElementById("said");
const top = () => (tally ? tally.closest(".marking").offsetHeight : 0) + 8;
const links = document.getElementById("margin").content.firstElementChild;
let match = -1;

// Every paragraph's margin has the same links: they are made here, not sent.
function furnish(block) {
  const number = block.querySelector(":scope > .number");
  const address = number.getAttribute("href");
  const margin = block.querySelector(":scope > .margin") ?? block.appendChild(document.createElement("div"));
  const [token, acts] = links.cloneNode(true).children;
  const label = links.getAttribute("aria-label").replace("{n}", number.textContent);
  margin.className = "margin";
  margin.setAttribute("role", "group");
  margin.setAttribute("aria-label", label);
  token.textContent = `¶ ${block.id}`;
  token.href = new URL(address, location); // whole: paper shows it
  acts.querySelector(".copy").href = address;
  acts.querySelector(".cite").href = `${address}#cite`;
  acts.querySelector(".wrong").href = `${address}error/`;
  margin.prepend(...[margin.querySelector(".steps"), token, margin.querySelector(".flags"), acts].filter(Boolean));
  number.href = `#${block.id}`;
  number.setAttribute("aria-label", label);
}

blocks.forEach(furnish);

function presentBlock() {
  const focused = document.activeElement.closest(".block");
  if (focused) return blocks.indexOf(focused);
  return blocks.findLastIndex((block) => block.getBoundingClientRect().top <= top() + 8);
}

function goToBlock(by) {
  const block = blocks[Math.min(Math.max(presentBlock() + by, 0), blocks.length - 1)];
  block?.focus({ preventScroll: true });
  const { top: from, bottom: to } = block?.getBoundingClientRect() ?? {};
  if (from < top() || to > innerHeight) block?.scrollIntoView({ block: to - from > innerHeight / 2 ? "start" : "center" });
}

// The first match at or after where one reads, or the last one before it.
function nearestMatch(by) {
  const from = document.activeElement.closest(".block") ?? blocks[presentBlock()];
  if (!from) return by > 0 ? 0 : marks.length - 1;
  const follows = (mark) => from.contains(mark) || from.compareDocumentPosition(mark) & Node.DOCUMENT_POSITION_FOLLOWING;
  const first = marks.findIndex(follows);
  if (by > 0) return first < 0 ? 0 : first;
  return first < 0 ? marks.length - 1 : first - 1;
}

function goToMatch(number, isFocused = false) {
  if (!marks.length) return;
  marks[match]?.classList.remove("present");
  match = (number + marks.length) % marks.length;
  marks[match].classList.add("present");
  if (isFocused) marks[match].closest(".block").focus({ preventScroll: true });
  marks[match].scrollIntoView({ block: "center" });
  count();
}

function count() {
  tally.textContent = tally.dataset.at.replace("{n}", match + 1);
}

function step(by, isFocused) {
  goToMatch(match < 0 ? nearestMatch(by) : match + by, isFocused);
  if (tally) said.textContent = tally.textContent;
}

function openHelp() {
  if (!keys.open) keys.showModal();
}

function search() {
  const field = document.getElementById("q-within");
  field.focus();
  field.select();
}

const ACTIONS = { "/": search, "?": openHelp, j: () => goToBlock(1), k: () => goToBlock(-1), n: () => step(1, true), p: () => step(-1, true) };

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented || keys.open) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  const action = ACTIONS[event.key];
  if (!action) return;
  event.preventDefault();
  action();
});

const button = document.querySelector(".keys-button");
button.hidden = false;
button.addEventListener("click", openHelp);

if (tally) {
  const next = document.querySelector(".step.next");
  const previous = document.querySelector(".step.previous");
  next.querySelector(".word").textContent = next.dataset.next;
  previous.hidden = false;
  for (const [link, by] of [[next, 1], [previous, -1]]) {
    link.addEventListener("click", (event) => { event.preventDefault(); step(by); });
  }
  const target = location.hash && document.getElementById(location.hash.slice(1));
  const here = target ? marks.findIndex((mark) => mark === target || target.contains(mark)) : 0;
  const isNew = performance.getEntriesByType("navigation")[0]?.type === "navigate";
  if (!target && isNew) goToMatch(0);
  else if (here >= 0) { match = here; marks[here].classList.add("present"); count(); }
  addEventListener("hashchange", () => {
    const number = marks.findIndex((mark) => `#${mark.id}` === location.hash);
    if (number >= 0) goToMatch(number);
  });
}
