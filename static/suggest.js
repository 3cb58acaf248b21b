// Offers terms of the archive while one types in a search box: a combobox as ARIA describes it.
// What is typed stays as it is until a suggestion is taken: with Enter or a click, which search, or with Tab, to type on.
const said = document.getElementById("said");
const PAUSE = 120;

class Suggestions {
  constructor(input) {
    this.input = input;
    this.list = Object.assign(document.createElement("ul"), { id: `${input.id}-suggestions`, className: "suggestions", hidden: true });
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", input.dataset.label);
    input.form.append(this.list);
    for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-haspopup": "listbox", "aria-expanded": "false", "aria-controls": this.list.id })) {
      input.setAttribute(name, value);
    }
    this.at = -1;
    this.listen();
  }

  listen() {
    this.input.addEventListener("input", (event) => this.wait(event));
    // A method of input writes letters before it writes characters: only what it wrote in the end counts.
    this.input.addEventListener("compositionend", (event) => this.wait(event));
    this.input.addEventListener("keydown", (event) => this.press(event));
    this.input.addEventListener("blur", () => this.close());
    this.input.form.addEventListener("submit", () => this.close());
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this.search(option);
    });
  }

  get isOpen() {
    return !this.list.hidden;
  }

  wait(event) {
    if (event.isComposing) return;
    this.forget();
    this.timer = setTimeout(() => this.ask(), PAUSE);
  }

  // Nothing asked before this is of use any more.
  forget() {
    clearTimeout(this.timer);
    this.asking?.abort();
  }

  async ask() {
    this.forget();
    const typed = this.input.value;
    if (!typed.trim()) return this.close();
    this.asking = new AbortController();
    try {
      const answer = await fetch(`${this.input.dataset.suggest}?q=${encodeURIComponent(typed)}`, { signal: this.asking.signal });
      const [, completions, descriptions] = answer.ok ? await answer.json() : [typed, [], []];
      if (this.input.value === typed && document.activeElement === this.input) this.show(completions, descriptions);
    } catch (error) {
      // Without an answer the box works as it did; what was aborted has been followed by something else.
      if (error.name !== "AbortError") this.close();
    }
  }

  show(completions, descriptions) {
    this.close();
    if (!completions.length) return;
    this.list.replaceChildren(...completions.map((text, number) => this.option(text, descriptions[number], number)));
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
    said.textContent = this.input.dataset.said.replace("{n}", completions.length);
  }

  option(text, description, number) {
    const option = Object.assign(document.createElement("li"), { id: `${this.list.id}-${number}` });
    option.dataset.query = text;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    const query = Object.assign(document.createElement("span"), { textContent: text, lang: "zh-Hans", className: "query" });
    option.append(query, Object.assign(document.createElement("span"), { textContent: description, className: "about" }));
    return option;
  }

  close() {
    this.forget();
    this.move(-1);
    if (this.isOpen) said.textContent = "";
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
  }

  // To a suggestion, or with -1 back to what was typed.
  move(to) {
    this.chosen?.setAttribute("aria-selected", "false");
    this.at = to;
    this.chosen?.setAttribute("aria-selected", "true");
    this.chosen?.scrollIntoView({ block: "nearest" });
    if (this.chosen) this.input.setAttribute("aria-activedescendant", this.chosen.id);
    else this.input.removeAttribute("aria-activedescendant");
  }

  get chosen() {
    return this.at < 0 ? null : this.list.children[this.at];
  }

  press(event) {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const does = { ArrowDown: () => this.step(1), ArrowUp: () => this.step(-1), Escape: () => this.leave(), Enter: () => this.enter(), Tab: () => this.take() }[event.key];
    if (does?.()) event.preventDefault();
  }

  // Round and round, with what was typed between the last and the first.
  step(by) {
    const places = this.list.children.length + 1;
    if (this.isOpen) this.move((this.at + 1 + by + places) % places - 1);
    else if (by > 0) this.ask();
    return true;
  }

  leave() {
    const wasOpen = this.isOpen;
    this.close();
    return wasOpen;
  }

  enter() {
    const { chosen } = this;
    if (chosen) this.search(chosen);
    return Boolean(chosen);
  }

  // Takes the suggestion and stays, so that one can type on.
  take() {
    const { chosen } = this;
    if (chosen) this.fill(chosen);
    return Boolean(chosen);
  }

  fill(option) {
    this.input.value = option.dataset.query;
    this.close();
  }

  search(option) {
    this.fill(option);
    this.input.form.requestSubmit();
  }
}

for (const input of document.querySelectorAll("input[data-suggest]")) new Suggestions(input);

// A page with a search of its own keeps the key for that.
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || document.getElementById("q-within")) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  const box = document.querySelector("input[data-suggest]");
  if (!box) return;
  event.preventDefault();
  box.focus();
  box.select();
});
