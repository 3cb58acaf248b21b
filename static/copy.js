// A click on «copy» puts the link's full address, or the text of the elements it copies, on the clipboard and says so.
// Without this, or where the clipboard is closed to us, the link is a plain link to what it would copy.
const said = document.getElementById("said");

document.addEventListener("click", async (event) => {
  const link = event.target.closest("a.copy");
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  if (await copied(wanted(link))) confirm(link);
  else location.assign(link.href);
});

function wanted(link) {
  const names = link.dataset.copies?.split(" ");
  return names ? names.map((name) => document.getElementById(name).textContent).join("\n") : link.href;
}

async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copiedTheOldWay(text);
  }
}

// The clipboard interface exists on https and localhost only; archives also stand on plain http.
function copiedTheOldWay(text) {
  const focused = document.activeElement;
  const field = Object.assign(document.createElement("textarea"), { value: text, className: "unseen" });
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  focused?.focus();
  return done;
}

function confirm(link) {
  const words = link.textContent;
  if (link.classList.contains("done")) return;
  link.classList.add("done");
  link.textContent = link.dataset.done;
  said.textContent = "";
  requestAnimationFrame(() => { said.textContent = link.dataset.done; });
  setTimeout(() => { link.textContent = words; link.classList.remove("done"); }, 2000);
}
