import "./times.js";
import "./zone.js";
import "./counter.js";
import "./conversation.js";
import "./downloads.js";
// What the console's pages do in the browser.

// What was opened stays open when a part of the page is replaced.
let opened = [];

document.addEventListener("htmx:beforeSwap", () => {
  opened = [...document.querySelectorAll("details[open][id]")].map((each) => each.id);
});

document.addEventListener("htmx:afterSwap", () => {
  for (const id of opened) {
    document.getElementById(id)?.setAttribute("open", "");
  }
});
