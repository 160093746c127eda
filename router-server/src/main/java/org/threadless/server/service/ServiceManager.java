package org.threadless.server.service;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * systemd, where it has started this process as a service of {@code Type=notify}; nobody otherwise,
 * and then nothing is told. That it cannot be told is logged, and no reason not to serve.
 *
 * <p>What it is told goes through a datagram socket of Unix, which Java does not have: the program
 * {@code systemd-notify}, which is there wherever systemd is, sends it. The unit needs {@code
 * NotifyAccess=all} for that.
 */
public final class ServiceManager {

  private static final Logger log = LoggerFactory.getLogger(ServiceManager.class);

  private static final String SOCKET = "NOTIFY_SOCKET";

  // It waits until systemd has read it: milliseconds.
  private static final long PATIENCE_SECONDS = 5;

  private final boolean listens;
  private final String program;

  private ServiceManager(boolean listens, String program) {
    this.listens = listens;
    this.program = program;
  }

  /**
   * Returns the one of this process.
   *
   * @param environment its variables by name, as of {@link System#getenv()}
   */
  public static ServiceManager of(Map<String, String> environment) {
    return of(environment, "systemd-notify");
  }

  static ServiceManager of(Map<String, String> environment, String program) {
    return new ServiceManager(!environment.getOrDefault(SOCKET, "").isEmpty(), program);
  }

  /** Tells that messages are taken from now on. */
  public void ready(URI url) {
    tell("READY=1", "STATUS=Listening on " + url);
  }

  /** Tells that no more messages are taken, and those under way are finished. */
  public void stopping() {
    tell("STOPPING=1", "STATUS=Finishing what is under way");
  }

  private void tell(String... state) {
    if (!listens) {
      return;
    }
    List<String> command = new ArrayList<>(List.of(program));
    command.addAll(List.of(state));
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        log.warn("systemd was not told {}: {} did not end", state[0], program);
      } else if (process.exitValue() != 0) {
        log.warn("systemd was not told {}: {} failed", state[0], program);
      }
    } catch (IOException e) {
      log.warn("systemd was not told {}: {}", state[0], e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
