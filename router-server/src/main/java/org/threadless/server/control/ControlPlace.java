package org.threadless.server.control;

import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The file of the socket at which a router that serves is reached: beside the file of its database,
 * or, where it has none, in {@code data} of the folder that it runs in, named after its
 * configuration.
 *
 * @param file absolute
 */
public record ControlPlace(Path file) {

  /** Makes the path absolute. */
  public ControlPlace {
    file = file.toAbsolutePath().normalize();
  }

  /**
   * Returns that of a router.
   *
   * @param database the file of its database, {@code router.mv.db}, if it is in one
   * @param home the folder that relative paths in the configuration start from
   * @param configuration the file of it
   */
  public static ControlPlace of(Optional<Path> database, Path home, Path configuration) {
    return new ControlPlace(
        database
            .map(ControlPlace::beside)
            .orElseGet(() -> home.resolve("data").resolve("control-" + named(configuration))));
  }

  private static Path beside(Path database) {
    String name = database.getFileName().toString().replaceFirst("mv\\.db$", "");
    return database.resolveSibling(name + "control");
  }

  private static String named(Path configuration) {
    String path = configuration.toAbsolutePath().normalize().toString();
    return Hashing.sha256().hashString(path, StandardCharsets.UTF_8).toString().substring(0, 12);
  }
}
