// Before a photo is sent: is it sharp, is it small enough for a slow line; and how far it has come.
// Warnings only; the page works without this file.
(() => {
  "use strict";
  const form = document.querySelector("form[data-photo]");
  if (!form) return;
  const input = form.querySelector("input[type=file]");
  const warning = form.querySelector("[data-warning]");
  const bar = form.querySelector("progress");
  const LONGEST = 2400;
  let smaller = null;

  const picture = (file) =>
    new Promise((resolve, reject) => {
      const image = new Image();
      image.onload = () => resolve(image);
      image.onerror = reject;
      image.src = URL.createObjectURL(file);
    });

  // How much neighbouring pixels differ: a blurred photo has no edges.
  const sharpness = (image) => {
    const canvas = document.createElement("canvas");
    const scale = 320 / Math.max(image.width, image.height);
    canvas.width = Math.max(1, Math.round(image.width * scale));
    canvas.height = Math.max(1, Math.round(image.height * scale));
    const context = canvas.getContext("2d");
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
    let sum = 0;
    for (let place = 4; place < data.length; place += 4) sum += Math.abs(data[place + 1] - data[place - 3]);
    return sum / (data.length / 4);
  };

  const shrink = (image) =>
    new Promise((resolve) => {
      const scale = LONGEST / Math.max(image.width, image.height);
      if (scale >= 1) {
        resolve(null);
        return;
      }
      const canvas = document.createElement("canvas");
      canvas.width = Math.round(image.width * scale);
      canvas.height = Math.round(image.height * scale);
      canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
      canvas.toBlob(resolve, "image/jpeg", 0.85);
    });

  input.addEventListener("change", async () => {
    warning.textContent = "";
    smaller = null;
    const file = input.files[0];
    if (!file) return;
    try {
      const image = await picture(file);
      if (sharpness(image) < 3) warning.textContent = form.dataset.blurred;
      smaller = await shrink(image);
      URL.revokeObjectURL(image.src);
    } catch {
      // Not something this browser can draw; the server judges it.
    }
  });

  form.addEventListener("submit", (event) => {
    if (!smaller || !window.FormData) return;
    event.preventDefault();
    const body = new FormData(form);
    body.set(input.name, smaller, "photo.jpg");
    const request = new XMLHttpRequest();
    request.open("POST", form.action || window.location.href);
    bar.hidden = false;
    request.upload.addEventListener("progress", (step) => {
      if (!step.lengthComputable) return;
      const percent = Math.round((100 * step.loaded) / step.total);
      bar.value = percent;
      warning.textContent = `${form.dataset.sending} ${percent}%`;
    });
    request.addEventListener("load", () => {
      if (request.responseURL && request.responseURL !== window.location.href && request.status < 400) {
        window.location.assign(request.responseURL);
      } else {
        // Refused: send it the plain way, so that the page with the reason is shown.
        smaller = null;
        form.submit();
      }
    });
    request.addEventListener("error", () => {
      smaller = null;
      form.submit();
    });
    request.send(body);
  });
})();
