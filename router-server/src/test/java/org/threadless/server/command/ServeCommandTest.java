package org.threadless.server.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.threadless.server.Main;
import org.threadless.server.sample.PluginJar;

class ServeCommandTest {

  @TempDir Path temp;
  private ConfigFolder folder;
  private final List<Process> processes = new ArrayList<>();

  @BeforeEach
  void useFolder() {
    folder = new ConfigFolder(temp);
  }

  @AfterEach
  void killProcesses() throws InterruptedException {
    for (Process process : processes) {
      process.destroyForcibly().waitFor();
    }
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no signal to ask a process to stop")
  void itServesFromTheHomeFolderUntilItIsToldToStop() throws Exception {
    Path journal = temp.resolve("journal.txt");
    String config =
        folder.option("http: {port: 0}\nbackends: {a: {engine: journal, file: '" + journal + "'}}");
    Process process = start(System.getProperty("java.class.path"), "serve", config);
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      String ready = out.readLine();

      assertThat(ready).matches("Listening on http://127\\.0\\.0\\.1:[1-9]\\d*/");
      assertThat(statusOf(URI.create(ready.replace("Listening on ", "")))).isEqualTo(200);
      assertThat(temp.resolve("data/router.mv.db")).isRegularFile();

      // Not Process.destroy(), which closes what is read below.
      process.toHandle().destroy();
      assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
      assertThat(process.exitValue()).isZero();
      assertThat(out.lines()).containsExactly("Stopping", "Stopped");
      assertThat(journal).hasContent("a made\na closed");
    }
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no SIGHUP")
  void onSighupItTakesOtherSettings() throws Exception {
    Path journal = temp.resolve("journal.txt");
    String yaml = "http: {port: 0}\napps: [greeter]\nbackends: {a: {engine: journal, file: '%s'}}";
    String config = folder.option(yaml.formatted(journal));
    Process process = start(System.getProperty("java.class.path"), "serve", config);
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      assertThat(out.readLine()).startsWith("Listening on ");
      Path other = temp.resolve("other.txt");
      folder.write(yaml.formatted(other));

      new ProcessBuilder("kill", "-HUP", String.valueOf(process.pid())).start().waitFor();

      await().untilAsserted(() -> assertThat(other).hasContent("a made"));
    }
  }

  @Test
  void aDatabaseThatACommandHasOpenIsWaitedFor() throws Exception {
    Path data = Files.createDirectory(temp.resolve("data"));
    try (FileChannel channel =
        FileChannel.open(
            data.resolve("router.mv.db"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      FileLock lock = channel.lock();
      Process process = startLogging("serve", folder.option("http: {port: 0}"));
      try (BufferedReader err = process.errorReader(StandardCharsets.UTF_8);
          BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
        assertThat(err.lines().filter(line -> line.contains("another process has")).findFirst())
            .isPresent();
        lock.close();

        assertThat(out.readLine()).startsWith("Listening on ");
      }
    }
  }

  @Test
  void aPortThatIsTakenIsOneLineThatNamesHostAndPort() throws Exception {
    Path journal = temp.resolve("journal.txt");
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CommandResult ran =
          CommandResult.router(
              "serve",
              folder.inMemory(
                  "http: {port: %d}\nbackends: {a: {engine: journal, file: '%s'}}"
                      .formatted(taken.getLocalPort(), journal)));

      assertThat(ran.exitCode()).isEqualTo(1);
      assertThat(ran.out()).isEmpty();
      assertThat(ran.errLines())
          .singleElement()
          .asString()
          .startsWith("cannot listen on 127.0.0.1:" + taken.getLocalPort() + ": ")
          .contains("let http.port be another one");
      assertThat(journal).hasContent("a made\na closed");
    }
  }

  @Test
  void aHostThatIsNotOursIsOneLine() {
    CommandResult ran =
        CommandResult.router("serve", folder.inMemory("http: {host: no-such.invalid, port: 0}"));

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.errLines())
        .singleElement()
        .asString()
        .isEqualTo(
            "cannot listen on no-such.invalid:0: http.host must be a name or an address of this"
                + " machine");
  }

  @Test
  void anAddressOfAnotherMachineIsOneLineThatNamesTheSetting() {
    // Of a block that is for documents only (RFC 5737).
    CommandResult ran =
        CommandResult.router("serve", folder.inMemory("http: {host: 192.0.2.1, port: 0}"));

    assertThat(ran.errLines())
        .containsExactly(
            "cannot listen on 192.0.2.1:0: http.host must be a name or an address of this machine");
  }

  @Test
  void thePortOfTheCommandLineIsTakenInsteadOfThatOfTheConfiguration() throws Exception {
    String config;
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      config = folder.option("http: {port: " + taken.getLocalPort() + "}");
      Process process =
          start(System.getProperty("java.class.path"), "serve", "--port", "0", config);
      try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
        assertThat(out.readLine())
            .matches("Listening on http://127\\.0\\.0\\.1:[1-9]\\d*/")
            .doesNotContain(":" + taken.getLocalPort() + "/");
      }
    }
  }

  @Test
  void aPortThatCannotBeIsOneLine() {
    CommandResult ran = CommandResult.router("serve", "--port=70000", folder.inMemory("apps: []"));

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.errLines())
        .containsExactly("--port is not valid: port must be from 0 to 65535, and is 70000");
  }

  @Test
  void mistakesOfTheConfigurationAreToldBeforeAnythingIsOpened() {
    Path database = temp.resolve("db");
    CommandResult ran =
        CommandResult.router(
            "serve",
            folder.option(
                "database: {url: 'jdbc:h2:file:" + database + "'}\napps: [spy, pigeon]\nhttps: 1"));

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.errLines()).hasSize(2);
    assertThat(temp.resolve("db.mv.db")).doesNotExist();
  }

  @Test
  void appsThatLackSomethingHaveALineEach() {
    CommandResult ran =
        CommandResult.router("serve", folder.inMemory("http: {port: 0}\napps: [spy, loose]"));

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.errLines())
        .hasSize(2)
        .allSatisfy(line -> assertThat(line).startsWith("app ").contains(" cannot be made: "));
  }

  @Test
  void aPluginThatCannotBeLoadedIsOneLine() throws Exception {
    Path jar = new PluginJar(temp, "1").without("Base");
    Process process = start(withJar(jar), "apps");

    assertThat(errorOf(process))
        .singleElement()
        .asString()
        .startsWith("a plugin cannot be loaded: ")
        .contains("the class sample.Base is missing");
    assertThat(process.waitFor()).isEqualTo(1);
  }

  @Test
  void anAppWhoseClassesAreNotAllThereIsOneLine() throws Exception {
    Path jar = new PluginJar(temp, "1").without("Part");
    Process process =
        start(withJar(jar), "serve", folder.inMemory("http: {port: 0}\napps: [jarred]"));

    assertThat(errorOf(process)).singleElement().asString().contains("sample/Part");
    assertThat(process.waitFor()).isEqualTo(1);
  }

  @Test
  void aDatabaseInAFolderThatCannotBeMadeIsOneLineOnStandardError() throws Exception {
    Path file = Files.writeString(temp.resolve("file"), "no folder");
    Process process =
        start(
            System.getProperty("java.class.path"),
            "serve",
            folder.option("database: {url: 'jdbc:h2:file:./file/db', password: x1y2}"));

    assertThat(errorOf(process))
        .singleElement()
        .asString()
        .startsWith("the database jdbc:h2:file:" + file.resolve("db") + " cannot be opened: ")
        .doesNotContain("x1y2");
    assertThat(process.waitFor()).isEqualTo(1);
  }

  @Test
  void whyItCannotServeIsNotToldAfterWhatItCouldDoWithout() throws Exception {
    // In the place of the folder that the socket for commands is in.
    Files.writeString(temp.resolve("data"), "no folder");
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Process process =
          start(
              System.getProperty("java.class.path"),
              "serve",
              folder.inMemory("http: {port: " + taken.getLocalPort() + "}"));

      assertThat(errorOf(process)).singleElement().asString().startsWith("cannot listen on ");
      assertThat(process.waitFor()).isEqualTo(1);
    }
  }

  private static String withJar(Path jar) {
    return jar + System.getProperty("path.separator") + System.getProperty("java.class.path");
  }

  private Process start(String classPath, String... arguments) throws IOException {
    return start(List.of(), classPath, arguments);
  }

  /** Starts one that logs to its standard error: tests log nothing otherwise. */
  private Process startLogging(String... arguments) throws IOException {
    Path logging =
        Files.writeString(
            temp.resolve("logback.xml"),
            """
            <configuration>
              <appender name="err" class="ch.qos.logback.core.ConsoleAppender">
                <target>System.err</target>
                <encoder><pattern>%m%n</pattern></encoder>
              </appender>
              <root level="INFO"><appender-ref ref="err"/></root>
            </configuration>
            """);
    return start(
        List.of("-Dlogback.configurationFile=" + logging),
        System.getProperty("java.class.path"),
        arguments);
  }

  private Process start(List<String> options, String classPath, String... arguments)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+IgnoreUnrecognizedVMOptions",
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED",
                // As the tests themselves: it is done before anything else were of use to it.
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Drouter.home=" + temp));
    command.addAll(options);
    command.addAll(List.of("-cp", classPath, Main.class.getName()));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).directory(temp.toFile()).start();
    processes.add(process);
    return process;
  }

  private static List<String> errorOf(Process process) throws IOException {
    try (BufferedReader err = process.errorReader(StandardCharsets.UTF_8)) {
      return err.lines().toList();
    }
  }

  private static int statusOf(URI url) throws Exception {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(url).build(), BodyHandlers.discarding())
        .statusCode();
  }
}
