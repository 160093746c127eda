package org.threadless.distribution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/**
 * Maven with a local repository of its own, which what this build has made is installed in, and
 * nothing else. What others publish comes from the cache of this build, so that it is not
 * downloaded again. The repository is that of all tests, which put nothing into it: there are
 * hundreds of files in it that each would have to fetch.
 *
 * @param folder where the repository is
 */
record Maven(Path folder) {

  // It runs for seconds, many times over: as .mvn/jvm.config has it for the project itself.
  private static final String JVM = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";

  private static final String SETTINGS =
      """
      <settings>
        <profiles>
          <profile>
            <id>cache</id>
            <repositories>
              <repository><id>cache</id><url>%1$s</url></repository>
            </repositories>
            <pluginRepositories>
              <pluginRepository><id>cache</id><url>%1$s</url></pluginRepository>
            </pluginRepositories>
          </profile>
        </profiles>
        <activeProfiles><activeProfile>cache</activeProfile></activeProfiles>
      </settings>
      """;

  private static Maven ofAll;

  /** Returns it; it is made when it is asked for first. */
  static synchronized Maven ofAll() throws IOException {
    if (ofAll == null) {
      ofAll = in(Files.createDirectories(Checkout.file("distribution/target/maven")));
    }
    return ofAll;
  }

  private static Maven in(Path folder) throws IOException {
    Checkout.install(folder.resolve("repository"));
    Path cache = Path.of(System.getProperty("maven.cache"));
    Files.writeString(folder.resolve("settings.xml"), SETTINGS.formatted(cache.toUri()));
    return new Maven(folder);
  }

  /** Generates a project from one of our archetypes, as {@code mvn archetype:generate} does. */
  Path generate(Path where, String archetype, String artifact)
      throws IOException, InterruptedException {
    run(
        where,
        archetypeGenerate(),
        "-DarchetypeGroupId=org.threadless",
        "-DarchetypeArtifactId=" + archetype,
        "-DarchetypeVersion=" + Checkout.version(),
        "-DarchetypeCatalog=local",
        "-DgroupId=com.example",
        "-DartifactId=" + artifact,
        "-Dversion=1.0",
        "-Dpackage=com.example." + artifact.replace("-", ""));
    return where.resolve(artifact);
  }

  /** Runs Maven, which must succeed. */
  void run(Path where, String... arguments) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(options());
    all.addAll(List.of(arguments));
    ProcessBuilder command = Distribution.command(program(), all.toArray(String[]::new));
    command.environment().keySet().removeIf(name -> name.startsWith("MAVEN_"));
    command.environment().put("MAVEN_OPTS", JVM);
    FinishedCommand finished = FinishedCommand.of(command.directory(where.toFile()));
    if (finished.exit() != 0) {
      throw new AssertionError("mvn failed:\n" + String.join("\n", finished.out()));
    }
  }

  /** Writes a script {@code mvn} that does the same for who types commands. */
  void writeScript(Path script) throws IOException {
    String options = String.join("' '", options());
    Files.writeString(
        script,
        """
        #!/bin/bash
        MAVEN_OPTS='%s' exec '%s' '%s' "${@/#archetype:generate/%s}"
        """
            .formatted(JVM, program(), options, archetypeGenerate()));
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private List<String> options() {
    return List.of(
        "-B",
        "-ntp",
        "-s",
        folder.resolve("settings.xml").toString(),
        "-Dmaven.repo.local=" + folder.resolve("repository"));
  }

  private static String program() {
    return Path.of(System.getProperty("maven.home"), "bin", "mvn").toString();
  }

  /** Returns the goal with the version in the cache: the newest could only be asked for outside. */
  private static String archetypeGenerate() {
    return "org.apache.maven.plugins:maven-archetype-plugin:"
        + System.getProperty("archetype.plugin.version")
        + ":generate";
  }
}
