package org.threadless.distribution;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** Makes the jar of a plugin from its source. */
public final class CompiledPlugin {

  private static final String APP = "org.threadless.router.app.AppPlugin";
  private static final String BACKEND = "org.threadless.router.backend.BackendPlugin";

  private CompiledPlugin() {}

  /**
   * The jar of an app.
   *
   * @param jar the jar to be made, in a folder of the distribution
   * @param lib what it is compiled with
   * @param name the class of the plugin, which the source begins with
   */
  public static void jar(Path jar, Path lib, String name, String source) throws IOException {
    jar(APP, jar, lib, name, source);
  }

  /** The same of a backend. */
  static void backendJar(Path jar, Path lib, String name, String source) throws IOException {
    jar(BACKEND, jar, lib, name, source);
  }

  private static void jar(String kind, Path jar, Path lib, String name, String source)
      throws IOException {
    Path work = Files.createTempDirectory(jar.getParent().getParent(), "plugin");
    Path file = Files.writeString(work.resolve(name + ".java"), source);
    int exit =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-proc:none", "-cp", classPath(lib), file.toString());
    if (exit != 0) {
      throw new AssertionError("the plugin does not compile");
    }
    try (OutputStream bytes = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(bytes)) {
      for (Path type : files(work, ".class")) {
        out.putNextEntry(new JarEntry(type.getFileName().toString()));
        Files.copy(type, out);
      }
      out.putNextEntry(new JarEntry("META-INF/services/" + kind));
      out.write((name + "\n").getBytes(StandardCharsets.US_ASCII));
    }
  }

  private static String classPath(Path lib) throws IOException {
    return files(lib, ".jar").stream()
        .map(Path::toString)
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static List<Path> files(Path folder, String end) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(each -> each.toString().endsWith(end)).toList();
    }
  }
}
