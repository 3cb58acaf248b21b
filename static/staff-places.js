// Offers places that begin with what is typed; without this a code or a full name does.
const list = document.getElementById("places");
let asked = "";

document.addEventListener("input", async (event) => {
  if (!event.target.matches("input.place")) return;
  const typed = event.target.value.trim();
  asked = typed;
  if (!typed || [...list.options].some((option) => option.value === typed)) return;
  const answer = await fetch(`${list.dataset.from}?q=${encodeURIComponent(typed)}`, { headers: { Accept: "application/json" } });
  if (!answer.ok || asked !== typed) return;
  const { places } = await answer.json();
  list.replaceChildren(...places.map(({ value, parent }) => Object.assign(document.createElement("option"), { value, label: parent ? `${value}（${parent}）` : value })));
});
