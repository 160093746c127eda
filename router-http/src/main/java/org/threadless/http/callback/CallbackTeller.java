package org.threadless.http.callback;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.threadless.http.client.GatewayClient;
import org.threadless.http.webhook.WebhookSecret;
import org.threadless.router.conversation.StoreUnavailableException;
import org.threadless.router.engine.callback.CallbackBacklog;
import org.threadless.router.engine.callback.CallbackUrls;
import org.threadless.router.loop.Loop;
import org.threadless.router.loop.OutOfMemory;
import org.threadless.router.loop.Tellable;

/**
 * Tells other programs what happens, at least once each and in order for each message. Nobody waits
 * for it: not a message, and not one program for another. No database connection is held while one
 * is asked. Safe for any thread.
 */
public final class CallbackTeller implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(CallbackTeller.class);

  private static final Loop LOOP = new Loop("callbacks");

  // What other nodes have left behind, or is due again.
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Duration SWEEP = Duration.ofMinutes(1);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final int AT_ONCE = 8;
  // Of all hosts that messages name, whose number is not known, each has so many.
  private static final int AT_ONCE_BY_MESSAGE = 2;
  // All of them together: so many are told, and remembered, at the same time.
  private static final int MOST_TOLD = 200;
  private static final int MOST_REMEMBERED = 10_000;

  private final CallbackPlan plan;
  private final CallbackBacklog backlog;
  private final InstantSource clock;
  private final List<GatewayClient> clients = new ArrayList<>();
  private final Map<String, Target> configured = new LinkedHashMap<>();
  private final Map<String, Target> named = new LinkedHashMap<>();
  private final Optional<CallbackRequest> byMessage;
  private final TargetLines namedLines;
  private final ExecutorService executor =
      Executors.newCachedThreadPool(work -> daemon(work, "callback"));
  private final Semaphore woken = new Semaphore(0);
  private final Thread thread = daemon(this::run, "callbacks");
  private String lookedAt = CallbackUrls.BY_MESSAGE;
  private Instant swept = Instant.MIN;
  private volatile boolean closing;

  /**
   * @param plan who is told of what
   * @param backlog what is to be told
   */
  public CallbackTeller(CallbackPlan plan, CallbackBacklog backlog, InstantSource clock) {
    this.plan = plan;
    this.backlog = backlog;
    this.clock = clock;
    this.namedLines = new TargetLines(clock);
    for (CallbackSettings each : plan.callbacks()) {
      configured.put(each.target(), target(each));
    }
    this.byMessage = plan.byMessage().map(this::request);
  }

  private Target target(CallbackSettings settings) {
    GatewayClient client =
        new GatewayClient("it", settings.timeout(), settings.timeout(), AT_ONCE, address -> true);
    clients.add(client);
    return new Target(
        settings.target(),
        AT_ONCE,
        settings.giveUpAfter(),
        new CallbackRequest(client, new WebhookSecret(settings.secret()), url -> {}, clock),
        backlog,
        clock,
        executor,
        new TargetLines(clock),
        this::wake);
  }

  private CallbackRequest request(ByMessageSettings settings) {
    AllowedUrls allowed = new AllowedUrls(settings.allow());
    GatewayClient client =
        new GatewayClient(
            "it", settings.timeout(), settings.timeout(), AT_ONCE_BY_MESSAGE, allowed.reachable());
    clients.add(client);
    return new CallbackRequest(client, new WebhookSecret(settings.secret()), allowed, clock);
  }

  private Target named(String name) {
    return new Target(
        name,
        AT_ONCE_BY_MESSAGE,
        plan.byMessage().orElseThrow().giveUpAfter(),
        byMessage.orElseThrow(),
        backlog,
        clock,
        executor,
        namedLines,
        this::wake);
  }

  /** Begins to tell. */
  public void start() {
    clients.forEach(GatewayClient::start);
    backlog.onEvents(this::wake);
    thread.start();
  }

  private static Thread daemon(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }

  private void wake() {
    if (woken.availablePermits() == 0) {
      woken.release();
    }
  }

  private void run() {
    LOOP.run(() -> !closing, this::turn);
  }

  private void turn() throws InterruptedException {
    if (woken.tryAcquire(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
      int unused = woken.drainPermits();
    }
    if (closing) {
      return;
    }
    try {
      look();
    } catch (StoreUnavailableException e) {
      // Housekeeping tells of it.
      log.debug("what is to be told cannot be looked for now", e);
      Thread.sleep(LOOK.toMillis());
    }
  }

  private void look() {
    configured.values().forEach(Target::look);
    if (byMessage.isPresent()) {
      forget();
      lookAtNamed();
    }
    if (clock.instant().isAfter(swept.plus(SWEEP))) {
      sweep();
      swept = clock.instant();
    }
  }

  private void forget() {
    named.values().removeIf(Target::isForgettable);
    Iterator<Target> eldest = named.values().iterator();
    while (named.size() > MOST_REMEMBERED && eldest.hasNext()) {
      if (eldest.next().isIdle()) {
        eldest.remove();
      }
    }
  }

  // Behind the last one that was looked at: each has its turn, however many are dead.
  private void lookAtNamed() {
    long told = named.values().stream().filter(each -> !each.isIdle()).count();
    if (told >= MOST_TOLD) {
      return;
    }
    CallbackBacklog.Named found = backlog.namedByMessages(lookedAt);
    for (String name : found.due()) {
      if (told >= MOST_TOLD) {
        return;
      }
      Target target = named.computeIfAbsent(name, this::named);
      boolean wasIdle = target.isIdle();
      target.look();
      told += wasIdle && !target.isIdle() ? 1 : 0;
      lookedAt = name;
    }
    lookedAt = found.next();
  }

  private void sweep() {
    configured.values().forEach(Target::giveUp);
    plan.byMessage().ifPresent(this::giveUpNamed);
    int given = backlog.giveUpUnknown(configured.keySet(), clock.instant().minus(plan.longest()));
    if (given > 0) {
      log.warn(
          "{} events were to be told to callbacks that are not configured any more, and will not be",
          given);
    }
  }

  private void giveUpNamed(ByMessageSettings settings) {
    int given = backlog.giveUpNamed(clock.instant().minus(settings.giveUpAfter()));
    namedLines.areGivenUp(
        "by-message", given, Target.retry(settings.giveUpAfter()).giveUpAfterText());
  }

  @Override
  public void close() {
    close(PATIENCE);
  }

  /** Begins to tell nothing more, and waits so long for what is being told. */
  public void close(Duration patience) {
    closing = true;
    wake();
    configured.values().forEach(Target::close);
    try {
      thread.join(Math.max(1, patience.toMillis()));
      named.values().forEach(Target::close);
      executor.shutdown();
      if (!executor.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        log.info("callbacks that do not answer are told again by whoever comes next");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      executor.shutdownNow();
      clients.forEach(CallbackTeller::close);
    }
  }

  private static void close(GatewayClient client) {
    try {
      client.close();
    } catch (Throwable e) {
      OutOfMemory.end(e);
      log.warn("a callback's client did not close: {}", Tellable.line(e));
    }
  }
}
