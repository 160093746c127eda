package org.threadless.server.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * With a program in the place of {@code systemd-notify}; the real one is tried with the package.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no systemd")
class ServiceManagerTest {

  private static final Map<String, String> SYSTEMD = Map.of("NOTIFY_SOCKET", "/run/notify");

  @TempDir private Path temp;

  private Path told;

  @BeforeEach
  void listen() {
    told = temp.resolve("told.txt");
  }

  @Test
  void itIsToldWhereMessagesAreTakenAndThatNoMoreAre() throws IOException {
    ServiceManager manager = ServiceManager.of(SYSTEMD, program("printf '%s\\n' \"$@\" >>" + told));

    manager.ready(URI.create("http://127.0.0.1:8000/"));
    manager.stopping();

    assertThat(told)
        .hasContent(
            "READY=1\nSTATUS=Listening on http://127.0.0.1:8000/\n"
                + "STOPPING=1\nSTATUS=Finishing what is under way");
  }

  @Test
  void whereNobodyListensNothingIsStarted() throws IOException {
    ServiceManager manager = ServiceManager.of(Map.of(), program("touch " + told));

    manager.ready(URI.create("http://127.0.0.1:8000/"));
    manager.stopping();

    assertThat(told).doesNotExist();
  }

  @Test
  void thatItCannotBeToldIsNoReasonNotToServe() throws IOException {
    ServiceManager.of(SYSTEMD, program("exit 1")).stopping();
    ServiceManager.of(SYSTEMD, temp.resolve("no-such-program").toString()).stopping();
  }

  private String program(String script) throws IOException {
    Path file = Files.writeString(temp.resolve("systemd-notify"), "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    return file.toString();
  }
}
