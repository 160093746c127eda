package org.threadless.benchmarks.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** The router of the zip, with an engine that discards what is sent. */
public final class RouterUnderTest {

  private final Path folder;
  private final String apps;

  /**
   * @param root of the checkout, where everything is built
   * @param work where it is copied to
   */
  public RouterUnderTest(Path root, Path work) throws IOException {
    this(root, only(root.resolve("distribution/target"), "threadless-router-.*"), work, "router");
  }

  private RouterUnderTest(Path root, Path router, Path work, String name) throws IOException {
    folder = work.resolve(name);
    apps = "[echo]";
    copy(router, folder);
    Path plugin = only(root.resolve("benchmarks/target"), "benchmarks-.*\\.jar");
    Files.copy(plugin, folder.resolve("plugins").resolve("benchmarks.jar"));
  }

  private RouterUnderTest(Path folder, String apps) {
    this.folder = folder;
    this.apps = apps;
  }

  /** Returns the same with these apps, as a list of YAML. */
  public RouterUnderTest withApps(String others) {
    return new RouterUnderTest(folder, others);
  }

  /**
   * Makes use of a plugin that comes with it and is not loaded by itself, from the next start on.
   */
  public void plugIn(String plugin) throws IOException {
    Path link = folder.resolve("plugins").resolve(plugin);
    if (!Files.exists(link)) {
      Files.createSymbolicLink(link, folder.resolve("plugins-available").resolve(plugin));
    }
  }

  /** The router of another zip. */
  public static RouterUnderTest of(Path zip, Path root, Path work)
      throws IOException, InterruptedException {
    Path unzipped = Files.createDirectories(work.resolve("unzipped"));
    ProcessBuilder unzip =
        new ProcessBuilder("unzip", "-q", zip.toString(), "-d", unzipped.toString());
    if (unzip.inheritIO().start().waitFor() != 0) {
      throw new IOException(zip + " cannot be unzipped");
    }
    return new RouterUnderTest(root, only(unzipped, "threadless-router-.*"), work, "other");
  }

  private static Path only(Path folder, String name) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().matches(name))
          .filter(file -> !file.toString().endsWith(".zip") && !file.toString().contains("sources"))
          .findFirst()
          .orElseThrow(() -> new IOException(folder + " has no " + name));
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Path target = to.resolve(from.relativize(file));
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    }
  }

  /** Keeps what makes later starts faster. */
  public void prepare(Path javaHome) throws IOException, InterruptedException {
    ProcessBuilder builder = command(javaHome, "", "prepare");
    if (builder.inheritIO().start().waitFor() != 0) {
      throw new IOException("router prepare failed");
    }
  }

  /**
   * Starts it, and returns when it listens.
   *
   * @param name of its configuration
   * @param options for its JVM
   * @param configuration all lines but those of HTTP's port and the apps
   */
  public ServerProcess serve(Path javaHome, String name, String options, List<String> configuration)
      throws IOException {
    String file = configure(name, configuration);
    return ServerProcess.start(command(javaHome, options, "serve", "--config", file));
  }

  /** Returns a token that may send, with the same configuration; it must not be serving. */
  public String token(Path javaHome, String name, List<String> configuration) throws IOException {
    String file = configure(name, configuration);
    ProcessBuilder builder =
        command(javaHome, "", "token", "add", "benchmark", "--may", "send", "--config", file);
    Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return out.lines().findFirst().orElseThrow(() -> new IOException("router token add failed"));
  }

  private String configure(String name, List<String> configuration) throws IOException {
    Path file = folder.resolve("conf/" + name + ".yml");
    Files.writeString(file, String.join("\n", configuration) + "\napps: " + apps + "\n");
    return file.toString();
  }

  private ProcessBuilder command(Path javaHome, String options, String... arguments) {
    List<String> command =
        Stream.concat(Stream.of(folder.resolve("bin/router").toString()), Stream.of(arguments))
            .toList();
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("JAVA_HOME", javaHome.toString());
    builder.environment().put("ROUTER_OPTS", options);
    builder.environment().remove("ROUTER_HOME");
    return builder;
  }
}
