// One tick for all lines of the table; a tick for each works without this.
const all = document.getElementById("all");
const ticks = [...document.querySelectorAll("input[name=chosen]")];

if (all && ticks.length) {
  all.hidden = false;
  all.addEventListener("change", () => { for (const tick of ticks) tick.checked = all.checked; });
  addEventListener("change", (event) => { if (ticks.includes(event.target)) all.checked = ticks.every((tick) => tick.checked); });
}
