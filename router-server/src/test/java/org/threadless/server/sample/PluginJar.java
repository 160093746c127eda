package org.threadless.server.sample;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.tools.JavaCompiler.CompilationTask;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.threadless.router.app.AppPlugin;

/**
 * Makes the jar of a plugin that nothing else has on its class path. The sources are one class
 * each, of the package {@code sample}; the plugin is {@code sample.Plugin}.
 *
 * @param folder empty
 * @param version for the manifest
 */
public record PluginJar(Path folder, String version) {

  /** An app whose name is {@code jarred}. */
  private static final String PLUGIN =
      """
      package sample;
      public class Plugin extends Base implements org.threadless.router.app.AppPlugin {
        public String name() { return "jarred"; }
        public Class<? extends org.threadless.router.app.App> appType() { return SampleApp.class; }
      }
      """;

  /** What the plugin extends. */
  private static final String BASE = "package sample; public class Base {}";

  /** The app, with something that it needs to be made. */
  private static final String APP =
      """
      package sample;
      class SampleApp implements org.threadless.router.app.App {
        @jakarta.inject.Inject SampleApp(Part part) {}
      }
      """;

  /** What the app needs. */
  private static final String PART = "package sample; class Part {}";

  /** Compiles the plugin, and makes a jar without the class {@code leftOut}. */
  public Path without(String leftOut) throws IOException {
    Path classes = Files.createDirectory(folder.resolve("classes"));
    compile(Map.of("Plugin", PLUGIN, "Base", BASE, "SampleApp", APP, "Part", PART), classes);
    Files.delete(classes.resolve("sample/" + leftOut + ".class"));
    return jar(classes);
  }

  private void compile(Map<String, String> sources, Path classes) throws IOException {
    Path root = Files.createDirectories(folder.resolve("sources/sample"));
    for (Map.Entry<String, String> source : sources.entrySet()) {
      Files.writeString(root.resolve(source.getKey() + ".java"), source.getValue());
    }
    StringWriter messages = new StringWriter();
    try (Stream<Path> files = Files.list(root);
        StandardJavaFileManager manager =
            ToolProvider.getSystemJavaCompiler()
                .getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
      CompilationTask task =
          ToolProvider.getSystemJavaCompiler()
              .getTask(
                  messages,
                  manager,
                  null,
                  List.of(
                      "-proc:none",
                      "-cp",
                      System.getProperty("java.class.path"),
                      "-d",
                      classes.toString()),
                  null,
                  manager.getJavaFileObjectsFromPaths(files.toList()));
      if (!task.call()) {
        throw new AssertionError(messages);
      }
    }
  }

  private Path jar(Path classes) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.IMPLEMENTATION_VERSION, version);
    Path jar = folder.resolve("jarred-" + version + ".jar");
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file, manifest);
        Stream<Path> files = Files.list(classes.resolve("sample"))) {
      out.putNextEntry(new JarEntry("META-INF/services/" + AppPlugin.class.getName()));
      out.write("sample.Plugin\n".getBytes(StandardCharsets.UTF_8));
      for (Path type : files.toList()) {
        out.putNextEntry(new JarEntry("sample/" + type.getFileName()));
        Files.copy(type, out);
      }
    }
    return jar;
  }
}
