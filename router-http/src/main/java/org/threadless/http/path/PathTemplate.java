package org.threadless.http.path;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.threadless.router.text.PercentCoding;

/**
 * A path in which some segments stand for anything: {@code /messages/{id}}. Not one of Jetty's:
 * those are compared with a path that is decoded, where a slash in an identity parts it.
 */
public final class PathTemplate implements Comparable<PathTemplate> {

  private final String text;
  private final List<String> segments;

  /**
   * @param text begins with a slash
   */
  public PathTemplate(String text) {
    this.text = text;
    this.segments = List.of(text.substring(1).split("/"));
  }

  /** Returns the decoded segments of a path as it came, in which + is itself, unlike in a query. */
  public static List<String> segments(String path) {
    return Arrays.stream(path.substring(1).split("/", -1))
        .map(segment -> PercentCoding.decode(segment.replace("+", "%2B")))
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
        .toList();
  }

  /**
   * Returns what the segments in braces stand for, by their names; empty where a path is another.
   *
   * @param path its decoded segments
   */
  public Optional<Map<String, String>> match(List<String> path) {
    if (path.size() != segments.size()) {
      return Optional.empty();
    }
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < path.size(); i++) {
      String segment = segments.get(i);
      if (isVariable(segment)) {
        values.put(segment.substring(1, segment.length() - 1), path.get(i));
      } else if (!segment.equals(path.get(i))) {
        return Optional.empty();
      }
    }
    return Optional.of(values);
  }

  private static boolean isVariable(String segment) {
    return segment.startsWith("{");
  }

  /** Those that say more come first: {@code /contacts/export} before {@code /contacts/{id}}. */
  @Override
  public int compareTo(PathTemplate other) {
    return text.replace('{', '~').compareTo(other.text.replace('{', '~'));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PathTemplate template && text.equals(template.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
