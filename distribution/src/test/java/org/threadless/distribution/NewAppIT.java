package org.threadless.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What somebody does who writes an app or a backend of their own, from an empty folder. */
@Tag("long")
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class NewAppIT {

  private static final String TESTER = "/httptester/httptester-public/";

  private static Maven maven;

  @TempDir private Path folder;

  @BeforeAll
  static void findMaven() throws IOException {
    maven = Maven.ofAll();
  }

  @Test
  void anAppFromTheArchetypeAnswersOverHttp() throws Exception {
    Distribution distribution = Distribution.prepareIn(folder.resolve("a folder"));
    Path empty = Files.createDirectory(folder.resolve("empty"));
    long start = System.nanoTime();

    Path project = maven.generate(empty, "app-archetype", "hello-app");
    maven.run(project, "verify");
    Path jar = project.resolve("target/hello-app-1.0.jar");
    Files.copy(jar, distribution.file("plugins/hello-app-1.0.jar"));
    distribution.configure("port: 8000", "port: 0");
    distribution.configure("  - ping\n", "  - ping\n  - hello-app\n");
    try (RouterProcess router = distribution.serve()) {
      router.post(TESTER, "1112223333", "hello world");
      assertThat(router.get(TESTER + "1112223333/messages").body()).contains("Hello, world!");
    }
    Duration took = Duration.ofNanos(System.nanoTime() - start);

    System.out.println("From an empty folder to the reply of an app: " + took.toSeconds() + " s");
    assertThat(took).isLessThan(Duration.ofMinutes(5));
    assertThat(testsRun(project)).isGreaterThan(5);
    assertThat(Files.readAllLines(project.resolve("README.md"))).hasSizeLessThanOrEqualTo(10);
    assertThat(distribution.run("apps").out())
        .anyMatch(line -> line.matches("hello-app +1\\.0 +plugins/hello-app-1\\.0\\.jar"));
  }

  @Test
  void aBackendFromTheArchetypeBuildsAndIsServed() throws Exception {
    Distribution distribution = Distribution.prepareIn(folder.resolve("a folder"));

    Path project =
        maven.generate(
            Files.createDirectory(folder.resolve("empty")), "backend-archetype", "carrier");
    maven.run(project, "verify");
    Files.copy(project.resolve("target/carrier-1.0.jar"), distribution.file("plugins/carrier.jar"));
    distribution.configure("port: 8000", "port: 0");
    distribution.configure(
        "  httptester-public:",
        "  mine: {engine: carrier, url: \"http://127.0.0.1:1/\", api-key: k}\n"
            + "  httptester-public:");
    try (RouterProcess router = distribution.serve()) {
      assertThat(router.postForm("/carrier/mine/", "from=1&body=ping").statusCode()).isEqualTo(200);
    }
    assertThat(testsRun(project)).isGreaterThan(10);
  }

  /** Counts the tests in the reports. */
  private static long testsRun(Path project) throws IOException {
    try (Stream<Path> reports = Files.list(project.resolve("target/surefire-reports"))) {
      List<Path> all = reports.filter(file -> file.toString().endsWith(".xml")).toList();
      long tests = 0;
      for (Path report : all) {
        tests += Files.readAllLines(report).stream().filter(l -> l.contains("<testcase")).count();
      }
      return tests;
    }
  }
}
