package org.threadless.distribution;

import java.io.IOException;
import java.nio.file.Path;

/** Makes the jar of an app plugin whose constructor throws. */
final class ThrowingPlugin {

  private static final String SOURCE =
      """
      public class Moody implements org.threadless.router.app.AppPlugin {
        public Moody() { throw new IllegalStateException("not today"); }
        public String name() { return "moody"; }
        public Class<? extends org.threadless.router.app.App> appType() { return null; }
      }
      """;

  private ThrowingPlugin() {}

  static void jar(Path jar, Path lib) throws IOException {
    CompiledPlugin.jar(jar, lib, "Moody", SOURCE);
  }
}
