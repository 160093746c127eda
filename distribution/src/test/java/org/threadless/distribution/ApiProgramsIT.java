package org.threadless.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.threadless.testrig.Ports;

/** What programs in other languages do by the API, as its document shows them. */
class ApiProgramsIT {

  /** Where the router is in the document. */
  private static final String ROOT = "http://127.0.0.1:8000/";

  /** What differs each time: tokens, ids, and whether a message has gone out by then. */
  private static final Pattern VARYING =
      Pattern.compile("tr_\\S+|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|QUEUED|SENT");

  @TempDir private Path folder;

  private Distribution distribution;
  private RouterProcess router;
  private String token;

  @BeforeEach
  void unzip() throws Exception {
    distribution = Distribution.prepareIn(folder);
    distribution.configure("port: 8000", "port: 0");
    Path programs = Files.createDirectory(distribution.file("api-python"));
    try (Stream<Path> files = Files.list(Checkout.file("examples/api-python"))) {
      for (Path file : files.filter(each -> each.toString().endsWith(".py")).toList()) {
        Files.copy(file, programs.resolve(file.getFileName()));
      }
    }
  }

  @AfterEach
  void stop() throws Exception {
    if (router != null) {
      router.close();
    }
  }

  @Test
  void theyDoOnH2WhatTheDocumentShows() throws Exception {
    followTheDocument();
  }

  @Test
  void theyDoOnPostgresWhatTheDocumentShows() throws Exception {
    try (EmbeddedPostgres postgres =
        EmbeddedPostgres.builder()
            .setPort(Ports.free())
            .setPGStartupWait(Duration.ofMinutes(2))
            .start()) {
      distribution.configure(
          "  url: jdbc:h2:file:./data/router",
          "  url: " + postgres.getJdbcUrl("postgres", "postgres") + "\n  user: postgres");
      followTheDocument();
    }
  }

  private void followTheDocument() throws Exception {
    int commands = 0;
    for (GuideStep step : GuideStep.of(Files.readString(Checkout.file("docs/api.md")))) {
      if (step instanceof GuideStep.Command command) {
        type(command);
        commands++;
      } else if (step instanceof GuideStep.Write write) {
        write(distribution.file(write.path()), write.content());
      }
    }
    assertThat(commands).isGreaterThan(4);
    router.close();
  }

  private void write(Path file, String content) throws IOException {
    String before = file.endsWith("conf/router.yml") ? Files.readString(file) + "\n" : "";
    Files.writeString(file, before + here(content));
  }

  private void type(GuideStep.Command command) throws Exception {
    if (command.command().equals("bin/router serve")) {
      router = distribution.serve();
      return;
    }
    ProcessBuilder shell = Distribution.command("bash", "-ec", here(command.command()));
    if (token != null) {
      shell.environment().put("TOKEN", token);
    }
    FinishedCommand finished = FinishedCommand.of(shell.directory(distribution.folder().toFile()));

    assertThat(finished.exit()).as(command.command() + "\n" + finished).isZero();
    List<String> shown = new ArrayList<>(finished.out());
    shown.addAll(finished.err());
    assertThat(same(shown)).as(command.command()).isEqualTo(same(command.output()));
    if (command.command().startsWith("bin/router token add")) {
      token = finished.out().get(0);
    }
  }

  private String here(String text) {
    return router == null ? text : text.replace(ROOT, router.root().toString());
  }

  private static String same(List<String> lines) {
    return lines.stream()
        .map(line -> VARYING.matcher(line.stripTrailing()).replaceAll("(varies)"))
        .collect(Collectors.joining("\n"));
  }
}
