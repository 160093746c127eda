package org.threadless.router.message;

import java.util.List;
import java.util.Objects;

/**
 * A text of an app in whatever language its reader has. Its words are in the app's files {@code
 * texts/<app>_<language>.properties} and {@code texts/<app>.properties}, on its class path or in
 * the folder {@code texts} beside the configuration.
 *
 * <pre>{@code
 * message.respond(Text.of("registered", name));
 * }</pre>
 *
 * @param key what the files have it under
 * @param arguments what stands for {@code {0}}, {@code {1}} and so on: numbers and times are
 *     written as the language does, a {@code Text} in that language, all else as its {@code
 *     toString} says
 */
public record Text(String key, List<Object> arguments) {

  /** Copies the list; refuses null, in the list as well. */
  public Text {
    Objects.requireNonNull(key, "key");
    arguments = List.copyOf(arguments);
  }

  /** Returns a text; no argument may be null. */
  public static Text of(String key, Object... arguments) {
    return new Text(key, List.of(arguments));
  }
}
