package org.threadless.http.server.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.threadless.http.response.RefusedRequests;

/** A backend that refuses everybody is an error, since its gateway's messages are lost. */
class LockedOutTest {

  private final Logger logger = (Logger) LoggerFactory.getLogger(LockedOut.class);
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final List<Runnable> minutes = new ArrayList<>();
  private final LockedOut lockedOut = new LockedOut((work, after) -> minutes.add(work));

  @BeforeEach
  void listen() {
    lines.start();
    logger.setLevel(Level.INFO);
    logger.addAppender(lines);
  }

  @AfterEach
  void stop() {
    logger.detachAppender(lines);
    logger.setLevel(null);
  }

  @Test
  void whoIsRefusedForAMinuteIsAnErrorOnce() {
    deny("g", 3);
    assertThat(shown()).isEmpty();

    minutes.remove(0).run();
    deny("g", 4);

    assertThat(shown())
        .singleElement()
        .asString()
        .startsWith(
            "[ERROR] backend g: all of the last 3 requests were refused, none was taken: why. ");
    assertThat(lockedOut.now()).containsExactly(new RefusedRequests.Shut("g", 7, "why"));
  }

  @Test
  void afterTheMinuteTheThirdIsTheError() {
    deny("g", 1);
    minutes.remove(0).run();
    deny("g", 1);
    assertThat(shown()).isEmpty();
    assertThat(lockedOut.now()).isEmpty();

    deny("g", 1);
    assertThat(shown()).hasSize(1);
  }

  @Test
  void oneThatIsTakenShowsThatTheGatewayIsLetIn() {
    deny("g", 5);
    deny("other", 5);
    lockedOut.taken("g");
    minutes.forEach(Runnable::run);
    deny("g", 1);

    assertThat(shown()).singleElement().asString().startsWith("[ERROR] backend other: ");
    assertThat(lockedOut.isAny()).isTrue();

    lockedOut.taken("g");
    lockedOut.taken("other");
    assertThat(shown())
        .last()
        .isEqualTo("[INFO] backend other: requests are taken again; 5 were refused before");
    assertThat(lockedOut.isAny()).isFalse();
    assertThat(lockedOut.now()).isEmpty();
  }

  private void deny(String backend, int requests) {
    for (int i = 0; i < requests; i++) {
      lockedOut.denied(backend, "why");
    }
  }

  private List<String> shown() {
    return lines.list.stream().map(Object::toString).toList();
  }
}
