package org.threadless.http.health;

import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.threadless.http.endpoint.Endpoint;
import org.threadless.http.response.Answers;
import org.threadless.http.response.RefusedRequests;
import org.threadless.http.tls.CertificateEnd;
import org.threadless.router.conversation.Direction;
import org.threadless.router.conversation.StoreUnavailableException;
import org.threadless.router.engine.backend.Backends;
import org.threadless.router.engine.backend.ConfiguredBackend;
import org.threadless.router.engine.backlog.ScheduledCount;
import org.threadless.router.engine.backlog.WaitingCount;
import org.threadless.router.engine.backlog.WaitingSummary;
import org.threadless.router.engine.call.Occupancy;
import org.threadless.router.engine.callback.CallbackBacklog;
import org.threadless.router.engine.callback.CallbackUrls;
import org.threadless.router.engine.sending.FailedMessages;
import org.threadless.router.engine.sending.Outage;
import org.threadless.router.engine.store.Hold;
import org.threadless.router.incoming.HandlerState;
import org.threadless.router.incoming.KeepingHandler;
import org.threadless.router.text.Masked;
import tools.jackson.databind.json.JsonMapper;

/**
 * Says how things are, to load balancers and to people: {@code /health/live} that the process
 * works, {@code /health/ready} that it can take messages, or why not, what waits, what is
 * scheduled, what others are to be told, which backends are held up or down and why, what has
 * failed, how handlers are that keep messages elsewhere, how many requests were refused, which
 * backends refuse everybody, who has the places for messages in progress, and until when the
 * certificate is good. Gateways do not matter: a message is taken when they are down too, and
 * {@code ready} only says so.
 */
public final class HealthEndpoint implements Endpoint {

  private final WaitingSummary summary;
  private final FailedMessages failed;
  private final Outage.Source outages;
  private final Hold.Source holds;
  private final RefusedRequests refusals;
  private final Occupancy.Source places;
  private final Backends backends;
  private final CertificateEnd certificate;
  private final JsonMapper json = JsonMapper.builder().build();

  /**
   * What is shown of {@code ready}: why the database does not store messages, null where it does;
   * the end of the certificate in ISO 8601, null for none.
   */
  record Health(
      String status,
      String reason,
      List<Queue> waiting,
      Scheduled scheduled,
      List<Held> held,
      List<Down> down,
      List<Failed> failed,
      List<Keeping> handlers,
      List<Untold> callbacks,
      List<RefusedRequests.Count> refused,
      List<RefusedRequests.Shut> lockedOut,
      Taken places,
      String certificateUntil) {}

  /** What waits at one backend, to be routed ({@code in}) or to be sent ({@code out}). */
  record Queue(String backend, String direction, int messages, long oldestSeconds) {

    static Queue of(WaitingCount waiting, Instant now) {
      return new Queue(
          waiting.backend().value(),
          waiting.direction() == Direction.IN ? "in" : "out",
          waiting.count(),
          Math.max(0, Duration.between(waiting.oldest(), now).toSeconds()));
    }
  }

  /**
   * What is scheduled for later, and is not among what waits: how many messages, and in ISO 8601
   * when the first is due; null where there is none.
   */
  record Scheduled(int messages, String next) {

    static Scheduled of(ScheduledCount count) {
      return new Scheduled(count.count(), count.next().map(Instant::toString).orElse(null));
    }
  }

  /** What the database says. */
  private record Stored(List<Queue> waiting, ScheduledCount scheduled, List<Untold> callbacks) {

    static final Stored NOTHING = new Stored(List.of(), ScheduledCount.NONE, List.of());
  }

  /** How it is, in a few words, and why the database does not store messages where it does not. */
  private record Status(String words, Optional<String> reason) {

    static Status of(String words) {
      return new Status(words, Optional.empty());
    }
  }

  /**
   * What another program is still to be told: how many events, 10,000 at most, for how long the
   * oldest of them has waited, and why one of them could not be told; null where none was tried.
   */
  record Untold(String to, int events, long oldestSeconds, String reason) {

    static Untold of(CallbackBacklog.Count count, Instant now) {
      return new Untold(
          CallbackUrls.shown(count.target()),
          count.events(),
          Math.max(0, Duration.between(count.oldest(), now).toSeconds()),
          count.failure().orElse(null));
    }
  }

  /**
   * A backend whose messages may not go out now: because of what, in ISO 8601 since when and until
   * when, and how many wait to be sent. The times are null where nobody knows.
   */
  record Held(String backend, String by, String reason, String since, String until, int messages) {

    static Held of(Hold hold, List<Queue> waiting) {
      String backend = hold.backend().value();
      int messages =
          waiting.stream()
              .filter(each -> each.backend().equals(backend) && each.direction().equals("out"))
              .mapToInt(Queue::messages)
              .sum();
      return new Held(
          backend,
          hold.cause().name().toLowerCase(Locale.ROOT),
          hold.reason(),
          hold.since().map(Instant::toString).orElse(null),
          hold.until().map(Instant::toString).orElse(null),
          messages);
    }
  }

  /**
   * A backend that is down: why, and in ISO 8601 since when and when it is tried again. The times
   * are null where this node has not found it down.
   */
  record Down(String backend, String reason, String since, String next) {

    static Down of(Outage outage) {
      return new Down(
          outage.backend().value(),
          outage.why(),
          outage.since().map(Instant::toString).orElse(null),
          outage.next().map(Instant::toString).orElse(null));
    }
  }

  /** How many messages of a backend have failed for good since this node was started. */
  record Failed(String backend, long messages) {}

  /**
   * How the handler of a backend is that keeps messages elsewhere: whether it takes them, what is
   * not as it should be, null where all is well, and what it counts; null where nobody knows.
   */
  record Keeping(
      String backend, String handler, boolean taking, String problem, Map<String, Double> figures) {

    static Keeping of(ConfiguredBackend backend, KeepingHandler handler) {
      HandlerState state = handler.state();
      Map<String, Double> figures = new LinkedHashMap<>();
      state
          .figures()
          .forEach(
              each -> figures.put(each.name(), Double.isNaN(each.value()) ? null : each.value()));
      return new Keeping(
          backend.name().value(),
          backend.handlerName(),
          state.taking(),
          state.problem().orElse(null),
          figures);
    }
  }

  /**
   * Who has places: of each backend, how many of its messages are in progress, and of each app, how
   * many of its calls have not returned.
   */
  record Taken(int places, int taken, Map<String, Integer> backends, Map<String, Integer> apps) {

    static Taken of(Occupancy now) {
      return new Taken(now.places(), now.taken(), byName(now.byBackend()), byName(now.byApp()));
    }

    private static Map<String, Integer> byName(Map<?, Integer> counts) {
      Map<String, Integer> named = new TreeMap<>();
      counts.forEach((name, count) -> named.put(name.toString(), count));
      return named;
    }
  }

  /** With all that knows how things are. */
  @Inject
  public HealthEndpoint(
      WaitingSummary summary,
      FailedMessages failed,
      Outage.Source outages,
      Hold.Source holds,
      RefusedRequests refusals,
      Occupancy.Source places,
      Backends backends,
      CertificateEnd certificate) {
    this.summary = summary;
    this.failed = failed;
    this.outages = outages;
    this.holds = holds;
    this.refusals = refusals;
    this.places = places;
    this.backends = backends;
    this.certificate = certificate;
  }

  @Override
  public Handler handler() {
    return new Handler.Abstract() {
      @Override
      public boolean handle(Request request, Response response, Callback callback) {
        return answer(request, response, callback);
      }
    };
  }

  /** Load balancers ask while apps compute. */
  @Override
  public boolean isAnsweredWhateverAppsDo() {
    return true;
  }

  private boolean answer(Request request, Response response, Callback callback) {
    String path = String.valueOf(Request.getPathInContext(request)).toLowerCase(Locale.ROOT);
    if (!path.equals("/live") && !path.equals("/ready")) {
      return false;
    }
    if (!HttpMethod.GET.is(request.getMethod()) && !HttpMethod.HEAD.is(request.getMethod())) {
      Answers.methodNotAllowed(response, callback, Set.of(HttpMethod.GET, HttpMethod.HEAD));
    } else if (path.equals("/live")) {
      Answers.line(response, callback, 200, "OK");
    } else {
      ready(response, callback);
    }
    return true;
  }

  private void ready(Response response, Callback callback) {
    Instant now = Instant.now();
    try {
      List<Queue> queues =
          summary.waiting().stream().map(waiting -> Queue.of(waiting, now)).toList();
      List<Untold> callbacks =
          summary.callbacks().stream().map(count -> Untold.of(count, now)).toList();
      Stored stored = new Stored(queues, summary.scheduled(), callbacks);
      ready(response, callback, stored, places.now());
    } catch (StoreUnavailableException e) {
      String reason = new Masked(String.valueOf(e.getMessage())).text();
      withoutDatabase(
          response, callback, "the database cannot be used now", reason, Stored.NOTHING);
    }
  }

  private void ready(Response response, Callback callback, Stored stored, Occupancy occupancy) {
    List<ConfiguredBackend> closed = backends.all().stream().filter(each -> !takes(each)).toList();
    Optional<String> refusing = places.refusing();
    if (refusing.isPresent()) {
      withoutDatabase(
          response, callback, "the database takes no messages now", refusing.get(), stored);
    } else if (occupancy.isFull()) {
      Status full = Status.of("all places are taken");
      notReady(response, callback, health(full, stored, occupancy));
    } else if (!closed.isEmpty() && closed.size() == backends.all().size()) {
      Status none = Status.of("no handler takes messages now");
      notReady(response, callback, health(none, stored, occupancy));
    } else {
      Status ready = Status.of(status(closed, occupancy));
      show(response, callback, 200, health(ready, stored, occupancy));
    }
  }

  private static String status(List<ConfiguredBackend> closed, Occupancy occupancy) {
    if (!closed.isEmpty()) {
      return closed.stream()
          .map(each -> each.name().value())
          .collect(Collectors.joining(", ", "ready, but not for ", ""));
    }
    return occupancy.isShort() ? "ready, but places are short" : "ready";
  }

  private static boolean takes(ConfiguredBackend backend) {
    return backend.keeping().map(handler -> handler.state().taking()).orElse(true);
  }

  /** Where all handlers keep messages elsewhere, they are taken all the same. */
  private void withoutDatabase(
      Response response, Callback callback, String problem, String reason, Stored stored) {
    Occupancy occupancy = places.now();
    Collection<ConfiguredBackend> all = backends.all();
    boolean taken =
        !all.isEmpty()
            && !occupancy.isFull()
            && all.stream().allMatch(each -> each.keeping().isPresent() && takes(each));
    if (taken) {
      Status ready = new Status("ready, but " + problem, Optional.of(reason));
      show(response, callback, 200, health(ready, stored, occupancy));
    } else {
      Status away = new Status(problem, Optional.of(reason));
      notReady(response, callback, health(away, stored, occupancy));
    }
  }

  private void notReady(Response response, Callback callback, Health health) {
    response.getHeaders().put(HttpHeader.RETRY_AFTER, Answers.RETRY_AFTER.toSeconds());
    show(response, callback, 503, health);
  }

  private Health health(Status status, Stored stored, Occupancy occupancy) {
    List<Down> down = outages.now().stream().map(Down::of).toList();
    List<Held> held = holds.now().stream().map(hold -> Held.of(hold, stored.waiting())).toList();
    return new Health(
        status.words(),
        status.reason().orElse(null),
        stored.waiting(),
        Scheduled.of(stored.scheduled()),
        held,
        down,
        failed(),
        handlers(),
        stored.callbacks(),
        refusals.counts(),
        refusals.lockedOut(),
        Taken.of(occupancy),
        certificate.now().map(Instant::toString).orElse(null));
  }

  private List<Keeping> handlers() {
    return backends.all().stream()
        .flatMap(each -> each.keeping().map(handler -> Keeping.of(each, handler)).stream())
        .toList();
  }

  private List<Failed> failed() {
    return failed.counts().entrySet().stream()
        .map(each -> new Failed(each.getKey(), each.getValue()))
        .toList();
  }

  private void show(Response response, Callback callback, int status, Health health) {
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    Content.Sink.write(response, true, json.writeValueAsString(health), callback);
  }
}
