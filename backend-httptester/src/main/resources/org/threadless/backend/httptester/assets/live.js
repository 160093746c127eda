// Hears of what is new, and says when it cannot. Each event carries the moment that it tells the
// state of; after a break, all that has come since is asked for.

// The server says something every 10 seconds.
const SILENCE = 30_000;
const AGAIN = 2_000;

export class Live {
  #timeline;
  #moment;
  #source;
  #silence;
  #again;
  #state = document.getElementById("connection");

  constructor(timeline, moment) {
    this.#timeline = timeline;
    this.#moment = moment;
  }

  start() {
    // A browser has few connections to one server, and a page that nobody sees needs none.
    document.addEventListener("visibilitychange", () => this.#onVisibility());
    addEventListener("pagehide", () => this.#close());
    addEventListener("pageshow", (event) => event.persisted && this.#onVisibility());
    addEventListener("online", () => this.#reopen());
    this.#say("waiting", "Connecting…");
    this.#onVisibility();
  }

  #onVisibility() {
    if (document.hidden) {
      this.#close();
    } else if (!this.#source) {
      this.#open();
    }
  }

  #open() {
    const known = { since: this.#moment, cleared: document.body.dataset.cleared };
    const source = new EventSource(`live?${new URLSearchParams(known)}`);
    this.#source = source;
    this.#on("message", (data) => this.#timeline.show(data));
    this.#on("phone", (data) => this.#timeline.showPhone(data));
    this.#on("refresh", () => this.#timeline.refresh());
    this.#on("beat", () => {});
    source.onerror = () => {
      this.#say("lost", "Connection lost. Trying again…");
      if (source.readyState === EventSource.CLOSED) {
        // The browser has given up, as it does when it gets an error for an answer.
        this.#close();
        this.#again = setTimeout(() => this.#onVisibility(), AGAIN);
      }
    };
    this.#listen();
  }

  #on(name, act) {
    this.#source.addEventListener(name, (event) => {
      this.#moment = event.lastEventId;
      this.#say("live", "Live");
      this.#listen();
      act(event.data);
    });
  }

  #listen() {
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => {
      this.#say("lost", "Connection lost. Trying again…");
      this.#reopen();
    }, SILENCE);
  }

  #reopen() {
    this.#close();
    this.#onVisibility();
  }

  #close() {
    clearTimeout(this.#silence);
    clearTimeout(this.#again);
    this.#source?.close();
    this.#source = undefined;
  }

  #say(state, text) {
    if (this.#state.dataset.state !== state) {
      this.#state.dataset.state = state;
      this.#state.textContent = text;
    }
  }
}
