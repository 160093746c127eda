package org.threadless.backend.http.value;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.threadless.router.config.InvalidSettingException;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/**
 * Where a value stands in a request or in an answer.
 *
 * <table>
 *   <caption>The ways to say it</caption>
 *   <tr><td>{@code /data/to/0/status}</td><td>in JSON: a JSON Pointer (RFC 6901). A step {@code *}
 *     stands for all elements of an array: their values, a line each</td></tr>
 *   <tr><td>{@code $header.X-Signature}</td><td>a header</td></tr>
 *   <tr><td>{@code $query.secret}</td><td>a field of the query</td></tr>
 *   <tr><td>{@code $status}</td><td>the status of an answer</td></tr>
 *   <tr><td>{@code $body}</td><td>all of the body, as text</td></tr>
 *   <tr><td>{@code Body}</td><td>anything else: a field of that name in the form or the query</td></tr>
 * </table>
 *
 * <p>A value of JSON is the text that stands there: {@code 1234567890123456789} keeps its digits.
 * Null, an empty text, a map and a list count as not there.
 */
public final class ValuePath {

  private static final String EACH = "/*";
  private static final String FIELD = "field.";

  private final String written;
  private final Optional<String> field;
  private final Reading reading;

  private interface Reading {
    Optional<String> in(Values values);
  }

  private ValuePath(String written, Optional<String> field, Reading reading) {
    this.written = written;
    this.field = field;
    this.reading = reading;
  }

  /**
   * Returns the path that is written like this.
   *
   * @throws IllegalArgumentException where it is none, with what it must be
   */
  public static ValuePath valueOf(String written) {
    if (written.isBlank()) {
      throw new IllegalArgumentException("must say where the value stands, and is empty");
    }
    if (written.startsWith("/")) {
      return new ValuePath(written, Optional.empty(), json(written));
    }
    return written.startsWith("$")
        ? new ValuePath(written, Optional.empty(), special(written))
        : new ValuePath(written, Optional.of(written), values -> values.field(written));
  }

  /**
   * Returns the path that is a key of a setting.
   *
   * @throws InvalidSettingException about {@code component}, where it is none
   */
  public static ValuePath ofKey(String component, String written) {
    return read(component, "has a key that ", written);
  }

  /**
   * Returns what a place of a template names that is about a request: {@code {$header.X}}, {@code
   * {/a/b}}, {@code {field.NAME}}; empty for the name of a setting.
   *
   * @throws InvalidSettingException about {@code component}, where it is no path
   */
  public static Optional<ValuePath> ofPlace(String component, String name) {
    boolean field = name.startsWith(FIELD);
    return field || name.startsWith("$") || name.startsWith("/")
        ? Optional.of(
            read(component, "has a place that ", field ? name.substring(FIELD.length()) : name))
        : Optional.empty();
  }

  private static ValuePath read(String component, String what, String written) {
    try {
      return valueOf(written);
    } catch (IllegalArgumentException e) {
      throw new InvalidSettingException(component, what + e.getMessage());
    }
  }

  private static Reading special(String written) {
    if (written.equals("$status")) {
      return values -> values.status().map(String::valueOf);
    }
    if (written.equals("$body")) {
      return values -> Optional.of(values.body());
    }
    String name = written.substring(written.indexOf('.') + 1);
    if (written.startsWith("$header.") && !name.isEmpty()) {
      return values -> values.header(name);
    }
    if (written.startsWith("$query.") && !name.isEmpty()) {
      return values -> values.query(name);
    }
    throw new IllegalArgumentException(
        "must be one of $header.NAME, $query.NAME, $status, $body where it starts with $, and is "
            + written);
  }

  private static Reading json(String written) {
    int star = (written + "/").indexOf(EACH + "/");
    if (star < 0) {
      JsonPointer pointer = pointer(written);
      return values -> values.json().flatMap(node -> text(node.at(pointer)));
    }
    JsonPointer array = pointer(written.substring(0, star));
    JsonPointer rest = pointer(written.substring(star + EACH.length()));
    return values -> values.json().flatMap(node -> lines(node.at(array), rest));
  }

  private static JsonPointer pointer(String written) {
    return JsonPointer.compile(written);
  }

  private static Optional<String> lines(JsonNode array, JsonPointer rest) {
    List<String> lines =
        StreamSupport.stream(array.spliterator(), false)
            .flatMap(element -> text(element.at(rest)).stream())
            .toList();
    return lines.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", lines));
  }

  private static Optional<String> text(JsonNode node) {
    return node.isValueNode() && !node.isNull() ? Optional.of(node.asString()) : Optional.empty();
  }

  /** Returns the value; empty where it is not there, or is an empty text. */
  public Optional<String> in(Values values) {
    return orEmptyIn(values).filter(value -> !value.isEmpty());
  }

  /** Returns the value, be it an empty text; empty where it is not there. */
  public Optional<String> orEmptyIn(Values values) {
    return reading.in(values);
  }

  /** Returns the name of the field, where it is one of a form or a query that stands there. */
  public Optional<String> field() {
    return field;
  }

  /** Returns whether what stands there may be shown to people: a header may hold a password. */
  public boolean isShowable() {
    return !written.startsWith("$");
  }

  /** Returns whether it stands in JSON. */
  public boolean isJson() {
    return written.startsWith("/");
  }

  /** Returns the first value that is there. */
  public static Optional<String> first(List<ValuePath> paths, Values values) {
    return paths.stream().flatMap(path -> path.in(values).stream()).findFirst();
  }

  /** Returns paths as they are named in a message to people: {@code From or from}. */
  public static String named(List<ValuePath> paths) {
    return paths.stream().map(ValuePath::toString).collect(Collectors.joining(" or "));
  }

  /** Returns it as it is written. */
  @Override
  public String toString() {
    return written;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ValuePath path && path.written.equals(written);
  }

  @Override
  public int hashCode() {
    return written.hashCode();
  }
}
