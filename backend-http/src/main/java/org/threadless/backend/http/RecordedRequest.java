package org.threadless.backend.http;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.threadless.router.message.BackendName;

/**
 * A request that a provider has sent, as it stands in a file: its first line, headers, an empty
 * line and its body; or the body alone.
 *
 * @param method the method
 * @param target the path, perhaps with all that stands before it, and the query
 * @param headers the lines of its header, without those that belong to its way here
 * @param body the bytes of its body, each as the character of that number
 */
record RecordedRequest(String method, String target, List<String> headers, String body) {

  private static final Pattern FIRST_LINE = Pattern.compile("([A-Z]+) (\\S+)( HTTP/\\S+)?");
  private static final Pattern SCHEME_AND_HOST = Pattern.compile("[a-z]+://[^/?]*");
  private static final String LENGTH = "content-length:";
  private static final List<String> OF_ITS_WAY =
      List.of(LENGTH, "transfer-encoding:", "connection:", "expect:", "host:", "upgrade:");

  /**
   * Reads a file.
   *
   * @param type the media type of a body that stands alone; where there is none it is JSON if it
   *     begins like that, and else a form
   */
  static RecordedRequest read(byte[] file, Optional<String> type) {
    String text = new String(file, StandardCharsets.ISO_8859_1);
    Matcher first = FIRST_LINE.matcher(text.lines().findFirst().orElse("").stripTrailing());
    return first.matches() ? whole(first, text) : bodyAlone(text, type);
  }

  private static RecordedRequest whole(Matcher first, String text) {
    List<String> head = text.lines().takeWhile(line -> !line.isBlank()).toList();
    String[] parts = text.split("\r?\n\r?\n", 2);
    List<String> lines = head.subList(1, head.size());
    Optional<Integer> length =
        lines.stream()
            .filter(line -> lower(line).startsWith(LENGTH))
            .map(line -> line.substring(LENGTH.length()).strip())
            .filter(number -> number.matches("\\d{1,9}"))
            .map(Integer::valueOf)
            .findFirst();
    List<String> kept = lines.stream().filter(line -> !isOfItsWay(line)).toList();
    String body = body(parts.length < 2 ? "" : parts[1], length);
    return new RecordedRequest(first.group(1), first.group(2), kept, body);
  }

  private static RecordedRequest bodyAlone(String text, Optional<String> type) {
    boolean json = text.stripLeading().startsWith("{") || text.stripLeading().startsWith("[");
    String guessed = json ? "application/json" : "application/x-www-form-urlencoded";
    List<String> headers = List.of("Content-Type: " + type.orElse(guessed));
    return new RecordedRequest("POST", "/", headers, body(text, Optional.empty()));
  }

  // An editor ends the last line of a file, which the provider did not.
  private static String body(String text, Optional<Integer> length) {
    return length.isPresent()
        ? text.substring(0, Math.min(length.get(), text.length()))
        : text.replaceFirst("\r?\n\\z", "");
  }

  private static boolean isOfItsWay(String line) {
    return OF_ITS_WAY.stream().anyMatch(lower(line)::startsWith);
  }

  private static String lower(String line) {
    return line.toLowerCase(Locale.ROOT);
  }

  /**
   * Returns the bytes of the request to a backend.
   *
   * @param at the path below the backend's URL, which counts instead of the one in the file
   */
  byte[] to(BackendName backend, Optional<String> at) {
    StringBuilder head = new StringBuilder();
    head.append(method).append(' ').append(targetOf(backend, at)).append(" HTTP/1.1\r\n");
    head.append("Host: localhost\r\n");
    headers.forEach(line -> head.append(line.strip()).append("\r\n"));
    head.append("Content-Length: ").append(body.length()).append("\r\n\r\n");
    return head.append(body).toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  /**
   * Returns path and query as the backend gets them; before its own path a proxy may have had one
   * more.
   */
  String targetOf(BackendName backend, Optional<String> at) {
    String own = TrialServer.context(backend);
    String written = SCHEME_AND_HOST.matcher(target).replaceFirst("");
    int query = written.indexOf('?');
    String path = query < 0 ? written : written.substring(0, query);
    int start = (path + "/").indexOf(own + "/");
    String below = start < 0 ? "/" : path.substring(start + own.length());
    return own
        + at.map(given -> given.startsWith("/") ? given : "/" + given).orElse(below)
        + (query < 0 ? "" : written.substring(query));
  }
}
