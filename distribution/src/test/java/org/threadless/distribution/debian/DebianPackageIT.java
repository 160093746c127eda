package org.threadless.distribution.debian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.threadless.distribution.FinishedCommand;
import org.threadless.distribution.RouterProcess;

/**
 * The package, from its installation on a clean Debian to its purge. Needs root, and a Debian that
 * can make another; where {@code CI=true} it fails without.
 */
@Tag("long")
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class DebianPackageIT {

  private static final String UNIT = "/usr/lib/systemd/system/threadless-router.service";
  private static final String HOME = "/var/lib/threadless-router";
  private static final String CONF = "/etc/threadless-router";
  private static final String CONFIG = CONF + "/router.yml";
  private static final String CERTIFICATE = CONF + "/fullchain.pem";
  private static final String TESTER = "/httptester/httptester-public/";

  @TempDir private static Path temp;

  private static DebianRoot debian;

  @BeforeAll
  @Timeout(value = 10, unit = TimeUnit.MINUTES)
  static void makeDebian() throws Exception {
    List<String> missing = new ArrayList<>();
    if (!"root".equals(System.getProperty("user.name"))) {
      missing.add("root");
    }
    for (String program : List.of("mmdebstrap", "python3", "systemd-analyze", "unshare")) {
      if (!isThere(program)) {
        missing.add(program);
      }
    }
    if (!missing.isEmpty()) {
      String sentence = "a clean Debian cannot be made here, for want of " + missing;
      if ("true".equals(System.getenv("CI"))) {
        Assertions.fail(sentence);
      }
      Assumptions.abort(sentence);
    }
    debian =
        DebianRoot.make(
            temp.resolve("debian"), RouterPackage.ofThisBuild().beside("debian-12.tar"));
  }

  @AfterAll
  static void removeDebian() throws Exception {
    if (debian != null) {
      debian.remove();
    }
  }

  @Test
  void fromInstallationToPurgeItKeepsWhatItPromises() throws Exception {
    RouterPackage older =
        RouterPackage.ofThisBuild().older(Files.createDirectory(temp.resolve("older")));
    debian.install(older.file());

    userFoldersAndFilesAreThere();
    systemdTakesTheUnitAndFindsLittleToBlame();
    theCommandIsOnThePathWithItsManualAndCompletion();
    configure();
    onlyRootAndItsGroupCanReadTheConfiguration();
    aCommandOfRootRunsAsTheUserOfTheService();
    theCommandOfTheUnitServesAndTellsSystemd("before the upgrade");

    debian.install(RouterPackage.ofThisBuild().file());

    theUpgradeHasKeptConfigurationAndDataAndNothingOfTheOldProgram();
    theCommandOfTheUnitServesAndTellsSystemd("after the upgrade");

    debian.done("apt-get", "remove", "-y", "threadless-router");

    configurationAndDataAreStillThereAndTheProgramIsNot();

    FinishedCommand purged = purgeWithACertificateInTheConfiguration();

    theConfigurationIsGoneAndTheDataStaysSinceNobodySaidOtherwise();
    whatThePackageDidNotPutThereIsLeftAndOneLineSaysSo(purged);

    debian.install(RouterPackage.ofThisBuild().file());
    debian.done(
        "sh",
        "-c",
        "echo threadless-router threadless-router/remove-data boolean true | debconf-set-selections");
    debian.done("apt-get", "purge", "-y", "threadless-router");

    assertThat(debian.file(HOME)).doesNotExist();
    assertThat(debian.file(CONF)).doesNotExist();
  }

  private static void userFoldersAndFilesAreThere() throws Exception {
    assertThat(debian.done("id", "-un", "router")).containsExactly("router");
    assertThat(stat(HOME)).isEqualTo("router:router 750");
    assertThat(stat(HOME + "/plugins")).isEqualTo("root:root 755");
    assertThat(stat(CONF)).isEqualTo("root:router 750");
    assertThat(stat(CONFIG)).isEqualTo("root:router 640");
    assertThat(stat(CONF + "/environment")).isEqualTo("root:router 640");
    assertThat(Files.readString(debian.file(CONFIG)))
        .contains("\"router check\"")
        .doesNotContain("bin/router");
    assertThat(debian.file("/usr/share/doc/threadless-router/docs/operating.md")).isRegularFile();
    assertThat(debian.file("/usr/share/threadless-router/monitoring/alerts.yml")).isRegularFile();
    assertThat(Files.readString(debian.file("/usr/share/doc/threadless-router/README.txt")))
        .contains("/usr/share/threadless-router/monitoring/", CONFIG)
        .doesNotContain("bin/router", "ROUTER_HOME");
    assertThat(debian.file("/usr/share/doc/threadless-router/copyright")).isRegularFile();
    assertThat(debian.done("dpkg", "--verify", "threadless-router")).isEmpty();
  }

  private static void systemdTakesTheUnitAndFindsLittleToBlame() throws Exception {
    FinishedCommand verified =
        FinishedCommand.of(
            new ProcessBuilder(
                "systemd-analyze",
                "verify",
                "--root=" + debian.folder(),
                "--man=no",
                "threadless-router.service"));
    FinishedCommand judged =
        FinishedCommand.of(
            new ProcessBuilder(
                "systemd-analyze",
                "security",
                "--offline=true",
                "--threshold=29",
                "--no-pager",
                debian.file(UNIT).toString()));

    assertThat(verified.exit()).as(String.join("\n", verified.err())).isZero();
    assertThat(verified.err()).isEmpty();
    assertThat(judged.exit()).as(String.join("\n", judged.out())).isZero();
    assertThat(debian.file("/etc/systemd/system/multi-user.target.wants/threadless-router.service"))
        .isSymbolicLink();
  }

  private static void theCommandIsOnThePathWithItsManualAndCompletion() throws Exception {
    assertThat(debian.done("router", "--version").get(0)).startsWith("Threadless Router ");
    assertThat(debian.done("zcat", "/usr/share/man/man1/router.1.gz"))
        .anySatisfy(line -> assertThat(line).startsWith(".SS \"router serve "))
        .anySatisfy(line -> assertThat(line).startsWith(".SS \"router kannel config "))
        .contains(".SH FILES");
    assertThat(
            debian.done(
                "bash",
                "-c",
                ". /usr/share/bash-completion/completions/router; COMP_WORDS=(router che); COMP_CWORD=1;"
                    + " _complete_router; echo \"${COMPREPLY[@]}\""))
        .containsExactly("check");
  }

  private static void configure() throws Exception {
    String config = Files.readString(debian.file(CONFIG));
    Files.writeString(
        debian.file(CONFIG),
        config.replace("port: 8000", "port: 0").replace("My project", "${PROJECT}"));
    Files.writeString(
        debian.file(CONF + "/environment"),
        "# ours\nPROJECT=\"The post office\"\nROUTER_OPTS=-Xmx300m\n");
  }

  private static void onlyRootAndItsGroupCanReadTheConfiguration() throws Exception {
    FinishedCommand refused =
        debian.run(
            "setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", "router", "check");

    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.err()).containsExactly(CONFIG + ": this user may not read the file");
  }

  private static void aCommandOfRootRunsAsTheUserOfTheService() throws Exception {
    assertThat(debian.done("router", "check")).contains(CONFIG + " has no mistakes");
    assertThat(debian.done("router", "incoming", "httptester-public", "1", "gibberish").get(0))
        .contains("Sorry, The post office could not understand your message.");
    assertThat(debian.done("find", HOME, "!", "-user", "router"))
        .containsExactly(HOME + "/plugins");
    assertThat(debian.file(HOME + "/data/router.mv.db")).isRegularFile();
    FinishedCommand refused = debian.run("router", "backup", "/root/backup.zip");
    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.err())
        .containsExactly("this user, router, may not write /root; name a folder that is its own");
  }

  private static void theCommandOfTheUnitServesAndTellsSystemd(String text) throws Exception {
    SystemdUnit unit = SystemdUnit.read(debian.file(UNIT));
    Map<String, String> environment = unit.environment(debian);
    environment.put("NOTIFY_SOCKET", "/run/notify");
    Path log = temp.resolve("log");
    try (NotifySocket systemd = new NotifySocket(debian.file("/run/notify"));
        RouterProcess router =
            RouterProcess.start(
                debian.command(environment, unit.command()),
                ProcessBuilder.Redirect.to(log.toFile()))) {
      await().until(() -> systemd.told().contains("READY=1"));
      assertThat(systemd.told()).contains("STATUS=Listening on " + router.root());
      assertThat(router.post(TESTER, "2", "echo " + text).statusCode()).isEqualTo(200);
      assertThat(router.get(TESTER + "2/messages").body()).contains("\"text\":\"" + text + "\"");
      assertThat(systemd.told()).doesNotContain("STOPPING=1");

      assertThat(router.terminate()).isZero();

      assertThat(systemd.told()).contains("STOPPING=1");
    }
    assertThat(Files.readAllLines(log)).allMatch(line -> line.matches("<[3-7]>.*"));
  }

  private static void theUpgradeHasKeptConfigurationAndDataAndNothingOfTheOldProgram()
      throws Exception {
    assertThat(debian.done("dpkg-query", "-W", "-f", "${Version}", "threadless-router").get(0))
        .isNotEqualTo("0.0.9");
    assertThat(Files.readString(debian.file(CONFIG))).contains("# Of old", "port: 0", "${PROJECT}");
    assertThat(stat(CONFIG)).isEqualTo("root:router 640");
    assertThat(Files.readString(debian.file(CONF + "/environment"))).startsWith("# ours");
    assertThat(debian.file("/usr/share/threadless-router/lib/old.jar")).doesNotExist();
    assertThat(debian.done("router", "message", "--of", "2").toString())
        .contains("before the upgrade");
  }

  private static void configurationAndDataAreStillThereAndTheProgramIsNot() throws Exception {
    assertThat(debian.file("/usr/bin/router")).doesNotExist();
    assertThat(debian.file("/usr/share/threadless-router")).doesNotExist();
    assertThat(Files.readString(debian.file(CONFIG))).contains("${PROJECT}");
    assertThat(Files.readString(debian.file(CONF + "/environment"))).startsWith("# ours");
    assertThat(debian.file(HOME + "/data/router.mv.db")).isRegularFile();
  }

  private static FinishedCommand purgeWithACertificateInTheConfiguration() throws Exception {
    Files.writeString(debian.file(CONFIG + ".dpkg-dist"), "# what is new in it");
    Files.writeString(debian.file(CERTIFICATE), "-----BEGIN CERTIFICATE-----");
    FinishedCommand purged = debian.run("apt-get", "purge", "-y", "threadless-router");
    assertThat(purged.exit()).as(purged.toString()).isZero();
    return purged;
  }

  private static void whatThePackageDidNotPutThereIsLeftAndOneLineSaysSo(FinishedCommand purged)
      throws Exception {
    assertThat(debian.done("ls", "-A", CONF)).containsExactly("fullchain.pem");
    assertThat(purged.err())
        .containsOnlyOnce("What was put into " + CONF + " by hand is left there.");
    Files.delete(debian.file(CERTIFICATE));
  }

  private static void theConfigurationIsGoneAndTheDataStaysSinceNobodySaidOtherwise() {
    assertThat(debian.file(CONFIG)).doesNotExist();
    assertThat(debian.file(CONF + "/environment")).doesNotExist();
    assertThat(debian.file(HOME + "/data/router.mv.db")).isRegularFile();
  }

  private static String stat(String file) throws IOException, InterruptedException {
    return debian.done("stat", "-c", "%U:%G %a", file).get(0);
  }

  private static boolean isThere(String program) {
    return List.of(System.getenv("PATH").split(":", -1)).stream()
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
