package org.threadless.benchmarks.stored;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.threadless.benchmarks.part.Part;
import org.threadless.benchmarks.part.Setting;
import org.threadless.benchmarks.server.BenchmarkDatabase;
import org.threadless.benchmarks.server.Postgres;
import org.threadless.router.app.AppName;
import org.threadless.router.backend.SendResult;
import org.threadless.router.config.Secret;
import org.threadless.router.conversation.Direction;
import org.threadless.router.conversation.StoreUnavailableException;
import org.threadless.router.engine.history.MessagePage;
import org.threadless.router.engine.history.MessageQuery;
import org.threadless.router.engine.store.Planned;
import org.threadless.router.engine.store.Routed;
import org.threadless.router.engine.store.SendOutcome;
import org.threadless.router.engine.store.UnitOfWork;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Identity;
import org.threadless.router.message.IncomingMessage;
import org.threadless.router.message.IncomingStatus;
import org.threadless.router.message.MessageIds;
import org.threadless.router.message.Outbox;
import org.threadless.router.message.OutgoingMessage;
import org.threadless.router.message.OutgoingStatus;
import org.threadless.router.message.ReceivedMessage;
import org.threadless.storage.Database;
import org.threadless.storage.pool.DatabaseSettings;

/**
 * How long those wait who look at what there is: counts, failures, and searches of many kinds, with
 * millions of messages stored and a thousand more each second.
 */
public final class SearchesPart implements Part {

  private static final int SENDERS = 4;
  private static final int EXCHANGES_PER_SECOND = 500;
  private static final int SHOWN = 50;

  private final Setting setting;
  private final int rows;

  /**
   * Measures with this setting.
   *
   * @param rows how many messages are stored before
   */
  public SearchesPart(Setting setting, int rows) {
    this.setting = setting;
    this.rows = rows;
  }

  /** Something that is looked up, which returns how far back it looked where time was over. */
  private interface Question {
    Optional<Instant> ask();
  }

  @Override
  public void run() throws Exception {
    measure("H2", setting.h2("searches"));
    setting.removeH2();
    if (setting.postgres().isPresent()) {
      try (Postgres postgres = Postgres.start(setting.postgres().get())) {
        measure("PostgreSQL", postgres.store());
      }
    }
  }

  private void measure(String name, BenchmarkDatabase store) throws Exception {
    new Month(store, rows).fill();
    DatabaseSettings settings =
        new DatabaseSettings(store.url(), store.user(), new Secret(""), null);
    AtomicBoolean over = new AtomicBoolean();
    LongAdder exchanges = new LongAdder();
    List<Thread> senders = new ArrayList<>();
    try (Database database = Database.open(settings, Clock.systemUTC())) {
      long began = System.nanoTime();
      for (int i = 0; i < SENDERS; i++) {
        int first = i;
        senders.add(new Thread(() -> send(first, database, over, exchanges)));
      }
      senders.forEach(Thread::start);
      try {
        ask(name, database);
      } finally {
        over.set(true);
        for (Thread each : senders) {
          each.join();
        }
      }
      double seconds = (System.nanoTime() - began) / 1e9;
      setting
          .results()
          .add(name + ", messages meanwhile", 2 * exchanges.sum() / seconds, "messages/s");
    }
  }

  private void ask(String name, Database database) {
    int times = setting.quick() ? 2 : 4 * setting.rounds();
    questions(database)
        .forEach(
            (what, question) -> {
              List<Double> took = new ArrayList<>();
              List<Instant> lookedBackTo = new ArrayList<>();
              for (int i = 0; i < times; i++) {
                long start = System.nanoTime();
                question.ask().ifPresent(lookedBackTo::add);
                took.add((System.nanoTime() - start) / 1e6);
              }
              took.sort(null);
              double late = took.get((int) Math.ceil(0.95 * times) - 1);
              setting.results().add(name + ", " + what + ", p95", late, "ms");
              lookedBackTo.stream()
                  .max(Instant::compareTo)
                  .ifPresent(
                      time ->
                          setting
                              .results()
                              .remark(
                                  "%s, %s: time was over, %s h back at least."
                                      .formatted(
                                          name,
                                          what,
                                          Duration.between(time, Instant.now()).toHours())));
            });
  }

  private static Map<String, Question> questions(Database database) {
    Instant now = Instant.now();
    Instant day = now.minus(Duration.ofDays(1));
    Instant old = now.minus(Duration.ofDays(20));
    Map<String, Question> all = new LinkedHashMap<>();
    all.put("counts of 24 hours", () -> hours(database, day));
    all.put("counts of 30 days", () -> hours(database, now.minus(Month.LENGTH)));
    all.put("failures of a day", () -> failures(database, day));
    all.put("failures of 30 days", () -> failures(database, now.minus(Month.LENGTH)));
    all.put("1. the newest", search(database, MessageQuery.builder()));
    all.put("2. a number", search(database, MessageQuery.builder().identity(identity(7))));
    all.put(
        "3. a number that never wrote",
        search(database, MessageQuery.builder().identity(new Identity("254"))));
    all.put("4. a text that many have", search(database, MessageQuery.builder().text("Kisumu")));
    all.put("5. a text that none has", search(database, MessageQuery.builder().text("Mombasa")));
    all.put(
        "6. a backend", search(database, MessageQuery.builder().backend(new BackendName("other"))));
    all.put(
        "7. an app that few have",
        search(database, MessageQuery.builder().app(new AppName("register"))));
    all.put("8. all that failed", search(database, MessageQuery.builder().status("failed")));
    all.put(
        "9. filtered, which is rare", search(database, MessageQuery.builder().status("filtered")));
    all.put(
        "10. a day long ago, one way",
        search(
            database,
            MessageQuery.builder()
                .from(old)
                .until(old.plus(Duration.ofDays(1)))
                .direction(Direction.IN)));
    all.put(
        "11. failed on a backend on a day long ago",
        search(
            database,
            MessageQuery.builder()
                .from(old)
                .until(old.plus(Duration.ofDays(1)))
                .status("failed")
                .backend(new BackendName("gateway"))));
    all.put(
        "12. a number, a text, one way",
        search(
            database,
            MessageQuery.builder().identity(identity(7)).text("clinic").direction(Direction.OUT)));
    all.put(
        "13. an app that none has, on a backend",
        search(
            database,
            MessageQuery.builder().app(new AppName("none")).backend(new BackendName("other"))));
    return all;
  }

  private static Identity identity(int number) {
    return new Identity(Month.identity(number));
  }

  private static Optional<Instant> hours(Database database, Instant from) {
    if (database.statistics().hours(from, Instant.now()).counts().isEmpty()) {
      throw new IllegalStateException("nothing is counted");
    }
    return Optional.empty();
  }

  private static Optional<Instant> failures(Database database, Instant since) {
    return database.statistics().failures(since).lookedBackTo();
  }

  private static Question search(Database database, MessageQuery.Builder query) {
    MessageQuery built = query.limit(SHOWN).build();
    return () -> {
      MessagePage page = database.history().search(built);
      return page.lookedBackTo();
    };
  }

  private static void send(int first, Database database, AtomicBoolean over, LongAdder exchanges) {
    MessageIds ids = new MessageIds();
    long began = System.nanoTime();
    for (long i = 0; !over.get(); i++) {
      long due = began + i * 1_000_000_000L * SENDERS / EXCHANGES_PER_SECOND;
      LockSupport.parkNanos(due - System.nanoTime());
      int number = (int) ((i * SENDERS + first) % Month.CONNECTIONS);
      try {
        exchange(Connection.of("inline", Month.identity(number)), ids, database);
        exchanges.increment();
      } catch (StoreUnavailableException e) {
        throw new IllegalStateException("a message cannot be stored", e);
      }
    }
  }

  private static void exchange(Connection phone, MessageIds ids, Database database) {
    Instant now = Instant.now();
    IncomingMessage message =
        new IncomingMessage(
            ids.next(),
            ReceivedMessage.of(phone, "echo hello"),
            now,
            new Outbox(ids, Clock.systemUTC(), backend -> {}));
    OutgoingMessage reply = new OutgoingMessage(ids.next(), phone, "hello", Optional.empty(), now);
    Optional<AppName> echo = Optional.of(new AppName("echo"));
    Planned planned = new Planned(reply, OutgoingStatus.QUEUED, List.of(), echo);
    try (UnitOfWork work = database.messages().begin()) {
      work.commit(new Routed(message, IncomingStatus.HANDLED, List.of(), List.of(planned), echo));
    }
    database
        .messages()
        .record(List.of(new SendOutcome(reply.id(), SendResult.accepted(), Instant.now())));
  }
}
