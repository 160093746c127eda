package org.threadless.backend.http.value;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.threadless.router.config.OneOrMore;
import org.threadless.router.message.BackendName;
import org.threadless.router.text.OneLineAMinute;
import org.threadless.router.text.Printable;

/** Reads when something was, and says in the log where what stands there is no time. */
public final class Times {

  private static final Logger log = LoggerFactory.getLogger(Times.class);

  private static final int LONGEST = 60;

  private final BackendName backend;
  private final List<TimeSettings> settings;
  private final OneLineAMinute lines;

  /**
   * @param backend whose log lines they are
   * @param settings the places and forms; of several the first counts that there is a time by
   * @param lines the lines of the backend that are about times
   */
  public Times(
      BackendName backend, Optional<OneOrMore<TimeSettings>> settings, OneLineAMinute lines) {
    this.backend = backend;
    this.settings = settings.map(OneOrMore::all).orElse(List.of());
    this.lines = lines;
  }

  /** Returns the time; empty where there is none, and where it is none. */
  public Optional<Instant> of(Values values) {
    Optional<Instant> time =
        settings.stream()
            .flatMap(each -> each.written(values).flatMap(each::read).stream())
            .findFirst();
    if (time.isEmpty()) {
      settings.stream()
          .filter(each -> each.written(values).isPresent())
          .findFirst()
          .ifPresent(each -> tell(each, each.written(values).orElseThrow()));
    }
    return time;
  }

  private void tell(TimeSettings one, String written) {
    lines.write(
        more ->
            log.warn(
                "backend {}: what stands at {} is no time that is written as {}: {}; it is left out,"
                    + " and the time at which it came counts{}",
                backend,
                ValuePath.named(one.at().all()),
                one.as(),
                Printable.of(written, LONGEST),
                more));
  }
}
