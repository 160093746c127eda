package org.threadless.router.loop;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Ends the process where memory has run out: nobody knows what was half done by then, what is
 * stored is safe, and its service starts it again. The launchers have the JVM do so ({@code
 * -XX:+ExitOnOutOfMemoryError}); this is for errors that the JVM did not throw itself, and for
 * those who leave the option out.
 */
public final class OutOfMemory {

  /** The JVM's own for this. */
  public static final int EXIT_CODE = 3;

  // Made in time: there may be no room for it later.
  private static final byte[] LINE =
      "router: out of memory; the process ends here, and what is stored is taken up at the next start\n"
          .getBytes(StandardCharsets.US_ASCII);
  private static final byte[] THREADS_LINE =
      ("router: the system lets this user make no more threads; the process ends here, and what is"
              + " stored is taken up at the next start. Raise the limit of processes: ulimit -u, or"
              + " TasksMax= of the service\n")
          .getBytes(StandardCharsets.US_ASCII);

  // A chain of causes may be a circle.
  private static final int DEEPEST = 100;

  private OutOfMemory() {}

  /** Does not return where this is an {@code OutOfMemoryError}, or comes of one. */
  public static void end(Throwable thrown) {
    Throwable cause = thrown;
    for (int i = 0; i < DEEPEST && cause != null; i++) {
      if (cause instanceof OutOfMemoryError error) {
        end(isOfThreads(error) ? THREADS_LINE : LINE);
      }
      cause = causeOf(cause);
    }
  }

  // Java tells the lack of either by the same class: "unable to create native thread".
  private static boolean isOfThreads(OutOfMemoryError error) {
    String message = error.getMessage();
    return message != null && message.contains("native thread");
  }

  // It may be of a class of somebody else, and throw when it is asked.
  private static Throwable causeOf(Throwable thrown) {
    try {
      return thrown.getCause();
    } catch (OutOfMemoryError e) {
      return e;
    } catch (Throwable e) {
      return null;
    }
  }

  private static void end(byte[] line) {
    try {
      // Not the log, which needs memory, and never closed, as the system's own is not.
      @SuppressWarnings("resource")
      FileOutputStream err = new FileOutputStream(FileDescriptor.err);
      err.write(line);
    } catch (IOException | OutOfMemoryError e) {
      // Nobody can be told.
    } finally {
      // Not exit(): a stop in good order would need memory, too.
      Runtime.getRuntime().halt(EXIT_CODE);
    }
  }
}
