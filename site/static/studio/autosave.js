// Wagtail 8.0.1 takes the form as it stands when the reply to an autosave comes in as saved, not as it was when sent.
// What was typed in between would read 已保存 and wait for the next edit: here it is compared, and saved as well.
(() => {
  // Neither sent nor compared by the shell itself: they change with every reply.
  const PASSING = ["csrfmiddlewaretoken", "loaded_revision_id", "loaded_revision_created_at", "next", "overwrite_revision_id"];
  const sent = new WeakMap();

  const said = (data) =>
    JSON.stringify(
      [...data.entries()]
        .filter(([name]) => !PASSING.includes(name) && !name.startsWith("comments-"))
        .map(([name, value]) => (value instanceof File ? [name, value.name, value.size] : [name, value])),
    );

  document.addEventListener("w-autosave:save", ({ target, detail }) => sent.set(target, detail.formData));

  // On the document, after the form's own listeners: the shell has by now taken everything as saved.
  document.addEventListener("w-autosave:success", ({ target: form, detail }) => {
    const then = sent.get(form);
    if (!then) {
      return;
    }
    sent.delete(form);
    // What the reply itself put into the form is not an edit.
    for (const [name, value] of Object.entries(detail.data?.field_updates ?? {})) {
      if (then.has(name)) {
        then.set(name, value);
      }
    }
    if (said(then) !== said(new FormData(form))) {
      // A turn later: the shell must first see its own "nothing is unsaved", or the contrary would be no news to it.
      setTimeout(() => {
        form.setAttribute("data-w-unsaved-force-value", "true");
        form.setAttribute("data-w-unsaved-has-edits-value", "true");
      });
    }
  });
})();
