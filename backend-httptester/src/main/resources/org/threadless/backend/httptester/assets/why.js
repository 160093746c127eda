// Shows which app answers a message, and why. Without it, a page of its own says so.

export function startWhy() {
  const dialog = document.getElementById("why");
  const way = document.getElementById("way");

  document.getElementById("asking").addEventListener("submit", async (event) => {
    event.preventDefault();
    const body = new URLSearchParams({ message: event.submitter.value });
    const headers = { "X-Requested-With": "page" };
    try {
      const answer = await fetch("why", { method: "POST", body, headers });
      const content = await answer.text();
      if (answer.ok) {
        // The server has escaped what is in it.
        way.innerHTML = content;
      } else {
        way.textContent = content;
      }
    } catch {
      way.textContent = "The router cannot be reached.";
    }
    dialog.showModal();
  });
}
