// While a trial is being worked through, the page looks again by itself; without JavaScript there is a button.
if (document.querySelector("[data-law-running]")) {
  setTimeout(() => location.reload(), 4000);
}
