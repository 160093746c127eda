// Times in the zone of whoever reads them.
const CLOCK = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", second: "2-digit" });
const DAY = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short" });
const YEAR = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short", year: "numeric" });
const FULL = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "long" });

export function localTimes(root) {
  for (const element of root.querySelectorAll("time[datetime]")) {
    const time = new Date(element.dateTime);
    if (!Number.isNaN(time.getTime())) {
      element.textContent = shown(time);
      element.title = FULL.format(time);
    }
  }
}

function shown(time) {
  const now = new Date();
  if (time.toDateString() === now.toDateString()) {
    return CLOCK.format(time);
  }
  const day = time.getFullYear() === now.getFullYear() ? DAY : YEAR;
  return `${day.format(time)} ${CLOCK.format(time)}`;
}

localTimes(document);
document.addEventListener("htmx:load", (event) => localTimes(event.target));
