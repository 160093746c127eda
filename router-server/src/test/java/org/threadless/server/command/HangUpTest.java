package org.threadless.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class HangUpTest {

  @Test
  void whatIsDoneOnASignalFindsItsLibrariesThoughTheThreadHasNoClassLoader() throws Exception {
    AtomicReference<ClassLoader> seen = new AtomicReference<>();
    Thread thread =
        new Thread(
            () -> HangUp.call(() -> seen.set(Thread.currentThread().getContextClassLoader())));
    thread.setContextClassLoader(null);

    thread.start();
    thread.join();

    assertThat(seen.get()).isEqualTo(HangUp.class.getClassLoader());
  }
}
