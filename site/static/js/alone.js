// “None” and “do not know” stand alone: ticking one takes the others off, ticking another takes them off.
// Without this file the answer is asked for again, with a sentence that says what to take off.
(() => {
  "use strict";

  const alone = (box) => box.value === "none" || box.value === "unknown";

  document.addEventListener("change", (event) => {
    const ticked = event.target;
    if (ticked.type !== "checkbox" || !ticked.checked || !ticked.name) return;
    for (const other of ticked.form.querySelectorAll(`input[type="checkbox"][name="${CSS.escape(ticked.name)}"]`)) {
      if (other !== ticked && (alone(ticked) || alone(other))) other.checked = false;
    }
  });
})();
