// Makes the page of a phone a live one. Without it, the page can be read, and sends by reloading.
import { Timeline } from "./timeline.js";
import { Live } from "./live.js";
import { startComposer } from "./composer.js";
import { startBulk } from "./bulk.js";
import { startScript } from "./script.js";
import { startWhy } from "./why.js";

document.documentElement.classList.add("scripted");

const timeline = new Timeline();
timeline.toEnd();
new Live(timeline, document.body.dataset.moment).start();
startComposer(timeline);
startBulk();
startScript();
startWhy();

// What the server says in answer to "clear".
document.body.addEventListener("cleared", () => timeline.refresh());
