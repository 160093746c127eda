package org.threadless.storage.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * This process, by a name that no other one has: so that one which is started again knows at once
 * that the one before it, on the same machine, is gone.
 */
final class ThisProcess {

  private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
  private static final Path NAMESPACE = Path.of("/proc/self/ns/pid");

  private static final String TICKS = " t";
  private static final int START = 19;

  private ThisProcess() {}

  /** Returns where the process runs, its number and when it was started. */
  static String name() {
    String pid = Long.toString(ProcessHandle.current().pid());
    String process = process(pid);
    return place() + " " + (process == null ? pid : process);
  }

  /** Returns whether a process of that name is known not to run any more. */
  static boolean isGone(String name) {
    String prefix = place() + " ";
    // Elsewhere, or where the system does not tell: not known.
    if (prefix.startsWith("unknown") || !name.startsWith(prefix)) {
      return false;
    }
    String process = name.substring(prefix.length());
    // That of an older router says when it was started by a clock that may have been set since.
    return process.contains(TICKS)
        && !process.equals(process(process.substring(0, process.indexOf(' '))));
  }

  /** Returns a process by its number, and when it was started; null where there is none. */
  private static String process(String pid) {
    try {
      // proc(5): the name, which may have any characters, stands in parentheses, and what is the
      // 22nd field is the 20th behind it: clock ticks since the machine was started.
      String stat = Files.readString(Path.of("/proc", pid, "stat"));
      return pid + TICKS + stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[START];
    } catch (IOException e) {
      return null;
    }
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
