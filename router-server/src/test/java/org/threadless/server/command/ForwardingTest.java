package org.threadless.server.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.threadless.router.message.BackendName;
import org.threadless.server.command.place.Forwarding;
import org.threadless.server.command.place.OwnWorkplace;
import org.threadless.server.control.ControlAction;
import org.threadless.server.control.ControlException;
import org.threadless.server.plugin.Plugins;
import org.threadless.storage.pool.DatabaseSettings;

/** What becomes of commands whose H2 a router that serves has open. */
class ForwardingTest {

  private static final String APPS_AND_BACKENDS =
      """

      apps: [greeter]
      backends: {one: {engine: journal, file: '%s'}, two: {engine: journal}}
      """;

  @TempDir private Path temp;
  private Path journal;
  private String config;
  private FileChannel file;
  private FileLock lock;
  private ServingHere serving;

  // The lock stands for another process: in this one, H2 would share the file.
  @BeforeEach
  void serve() throws IOException {
    journal = temp.resolve("journal.txt");
    Path locked = temp.resolve("locked.mv.db");
    file =
        FileChannel.open(
            locked, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    lock = file.lock();
    Path served = temp.resolve("served");
    Files.createDirectory(served);
    serving =
        ServingHere.with(
            new ConfigFolder(served).write(yaml("served")),
            new DatabaseSettings("jdbc:h2:file:" + temp.resolve("locked"), null, null, null));
    config = new ConfigFolder(temp).option(yaml("locked"));
  }

  private String yaml(String database) {
    return "database: {url: 'jdbc:h2:file:%s'}".formatted(temp.resolve(database))
        + APPS_AND_BACKENDS.formatted(journal);
  }

  @AfterEach
  void stop() throws IOException {
    serving.close();
    lock.close();
    file.close();
  }

  @Test
  void theRouterSendsLooksUpAndRepeatsForThem() throws IOException {
    serving.router().takeUp();
    CommandResult sent = run("send", "one", "1", "good\tmorning, naïve 😀");
    assertThat(sent.err()).isEmpty();
    assertThat(sent.out()).startsWith("SENT ");
    String id = sent.out().substring("SENT ".length()).strip();
    assertThat(journal).hasContent("one made\none sent good\tmorning, naïve 😀");

    assertThat(run("messages").out()).startsWith(id).contains("naïve 😀");
    assertThat(run("message", id).out()).startsWith(id + " to 1 by one\n  text: good");
    assertThat(run("resend", "--failed", "--dry-run").outLines())
        .containsExactly("to be sent again: 0");
    assertThat(run("retry", "--errored", "--dry-run").outLines())
        .containsExactly("to be routed again: 0");
  }

  @Test
  void theyChangeWhoIsLetInAndWhoIsKnown() {
    assertThat(run("token", "add", "crm", "--may", "send").out()).startsWith("tr_");
    assertThat(run("token", "list").out()).contains("crm");
    assertThat(run("user", "add", "ben", "--role", "reader", "--link").exitCode()).isZero();
    assertThat(run("contact", "add", "Amina", "--connection", "one:1").out()).contains("Amina");
    assertThat(run("group", "add", "Nurses").outLines()).containsExactly("added Nurses");
    assertThat(run("broadcast", "list").out()).startsWith("ID");
  }

  @Test
  void aBackendIsPausedAndResumed() {
    assertThat(run("pause", "one").out()).contains("backend one is paused");
    assertThat(run("send", "one", "3", "sooner").out()).contains("one is paused by hand since");
    String id = run("send", "one", "3", "later").out().replaceAll("(?s)QUEUED ([^:]+):.*", "$1");
    assertThat(run("cancel", id).outLines()).containsExactly("CANCELLED " + id);
    assertThat(run("resume", "one").exitCode()).isZero();
  }

  @Test
  void whatTheRouterRunsWithCountsAndNotWhatTheFileSaysByNow() {
    config = new ConfigFolder(temp).option(yaml("locked").replace("one:", "renamed:"));

    assertThat(run("pause", "one").out()).contains("backend one is paused");
    assertThat(run("pause", "renamed").err()).contains("configured: one, two");
  }

  @Test
  void theRouterSaysWhetherABackendThatItResumesIsDown() {
    serving.router().backlog().suspend(new BackendName("two"), Instant.now().plusSeconds(3600));

    await()
        .untilAsserted(
            () ->
                assertThat(run("resume", "two").out())
                    .startsWith("backend two is not paused, but down"));
  }

  @Test
  void mistakesAndTheExitCodeComeBack() {
    CommandResult unknown = run("message", "019bffff-0000-7000-8000-000000000001");
    assertThat(unknown.exitCode()).isEqualTo(1);
    assertThat(unknown.out()).isEmpty();
    assertThat(unknown.errLines())
        .containsExactly("no message is stored as 019bffff-0000-7000-8000-000000000001");

    CommandResult notThere = run("pause", "three");
    assertThat(notThere.exitCode()).isEqualTo(1);
    assertThat(notThere.err()).contains("configured: one, two");
  }

  @Test
  void whatNeedsTheDatabaseToItselfOrReadsFilesIsRefusedAndSaysWhatToDo() {
    for (String command :
        List.of(
            "contact import none.csv",
            "contact export",
            "person show 1",
            "person erase 1 --yes",
            "incoming one 1 hello")) {
      CommandResult ran = run(command.split(" ", -1));

      assertThat(ran.exitCode()).as(command).isEqualTo(1);
      assertThat(ran.errLines())
          .as(command)
          .singleElement()
          .asString()
          .contains("another process has it open; stop that first, or use PostgreSQL");
    }
  }

  @Test
  void timesOfAnotherZoneThanTheRoutersAreNotTakenForItsOwn() {
    ControlAction action =
        Forwarding.by(
            serving.router(),
            new RouterCommand(
                Plugins.find(ForwardingTest.class.getClassLoader()), new OwnWorkplace()));
    List<String> words = List.of("Indian/Christmas", "messages");

    assertThatThrownBy(() -> action.run(words, line -> {}))
        .isInstanceOf(ControlException.class)
        .hasMessageContainingAll("Indian/Christmas", "TZ=" + ZoneId.systemDefault());
  }

  private CommandResult run(String... words) {
    List<String> arguments = new ArrayList<>(List.of(words));
    arguments.add(config);
    return CommandResult.router(arguments.toArray(String[]::new));
  }
}
