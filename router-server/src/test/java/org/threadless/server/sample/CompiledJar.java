package org.threadless.server.sample;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.threadless.router.app.AppPlugin;

/** A jar of classes that nothing else has on its class path, made from sources. */
public final class CompiledJar {

  private static final Pattern NAME =
      Pattern.compile("package ([\\w.]+);.*?(?:class|interface|record) (\\w+)", Pattern.DOTALL);

  private final Map<String, String> sources = new LinkedHashMap<>();
  private final Map<String, byte[]> files = new LinkedHashMap<>();
  private final List<Path> libraries = new ArrayList<>();
  private String leftOut = "";
  private int classFileVersion;

  /** Returns the jar of an app plugin {@code <name>.Plugin}, whose app is this source's class. */
  public static CompiledJar ofApp(String name, String appSource) {
    Matcher app = NAME.matcher(appSource);
    if (!app.find()) {
      throw new IllegalArgumentException("no class in " + appSource);
    }
    String plugin =
        """
        package %s;
        public class Plugin implements org.threadless.router.app.AppPlugin {
          public String name() { return "%s"; }
          public Class<? extends org.threadless.router.app.App> appType() { return %s.class; }
        }
        """
            .formatted(app.group(1), name, app.group(2));
    return new CompiledJar()
        .source(plugin)
        .source(appSource)
        .file("META-INF/services/" + AppPlugin.class.getName(), app.group(1) + ".Plugin\n");
  }

  /** Adds a class. */
  public CompiledJar source(String source) {
    Matcher name = NAME.matcher(source);
    if (!name.find()) {
      throw new IllegalArgumentException("no class in " + source);
    }
    sources.put(name.group(1).replace('.', '/') + "/" + name.group(2), source);
    return this;
  }

  /** Adds a file that is no class. */
  public CompiledJar file(String path, String content) {
    files.put(path, content.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  /** Compiles against another jar. */
  public CompiledJar against(Path jar) {
    libraries.add(jar);
    return this;
  }

  /** Leaves a class out of the jar, after it was compiled: {@code sample/Base}. */
  public CompiledJar without(String path) {
    leftOut = path + ".class";
    return this;
  }

  /** Puts another version into all class files; 61 is that of Java 17. */
  public CompiledJar classFileVersion(int version) {
    classFileVersion = version;
    return this;
  }

  /** Makes the jar, and returns it. */
  public Path to(Path jar) throws IOException {
    Path work = Files.createTempDirectory("compiled");
    Path classes = compile(work);
    Files.createDirectories(jar.toAbsolutePath().getParent());
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file);
        Stream<Path> compiled = Files.walk(classes)) {
      for (Path type : compiled.filter(Files::isRegularFile).toList()) {
        put(classes.relativize(type).toString(), versioned(Files.readAllBytes(type)), out);
      }
      for (Map.Entry<String, byte[]> other : files.entrySet()) {
        put(other.getKey(), other.getValue(), out);
      }
    }
    delete(work);
    return jar;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private void put(String name, byte[] content, JarOutputStream out) throws IOException {
    if (!name.equals(leftOut)) {
      out.putNextEntry(new JarEntry(name));
      out.write(content);
    }
  }

  private byte[] versioned(byte[] type) {
    if (classFileVersion > 0) {
      // JVM specification, 4.1: magic, minor version, major version.
      type[6] = (byte) (classFileVersion >> 8);
      type[7] = (byte) classFileVersion;
    }
    return type;
  }

  private Path compile(Path work) throws IOException {
    for (Map.Entry<String, String> source : sources.entrySet()) {
      Path file = work.resolve("sources/" + source.getKey() + ".java");
      Files.createDirectories(file.getParent());
      Files.writeString(file, source.getValue());
    }
    Path classes = Files.createDirectory(work.resolve("classes"));
    List<String> classPath = new ArrayList<>(List.of(System.getProperty("java.class.path")));
    libraries.forEach(jar -> classPath.add(jar.toString()));
    StringWriter messages = new StringWriter();
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager manager =
        compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
      List<Path> paths =
          sources.keySet().stream().map(name -> work.resolve("sources/" + name + ".java")).toList();
      boolean done =
          compiler
              .getTask(
                  messages,
                  manager,
                  null,
                  List.of(
                      "-proc:none",
                      "-parameters",
                      "-cp",
                      String.join(System.getProperty("path.separator"), classPath),
                      "-d",
                      classes.toString()),
                  null,
                  manager.getJavaFileObjectsFromPaths(paths))
              .call();
      if (!done) {
        throw new AssertionError(messages);
      }
    }
    return classes;
  }
}
