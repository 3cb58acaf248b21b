// What was typed and not saved is asked about before the page is left.
for (const form of document.querySelectorAll("form[data-unsaved]")) {
  form.addEventListener("input", (event) => { if (event.target.type !== "checkbox") form.dataset.unsaved = "yes"; });
  form.addEventListener("submit", () => { form.dataset.unsaved = "no"; });
}

addEventListener("beforeunload", (event) => { if (document.querySelector("form[data-unsaved=yes]")) event.preventDefault(); });
