package org.threadless.http.server.site;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.threadless.router.text.Sha256;

/**
 * What stands at the root of the server, for browsers and for terminals: where to go from there.
 *
 * @param groups none where nothing is to be told
 */
record RootPage(List<Group> groups) {

  private static final String STYLE = style();

  /** The only thing that the page may have is its own style sheet, which is in it. */
  static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; style-src 'sha256-"
          + sha256(STYLE)
          + "'; img-src data:; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

  private static final String NAME = "Threadless Router";

  /** Places under a heading. */
  record Group(String heading, List<RootLink> places) {}

  String html() {
    StringBuilder html =
        new StringBuilder(
            """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>%1$s</title>
            <link rel="icon" href="data:,">
            <style>%2$s</style>
            </head>
            <body>
            <header><h1>%1$s</h1></header>
            <main>
            """
                .formatted(NAME, STYLE));
    for (Group group : groups) {
      html.append("<section>\n<h2>").append(group.heading).append("</h2>\n<ul>\n");
      group.places.forEach(place -> html.append(place.html()));
      html.append("</ul>\n</section>\n");
    }
    return html.append("</main>\n</body>\n</html>\n").toString();
  }

  String text() {
    StringBuilder text = new StringBuilder(NAME).append('\n');
    for (Group group : groups) {
      text.append('\n').append(group.heading).append(":\n");
      group.places.forEach(place -> text.append(place.text()));
    }
    return text.toString();
  }

  private static String style() {
    try (InputStream stream = RootPage.class.getResourceAsStream("root.css")) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String sha256(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return Base64.getEncoder().encodeToString(Sha256.of(bytes));
  }
}
