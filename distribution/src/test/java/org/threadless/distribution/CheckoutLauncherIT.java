package org.threadless.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code ./router} of a checkout, with a Maven that says what the real one does and copies what
 * this build has made.
 */
class CheckoutLauncherIT {

  private static final String MAVEN =
      """
      #!/bin/sh
      case " $* " in
        *" -pl distribution -am package "*) ;;
        *) exit 9 ;;
      esac
      echo '[INFO] Downloading from central: https://repository.example/a.jar'
      echo '[INFO] Downloaded from central: https://repository.example/a.jar (1 kB at 2 kB/s)'
      echo '[INFO] Building Threadless Router 0.1.0-SNAPSHOT                           [1/2]'
      echo '[INFO] --- some:plugin:1.0:goal (default) @ some ---'
      echo '[INFO] Building Threadless Router: core 0.1.0-SNAPSHOT                     [2/2]'
      if [ -e "%1$s/fails" ]; then
        echo '[ERROR] a mistake in the sources'
        exit 1
      fi
      rm -rf "%1$s/distribution/target/%2$s"
      cp -R "%1$s/built/%2$s" "%1$s/distribution/target/"
      : >"%1$s/distribution/target/%2$s.zip"
      """;

  @TempDir private Path folder;

  private Path checkout;
  private String name;

  @BeforeEach
  void checkOut() throws IOException {
    checkout = Files.createDirectory(folder.resolve("a checkout"));
    name =
        Distribution.unzipInto(Files.createDirectory(checkout.resolve("built")))
            .folder()
            .getFileName()
            .toString();
    for (String file : new String[] {"router", "pom.xml", "LICENSE", ".gitignore"}) {
      Files.copy(Checkout.file(file), checkout.resolve(file));
    }
    Files.setPosixFilePermissions(
        checkout.resolve("router"), PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.createDirectories(checkout.resolve("distribution/src/main"));
    Files.copy(Checkout.file("distribution/pom.xml"), checkout.resolve("distribution/pom.xml"));
    Path maven = Files.createDirectory(folder.resolve("bin")).resolve("mvn");
    Files.writeString(maven, MAVEN.formatted(checkout, name));
    Files.setPosixFilePermissions(maven, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Test
  void itTellsHowFarTheBuildIsAndMakesTheConfigurationOfTheCheckout() throws Exception {
    FinishedCommand check = router("check");

    assertThat(check.exit()).isZero();
    assertThat(check.err())
        .containsExactly(
            "Building " + checkout.resolve("distribution/target/" + name) + " ...",
            "  [1/2] Threadless Router",
            "  [2/2] Threadless Router: core",
            "Made "
                + checkout.resolve("conf/router.yml")
                + ", which says what the router is to do. It is yours to edit.");
    assertThat(check.out()).contains(checkout.resolve("conf/router.yml") + " has no mistakes");
  }

  @Test
  void whatIsEditedIsKeptWhenItIsBuiltAgain() throws Exception {
    router("check");
    Path file = checkout.resolve("conf/router.yml");
    Files.writeString(file, Files.readString(file).replace("My project", "My edit"));
    Files.setLastModifiedTime(
        checkout.resolve("pom.xml"), FileTime.from(Instant.now().plusSeconds(2)));

    FinishedCommand routed = router("incoming", "httptester-public", "1", "gibberish");

    assertThat(routed.err()).first().asString().startsWith("Building ");
    assertThat(routed.out().get(0)).contains("Sorry, My edit could not");
    assertThat(checkout.resolve("data/router.mv.db")).isRegularFile();
  }

  @Test
  void whatIsBuiltAlreadyStartsAtOnce() throws Exception {
    router("check");

    assertThat(router("check").err()).isEmpty();
  }

  @Test
  void whyABuildFailsIsTold() throws Exception {
    Files.createFile(checkout.resolve("fails"));

    FinishedCommand failed = router("check");

    assertThat(failed.exit()).isEqualTo(1);
    assertThat(failed.out()).isEmpty();
    assertThat(failed.err()).last().isEqualTo("[ERROR] a mistake in the sources");
    assertThat(failed.err()).noneMatch(line -> line.contains("some:plugin"));
  }

  private FinishedCommand router(String... arguments) throws Exception {
    ProcessBuilder command = Distribution.command(checkout.resolve("router").toString(), arguments);
    command.environment().merge("PATH", folder.resolve("bin") + ":", (path, first) -> first + path);
    return FinishedCommand.of(command);
  }
}
