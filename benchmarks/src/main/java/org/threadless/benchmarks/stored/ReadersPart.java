package org.threadless.benchmarks.stored;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.threadless.benchmarks.load.Wrk;
import org.threadless.benchmarks.part.Part;
import org.threadless.benchmarks.part.Setting;
import org.threadless.benchmarks.server.BenchmarkDatabase;
import org.threadless.benchmarks.server.HttpQuestions;
import org.threadless.benchmarks.server.Postgres;
import org.threadless.benchmarks.server.ServerProcess;

/** Do people who look hold up who writes? With and without readers of the tester's lists. */
public final class ReadersPart implements Part {

  private static final int READERS = 8;
  private static final int PHONES = 100_000;
  private static final String ALONE = ", router, inline, no reader";
  private static final String BESIDE = ", router, inline, beside eight readers of lists";

  private final Setting setting;

  /** Measures with this setting. */
  public ReadersPart(Setting setting) {
    this.setting = setting;
  }

  @Override
  public void run() throws Exception {
    measure("H2", setting.h2("readers"));
    if (setting.postgres().isPresent()) {
      try (Postgres postgres = Postgres.start(setting.postgres().get())) {
        measure("PostgreSQL", postgres.store());
      }
    }
  }

  private void measure(String name, BenchmarkDatabase store) throws Exception {
    int phones = setting.quick() ? PHONES / 10 : PHONES;
    StoredRows.fill(store, "tester", phones, phones);
    try (ServerProcess router =
        setting.serve(
            "readers", store, "inline: {engine: discard}", "tester: {engine: httptester}")) {
      setting.wrk().post(router.url("/discard/inline/"), 16, setting.warmUpSeconds());
      for (int round = 0; round < setting.rounds(); round++) {
        load(name, name + ALONE, router);
        beside(name, router);
      }
    }
  }

  private void beside(String name, ServerProcess router) throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    LongAdder pages = new LongAdder();
    URI page = router.url("/httptester/tester/1000001/");
    List<Thread> readers = new ArrayList<>();
    for (int i = 0; i < READERS; i++) {
      readers.add(new Thread(() -> read(page, over, pages)));
    }
    long start = System.nanoTime();
    readers.forEach(Thread::start);
    try {
      load(name, name + BESIDE, router);
    } finally {
      over.set(true);
      for (Thread each : readers) {
        each.join();
      }
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    setting.results().add(name + BESIDE + ", pages", pages.sum() / seconds, "pages/s");
  }

  private void load(String database, String name, ServerProcess router) throws Exception {
    Wrk.Load load = setting.wrk().post(router.url("/discard/inline/"), 16, setting.seconds());
    setting.results().add(name, load.rate(), "messages/s", database + ALONE);
    setting.results().add(name + ", p99", load.p99() / 1000.0, "ms");
    if (load.failed() > 0) {
      setting
          .results()
          .remark(name + ": " + load.failed() + " of " + load.requests() + " requests failed.");
    }
  }

  private static void read(URI page, AtomicBoolean over, LongAdder pages) {
    try {
      while (!over.get()) {
        if (HttpQuestions.get(page).contains("phone-list")) {
          pages.increment();
        }
      }
    } catch (Exception e) {
      throw new IllegalStateException("a page cannot be read", e);
    }
  }
}
