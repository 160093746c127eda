// Opens a script from a file, and writes the conversation as one. htmx runs it.

export function startScript() {
  const script = document.getElementById("script");
  const file = document.getElementById("script-file");
  const state = document.getElementById("script-state");

  file.addEventListener("change", async () => {
    if (file.files[0]) {
      script.value = await file.files[0].text();
      state.textContent = `${file.files[0].name} is open.`;
    }
  });
  document.getElementById("copy").addEventListener("click", async () => {
    const answer = await fetch("script");
    if (!answer.ok) {
      state.textContent = await answer.text();
      return;
    }
    script.value = await answer.text();
    state.textContent = (await copied(script.value))
      ? "The conversation is here as a script, and on the clipboard."
      : "The conversation is here as a script.";
  });
  const form = document.getElementById("script-form");
  form.addEventListener("htmx:beforeRequest", () => {
    state.textContent = "";
  });
  form.addEventListener("htmx:responseError", (event) => {
    state.textContent = event.detail.xhr.responseText;
  });
  form.addEventListener("htmx:sendError", () => {
    state.textContent = "The router cannot be reached.";
  });
}

async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Browsers give it only to pages of this machine or with HTTPS, and only if their user agrees.
    return false;
  }
}
