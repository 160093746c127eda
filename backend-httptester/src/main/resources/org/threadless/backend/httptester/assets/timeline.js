// The conversation and the list of phones: pieces of HTML from the server are put in place by their
// ids, so that what comes twice is shown once, and what comes late stands where it belongs.

// The page stays quick however long it is open.
const MOST = 1000;
const AGAIN = 2_000;

export class Timeline {
  #scroll = document.getElementById("scroll");
  #messages = document.getElementById("messages");
  #phones = document.getElementById("phone-list");
  #identity = document.body.dataset.identity;
  #new = document.getElementById("new");
  #unseen = 0;
  #postponed;

  constructor() {
    localTimes(document);
    this.#markCurrent();
    this.#new.addEventListener("click", () => this.toEnd());
    this.#scroll.addEventListener("scroll", () => this.#isAtEnd() && this.#showUnseen(0));
  }

  // Shows a message, or what has become of it.
  show(html) {
    this.#showAll(html, true);
  }

  // Shows what the answer to a request tells. What was heard of already is left as it is: the answer
  // may have been on its way for longer, and nothing is told twice.
  showAnswer(html) {
    this.#showAll(html, false);
  }

  #showAll(html, isNewest) {
    if (this.#postponed) {
      this.#postponed.push(() => this.#showAll(html, isNewest));
      return;
    }
    this.#keepingEnd(() => {
      for (const bubble of pieces(html)) {
        this.#place(bubble, isNewest);
      }
      while (this.#messages.children.length > MOST) {
        this.#messages.firstElementChild.remove();
      }
    });
  }

  // Adds what is not of the server yet, at the end.
  add(element) {
    this.#messages.append(element);
    this.toEnd();
  }

  // Puts a phone on top of the list.
  showPhone(html) {
    if (this.#postponed) {
      this.#postponed.push(() => this.showPhone(html));
      return;
    }
    for (const item of pieces(html)) {
      const link = item.querySelector("a");
      const old = this.#links().find((other) => other.dataset.identity === link.dataset.identity);
      const hadFocus = old !== undefined && old === document.activeElement;
      old?.closest("li").remove();
      this.#phones.prepend(item);
      if (hadFocus) {
        link.focus();
      }
    }
    this.#markCurrent();
  }

  // Reads the page again, and keeps what is being written. What comes meanwhile is shown afterwards,
  // since the page that was read may not have it.
  async refresh() {
    if (this.#postponed) {
      this.#postponed.push(() => this.refresh());
      return;
    }
    this.#postponed = [];
    try {
      const answer = await fetch(location.href);
      if (!answer.ok) {
        throw new Error(answer.statusText);
      }
      this.#replaceBy(await answer.text());
    } catch {
      setTimeout(() => this.refresh(), AGAIN);
    }
    const postponed = this.#postponed;
    this.#postponed = undefined;
    postponed.forEach((change) => change());
  }

  #replaceBy(html) {
    const page = new DOMParser().parseFromString(html, "text/html");
    localTimes(page);
    document.body.dataset.cleared = page.body.dataset.cleared;
    const unsent = this.#messages.querySelectorAll(".unsent");
    this.#messages.replaceChildren(...page.getElementById("messages").children, ...unsent);
    this.#phones.replaceChildren(...page.getElementById("phone-list").children);
    this.#markCurrent();
    this.toEnd();
  }

  toEnd() {
    this.#scroll.scrollTop = this.#scroll.scrollHeight;
    this.#showUnseen(0);
  }

  #place(bubble, isNewest) {
    const old = document.getElementById(bubble.id);
    if (old) {
      if (isNewest) {
        // The text is left alone, so that only what has changed is read out.
        old.querySelector(".meta").replaceWith(bubble.querySelector(".meta"));
      }
      return;
    }
    this.#forgetUnsent(bubble);
    let after = this.#messages.lastElementChild;
    // Ids grow with time, and what has none is not of the server yet.
    while (after && (after.id === "" || after.id > bubble.id)) {
      after = after.previousElementSibling;
    }
    if (after) {
      after.after(bubble);
    } else {
      this.#messages.prepend(bubble);
    }
  }

  // A message may be heard of before its request has been answered, which waits for gateways.
  #forgetUnsent(bubble) {
    const text = (element) => element.querySelector(".text").textContent;
    const unsent = [...this.#messages.querySelectorAll(".unsent")];
    if (bubble.classList.contains("mine")) {
      unsent.find((other) => text(other) === text(bubble))?.remove();
    }
  }

  // Follows the conversation, unless its reader has gone back in it.
  #keepingEnd(change) {
    const atEnd = this.#isAtEnd();
    const last = this.#messages.lastElementChild;
    change();
    if (atEnd) {
      this.toEnd();
    } else if (last) {
      this.#showUnseen(this.#unseen + following(last));
    }
  }

  #isAtEnd() {
    const { scrollTop, clientHeight, scrollHeight } = this.#scroll;
    return scrollTop + clientHeight > scrollHeight - 80;
  }

  // Says that something came below what its reader looks at, and leads there.
  #showUnseen(count) {
    this.#unseen = count;
    this.#new.hidden = count === 0;
    this.#new.textContent = count === 1 ? "1 new message" : `${count} new messages`;
  }

  #links() {
    return [...this.#phones.querySelectorAll("a")];
  }

  #markCurrent() {
    for (const link of this.#links()) {
      if (link.dataset.identity === this.#identity) {
        link.setAttribute("aria-current", "page");
      } else {
        link.removeAttribute("aria-current");
      }
    }
  }
}

function following(element) {
  let count = 0;
  for (let next = element.nextElementSibling; next; next = next.nextElementSibling) {
    count++;
  }
  return count;
}

// The server has escaped what is in them.
function pieces(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  localTimes(template.content);
  return [...template.content.children];
}

const CLOCK = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });
const DAY = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short" });
const FULL = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "medium" });

export function clock(time) {
  const today = time.toDateString() === new Date().toDateString();
  return today ? CLOCK.format(time) : `${DAY.format(time)} ${CLOCK.format(time)}`;
}

// In the time zone of whoever reads it.
function localTimes(root) {
  for (const element of root.querySelectorAll("time")) {
    const time = new Date(element.dateTime);
    element.textContent = clock(time);
    element.title = FULL.format(time);
  }
}
