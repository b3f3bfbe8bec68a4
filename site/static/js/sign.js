// A signature drawn with a finger, kept as a line of whole numbers. Typing the name is enough without it.
(() => {
  "use strict";
  const field = document.querySelector("[data-pad]");
  if (!field) return;
  const canvas = field.querySelector("canvas");
  const strokes = document.querySelector("input[name=strokes]");
  const context = canvas.getContext("2d");
  field.hidden = false;
  const ratio = window.devicePixelRatio || 1;
  canvas.width = canvas.clientWidth * ratio;
  canvas.height = canvas.clientHeight * ratio;
  context.scale(ratio, ratio);
  context.lineWidth = 3;
  context.lineCap = "round";
  context.strokeStyle = "#16233d";
  let drawing = false;

  const place = (event) => {
    const box = canvas.getBoundingClientRect();
    const clamp = (number) => Math.max(0, Math.min(9999, Math.round(number)));
    return [clamp(event.clientX - box.left), clamp(event.clientY - box.top)];
  };

  canvas.addEventListener("pointerdown", (event) => {
    drawing = true;
    canvas.setPointerCapture(event.pointerId);
    const [x, y] = place(event);
    context.beginPath();
    context.moveTo(x, y);
    strokes.value += `M${x} ${y}`;
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!drawing || strokes.value.length > 19000) return;
    const [x, y] = place(event);
    context.lineTo(x, y);
    context.stroke();
    strokes.value += `L${x} ${y}`;
  });
  ["pointerup", "pointercancel"].forEach((name) => {
    canvas.addEventListener(name, () => {
      drawing = false;
    });
  });
  field.querySelector("[data-clear]").addEventListener("click", () => {
    strokes.value = "";
    context.clearRect(0, 0, canvas.width, canvas.height);
  });
})();
