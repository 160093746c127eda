package org.threadless.storage.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * This process, by a name that no other one has: so that one which is started again knows at once
 * that the one before it, on the same machine, is gone.
 */
final class ThisProcess {

  private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
  private static final Path NAMESPACE = Path.of("/proc/self/ns/pid");

  private ThisProcess() {}

  /** Returns where the process runs, its number and when it was started. */
  static String name() {
    return place() + " " + name(ProcessHandle.current());
  }

  /** Returns whether a process of that name is known not to run any more. */
  static boolean isGone(String name) {
    String prefix = place() + " ";
    // Elsewhere, or where the system does not tell: not known.
    if (prefix.startsWith("unknown") || !name.startsWith(prefix)) {
      return false;
    }
    String process = name.substring(prefix.length());
    long pid = Long.parseLong(process.substring(0, process.indexOf(' ')));
    return ProcessHandle.of(pid).map(ThisProcess::name).filter(process::equals).isEmpty();
  }

  private static String name(ProcessHandle process) {
    Optional<Instant> start = process.info().startInstant();
    return process.pid() + " " + start.map(Instant::toEpochMilli).orElse(0L);
  }

  // Process numbers mean something within one boot of a machine, and within one container only.
  private static String place() {
    try {
      String boot = Files.readString(BOOT).trim();
      return boot + " " + Files.readSymbolicLink(NAMESPACE).toString().replace(' ', '_');
    } catch (IOException | UnsupportedOperationException e) {
      return "unknown";
    }
  }
}
