package org.threadless.distribution.debian;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Listens in the place of systemd for what a service tells of itself. */
final class NotifySocket implements AutoCloseable {

  // Java has no such sockets. Bound by a short name: a long one does not fit.
  private static final String LISTEN =
      """
      import os, socket, sys
      os.chdir(sys.argv[1])
      s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
      s.bind(sys.argv[2])
      os.chmod(sys.argv[2], 0o666)
      print("bound", flush=True)
      while True:
          print(s.recv(65536).decode(), flush=True)
      """;

  private final Process process;
  private final Path file;
  private final ConcurrentLinkedQueue<String> told = new ConcurrentLinkedQueue<>();

  NotifySocket(Path file) throws IOException {
    this.file = file;
    this.process =
        new ProcessBuilder(
                "python3", "-c", LISTEN, file.getParent().toString(), file.getFileName().toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    assertThat(out.readLine()).isEqualTo("bound");
    Thread reader = new Thread(() -> out.lines().forEach(told::add), "notify-socket");
    reader.setDaemon(true);
    reader.start();
  }

  /** Returns the lines that it was told so far. */
  List<String> told() {
    return List.copyOf(told);
  }

  @Override
  public void close() throws IOException, InterruptedException {
    process.destroyForcibly().waitFor();
    Files.delete(file);
  }
}
