// Days and times that are typed are meant in the zone of whoever types them, unless the address of
// the page names another.
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

if (zone) {
  for (const field of document.querySelectorAll("[data-zone=router]")) {
    field.value = zone;
  }
  for (const link of document.querySelectorAll("a[data-zoned]")) {
    const url = new URL(link.href);
    if (url.searchParams.has("when")) {
      url.searchParams.set("zone", zone);
      link.href = url.href;
    }
  }
}
