package org.threadless.router.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** In processes of their own, which it ends. */
class OutOfMemoryTest {

  /** Runs out of memory in a turn of a loop. */
  static final class InALoop {
    public static void main(String[] arguments) {
      new Loop("a loop").run(() -> true, InALoop::fail);
    }

    private static void fail() {
      throw new CompletionException(new OutOfMemoryError("of a test"));
    }
  }

  /** Is not given a thread, as Java tells it. */
  static final class WithoutThreads {
    public static void main(String[] arguments) {
      OutOfMemory.end(
          new IllegalStateException(
              new OutOfMemoryError(
                  "unable to create native thread: possibly out of memory or process/resource"
                      + " limits reached")));
    }
  }

  @Test
  void whereThereAreNoMoreThreadsTheLineNamesTheLimitOfThoseAndNotTheMemory() throws Exception {
    Process process = start(WithoutThreads.class);

    assertThat(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
        .isEqualTo(
            "router: the system lets this user make no more threads; the process ends here, and"
                + " what is stored is taken up at the next start. Raise the limit of processes:"
                + " ulimit -u, or TasksMax= of the service\n");
    assertThat(process.waitFor()).isEqualTo(OutOfMemory.EXIT_CODE);
  }

  @Test
  void itEndsTheProcessWithOneLine() throws Exception {
    Process process = start(InALoop.class);

    assertThat(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
        .isEqualTo(
            "router: out of memory; the process ends here, and what is stored is taken up at the"
                + " next start\n");
    assertThat(process.waitFor()).isEqualTo(OutOfMemory.EXIT_CODE);
  }

  @Test
  void nothingElseEndsTheProcess() {
    Throwable circle = new IllegalStateException("one");
    circle.initCause(new IllegalStateException("two", circle));

    assertThatCode(
            () -> {
              OutOfMemory.end(circle);
              OutOfMemory.end(new StackOverflowError());
              OutOfMemory.end(null);
            })
        .doesNotThrowAnyException();
  }

  private static Process start(Class<?> main) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new ProcessBuilder(java, "-cp", System.getProperty("java.class.path"), main.getName())
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
