// A file that takes long to come says how much of it is there; a second click stops it.
const SHOWN_EVERY = 500;
const MIB = 1024 * 1024;

for (const link of document.querySelectorAll("a[download]")) {
  const label = link.textContent;
  let running = null;
  link.addEventListener("click", async (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) {
      return;
    }
    event.preventDefault();
    if (running) {
      running.abort();
      return;
    }
    running = new AbortController();
    tell("");
    try {
      const answer = await fetch(link.href, {
        headers: { "X-Requested-With": "page" },
        signal: running.signal,
      });
      if (!answer.ok || answer.redirected) {
        tell(answer.redirected ? "Sign in again, and download it then." : await answer.text());
        return;
      }
      keep(await counted(answer, link).blob(), name(answer));
    } catch {
      tell(running.signal.aborted ? "" : "The download was cut off. Try it again.");
    } finally {
      running = null;
      link.textContent = label;
    }
  });
}

function counted(answer, link) {
  let bytes = 0;
  let shown = 0;
  const show = () => {
    shown = performance.now();
    link.textContent = `Downloading, ${(bytes / MIB).toFixed(1)} MiB so far. Stop`;
  };
  show();
  const counting = new TransformStream({
    transform(chunk, out) {
      bytes += chunk.byteLength;
      if (performance.now() - shown > SHOWN_EVERY) {
        show();
      }
      out.enqueue(chunk);
    },
  });
  // Browsers keep what becomes a blob on disk where it is large.
  return new Response(answer.body.pipeThrough(counting), { headers: answer.headers });
}

function name(answer) {
  const given = /filename="([^"]+)"/.exec(answer.headers.get("Content-Disposition") ?? "");
  return given ? given[1] : "download.csv";
}

function keep(blob, fileName) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = fileName;
  link.click();
  // Long enough after the browser has begun to write it.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

function tell(line) {
  document.getElementById("download-problem")?.remove();
  if (line) {
    const problem = document.createElement("p");
    problem.id = "download-problem";
    problem.className = "notice bad";
    problem.setAttribute("role", "alert");
    problem.textContent = line;
    document.querySelector(".head").after(problem);
  }
}
