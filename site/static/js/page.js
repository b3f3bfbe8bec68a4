// Small helps for every page. Everything works without this file.
(() => {
  "use strict";

  // After a refused form, take the reader to what is wrong.
  const summary = document.getElementById("error-summary");
  if (summary) summary.focus();

  // One press sends a form once.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    if (form.method === "post") {
      form.dataset.sent = "1";
      window.setTimeout(() => delete form.dataset.sent, 8000);
    }
  });
  window.addEventListener("pageshow", () => {
    document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent);
  });

  const onPress = (attribute, act) => {
    document.querySelectorAll(`[${attribute}]`).forEach((button) => {
      button.hidden = false;
      button.addEventListener("click", () => act(button, button.getAttribute(attribute)));
    });
  };

  onPress("data-print", () => window.print());

  onPress("data-copy", async (button, text) => {
    await navigator.clipboard.writeText(text);
    button.textContent = button.dataset.done || "✓";
  });

  // Read aloud, where the phone has a voice.
  if ("speechSynthesis" in window) {
    onPress("data-read", (button, id) => {
      const speech = window.speechSynthesis;
      if (speech.speaking) {
        speech.cancel();
        return;
      }
      const words = new SpeechSynthesisUtterance(document.getElementById(id).innerText);
      words.lang = document.documentElement.lang === "en" ? "en" : "zh-CN";
      words.rate = 0.9;
      speech.speak(words);
    });
  }
})();
