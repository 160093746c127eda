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
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The zip and its launcher, on the command line. */
@Execution(ExecutionMode.CONCURRENT)
class LauncherIT {

  /** All that is in the folder of the zip. */
  private static final String[] UNZIPPED = {
    "LICENSE",
    "README.txt",
    "bin",
    "conf",
    "docs",
    "examples",
    "lib",
    "monitoring",
    "plugins",
    "plugins-available"
  };

  // One in the other: each start of Java, and above all what prepare does, takes seconds.
  private static final List<String> ODD_NAMES =
      List.of(
          "\u00E9t\u00E9", "100%p %20", "#+", "it's \"$HOME\" `id`", "a!b", "a*b?[x]", "~,@&(){}");

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
    assertThat(names(distribution.folder())).containsExactlyInAnyOrder(UNZIPPED);
    assertThat(names(distribution.file("plugins"))).isEmpty();
    assertThat(names(distribution.file("plugins-available"))).containsExactly("handler-kafka");
    assertThat(names(distribution.file("bin"))).containsExactlyInAnyOrder("router", "router.bat");
    assertThat(distribution.file("bin/router")).isExecutable();
  }

  @Test
  void itWorksFromAnyFolderAndThroughALink() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("my router"), relativeLauncher());
    ProcessBuilder command = Distribution.command(link.toString(), "check");
    command.directory(Files.createDirectory(folder.resolve("elsewhere")).toFile());

    FinishedCommand check = FinishedCommand.of(command);

    assertThat(check.err()).isEmpty();
    assertThat(check.exit()).isZero();
    assertThat(check.out())
        .contains("  http://127.0.0.1:8000/httptester/httptester-public/")
        .contains(distribution.file("conf/router.yml") + " has no mistakes");
    assertThat(names(folder.resolve("elsewhere"))).isEmpty();
  }

  @Test
  void allThatIsYoursIsInTheHomeThatIsSetAndTheConfigurationIsMadeThere() throws Exception {
    Path home = folder.resolve("my home");
    Path file = home.resolve("conf/router.yml");

    FinishedCommand first = FinishedCommand.of(inHome(home, "check"));

    assertThat(first.err())
        .containsExactly(
            "Made " + file + ", which says what the router is to do. It is yours to edit.");
    assertThat(first.out()).contains(file + " has no mistakes");

    Files.writeString(file, Files.readString(file).replace("My project", "My edit"));
    FinishedCommand second =
        FinishedCommand.of(inHome(home, "incoming", "httptester-public", "1", "gibberish"));

    assertThat(second.err()).isEmpty();
    assertThat(second.out().get(0)).contains("Sorry, My edit could not");
    assertThat(home.resolve("data/router.mv.db")).isRegularFile();

    Files.createDirectory(home.resolve("plugins"));
    Files.writeString(home.resolve("plugins/notes.txt"), "no jar");
    assertThat(FinishedCommand.of(inHome(home, "check")).err())
        .containsExactly("plugins/notes.txt is not a jar; move it to another folder");
    assertThat(names(distribution.folder())).containsExactlyInAnyOrder(UNZIPPED);
  }

  @Test
  void theConfigurationMayBeInAFolderOfItsOwn() throws Exception {
    Path home = Files.createDirectory(folder.resolve("home"));
    Path conf = Files.createDirectory(folder.resolve("etc"));
    Files.writeString(conf.resolve("router.yml"), "apps: [echo]\nbackends: {}\n");
    Files.writeString(conf.resolve("logback.xml"), "<configuration><x");
    ProcessBuilder command = inHome(home, "check");
    command.environment().put("ROUTER_CONF", conf.toString());

    assertThat(FinishedCommand.of(command).err())
        .singleElement()
        .asString()
        .startsWith(conf.resolve("logback.xml") + ": ");

    Files.delete(conf.resolve("logback.xml"));

    assertThat(FinishedCommand.of(command).out())
        .contains(conf.resolve("router.yml") + " has no mistakes");
    assertThat(names(home)).doesNotContain("conf");
  }

  private ProcessBuilder inHome(Path home, String... arguments) {
    ProcessBuilder command =
        Distribution.command(distribution.file("bin/router").toString(), arguments);
    command.environment().put("ROUTER_HOME", home.toString());
    return command;
  }

  @Test
  void whatIsPreparedIsKeptForThisJavaAndChangesNothingElse() throws Exception {
    FinishedCommand prepared = distribution.run("prepare");

    assertThat(prepared.err()).isEmpty();
    assertThat(prepared.exit()).isZero();
    assertThat(names(distribution.file("cache")))
        .singleElement()
        .asString()
        .matches("java-.*\\.(aot|jsa)");
    assertThat(names(distribution.folder()))
        .containsExactlyInAnyOrder(
            "LICENSE",
            "README.txt",
            "bin",
            "cache",
            "conf",
            "docs",
            "examples",
            "lib",
            "monitoring",
            "plugins",
            "plugins-available");
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

    FinishedCommand prepared = distribution.run("prepare");

    assertThat(prepared.exit()).isEqualTo(1);
    assertThat(prepared.err())
        .containsExactly(
            distribution.file("conf/prepare.yml") + ": there is no such file",
            "router: nothing is kept; the router starts without");
    assertThat(check().err()).isEmpty();
  }

  private FinishedCommand check() throws Exception {
    FinishedCommand check = distribution.run("check");
    assertThat(check.exit()).isZero();
    return check;
  }

  @Test
  void anOlderJavaIsRefusedWithTheVersionThatIsNeeded() throws Exception {
    Path home = fakeJava("echo 'openjdk version \"11.0.2\" 2019-01-15' >&2");
    ProcessBuilder command =
        Distribution.command(distribution.file("bin/router").toString(), "check");
    command.environment().put("JAVA_HOME", home.toString());

    FinishedCommand refused = FinishedCommand.of(command);

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

    FinishedCommand refused = FinishedCommand.of(command);

    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.err()).singleElement().asString().contains("JAVA_HOME");
  }

  @Test
  void tooFewOpenFilesAreToldInOneLineWithWhatToDo() throws Exception {
    String launcher = distribution.file("bin/router").toString();

    FinishedCommand refused =
        FinishedCommand.of(
            Distribution.command("sh", "-c", "ulimit -n 64; exec \"$0\" serve", launcher));

    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.err())
        .singleElement()
        .asString()
        .startsWith("router: the system lets this user open only 64 files at once")
        .contains("LimitNOFILE=");
  }

  @Test
  void aJarThatIsNotWholeIsToldInOneLineWithWhatToDo() throws Exception {
    Path guice;
    try (Stream<Path> jars = Files.list(distribution.file("lib"))) {
      guice =
          jars.filter(jar -> jar.getFileName().toString().matches("guice-\\d.*")).findAny().get();
    }
    Files.writeString(guice, "half a jar");

    FinishedCommand refused = distribution.run("serve", "--port", "0");

    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.err())
        .singleElement()
        .asString()
        .startsWith("a plugin cannot be loaded: ")
        .contains("the class com.google.inject.")
        .endsWith("; see that lib holds what it held when it was unzipped");
  }

  @Test
  void aMistakeInTheConfigurationOfTheLogIsOneLine() throws Exception {
    Path file = distribution.file("conf/logback.xml");
    Files.writeString(file, "<configuration><x");

    FinishedCommand refused = distribution.run("serve", "--port", "0");

    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.err()).singleElement().asString().startsWith(file + ": ");
  }

  @Test
  void routerOptsReachTheJvm() throws Exception {
    ProcessBuilder command =
        Distribution.command(distribution.file("bin/router").toString(), "check");
    command.environment().put("ROUTER_OPTS", "-Xmx200m -showversion");

    assertThat(FinishedCommand.of(command).err()).anyMatch(line -> line.contains("version"));
  }

  @Test
  void oneMessageIsRoutedWithoutAServer() throws Exception {
    FinishedCommand routed =
        distribution.run("incoming", "httptester-public", "1112223333", "echo \u00e9");

    assertThat(routed.exit()).isZero();
    assertThat(routed.out().get(0)).isEqualTo("httptester-public/1112223333 < \u00e9");
  }

  @Test
  void appsAndBackendsAreListedWithVersionAndJar() throws Exception {
    List<String> apps = distribution.run("apps").out();
    List<String> backends =
        distribution.run("backends").out().stream()
            .filter(line -> !line.startsWith("presets of "))
            .toList();

    assertThat(apps)
        .extracting(LauncherIT::firstWord)
        .containsExactly("default", "echo", "guard", "ping", "register", "webhook");
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

    FinishedCommand check = distribution.run("check");

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
  void checkWarnsOfTestersThatOthersThanThisMachineCanUseWithoutSigningIn() throws Exception {
    distribution.configure("host: 127.0.0.1", "host: 0.0.0.0");
    assertThat(distribution.run("check").out())
        .noneMatch(line -> line.contains("httptester-public:"));
    distribution.configure("engine: httptester", "engine: httptester\n    sign-in: false");

    FinishedCommand check = distribution.run("check");

    assertThat(check.exit()).isZero();
    assertThat(check.out())
        .contains(
            "warning: backend httptester-public: everybody who reaches 0.0.0.0 can read and send"
                + " its messages; let http.host be 127.0.0.1, or leave it out",
            "warning: backend httptester-private: everybody who reaches 0.0.0.0 can read and send"
                + " its messages; let http.host be 127.0.0.1, or leave it out");
  }

  @ParameterizedTest
  @ValueSource(strings = {"C", "POSIX", "C.UTF-8", "de_DE.ISO-8859-1", "no_SUCH.UTF-8"})
  void argumentsAreUtf8WhateverTheLocale(String locale) throws Exception {
    ProcessBuilder command =
        inLocale(
            locale, "incoming", "httptester-public", "1112223333", "echo caf\u00E9 \uD83D\uDE00");

    FinishedCommand routed = FinishedCommand.of(command);

    assertThat(routed.err()).isEmpty();
    assertThat(routed.out().get(0))
        .isEqualTo("httptester-public/1112223333 < caf\u00E9 \uD83D\uDE00");
  }

  @Test
  void filesAndVariablesAreUtf8WhateverTheLocale() throws Exception {
    Path config = distribution.file("conf/\u00E9t\u00E9.yml");
    Files.writeString(
        config,
        """
        database: {url: "jdbc:h2:./${FOLDER}/router"}
        apps: [echo]
        backends: {tester: {engine: httptester}}
        """);
    Path script = Files.writeString(folder.resolve("\u00E8.txt"), "1 > echo \u00E9\n1 < \u00E9\n");
    ProcessBuilder command =
        inLocale(
            "C",
            "script",
            script.toString(),
            "--backend=tester",
            "--keep",
            "--config=" + config.toString());
    command.environment().put("FOLDER", "donn\u00E9es");
    Path home = Files.createDirectory(folder.resolve("home \uD83D\uDE00"));
    command.environment().put("ROUTER_HOME", home.toString());

    FinishedCommand run = FinishedCommand.of(command);

    assertThat(run.err()).isEmpty();
    assertThat(run.out()).contains("ok      " + script);
    assertThat(home.resolve("donn\u00E9es/router.mv.db")).isRegularFile();
  }

  @Test
  void whereThereIsNoUtf8WhatCannotBeReadIsRefusedInOneLine() throws Exception {
    ProcessBuilder text =
        withoutUtf8(inLocale("C", "incoming", "httptester-public", "1", "echo caf\u00E9"));
    ProcessBuilder ascii =
        withoutUtf8(inLocale("C", "incoming", "httptester-public", "1", "echo a"));

    FinishedCommand refused = FinishedCommand.of(text);
    FinishedCommand routed = FinishedCommand.of(ascii);

    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.out()).isEmpty();
    assertThat(refused.err())
        .singleElement()
        .asString()
        .startsWith("argument 4 has characters that Java cannot read here");
    assertThat(routed.out().get(0)).isEqualTo("httptester-public/1 < a");
  }

  @Test
  void itStartsFromFoldersOfAnyName() throws Exception {
    Distribution odd = Distribution.unzipInto(folder.resolve(String.join("/", ODD_NAMES)));

    FinishedCommand prepared = FinishedCommand.of(inLocale(odd, "C", "prepare"));
    FinishedCommand routed =
        FinishedCommand.of(inLocale(odd, "C", "incoming", "httptester-public", "1", "echo \u00E9"));

    assertThat(prepared.err()).isEmpty();
    assertThat(names(odd.file("cache"))).hasSize(1);
    assertThat(routed.err()).isEmpty();
    assertThat(routed.out().get(0)).isEqualTo("httptester-public/1 < \u00E9");
    assertThat(odd.file("data/router.mv.db")).isRegularFile();
  }

  @Test
  void itStartsFromAVeryLongPath() throws Exception {
    Distribution deep = Distribution.unzipInto(folder.resolve(("x".repeat(200) + "/").repeat(8)));

    assertThat(deep.run("check").exit()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"a:b | there is a :", "wow! | there is a !", "\uD83D\uDE00 | there is an emoji"})
  void aFolderThatJavaCannotStartFromIsToldInOneLine(String name, String why) throws Exception {
    Distribution odd = Distribution.unzipInto(folder.resolve(name));

    FinishedCommand refused = odd.run("check");

    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.out()).isEmpty();
    assertThat(refused.err())
        .singleElement()
        .asString()
        .startsWith("router: Java cannot start from the folder " + odd.folder() + ": " + why);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a;b", "back\\slash"})
  void aFolderThatH2CannotNameStartsWithADatabaseElsewhere(String name) throws Exception {
    Distribution odd = Distribution.unzipInto(folder.resolve(name));

    assertThat(odd.run("check").err())
        .singleElement()
        .asString()
        .startsWith("the database cannot be in " + odd.folder() + ": ");

    odd.configure("jdbc:h2:file:./data/router", "jdbc:h2:file:" + folder.resolve("data/router"));

    assertThat(odd.run("check").exit()).isZero();
  }

  @Test
  void whatStandsInTheWayOfTheFirstStartIsOneLineEach() throws Exception {
    assertThat(distribution.run("check", "--config", folder.toString()).err())
        .containsExactly(folder + ": this is a folder, not a file");

    Files.writeString(distribution.file("data"), "a file in the place of the folder");
    assertThat(distribution.run("serve", "--port=0").err())
        .singleElement()
        .asString()
        .startsWith("the database jdbc:h2:file:" + distribution.file("data/router") + " cannot be");

    Files.move(distribution.file("conf"), folder.resolve("conf"));
    assertThat(distribution.run("serve").err())
        .containsExactly(distribution.file("conf/router.yml") + ": there is no such file");
  }

  @Test
  void theRootLeadsToTheTesters() throws Exception {
    try (RouterProcess router = distribution.serve("--port", "0")) {
      assertThat(router.get("/").body())
          .contains("/httptester/httptester-public/  a phone in the browser")
          .contains("/httptester/httptester-private/  a phone in the browser");
    }
  }

  private ProcessBuilder inLocale(String locale, String... arguments) {
    return inLocale(distribution, locale, arguments);
  }

  private static ProcessBuilder inLocale(
      Distribution distribution, String locale, String... arguments) {
    ProcessBuilder command =
        Distribution.command(distribution.file("bin/router").toString(), arguments);
    command.environment().keySet().removeIf(name -> name.startsWith("LC_"));
    command.environment().put("LC_ALL", locale);
    return command;
  }

  /** Lets the launcher find no locale but those that every system has. */
  private ProcessBuilder withoutUtf8(ProcessBuilder command) throws IOException {
    Path bin = Files.createDirectories(folder.resolve("bin"));
    Path locale = bin.resolve("locale");
    Files.writeString(
        locale, "#!/bin/sh\n[ \"$1\" = -a ] && printf 'C\\nPOSIX\\n' || echo ANSI_X3.4-1968\n");
    Files.setPosixFilePermissions(locale, PosixFilePermissions.fromString("rwxr-xr-x"));
    command.environment().merge("PATH", bin + ":", (path, first) -> first + path);
    return command;
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
