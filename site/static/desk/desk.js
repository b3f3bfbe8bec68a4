// Where something has to be read first (errors, a sum, what others did), the focus goes there.
const first = document.querySelector("[data-desk-focus]");
if (first) {
  first.focus();
}
