package org.threadless.kannel.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One of Kannel's programs, started by us. */
final class KannelProcess implements AutoCloseable {

  static final Path BEARERBOX = Path.of("/usr/sbin/bearerbox");
  static final Path SMSBOX = Path.of("/usr/sbin/smsbox");
  static final Path FAKESMSC = Path.of("/usr/lib/kannel/test/fakesmsc");

  private static final int PATIENCE_SECONDS = 15;

  private final Process process;

  private KannelProcess(Process process) {
    this.process = process;
  }

  /** Returns whether all its programs are there. */
  static boolean areInstalled() {
    return Stream.of(BEARERBOX, SMSBOX, FAKESMSC).allMatch(Files::isExecutable);
  }

  /** Starts a program, whose output goes into a file of its name in the folder. */
  static KannelProcess start(Path folder, Path program, String... arguments) {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(
        ProcessBuilder.Redirect.appendTo(folder.resolve(program.getFileName() + ".out").toFile()));
    try {
      return new KannelProcess(builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Process process() {
    return process;
  }

  /** Asks it to stop, and waits until it has. */
  @Override
  public void close() {
    // smsbox may have forked itself anew.
    List<ProcessHandle> all =
        Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList();
    all.forEach(ProcessHandle::destroy);
    for (ProcessHandle each : all) {
      try {
        each.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        each.destroyForcibly();
      } catch (Exception e) {
        each.destroyForcibly();
      }
    }
  }
}
