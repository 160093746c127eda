package org.threadless.server;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.threadless.server.command.RouterCommand;
import org.threadless.server.log.LogEnd;
import org.threadless.server.log.LogStart;

/** What the launcher starts. */
public final class Main {

  // Apps that compute and never wait keep the thread that carries them. With more of these than
  // there are processors, the operating system shares the processors out among them. From Java 24
  // on there are more when they are needed; before, there are always.
  private static final int FIRST_WITH_CARRIERS = 21;
  private static final int FIRST_WITH_MORE_AT_NEED = 24;
  private static final String CARRIERS = "jdk.virtualThreadScheduler.parallelism";
  private static final String MOST_CARRIERS = "jdk.virtualThreadScheduler.maxPoolSize";

  private static final int FAILED = 1;

  private Main() {}

  /** Runs a command, and ends the process with its exit code. */
  public static void main(String[] arguments) {
    setCarriers();
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    int code = run(out, err, arguments);
    LogEnd.flush();
    System.exit(code);
  }

  private static int run(PrintWriter out, PrintWriter err, String... arguments) {
    try {
      Optional<String> problem = LogStart.problem();
      if (problem.isPresent()) {
        err.println(problem.get());
        return FAILED;
      }
      return RouterCommand.run(out, err, arguments);
    } catch (LinkageError e) {
      // Of a class of the router's own, which may be one that is needed to tell of others.
      err.println(
          "router: a class cannot be loaded: "
              + e
              + "; see that lib holds what it held when it was unzipped");
      return FAILED;
    }
  }

  // Before the first virtual thread is made; whoever has set them knows better.
  private static void setCarriers() {
    int java = Runtime.version().feature();
    if (java >= FIRST_WITH_CARRIERS
        && java < FIRST_WITH_MORE_AT_NEED
        && System.getProperty(CARRIERS) == null
        && System.getProperty(MOST_CARRIERS) == null) {
      System.setProperty(CARRIERS, "128");
      System.setProperty(MOST_CARRIERS, "256");
    }
  }
}
