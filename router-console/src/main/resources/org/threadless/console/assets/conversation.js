// A conversation goes on while it is looked at: what is new comes below, what changes is put in its
// place, and all else is left alone, so that nothing is read out twice.
import { localTimes } from "./times.js";

const EVERY = 3_000;
const talk = document.getElementById("talk");

if (talk?.dataset.live) {
  setInterval(look, EVERY);
}

async function look() {
  if (document.hidden) {
    return;
  }
  try {
    const answer = await fetch(talk.dataset.live, { headers: { "X-Requested-With": "page" } });
    if (answer.ok && !answer.redirected) {
      show(await answer.text());
    }
  } catch {
    // It is asked again soon.
  }
}

function show(html) {
  const template = document.createElement("template");
  // The server has escaped what is in it.
  template.innerHTML = html;
  localTimes(template.content);
  const list = talk.querySelector(".talk");
  let isFirst = list.children.length === 0;
  for (const item of template.content.querySelectorAll(".talk > li")) {
    const old = document.getElementById(item.id);
    if (!old) {
      list.append(item);
      if (isFirst) {
        talk.querySelector("p.more.meta")?.remove();
        isFirst = false;
      }
    } else if (old.querySelector(".about").innerHTML !== item.querySelector(".about").innerHTML) {
      old.querySelector(".about").replaceWith(item.querySelector(".about"));
    }
  }
}
