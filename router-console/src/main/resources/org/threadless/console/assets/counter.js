// Counts what a text costs while it is written.
import { segments } from "./segments.js";

const SHOWN_FORCING = 12;

for (const text of document.querySelectorAll("[data-counted]")) {
  const count = document.getElementById(text.dataset.counted);
  const show = () => {
    count.textContent = sentence(text.value);
    count.hidden = false;
  };
  text.addEventListener("input", show);
  show();
}

function sentence(text) {
  const { characters, count, coding, left, forcing } = segments(text);
  const because =
    forcing.length === 0 ? "" : ` because of ${forcing.slice(0, SHOWN_FORCING).join(" ")}`;
  return (
    `${characters} ${characters === 1 ? "character" : "characters"}, ` +
    `${count} ${count === 1 ? "segment" : "segments"}, ${coding}${because}, ${left} left`
  );
}
