// Keeps the bars of uploads under way up to date. Whoever closes the page loses nothing: the work goes on at the server.
const said = document.getElementById("said");
const words = document.getElementById("progress-words");

for (const bar of document.querySelectorAll("[data-progress]")) watch(bar);

async function watch(bar) {
  let last = -1;
  for (;;) {
    await pause(document.hidden ? 5000 : 1000);
    const now = await asked(bar.dataset.progress);
    if (!now) continue;
    show(bar, now);
    if (Math.floor(now.percent / 25) !== last) {
      last = Math.floor(now.percent / 25);
      said.textContent = now.said;
    }
    if (now.is_finished) break;
  }
  bar.classList.add("finished");
  if (document.querySelector("form[data-unsaved=yes]")) words.textContent = words.dataset.waits;
  else if (words) location.reload();
}

function show(bar, now) {
  bar.querySelector("progress").value = now.percent;
  bar.querySelector(".percent").textContent = `${now.percent} %`;
  if (words) words.textContent = now.said;
}

async function asked(address) {
  try {
    const answer = await fetch(address, { headers: { Accept: "application/json" } });
    if (answer.status === 401) location.reload();
    return answer.ok ? await answer.json() : null;
  } catch {
    return null; // the server may be starting anew: the next try will tell
  }
}

function pause(milliseconds) {
  return new Promise((resolve) => { setTimeout(resolve, milliseconds); });
}
