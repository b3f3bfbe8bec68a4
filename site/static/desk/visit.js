// The home visit on a telephone: what is typed is kept here at once, handed in when there is a network, then gone.
// Without this file the form is an ordinary form.
(() => {
  "use strict";
  const body = document.body;
  const { officer, token: TOKEN, login: LOGIN } = body.dataset;
  const form = document.querySelector("form[data-visit]");
  const PAGES = "yimen-visit-pages";
  const LONGEST = 2400;
  const AGAIN = 20000;
  const find = (name) => document.querySelector(`[data-${name}]`);

  // -- what is kept on this telephone ------------------------------------------
  const open = () =>
    new Promise((resolve, reject) => {
      const asked = indexedDB.open("yimen-visits", 1);
      asked.onupgradeneeded = () => asked.result.createObjectStore("drafts", { keyPath: "id" });
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error);
    });
  const kept = async (mode, work) => {
    const base = await open();
    try {
      return await new Promise((resolve, reject) => {
        const change = base.transaction("drafts", mode);
        const asked = work(change.objectStore("drafts"));
        change.oncomplete = () => resolve(asked.result);
        change.onerror = () => reject(change.error);
        change.onabort = () => reject(change.error);
      });
    } finally {
      base.close();
    }
  };
  const read = (id) => kept("readonly", (drafts) => drafts.get(id));
  const write = (draft) => kept("readwrite", (drafts) => drafts.put(draft));
  const drop = (id) => kept("readwrite", (drafts) => drafts.delete(id));
  const mine = async () => (await kept("readonly", (drafts) => drafts.getAll())).filter((one) => one.officer === officer);

  // -- what the page says ------------------------------------------------------
  const offline = (yes) => {
    find("offline").hidden = !yes;
    body.classList.toggle("is-offline", yes);
  };
  const say = (name, words) => {
    const place = find(name);
    if (place) place.textContent = words;
  };
  const waiting = async () => {
    const drafts = (await mine()).filter((draft) => draft.ready || draft.refused);
    const place = find("waiting");
    place.replaceChildren();
    place.hidden = drafts.length === 0;
    body.dataset.unsent = drafts.length;
    if (!drafts.length) return;
    place.append(`还有 ${drafts.length} 户没有交上去。`);
    for (const draft of drafts) {
      const link = document.createElement("a");
      link.href = draft.url;
      link.textContent = draft.refused ? `${draft.name}:要改一下` : draft.name;
      place.append(" ", link);
    }
  };

  // -- handing in --------------------------------------------------------------
  const refusedWords = async (answer) => {
    try {
      return (await answer.json()).errors;
    } catch {
      return { __all__: "没有交上去,过一会儿自己再试。" };
    }
  };
  const post = (url, data, token) =>
    fetch(url, {
      method: "POST",
      body: data,
      credentials: "same-origin",
      headers: { Accept: "application/json", "X-CSRFToken": token },
    });
  const whoIsThere = async () => {
    const answer = await fetch(TOKEN, { credentials: "same-origin", headers: { Accept: "application/json" }, cache: "no-store" });
    if (answer.redirected || !answer.ok) return null;
    return answer.json();
  };
  const handIn = async (draft, token) => {
    for (const photo of draft.photos) {
      if (photo.sent) continue;
      say("kept", `正在传照片 ${draft.photos.indexOf(photo) + 1}/${draft.photos.length}`);
      const data = new FormData();
      data.set("key", draft.key);
      data.set("name", photo.name);
      data.set("taken_at", photo.taken);
      data.set("photo", new File([photo.bytes], "photo.jpg", { type: photo.type }));
      const answer = await post(draft.photoUrl, data, token);
      if (answer.status === 403 || answer.status === 422) return refusedWords(answer);
      if (!answer.ok) throw new Error("not now");
      photo.sent = true;
      await write(draft);
    }
    const data = new FormData();
    for (const [name, value] of draft.fields) data.append(name, value);
    data.set("key", draft.key);
    data.set("begun", draft.begun);
    const answer = await post(draft.url, data, token);
    if (answer.ok) return (await answer.json()).done;
    if ([403, 404, 409, 422].includes(answer.status)) return refusedWords(answer);
    throw new Error("not now");
  };
  const forget = async (draft) => {
    await drop(draft.id);
    if (window.caches) await (await caches.open(PAGES)).delete(new URL(draft.url, window.location.href).href);
  };
  const flush = async () => {
    const drafts = (await mine()).filter((draft) => draft.ready);
    if (!drafts.length) return;
    let there;
    try {
      there = await whoIsThere();
    } catch {
      offline(true);
      return;
    }
    offline(false);
    if (!there) {
      say("kept", "登录已经过期。填的都还在,请重新登录,登录以后自己交上去。");
      const place = find("waiting");
      const link = document.createElement("a");
      link.href = `${LOGIN}?next=${encodeURIComponent(window.location.pathname)}`;
      link.textContent = "去登录";
      place.append(" ", link);
      return;
    }
    if (there.officer !== officer) return;
    for (const draft of drafts) {
      try {
        const outcome = await handIn(draft, there.token);
        const here = form && form.dataset.visit === draft.visit;
        if (typeof outcome === "string") {
          await forget(draft);
          if (here) {
            window.location.assign(outcome);
            return;
          }
        } else {
          draft.ready = false;
          draft.refused = outcome;
          await write(draft);
          if (here) complain(outcome);
        }
      } catch {
        offline(!navigator.onLine);
        say("kept", "这次没有交完,有网了接着交,不会重复。");
        return;
      }
    }
  };
  const send = () => {
    const work = async () => {
      await flush();
      await waiting();
    };
    return navigator.locks ? navigator.locks.request("yimen-visits", work) : work();
  };

  // -- the list: taking pages along --------------------------------------------
  const take = find("take");
  if (take && window.caches) {
    take.hidden = false;
    take.addEventListener("click", async () => {
      const pages = await caches.open(PAGES);
      const links = [...document.querySelectorAll("[data-household]")].map((link) => link.href);
      let done = 0;
      for (const url of [window.location.href, ...links]) {
        try {
          const answer = await fetch(url, { credentials: "same-origin" });
          if (answer.ok && !answer.redirected) {
            await pages.put(url, answer);
            done += url === window.location.href ? 0 : 1;
          }
        } catch {
          offline(true);
          break;
        }
        say("taken", `已经带上 ${done}/${links.length} 户`);
      }
    });
  }

  // -- the form ----------------------------------------------------------------
  let draft = null;
  const complain = (errors) => {
    const box = find("errors");
    const list = find("sentences");
    list.replaceChildren();
    for (const place of document.querySelectorAll("[data-error]")) place.hidden = true;
    for (const [name, words] of Object.entries(errors)) {
      const line = document.createElement("li");
      line.textContent = words;
      list.append(line);
      const place = document.querySelector(`[data-error="${name}"]`);
      if (place) {
        place.textContent = words;
        place.hidden = false;
      }
    }
    box.hidden = false;
    box.focus();
  };
  const typed = () =>
    [...new FormData(form).entries()].filter(([name, value]) => typeof value === "string" && name !== "csrfmiddlewaretoken");
  const fill = (fields) => {
    const values = new Map();
    for (const [name, value] of fields) values.set(name, [...(values.get(name) || []), value]);
    for (const field of form.elements) {
      if (!field.name || field.type === "file" || field.name === "csrfmiddlewaretoken") continue;
      const given = values.get(field.name) || [];
      if (field.type === "checkbox" || field.type === "radio") field.checked = given.includes(field.value);
      else if (given.length) field.value = given[0];
    }
  };
  const keep = async () => {
    draft.fields = typed();
    draft.refused = null;
    await write(draft);
    say("kept", "已经存在这部手机里。");
  };
  const shrink = async (file) => {
    const image = await createImageBitmap(file, { imageOrientation: "from-image" });
    const scale = Math.min(1, LONGEST / Math.max(image.width, image.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(image.width * scale);
    canvas.height = Math.round(image.height * scale);
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    const small = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.85));
    return small || file;
  };
  const showPhotos = () => {
    const list = find("photos");
    list.replaceChildren();
    draft.photos.forEach((photo, place) => {
      const line = document.createElement("li");
      const image = document.createElement("img");
      image.src = URL.createObjectURL(new Blob([photo.bytes], { type: photo.type }));
      image.alt = `第 ${place + 1} 张,${new Date(photo.taken).toLocaleString("zh-CN")}`;
      const away = document.createElement("button");
      away.type = "button";
      away.textContent = `去掉第 ${place + 1} 张`;
      away.addEventListener("click", async () => {
        draft.photos.splice(place, 1);
        await keep();
        showPhotos();
      });
      line.append(image, new Date(photo.taken).toLocaleString("zh-CN"), away);
      list.append(line);
    });
  };
  const addPhotos = async (input) => {
    for (const file of [...input.files]) {
      let small = file;
      try {
        small = await shrink(file);
      } catch {
        // Not something this browser can draw; the server judges it.
      }
      draft.count += 1;
      draft.photos.push({
        name: `p${draft.count}`,
        taken: new Date(file.lastModified || Date.now()).toISOString(),
        // Bytes, not a Blob: what some browsers keep of a Blob does not outlive the telephone's memory.
        bytes: await small.arrayBuffer(),
        type: small.type || "image/jpeg",
        sent: false,
      });
    }
    input.value = "";
    await keep();
    showPhotos();
  };
  const sum = () => {
    const field = (name) => form.elements[name];
    const kinds = [...form.elements].filter((one) => one.name && one.name.startsWith("per_")).map((one) => one.name.slice(4));
    const parts = [];
    let year = 0;
    for (const kind of kinds) {
      const times = field(`per_${kind}`).value === "month" ? 12 : 1;
      for (const one of form.elements) {
        const amount = Number(one.value);
        if (/^m\d+_/.test(one.name) && one.name.endsWith(`_${kind}`) && one.value && amount) {
          year += amount * times;
          parts.push(times === 12 ? `${one.value}×12` : one.value);
        }
      }
    }
    if (!parts.length) {
      say("sum", "");
      return;
    }
    const people = Number(form.dataset.people);
    const head = (year / 12 / people).toFixed(2);
    const line = form.dataset.standard ? `,标准 ${form.dataset.standard} 元` : "";
    say("sum", `每人每月 = (${parts.join("+")}) ÷ 12 ÷ ${people} = ${head} 元${line}`);
  };
  const begin = async () => {
    const id = `${officer}:${form.dataset.visit}`;
    draft = await read(id);
    if (draft) {
      fill(draft.fields);
      if (draft.refused) complain(draft.refused);
      if (draft.fields.length) say("kept", "接着上次的填。");
    } else {
      draft = {
        id,
        officer,
        visit: form.dataset.visit,
        name: document.querySelector(".who strong").textContent,
        url: window.location.pathname,
        photoUrl: form.dataset.photo,
        key: window.crypto.randomUUID ? window.crypto.randomUUID() : form.elements.key.value,
        begun: new Date().toISOString(),
        fields: [],
        photos: [],
        count: 0,
        ready: false,
        refused: null,
      };
    }
    showPhotos();
    sum();
    let later = 0;
    form.addEventListener("input", (event) => {
      if (event.target.type === "file") return;
      sum();
      clearTimeout(later);
      later = setTimeout(keep, 200);
    });
    form.elements.photos.addEventListener("change", (event) => addPhotos(event.target));
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      clearTimeout(later);
      draft.ready = true;
      await keep();
      if (!navigator.onLine) {
        offline(true);
        say("kept", "存好了。现在没有网,有网了自己交上去,可以关掉这一页。");
      }
      await send();
      draft = (await read(id)) || draft;
    });
    form.dataset.begun = "yes";
  };

  const start = async () => {
    offline(!navigator.onLine);
    if (navigator.serviceWorker && body.dataset.worker) {
      navigator.serviceWorker.register(body.dataset.worker, { scope: body.dataset.scope }).catch(() => {});
    }
    if (!window.indexedDB) return;
    if (form) await begin();
    window.addEventListener("online", () => {
      offline(false);
      send();
    });
    window.addEventListener("offline", () => offline(true));
    await send();
    setInterval(send, AGAIN);
  };
  start();
})();
