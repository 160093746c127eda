// Sends a text file, one message per line, in its order.

const MOST_LINES = 10_000;
const MOST_BYTES = 8 * 1024 * 1024;

export function startBulk() {
  const form = document.getElementById("bulk");
  const stop = document.getElementById("stop");
  const progress = document.getElementById("progress");
  const count = document.getElementById("bulk-count");
  // Read out by screen readers, and so only told the end.
  const state = document.getElementById("bulk-state");
  const problem = document.getElementById("bulk-problem");
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
    stopping = new AbortController();
    try {
      const lines = await linesOf(document.getElementById("file").files[0]);
      setRunning(true);
      await sendAll(lines, stopping.signal);
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

  async function sendAll(lines, signal) {
    const counts = { sent: 0, failed: 0 };
    progress.max = lines.length;
    for (const [index, line] of lines.entries()) {
      if (signal.aborted) {
        state.textContent = "Stopped.";
        return;
      }
      const refused = await sendLine(line, index);
      counts[refused ? "failed" : "sent"]++;
      if (refused && counts.failed === 1) {
        problem.textContent = `Line ${index + 1} failed: ${refused}`;
      }
      show(counts, lines.length);
    }
    state.textContent = "Done.";
  }

  function show({ sent, failed }, all) {
    progress.value = sent + failed;
    count.textContent = `${sent} of ${all} sent, ${failed} failed`;
  }
}

// Returns what was wrong with the line, if anything was.
async function sendLine(text, index) {
  const composer = document.getElementById("composer");
  const body = new URLSearchParams({ identity: composer.elements.identity.value, text });
  let answer;
  try {
    answer = await fetch("../", { method: "POST", body });
  } catch {
    throw new Error(`The router cannot be reached. Line ${index + 1} was not sent, and none after it.`);
  }
  const content = await answer.text();
  return answer.ok ? undefined : content;
}

async function linesOf(file) {
  if (!file) {
    throw new Error("Choose a file first.");
  }
  if (file.size > MOST_BYTES) {
    throw new Error(`${file.name} is larger than 8 MB.`);
  }
  const text = decoded(await file.arrayBuffer(), file.name);
  const lines = text.split(/\r\n|\n|\r/);
  if (lines.at(-1) === "") {
    lines.pop();
  }
  if (lines.length === 0) {
    throw new Error(`${file.name} is empty.`);
  }
  if (lines.length > MOST_LINES) {
    throw new Error(`${file.name} has ${lines.length} lines; at most ${MOST_LINES} can be sent.`);
  }
  return lines;
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
