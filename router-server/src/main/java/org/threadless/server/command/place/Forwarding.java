package org.threadless.server.command.place;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.threadless.server.control.ControlAction;
import org.threadless.server.control.ControlException;
import org.threadless.server.control.ControlPlace;
import org.threadless.server.control.ServingRouter;
import org.threadless.server.wiring.RunningRouter;

/**
 * Has a command done by the router that serves, and prints here what it prints there. What the two
 * say to each other stands here, for both.
 */
public final class Forwarding {

  /** What a router that serves is asked for. */
  public static final String ACTION = "command";

  // What a line of the answer begins with: it is printed, told of, or the exit code.
  private static final char OUT = 'o';
  private static final char ERR = 'e';
  private static final char CODE = 'c';

  private final PrintWriter out;
  private final PrintWriter err;
  private int exitCode;

  private Forwarding(PrintWriter out, PrintWriter err) {
    this.out = out;
    this.err = err;
  }

  /**
   * Has it done.
   *
   * @param place where the router is reached
   * @param arguments all of the command line
   * @return its exit code; empty where no router is reached
   * @throws ControlException where the router does not do it
   */
  public static Optional<Integer> ask(
      ControlPlace place, List<String> arguments, PrintWriter out, PrintWriter err)
      throws IOException {
    Optional<ServingRouter> found = ServingRouter.at(place);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Forwarding forwarding = new Forwarding(out, err);
    try (ServingRouter router = found.get()) {
      router.run(ACTION, new Request(ZoneId.systemDefault(), arguments).words(), forwarding::take);
    }
    return Optional.of(forwarding.exitCode);
  }

  private void take(String line) {
    String text = line.substring(1);
    switch (line.charAt(0)) {
      case OUT -> tell(out, text);
      case ERR -> tell(err, text);
      default -> exitCode = Integer.parseInt(text);
    }
  }

  private static void tell(PrintWriter where, String text) {
    where.println(text);
    where.flush();
  }

  /**
   * Returns what a router does that is asked so.
   *
   * @param root the command line that it was started with
   */
  public static ControlAction by(RunningRouter router, CommandRoot root) {
    return (words, answer) -> {
      Request request = Request.of(words);
      request.requireZone(ZoneId.systemDefault());
      Workplace here = new ServingWorkplace(router);
      try (PrintWriter out = lines(OUT, answer);
          PrintWriter err = lines(ERR, answer)) {
        int code = root.run(here, out, err, request.arguments().toArray(String[]::new));
        answer.accept(CODE + Integer.toString(code));
      }
    };
  }

  private static PrintWriter lines(char begin, Consumer<String> answer) {
    return new PrintWriter(new Lines(line -> answer.accept(begin + line)));
  }

  private record Request(ZoneId zone, List<String> arguments) {

    static Request of(List<String> words) {
      return new Request(ZoneId.of(words.get(0)), words.subList(1, words.size()));
    }

    List<String> words() {
      return Stream.concat(Stream.of(zone.getId()), arguments.stream()).toList();
    }

    // Days and times are typed and shown in the zone of the process. One has several names.
    void requireZone(ZoneId here) {
      if (!zone.getRules().equals(here.getRules())) {
        throw new ControlException(
            "the router that serves has the time zone "
                + here
                + ", and this command "
                + zone
                + "; give it the same: TZ="
                + here);
      }
    }
  }

  /** Takes text, and hands it over line by line. */
  private static final class Lines extends Writer {

    private final Consumer<String> reader;
    private final StringBuilder begun = new StringBuilder();

    Lines(Consumer<String> reader) {
      this.reader = reader;
    }

    @Override
    public void write(char[] buffer, int offset, int length) {
      for (int i = offset; i < offset + length; i++) {
        if (buffer[i] == '\n') {
          end();
        } else {
          begun.append(buffer[i]);
        }
      }
    }

    private void end() {
      int end = begun.length();
      // Windows ends its lines so.
      boolean isReturned = end > 0 && begun.charAt(end - 1) == '\r';
      reader.accept(begun.substring(0, isReturned ? end - 1 : end));
      begun.setLength(0);
    }

    @Override
    public void flush() {
      // A line goes when it is whole.
    }

    @Override
    public void close() {
      if (!begun.isEmpty()) {
        end();
      }
    }
  }
}
