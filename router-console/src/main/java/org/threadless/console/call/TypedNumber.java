package org.threadless.console.call;

import java.util.Collection;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Identity;
import org.threadless.router.message.Numbers;

/** A number, or a name, as somebody has typed it who looks for its messages. */
public final class TypedNumber {

  private static final Pattern SPACED = Pattern.compile("\\+?[0-9][0-9\\s\\u00A0().\\-/]*");
  private static final Pattern SPACES = Pattern.compile("[\\s\\u00A0().\\-/]");

  // As long as those of the shortest plans; short codes have no plus sign.
  private static final Pattern INTERNATIONAL = Pattern.compile("[1-9][0-9]{6,14}");

  private final Set<Identity> written;

  /**
   * Reads it.
   *
   * @throws IllegalArgumentException where it is none; its message goes on after the name of the
   *     field
   */
  public TypedNumber(String typed) {
    String stripped = typed.strip();
    String closed = closed(stripped);
    // Most are stored with a plus sign, and few type it.
    Stream<String> international =
        INTERNATIONAL.matcher(closed).matches() ? Stream.of("+" + closed) : Stream.empty();
    written =
        Stream.concat(Stream.of(stripped, closed), international)
            .map(Identity::new)
            .collect(Collectors.toSet());
  }

  /**
   * Returns the identity that somebody has typed to reach it: a phone number without what people
   * write between its digits, and anything else as it is.
   *
   * @throws IllegalArgumentException where it is none; its message goes on after the name of the
   *     field
   */
  public static Identity reached(String typed) {
    return new Identity(closed(typed.strip()));
  }

  private static String closed(String stripped) {
    return SPACED.matcher(stripped).matches() ? SPACES.matcher(stripped).replaceAll("") : stripped;
  }

  /**
   * Returns whose messages are meant: also as it is written, since it may be stored since before
   * its backend had a region.
   */
  public Set<Connection> on(Collection<BackendName> backends, Numbers numbers) {
    return backends.stream()
        .flatMap(backend -> written.stream().map(each -> new Connection(backend, each)))
        .flatMap(connection -> Stream.of(connection, numbers.uniform(connection)))
        .collect(Collectors.toSet());
  }
}
