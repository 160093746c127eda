package org.threadless.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The zip and its launcher, on the command line. */
class LauncherIT {

  @TempDir private Path folder;

  private Distribution distribution;

  @BeforeEach
  void unzip() throws IOException {
    distribution = Distribution.unzipInto(folder.resolve("a folder"));
  }

  @Test
  void theZipHoldsOneFolderWithAllThatIsNeeded() throws IOException {
    assertThat(names(folder.resolve("a folder")))
        .containsExactly(distribution.folder().getFileName().toString());
    assertThat(names(distribution.folder()))
        .containsExactlyInAnyOrder("LICENSE", "README.txt", "bin", "conf", "lib", "plugins");
    assertThat(names(distribution.file("plugins"))).isEmpty();
    assertThat(names(distribution.file("bin"))).containsExactlyInAnyOrder("router", "router.bat");
    assertThat(distribution.file("bin/router")).isExecutable();
  }

  @Test
  void itWorksFromAnyFolderAndThroughALink() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("my router"), relativeLauncher());
    ProcessBuilder command = Distribution.command(link.toString(), "check");
    command.directory(Files.createDirectory(folder.resolve("elsewhere")).toFile());

    Finished check = Finished.of(command);

    assertThat(check.err()).isEmpty();
    assertThat(check.exit()).isZero();
    assertThat(check.out())
        .contains("  http://127.0.0.1:8000/httptester/httptester-public/")
        .contains(distribution.file("conf/router.yml") + " has no mistakes");
    assertThat(names(folder.resolve("elsewhere"))).isEmpty();
  }

  @Test
  void whatIsPreparedIsKeptForThisJavaAndChangesNothingElse() throws Exception {
    Finished prepared = distribution.run("prepare");

    assertThat(prepared.err()).isEmpty();
    assertThat(prepared.exit()).isZero();
    assertThat(names(distribution.file("cache")))
        .singleElement()
        .asString()
        .matches("java-.*\\.(aot|jsa)");
    assertThat(names(distribution.folder()))
        .containsExactlyInAnyOrder(
            "LICENSE", "README.txt", "bin", "cache", "conf", "lib", "plugins");
    assertThat(check().err()).isEmpty();
  }

  @Test
  void whatWasPreparedForOtherJarsIsLeftAside() throws Exception {
    assertThat(distribution.run("prepare").exit()).isZero();
    Files.copy(Checkout.jar("router-core", "router-core"), distribution.file("lib/a.jar"));

    assertThat(check().err()).isEmpty();
  }

  @Test
  void whatCannotBeKeptIsToldAndTheRouterStartsWithout() throws Exception {
    Files.delete(distribution.file("conf/prepare.yml"));

    Finished prepared = distribution.run("prepare");

    assertThat(prepared.exit()).isEqualTo(1);
    assertThat(prepared.err())
        .containsExactly(
            distribution.file("conf/prepare.yml") + ": there is no such file",
            "router: nothing is kept; the router starts without");
    assertThat(check().err()).isEmpty();
  }

  private Finished check() throws Exception {
    Finished check = distribution.run("check");
    assertThat(check.exit()).isZero();
    return check;
  }

  @Test
  void anOlderJavaIsRefusedWithTheVersionThatIsNeeded() throws Exception {
    Path home = fakeJava("echo 'openjdk version \"11.0.2\" 2019-01-15' >&2");
    ProcessBuilder command =
        Distribution.command(distribution.file("bin/router").toString(), "check");
    command.environment().put("JAVA_HOME", home.toString());

    Finished refused = Finished.of(command);

    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.err())
        .singleElement()
        .asString()
        .startsWith("router: Java 17 or later is needed, and " + home)
        .contains("is Java 11.0.2");
  }

  @Test
  void aMissingJavaIsToldWithWhereItWasLookedFor() throws Exception {
    ProcessBuilder command =
        Distribution.command(distribution.file("bin/router").toString(), "check");
    command.environment().put("JAVA_HOME", folder.resolve("nowhere").toString());

    Finished refused = Finished.of(command);

    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.err()).singleElement().asString().contains("JAVA_HOME");
  }

  @Test
  void routerOptsReachTheJvm() throws Exception {
    ProcessBuilder command =
        Distribution.command(distribution.file("bin/router").toString(), "check");
    command.environment().put("ROUTER_OPTS", "-Xmx200m -showversion");

    assertThat(Finished.of(command).err()).anyMatch(line -> line.contains("version"));
  }

  @Test
  void oneMessageIsRoutedWithoutAServer() throws Exception {
    Finished routed =
        distribution.run("incoming", "httptester-public", "1112223333", "echo \u00e9");

    assertThat(routed.exit()).isZero();
    assertThat(routed.out().get(0)).isEqualTo("httptester-public/1112223333 < \u00e9");
  }

  @Test
  void appsAndBackendsAreListedWithVersionAndJar() throws Exception {
    List<String> apps = distribution.run("apps").out();
    List<String> backends = distribution.run("backends").out();

    assertThat(apps).extracting(LauncherIT::firstWord).containsExactly("default", "echo", "ping");
    assertThat(backends)
        .extracting(LauncherIT::firstWord)
        .containsExactly("http", "httptester", "kannel");
    assertThat(apps).allMatch(line -> line.matches("\\S+ +\\d\\S+ +app-\\S+\\.jar"));
    assertThat(backends).allMatch(line -> line.matches("\\S+ +\\d\\S+ +backend-\\S+\\.jar"));
  }

  @Test
  void versionAndHelpSayWhatThisIs() throws Exception {
    assertThat(distribution.run("--version").out().get(0)).startsWith("Threadless Router ");
    assertThat(distribution.run("--help").out())
        .anyMatch(line -> line.contains("serve"))
        .anyMatch(line -> line.contains("incoming"));
  }

  @Test
  void fiveMistakesGetFiveLinesEachWithItsLineNumber() throws Exception {
    Path file = distribution.file("conf/router.yml");
    Files.writeString(
        file,
        """
        projct-name: Mine
        http: {port: 99999}
        apps:
          - eco
        backends:
          tester:
            engine: carrier-pigeon
          "bad name": {engine: httptester}
        """);

    Finished check = distribution.run("check");

    assertThat(check.exit()).isEqualTo(1);
    assertThat(check.err()).hasSize(5);
    assertThat(check.err()).allMatch(line -> line.startsWith(file + ":"));
    assertThat(check.err())
        .extracting(line -> line.substring(file.toString().length() + 1).split(":", 2)[0])
        .containsExactly("1", "2", "4", "7", "8");
    assertThat(check.err().get(0)).contains("projct-name").contains("project-name");
    assertThat(check.err().get(2)).contains("echo").contains("app-echo");
  }

  @Test
  void checkWarnsOfTestersThatOthersThanThisMachineCanReach() throws Exception {
    distribution.configure("host: 127.0.0.1", "host: 0.0.0.0");

    Finished check = distribution.run("check");

    assertThat(check.exit()).isZero();
    assertThat(check.out())
        .contains(
            "warning: backend httptester-public: everybody who reaches 0.0.0.0 can read and send"
                + " its messages; let http.host be 127.0.0.1, or leave it out",
            "warning: backend httptester-private: everybody who reaches 0.0.0.0 can read and send"
                + " its messages; let http.host be 127.0.0.1, or leave it out");
  }

  private Path relativeLauncher() {
    return folder.relativize(distribution.file("bin/router"));
  }

  private Path fakeJava(String script) throws IOException {
    Path bin = Files.createDirectories(folder.resolve("old/bin"));
    Path java = Files.writeString(bin.resolve("java"), "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    return bin.getParent();
  }

  private static String firstWord(String line) {
    return line.split(" ", 2)[0];
  }

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
