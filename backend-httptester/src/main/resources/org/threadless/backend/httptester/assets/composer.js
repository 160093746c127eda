// Writes and sends messages, one after the other, in the order they were written in.
import { clock } from "./timeline.js";
import { segments } from "./segments.js";

const SHOWN_FORCING = 12;

export function startComposer(timeline) {
  const form = document.getElementById("composer");
  const text = document.getElementById("text");
  const problem = document.getElementById("problem");
  let last = Promise.resolve();

  text.addEventListener("keydown", (event) => {
    // While a word is being composed, as in Japanese, Enter is a part of that.
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      form.requestSubmit();
    }
  });
  text.addEventListener("input", () => showCount(text.value));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const body = new URLSearchParams({ identity: form.elements.identity.value, text: text.value });
    const unsent = unsentBubble(text.value);
    text.value = "";
    showCount("");
    problem.hidden = true;
    timeline.add(unsent);
    text.focus();
    last = last.then(() => send(form.action, body, unsent, timeline));
  });
  showCount(text.value);

  async function send(url, body, unsent, to) {
    const sentence = await post(url, body, (html) => {
      unsent.remove();
      to.showAnswer(html);
      to.toEnd();
    });
    if (sentence) {
      giveBack(body.get("text"), unsent);
      problem.textContent = `Not sent: ${sentence}`;
      problem.hidden = false;
    }
  }

  // Into the field again, unless the next message is being written there.
  function giveBack(message, unsent) {
    if (text.value === "") {
      unsent.remove();
      text.value = message;
      showCount(message);
    } else {
      unsent.querySelector(".status").textContent = "not sent";
      unsent.querySelector(".status").className = "status failed";
    }
  }
}

// Returns what went wrong, if anything did.
async function post(url, body, onSuccess) {
  try {
    const answer = await fetch(url, {
      method: "POST",
      body,
      headers: { "X-Requested-With": "page" },
    });
    const content = await answer.text();
    if (!answer.ok) {
      return content;
    }
    onSuccess(content);
    return undefined;
  } catch {
    return "the router cannot be reached.";
  }
}

function unsentBubble(message) {
  const bubble = document.createElement("li");
  bubble.className = "bubble mine unsent";
  const content = document.createElement("p");
  content.className = message === "" ? "text blank" : "text";
  content.dir = "auto";
  content.textContent = message === "" ? "(empty message)" : message;
  const meta = document.createElement("p");
  meta.className = "meta";
  const time = document.createElement("time");
  time.textContent = clock(new Date());
  const status = document.createElement("span");
  status.className = "status waiting";
  status.textContent = "sending";
  meta.append(time, " ", status);
  bubble.append(content, meta);
  return bubble;
}

function showCount(message) {
  const count = document.getElementById("count");
  const forcing = document.getElementById("forcing");
  const { characters, count: parts, coding, left, forcing: found } = segments(message);
  count.hidden = false;
  count.textContent =
    `${characters} ${characters === 1 ? "character" : "characters"}, ` +
    `${parts} ${parts === 1 ? "segment" : "segments"}, ${coding}, ${left} left`;
  forcing.hidden = found.length === 0;
  forcing.replaceChildren("UCS-2 because of ", ...marks(found));
}

function marks(characters) {
  const shown = characters.slice(0, SHOWN_FORCING).flatMap((c) => {
    const mark = document.createElement("mark");
    mark.textContent = /[\s\p{C}]/u.test(c) ? codePoint(c) : c;
    mark.title = codePoint(c);
    return [mark, " "];
  });
  return characters.length > SHOWN_FORCING ? [...shown, "and others"] : shown;
}

function codePoint(c) {
  return `U+${c.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
}
