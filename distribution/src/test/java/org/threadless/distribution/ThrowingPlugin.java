package org.threadless.distribution;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

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
    Path work = Files.createTempDirectory(jar.getParent().getParent(), "moody");
    Path source = Files.writeString(work.resolve("Moody.java"), SOURCE);
    String classPath;
    try (Stream<Path> jars = Files.list(lib)) {
      classPath = jars.map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }
    int exit =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-proc:none", "-cp", classPath, source.toString());
    if (exit != 0) {
      throw new AssertionError("the plugin does not compile");
    }
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file)) {
      out.putNextEntry(new JarEntry("Moody.class"));
      Files.copy(work.resolve("Moody.class"), out);
      out.putNextEntry(new JarEntry("META-INF/services/org.threadless.router.app.AppPlugin"));
      out.write("Moody\n".getBytes(StandardCharsets.US_ASCII));
    }
  }
}
