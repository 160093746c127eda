package org.threadless.distribution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The sources that this build is of, and what it has made of them. */
final class Checkout {

  private static final Path ROOT = Path.of(System.getProperty("checkout")).toAbsolutePath();

  private Checkout() {}

  static String version() {
    return System.getProperty("router.version");
  }

  static Path file(String name) {
    return ROOT.resolve(name).normalize();
  }

  /** Returns the jar of a module: {@code examples/quiz}, {@code example-quiz}. */
  static Path jar(String module, String artifact) {
    return file(module + "/target/" + artifact + "-" + version() + ".jar");
  }

  /** Puts what an author compiles against into a local repository, as {@code mvn install} does. */
  static void install(Path repository) throws IOException {
    install("", "threadless-router", repository);
    for (String module : new String[] {"core", "http", "storage", "testing"}) {
      install("router-" + module, "router-" + module, repository);
    }
    install("archetypes/app", "app-archetype", repository);
    install("archetypes/backend", "backend-archetype", repository);
  }

  private static void install(String module, String artifact, Path repository) throws IOException {
    Path folder =
        Files.createDirectories(repository.resolve("org/threadless/" + artifact + "/" + version()));
    String name = artifact + "-" + version();
    copy(file(module).resolve("pom.xml"), folder.resolve(name + ".pom"));
    if (!module.isEmpty()) {
      copy(jar(module, artifact), folder.resolve(name + ".jar"));
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
  }
}
