package org.threadless.http.server.refusal;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.threadless.http.response.Answers;
import org.threadless.http.response.CallerVerdict;
import org.threadless.http.response.RefusalReason;
import org.threadless.http.response.RefusedRequests;
import org.threadless.http.server.HttpTimer;
import org.threadless.router.engine.call.Discretion;

/**
 * Tells of the requests that were answered 4xx, whoever answered them: the message of such a
 * request is lost. So it is of one that has a {@link RefusalReason}, whatever its status. Of one
 * kind, which is a backend, a status and a reason, the first is logged at once, and what comes
 * within a minute after that in one line when the minute is over. All are counted. Safe for any
 * thread.
 */
@Singleton
public final class Refusals implements RequestLog, RefusedRequests, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Refusals.class);

  static final Duration PAUSE = Duration.ofMinutes(1);

  // A stranger may make up requests, but no more lines than this in a minute.
  private static final int MOST_KINDS = 20;

  private final Mounted mounted;
  private final BiConsumer<Runnable, Duration> later;
  private final LockedOut lockedOut;
  private final RecentRefusals recent = new RecentRefusals(InstantSource.system());
  private final Map<Kind, Told> open = new ConcurrentHashMap<>();
  private final Map<Total, LongAdder> totals = new ConcurrentHashMap<>();

  /** What is told of together; the place is a backend, an endpoint, or neither. */
  private record Kind(String place, int status, String reason) {}

  private record Total(String backend, int status) {}

  /** What has come since the last line. */
  private record Told(String reason, int more, String caller) {}

  /** Knows where the backends and the endpoints are. */
  @FunctionalInterface
  public interface Mounted {

    /** Returns the name of the backend at that path. */
    Optional<String> at(String path);

    /** Returns the name of the endpoint at that path. */
    default Optional<String> endpointAt(String path) {
      return Optional.empty();
    }
  }

  /**
   * @param mounted where the backends are
   * @param timer runs something after a while
   */
  @Inject
  public Refusals(Mounted mounted, HttpTimer timer) {
    this(mounted, timer::later);
  }

  /**
   * @param mounted where the backends are
   * @param later runs something after a while
   */
  Refusals(Mounted mounted, BiConsumer<Runnable, Duration> later) {
    this.mounted = mounted;
    this.later = later;
    this.lockedOut = new LockedOut(later);
  }

  @Override
  public void log(Request request, Response response) {
    int status = response.getStatus();
    Optional<RefusalReason> said = RefusalReason.of(request);
    if (Answers.isRefusal(status) || said.isPresent()) {
      String path = Optional.ofNullable(request.getHttpURI().getPath()).orElse("");
      Optional<String> backend = mounted.at(path);
      Optional<String> endpoint = mounted.endpointAt(path);
      RefusalReason reason =
          backend.isEmpty() && endpoint.isEmpty() && status == 404
              ? RefusalReason.of(nothingAt(path))
              : said.orElseGet(() -> RefusalReason.of(HttpStatus.getMessage(status)));
      count(backend.orElse(""), status);
      String place = endpoint.map(name -> "endpoint " + name).orElse(place(backend.orElse("")));
      tell(place, status, reason, String.valueOf(Request.getRemoteAddr(request)));
      if (CallerVerdict.of(request).filter(CallerVerdict.DENIED::equals).isPresent()) {
        backend.ifPresent(name -> lockedOut.denied(name, reason.text()));
        return;
      }
    }
    if (lockedOut.isAny() && isTaken(status) && CallerVerdict.of(request).isEmpty()) {
      String path = Optional.ofNullable(request.getHttpURI().getPath()).orElse("");
      mounted.at(path).ifPresent(lockedOut::taken);
    }
  }

  private static boolean isTaken(int status) {
    return status >= 200 && status < 300;
  }

  @Override
  public List<Shut> lockedOut() {
    return lockedOut.now();
  }

  @Override
  public List<Recent> recent() {
    return recent.newestFirst();
  }

  @Override
  public List<Count> counts() {
    return totals.entrySet().stream()
        .map(
            each ->
                new Count(each.getKey().backend(), each.getKey().status(), each.getValue().sum()))
        .sorted(Comparator.comparing(Count::backend).thenComparing(Count::status))
        .toList();
  }

  void add(String backend, int status, RefusalReason reason, String caller) {
    count(backend, status);
    tell(place(backend), status, reason, caller);
  }

  private void count(String backend, int status) {
    totals.computeIfAbsent(new Total(backend, status), total -> new LongAdder()).increment();
  }

  private void tell(String place, int status, RefusalReason reason, String caller) {
    recent.add(place, status, reason, caller);
    Kind kind = bounded(new Kind(place, status, reason.kind()));
    Told told =
        open.compute(
            kind, (same, old) -> new Told(reason.text(), old == null ? 0 : old.more() + 1, caller));
    if (told.more() == 0) {
      log.warn(
          "{}: a request from {} was answered {}: {}", place, caller, status, shown(told.reason()));
      later.accept(() -> minuteIsOver(kind), PAUSE);
    }
  }

  private Kind bounded(Kind kind) {
    long kinds = open.keySet().stream().filter(each -> each.place().equals(kind.place())).count();
    return kinds < MOST_KINDS || open.containsKey(kind) ? kind : new Kind(kind.place(), 0, "");
  }

  private void minuteIsOver(Kind kind) {
    AtomicReference<Told> due = new AtomicReference<>();
    open.computeIfPresent(
        kind,
        (same, told) -> {
          due.set(told);
          return told.more() == 0 ? null : new Told(told.reason(), 0, told.caller());
        });
    Told told = due.get();
    if (told != null && told.more() > 0) {
      tell(kind, told);
      later.accept(() -> minuteIsOver(kind), PAUSE);
    }
  }

  private static void tell(Kind kind, Told told) {
    log.warn(
        "{}: {} more requests were answered {} since then, the last from {}: {}",
        kind.place(),
        told.more(),
        kind.status() == 0 ? "4xx" : kind.status(),
        told.caller(),
        shown(told.reason()));
  }

  /** Tells what has not been told. */
  @Override
  public void close() {
    open.forEach(
        (kind, told) -> {
          if (open.remove(kind, told) && told.more() > 0) {
            tell(kind, told);
          }
        });
  }

  private static String shown(String reason) {
    return log.isTraceEnabled() ? reason : Discretion.numberless(reason);
  }

  private static String place(String backend) {
    return backend.isEmpty() ? "no backend" : "backend " + backend;
  }

  // Engine and name, which may be mistyped, and no more: the rest may tell who somebody is.
  private static String nothingAt(String path) {
    String[] parts = path.split("/+", 4);
    String engine = parts.length > 1 ? parts[1] : "";
    return "nothing is at /" + engine + (parts.length > 2 ? "/" + parts[2] : "");
  }
}
