package org.threadless.server.config.record;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.commons.text.similarity.JaroWinklerSimilarity;

/** Names of settings in the file, where they are kebab-case, and in Java, where they are not. */
public final class Keys {

  /** {@code prot} for {@code port} has 0.93, {@code passwd} for {@code password} 0.94. */
  private static final double NEAR = 0.85;

  private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");
  private static final JaroWinklerSimilarity SIMILARITY = new JaroWinklerSimilarity();

  private Keys() {}

  /** Returns {@code pool-size} for {@code poolSize}. */
  public static String ofComponent(String component) {
    return HUMP.matcher(component).replaceAll("-").toLowerCase(Locale.ROOT);
  }

  /** Returns {@code not-found} for {@code NOT_FOUND}. */
  public static String ofConstant(Enum<?> constant) {
    return constant.name().replace('_', '-').toLowerCase(Locale.ROOT);
  }

  /** Says that {@code key} is none of {@code known}, and which it may have been meant to be. */
  public static String unknown(String key, Collection<String> known) {
    if (known.isEmpty()) {
      return "is not a setting; there is nothing to set here";
    }
    return nearest(key, known)
        .map(near -> "is not a setting; did you mean " + near + "?")
        .orElseGet(() -> "is not a setting; the settings here are " + String.join(", ", known));
  }

  /** Says that no backend has this name, and which may have been meant; empty where one has. */
  public static Optional<String> unknownBackend(String name, Collection<String> configured) {
    if (configured.contains(name)) {
      return Optional.empty();
    }
    String problem = "is no configured backend: " + name;
    return Optional.of(
        nearest(name, configured)
            .map(near -> problem + "; did you mean " + near + "?")
            .orElseGet(() -> problem + "; configured: " + String.join(", ", configured)));
  }

  /** Returns the one of {@code known} that {@code key} may have been meant to be. */
  public static Optional<String> nearest(String key, Collection<String> known) {
    String lower = key.toLowerCase(Locale.ROOT);
    return known.stream()
        .filter(candidate -> SIMILARITY.apply(lower, candidate) >= NEAR)
        .max(Comparator.comparingDouble(candidate -> SIMILARITY.apply(lower, candidate)));
  }
}
