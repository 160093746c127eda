// Sends the messages of a file, in its order: lines from this phone, or rows that each name a phone.
import { rows } from "./csv.js";

const MOST_LINES = 10_000;
const MOST_BYTES = 8 * 1024 * 1024;
const MOST_NAMED = 100;

export function startBulk() {
  const form = document.getElementById("bulk");
  const stop = document.getElementById("stop");
  const progress = document.getElementById("progress");
  const count = document.getElementById("bulk-count");
  // Read out by screen readers, and so only told the end.
  const state = document.getElementById("bulk-state");
  const problem = document.getElementById("bulk-problem");
  const refused = document.getElementById("bulk-refused");
  let stopping;

  stop.addEventListener("click", () => stopping.abort());
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (stopping) {
      return;
    }
    count.textContent = "";
    state.textContent = "";
    problem.textContent = "";
    refused.replaceChildren();
    stopping = new AbortController();
    try {
      const messages = await messagesOf(document.getElementById("file").files[0]);
      setRunning(true);
      await sendAll(messages, stopping.signal);
    } catch (error) {
      problem.textContent = error.message;
    } finally {
      setRunning(false);
      stopping = undefined;
    }
  });

  function setRunning(running) {
    form.querySelector("button[type=submit]").disabled = running;
    stop.disabled = !running;
    if (running) {
      progress.hidden = false;
    }
  }

  async function sendAll(messages, signal) {
    const counts = { sent: 0, failed: 0 };
    progress.max = messages.length;
    for (const message of messages) {
      if (signal.aborted) {
        state.textContent = "Stopped.";
        return;
      }
      const reason = message.problem ?? (await send(message));
      counts[reason ? "failed" : "sent"]++;
      if (reason) {
        name(message.line, reason, counts.failed);
      }
      show(counts, messages.length);
    }
    state.textContent = "Done.";
  }

  function name(line, reason, failed) {
    if (failed <= MOST_NAMED) {
      const item = document.createElement("li");
      item.textContent = `Line ${line} failed: ${reason}`;
      refused.append(item);
    } else if (failed === MOST_NAMED + 1) {
      refused.append("More lines failed.");
    }
  }

  function show({ sent, failed }, all) {
    progress.value = sent + failed;
    count.textContent = `${sent} of ${all} sent, ${failed} failed`;
  }
}

// Returns what was wrong with the message, if anything was.
async function send({ line, phone, text }) {
  const body = new URLSearchParams({ identity: phone, text });
  let answer;
  try {
    answer = await fetch("../", { method: "POST", body });
  } catch {
    throw new Error(`The router cannot be reached. Line ${line} was not sent, and none after it.`);
  }
  const content = await answer.text();
  return answer.ok ? undefined : content;
}

async function messagesOf(file) {
  if (!file) {
    throw new Error("Choose a file first.");
  }
  if (file.size > MOST_BYTES) {
    throw new Error(`${file.name} is larger than 8 MB.`);
  }
  const text = decoded(await file.arrayBuffer(), file.name);
  const isTable = file.name.toLowerCase().endsWith(".csv");
  const messages = isTable ? ofRows(rows(text)) : ofLines(text);
  if (messages.length === 0) {
    throw new Error(`${file.name} is empty.`);
  }
  if (messages.length > MOST_LINES) {
    const found = `${messages.length} ${isTable ? "rows" : "lines"}`;
    throw new Error(`${file.name} has ${found}; at most ${MOST_LINES} can be sent.`);
  }
  return messages;
}

function ofLines(text) {
  const phone = document.getElementById("composer").elements.identity.value;
  const lines = text.split(/\r\n|\n|\r/);
  if (lines.at(-1) === "") {
    lines.pop();
  }
  return lines.map((line, index) => ({ line: index + 1, phone, text: line }));
}

function ofRows(found) {
  const isHeader = ({ values }) =>
    values.map((value) => value.trim().toLowerCase()).join() === "phone,text";
  const rows = found.length > 0 && isHeader(found[0]) ? found.slice(1) : found;
  return rows.map(({ line, values }) => ({
    line,
    phone: values[0].trim(),
    text: values[1],
    problem:
      values.length === 2
        ? undefined
        : `it has ${values.length} ${values.length === 1 ? "value" : "values"}; write phone,text`,
  }));
}

function decoded(bytes, name) {
  let text;
  try {
    // Takes a byte order mark away.
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new Error(`${name} is not a text file in UTF-8.`);
  }
  // Control characters are in no text; the tab and the form feed may be.
  if (/[\u0000-\u0008\u000b\u000e-\u001f\u007f]/.test(text)) {
    throw new Error(`${name} is not a text file: it holds control characters.`);
  }
  return text;
}
