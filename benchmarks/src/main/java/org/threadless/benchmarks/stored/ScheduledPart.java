package org.threadless.benchmarks.stored;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.threadless.benchmarks.part.Part;
import org.threadless.benchmarks.part.Setting;
import org.threadless.benchmarks.server.BenchmarkDatabase;
import org.threadless.benchmarks.server.Postgres;
import org.threadless.benchmarks.server.ServerProcess;
import org.threadless.router.backend.SendResult;
import org.threadless.router.config.Secret;
import org.threadless.router.engine.backend.BackendSettings;
import org.threadless.router.engine.backend.ConfiguredBackend;
import org.threadless.router.engine.backlog.Dealt;
import org.threadless.router.engine.backlog.DueMessage;
import org.threadless.router.engine.store.SendOutcome;
import org.threadless.router.message.BackendName;
import org.threadless.storage.Database;
import org.threadless.storage.pool.DatabaseSettings;

/**
 * What many messages that are not to be sent before a time cost until it comes: the taking of the
 * next ones, the start, and the memory, with few and with many in turns.
 */
public final class ScheduledPart implements Part {

  private static final String BACKEND = "inline";
  private static final int FEW = 1000;
  private static final int AT_A_TIME = 100;

  private final Setting setting;
  private final int many;
  private final int warmUp;

  /** Measures with this setting. */
  public ScheduledPart(Setting setting) {
    this.setting = setting;
    this.many = setting.quick() ? 10 * FEW : 1000 * FEW;
    this.warmUp = setting.quick() ? 1 : 30;
  }

  @Override
  public void run() throws Exception {
    compare("H2", setting.h2("few"), setting.h2("many"));
    setting.removeH2();
    if (setting.postgres().isPresent()) {
      try (Postgres few = Postgres.start(setting.postgres().get());
          Postgres many = Postgres.start(setting.postgres().get())) {
        compare("PostgreSQL", few.store(), many.store());
      }
    }
  }

  private void compare(String name, BenchmarkDatabase few, BenchmarkDatabase more)
      throws Exception {
    // Those that are sent in the course of it come on top.
    int sent = (warmUp + setting.rounds()) * AT_A_TIME;
    StoredRows.schedule(few, BACKEND, FEW, FEW + sent);
    StoredRows.schedule(more, BACKEND, FEW, many + sent);
    for (int round = 0; round < setting.rounds(); round++) {
      start(name, FEW, few, round);
      start(name, many, more, round);
    }
    try (Calendar small = new Calendar(few);
        Calendar large = new Calendar(more)) {
      for (int i = 0; i < warmUp; i++) {
        small.next();
        large.next();
      }
      for (int round = 0; round < setting.rounds(); round++) {
        take(name, FEW, small);
        take(name, many, large);
      }
    }
  }

  private void start(String name, int scheduled, BenchmarkDatabase store, int round)
      throws IOException {
    long start = System.nanoTime();
    try (ServerProcess router =
        setting.serve(
            "scheduled" + scheduled + "-" + round, store, BACKEND + ": {engine: discard}")) {
      add(name, scheduled, "start", (System.nanoTime() - start) / 1e6, "ms");
      add(name, scheduled, "memory after the start", router.residentMegabytes(), "MB");
    }
  }

  private void take(String name, int scheduled, Calendar calendar) throws IOException {
    String what = "the next " + AT_A_TIME + " taken and sent";
    add(name, scheduled, what, calendar.next().toNanos() / 1e6, "ms");
  }

  private void add(String name, int scheduled, String what, double value, String unit) {
    setting.results().add(name(name, scheduled, what), value, unit, name(name, FEW, what));
  }

  private static String name(String name, int scheduled, String what) {
    return String.format("%s, %,d scheduled, %s", name, scheduled, what);
  }

  /** A database whose clock is set forward to the times of its messages. */
  private static final class Calendar implements AutoCloseable {

    private final AtomicReference<Instant> now = new AtomicReference<>(StoredRows.FIRST_DUE);
    private final AtomicInteger sent = new AtomicInteger();
    private final Database database;
    private final List<ConfiguredBackend> backends = new ArrayList<>();

    Calendar(BenchmarkDatabase store) {
      DatabaseSettings settings =
          new DatabaseSettings(store.url(), store.user(), new Secret(""), null);
      database = Database.open(settings, now::get);
      backends.add(
          new ConfiguredBackend(
              new BackendName(BACKEND),
              "discard",
              BackendSettings.defaults(),
              "inline",
              () -> null,
              () -> null));
    }

    /** Sends the next ones, and returns how long that has taken. */
    Duration next() throws IOException {
      int before = sent.get();
      long start = System.nanoTime();
      now.updateAndGet(time -> time.plusSeconds(AT_A_TIME));
      database.sendDue(this::send, backends);
      long end = System.nanoTime();
      if (sent.get() - before != AT_A_TIME) {
        throw new IOException((sent.get() - before) + " were sent");
      }
      return Duration.ofNanos(end - start);
    }

    private Dealt send(DueMessage message) {
      sent.incrementAndGet();
      return Dealt.ended(new SendOutcome(message.id(), SendResult.accepted(), now.get()));
    }

    @Override
    public void close() {
      database.close();
    }
  }
}
