package org.threadless.http.path;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jetty.http.HttpMethod;

/**
 * What is done at which path, by method. HEAD is where GET is (RFC 9110, 9.3.2). Filled once, then
 * safe for any thread.
 *
 * @param <T> what is done
 */
public final class PathTable<T> {

  private final Map<PathTemplate, Map<String, T>> places = new TreeMap<>();

  /**
   * What is at a path.
   *
   * @param byMethod what is done there, by the name of the method
   * @param values what the segments in braces stand for, by their names
   */
  public record Place<T>(Map<String, T> byMethod, Map<String, String> values) {

    /** Returns what a method does there; empty where it does nothing. */
    public Optional<T> of(String method) {
      String asked = HttpMethod.HEAD.is(method) ? HttpMethod.GET.asString() : method;
      return Optional.ofNullable(byMethod.get(asked));
    }

    /** Returns the methods that do something there, as {@code Allow} has them. */
    public String allowed() {
      return String.join(", ", byMethod.keySet());
    }
  }

  /** Puts something at a path. */
  public void add(HttpMethod method, PathTemplate path, T done) {
    places.computeIfAbsent(path, each -> new TreeMap<>()).put(method.asString(), done);
  }

  /**
   * Returns what is at a path; empty where nothing is.
   *
   * @param path its decoded segments, see {@link PathTemplate#segments}
   */
  public Optional<Place<T>> find(List<String> path) {
    for (Map.Entry<PathTemplate, Map<String, T>> each : places.entrySet()) {
      Optional<Map<String, String>> values = each.getKey().match(path);
      if (values.isPresent()) {
        return Optional.of(new Place<>(each.getValue(), values.get()));
      }
    }
    return Optional.empty();
  }
}
