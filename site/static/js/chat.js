// The chat without reloading. Everything works without this file.
(() => {
  "use strict";

  const chat = document.getElementById("chat");
  const talk = document.getElementById("talk");
  const form = document.getElementById("say");
  const answers = document.getElementById("answers");
  if (!chat || !talk || !form || !answers || !("fetch" in window)) return;

  const text = form.elements.namedItem("text");
  let busy = false;

  const merge = (html) => {
    const page = new DOMParser().parseFromString(html, "text/html");
    const known = new Set([...talk.children].map((line) => line.dataset.line));
    const lines = [...page.querySelectorAll("#talk > li")];
    if (!page.getElementById("say")) return false;
    document.getElementById("last")?.removeAttribute("id");
    // What a first look showed is not stored yet; the stored lines take its place.
    talk.querySelectorAll('[data-line^="look"]').forEach((line) => line.remove());
    if (!lines.some((line) => known.has(line.dataset.line))) talk.replaceChildren();
    let added = false;
    lines.forEach((line) => {
      if (known.has(line.dataset.line) && talk.children.length) return;
      line.removeAttribute("id");
      talk.append(document.adoptNode(line));
      added = true;
    });
    answers.querySelector(".replies").replaceWith(document.adoptNode(page.querySelector("#answers .replies")));
    const nonce = page.querySelector("#say [name=nonce]").value;
    [form, answers].forEach((each) => { each.elements.namedItem("nonce").value = nonce; each.elements.namedItem("start").value = ""; });
    chat.toggleAttribute("data-waiting", page.getElementById("chat").hasAttribute("data-waiting"));
    const sorry = page.querySelector("#chat > .note");
    chat.querySelector(":scope > .note")?.remove();
    if (sorry) answers.before(document.adoptNode(sorry));
    if (added) talk.lastElementChild.scrollIntoView({ block: "start" });
    return true;
  };

  const send = async (event) => {
    event.preventDefault();
    if (busy) return;
    busy = true;
    const sent = event.currentTarget;
    const body = new FormData(sent);
    if (event.submitter?.name) body.append(event.submitter.name, event.submitter.value);
    try {
      const response = await fetch(form.action, { method: "POST", body, credentials: "same-origin" });
      if (!response.ok || !merge(await response.text())) throw new Error("not the chat");
      text.value = "";
      if (event.submitter?.name !== "code") text.focus();
      else talk.lastElementChild?.querySelector(".words")?.setAttribute("tabindex", "-1");
    } catch {
      // The page itself still works: send the form the plain way.
      if (event.submitter?.name) {
        const kept = document.createElement("input");
        kept.type = "hidden";
        kept.name = event.submitter.name;
        kept.value = event.submitter.value;
        sent.append(kept);
      }
      sent.submit();
    } finally {
      busy = false;
      delete sent.dataset.sent;
    }
  };
  [form, answers].forEach((each) => each.addEventListener("submit", send));

  // While the form is being filled in elsewhere, look now and then whether the receipt has come.
  window.setInterval(async () => {
    if (busy || document.hidden || !chat.hasAttribute("data-waiting")) return;
    try {
      const response = await fetch(form.action, { credentials: "same-origin" });
      if (response.ok) merge(await response.text());
    } catch {
      // No network: the next look may find it.
    }
  }, 10000);
})();
