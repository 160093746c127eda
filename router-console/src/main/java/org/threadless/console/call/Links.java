package org.threadless.console.call;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Identity;

/** Where things are, below {@link ConsolePages#ROOT}. */
public final class Links {

  // Browsers and servers take them for steps in a path, also when they are percent-encoded.
  private static final Set<String> STEPS = Set.of(".", "..");

  // A word joiner, which no identity holds: before dots, it only says that they are no step.
  private static final String NO_STEP = "\u2060";

  private Links() {}

  /** Returns where a message is. */
  public static String message(UUID id) {
    return "/messages/" + id;
  }

  /** Returns where the messages of a connection are. */
  public static String conversation(Connection connection) {
    return "/conversations/"
        + segment(connection.backend().value())
        + "/"
        + segment(connection.identity().value());
  }

  /** Returns where a contact is. */
  public static String contact(UUID id) {
    return "/people/" + id;
  }

  /** Returns where a broadcast is. */
  public static String broadcast(UUID id) {
    return "/broadcasts/" + id;
  }

  /** Returns the part of a path that names something, percent-encoded. */
  public static String segment(String name) {
    // URLEncoder makes forms, where a blank is a plus sign.
    return encoded(STEPS.contains(name) ? NO_STEP + name : name).replace("+", "%20");
  }

  /**
   * Returns the identity that such a part names, be it one that is taken no more.
   *
   * @param decoded as {@link Visit#path} has it
   * @throws IllegalArgumentException where it is none that could be stored
   */
  public static Identity identity(String decoded) {
    if (decoded.isEmpty() || decoded.indexOf(0) >= 0) {
      throw new IllegalArgumentException("is none of ours");
    }
    String name = decoded.startsWith(NO_STEP) ? decoded.substring(1) : decoded;
    return Identity.stored(STEPS.contains(name) ? name : decoded);
  }

  /** Returns a query with these fields, without its question mark. */
  public static String query(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
