// Where something has to be read first (errors, a sum, what others did), the focus goes there.
const first = document.querySelector("[data-desk-focus]");
if (first) {
  first.focus();
}

// The form of an act: kept by itself while somebody types, handed in by mod+Enter, kept by mod+S.
const form = document.querySelector("form[data-desk-act]");
if (form) {
  const kept = form.querySelector("[data-desk-kept]");
  const keeper = form.querySelector("button[name=keep]");
  let waiting = 0;

  const keep = async () => {
    const body = new FormData(form);
    body.set("keep", "auto");
    try {
      const answer = await fetch(location.href, { method: "POST", body, redirect: "error" });
      const time = answer.ok ? await answer.text() : "";
      kept.textContent = /^\d\d:\d\d$/.test(time) ? `${kept.dataset.words} ${time}` : "";
    } catch {
      kept.textContent = "";
    }
  };

  form.querySelector("[data-desk-keys]").hidden = false;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = keeper && setTimeout(keep, 1500);
  });
  form.addEventListener("submit", () => clearTimeout(waiting));
  document.addEventListener("keydown", (press) => {
    if (press.repeat || !(press.ctrlKey || press.metaKey)) {
      return;
    }
    if (press.key === "Enter") {
      press.preventDefault();
      form.requestSubmit(form.querySelector("button[type=submit]:not([name])"));
    }
    if (keeper && press.key.toLowerCase() === "s") {
      press.preventDefault();
      form.requestSubmit(keeper);
    }
  });
}

// Several cases: the page goes on by itself, and says how many are ticked.
document.querySelector("form[data-desk-go-on]")?.requestSubmit(
  document.querySelector("form[data-desk-go-on] button[name=sure]"),
);
const batch = document.querySelector("form[data-desk-batch]");
batch?.addEventListener("change", () => {
  const said = batch.querySelector("[data-desk-count]");
  const count = batch.querySelectorAll("input[name=case]:checked").length;
  said.textContent = count ? `${said.dataset.words} ${count}` : "";
});
