// Files dropped or chosen go up one by one, each with its folder's path; without this they go all together.
const form = document.getElementById("hand-in");
if (form) improve(form);

function improve(form) {
  const words = form.dataset;
  const drop = document.getElementById("drop");
  const chosen = document.getElementById("chosen");
  const button = form.querySelector("button");
  const box = document.getElementById("sending");
  const [bar, status, problems] = [box.querySelector("progress"), box.querySelector("p"), box.querySelector("ul")];
  let files = [];
  let isSending = false;

  for (const input of form.querySelectorAll("input[type=file]")) {
    input.addEventListener("change", () => choose([...input.files].map((file) => [file.webkitRelativePath || file.name, file])));
  }
  for (const kind of ["dragenter", "dragover"]) drop.addEventListener(kind, (event) => { event.preventDefault(); drop.classList.add("over"); });
  for (const kind of ["dragleave", "drop"]) drop.addEventListener(kind, () => drop.classList.remove("over"));
  drop.addEventListener("drop", async (event) => {
    event.preventDefault();
    choose(await dropped(event.dataTransfer));
    button.focus();
  });
  // A file dropped beside the field would replace the page.
  for (const kind of ["dragover", "drop"]) addEventListener(kind, (event) => event.preventDefault());
  addEventListener("beforeunload", (event) => { if (isSending) event.preventDefault(); });
  form.addEventListener("submit", (event) => {
    if (!files.length || isSending) return isSending && event.preventDefault();
    event.preventDefault();
    send();
  });

  function choose(more) {
    files = more.filter(([name]) => !name.split("/").at(-1).startsWith("."));
    const bytes = files.reduce((sum, [, file]) => sum + file.size, 0);
    chosen.textContent = files.length ? fill(words.chosen, { n: files.length, size: size(bytes) }) : words.empty;
  }

  async function send() {
    isSending = true;
    button.disabled = true;
    box.hidden = false;
    problems.replaceChildren();
    try {
      const upload = await post(form.action, wishes());
      await sendAll(upload);
      status.textContent = words.sent;
      isSending = false;
      location.assign(upload.page);
    } catch (problem) {
      complain(problem.message);
      isSending = false;
      button.disabled = false;
    }
  }

  async function sendAll(upload) {
    for (const [i, [name, file]] of files.entries()) {
      status.textContent = fill(words.sending, { done: i, total: files.length });
      bar.value = i / files.length;
      await sendOne(upload, name, file);
    }
    bar.value = 1;
    await post(upload.close, new FormData());
  }

  async function sendOne(upload, name, file) {
    const body = new FormData();
    body.append("name", name);
    body.append("files", file);
    for (const seconds of [1, 3, 9, 0]) {
      try {
        return await post(upload.files, body);
      } catch (problem) {
        if (problem.isAnswer && problem.status === 400) return complain(`${name}：${problem.message}`);
        if (problem.isAnswer && problem.status < 500) throw problem;
        if (!seconds) throw new Error(fill(words.broken, { name }));
        status.textContent = fill(words.again, { name });
        await new Promise((resolve) => { setTimeout(resolve, seconds * 1000); });
      }
    }
  }

  function wishes() {
    const body = new FormData(form);
    body.delete("files");
    return body;
  }

  async function post(address, body) {
    const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
    const answer = await fetch(address, { method: "POST", body, headers: { Accept: "application/json", "X-CSRFToken": token } });
    const said = await answer.json().catch(() => ({}));
    if (!answer.ok) throw Object.assign(new Error(said.error ?? `${answer.status} ${answer.statusText}`), { isAnswer: true, status: answer.status });
    return said;
  }

  function complain(sentence) {
    problems.append(Object.assign(document.createElement("li"), { textContent: sentence }));
  }
}

// A dropped folder is opened, to the bottom.
async function dropped(transfer) {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  if (!entries.length) return [...transfer.files].map((file) => [file.name, file]);
  return (await Promise.all(entries.map(opened))).flat();
}

async function opened(entry) {
  if (entry.isFile) {
    const file = await new Promise((resolve, reject) => { entry.file(resolve, reject); });
    return [[entry.fullPath.replace(/^\//, ""), file]];
  }
  const reader = entry.createReader();
  const inside = [];
  for (;;) {
    // A reader gives at most a hundred at a time.
    const some = await new Promise((resolve, reject) => { reader.readEntries(resolve, reject); });
    if (!some.length) break;
    inside.push(...some);
  }
  return (await Promise.all(inside.map(opened))).flat();
}

function fill(pattern, values) {
  return pattern.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

function size(bytes) {
  return bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1e3))} KB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
