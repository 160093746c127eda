package org.threadless.benchmarks.cost;

import java.io.IOException;
import java.io.StringReader;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.threadless.benchmarks.load.Wrk;
import org.threadless.benchmarks.part.Part;
import org.threadless.benchmarks.part.Setting;
import org.threadless.benchmarks.server.BenchmarkDatabase;
import org.threadless.benchmarks.server.Postgres;
import org.threadless.benchmarks.server.ServerProcess;
import org.threadless.router.config.Secret;
import org.threadless.router.engine.people.ContactImport;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Numbers;
import org.threadless.storage.Database;
import org.threadless.storage.pool.DatabaseSettings;

/** What it costs on the way of a message that a STOP is obeyed, and that it is known who sends. */
public final class PeoplePart implements Part {

  // Limits that nobody meets here: what is counted is counted, and nothing is cancelled.
  private static final String GUARDED =
      "[{guard: {same-reply: 100000/h, replies: 100000/h}}, echo]";

  private static final String ALONE = ", echo alone";

  private final Setting setting;

  /** Measures with this setting. */
  public PeoplePart(Setting setting) {
    this.setting = setting;
  }

  /** Apps on a database of their own. */
  private record Side(String name, ServerProcess router) {}

  @Override
  public void run() throws Exception {
    measure("H2", List.of(setting.h2("alone"), setting.h2("guarded"), setting.h2("known")));
    if (setting.postgres().isPresent()) {
      List<AutoCloseable> open = new ArrayList<>();
      try {
        List<BenchmarkDatabase> stores = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
          Postgres postgres = Postgres.start(setting.postgres().get());
          open.add(postgres);
          stores.add(postgres.store());
        }
        measure("PostgreSQL", stores);
      } finally {
        close(open);
      }
    }
  }

  /**
   * @param stores three that are empty
   */
  private void measure(String name, List<BenchmarkDatabase> stores) throws Exception {
    makeContacts(stores.get(2));
    List<AutoCloseable> open = new ArrayList<>();
    try {
      List<Side> sides =
          List.of(
              side(name + ALONE, setting, stores.get(0), open),
              side(name + ", guard and echo", guarded(), stores.get(1), open),
              side(name + ", guard and echo, each a contact", guarded(), stores.get(2), open));
      for (Side side : sides) {
        post(side, setting.warmUpSeconds());
      }
      for (int round = 0; round < setting.rounds(); round++) {
        round(name, sides, round);
      }
    } finally {
      close(open);
    }
  }

  private Setting guarded() {
    return setting.with(setting.router().withApps(GUARDED));
  }

  private static Side side(
      String name, Setting setting, BenchmarkDatabase store, List<AutoCloseable> open)
      throws IOException {
    ServerProcess router =
        setting.serve("people" + open.size(), store, "inline: {engine: discard}");
    open.add(router);
    return new Side(name, router);
  }

  // What the one has left to the disk may be in the way of the next: so each is first as often.
  private void round(String name, List<Side> sides, int round) throws Exception {
    for (int i = 0; i < sides.size(); i++) {
      Side side = sides.get((round + i) % sides.size());
      Wrk.Load load = post(side, setting.seconds());
      setting.results().add(side.name(), load.rate(), "messages/s", name + ALONE);
      setting.results().add(side.name() + ", p99", load.p99() / 1000.0, "ms");
      if (load.failed() > 0) {
        setting.results().remark(side.name() + ": " + load.failed() + " requests failed.");
      }
    }
  }

  private Wrk.Load post(Side side, int seconds) throws Exception {
    return setting.wrk().post(side.router().url("/discard/inline/"), 16, seconds);
  }

  /** Makes a contact of each phone that the load has. */
  private static void makeContacts(BenchmarkDatabase store) throws IOException {
    String table =
        IntStream.range(0, 10_000)
            .mapToObj(i -> "Person " + i + ",sw,Many," + (1_000_000 + i))
            .collect(Collectors.joining("\n", "name,language,groups,inline\n", "\n"));
    DatabaseSettings settings =
        new DatabaseSettings(store.url(), store.user(), new Secret(""), null);
    try (Database database = Database.open(settings, InstantSource.system())) {
      new ContactImport(
              database.messages(),
              database.people().many(),
              Numbers.AS_THEY_COME,
              List.of(new BackendName("inline")))
          .read(new StringReader(table), PeoplePart::refuse);
    }
  }

  private static void refuse(long line, String problem) {
    throw new IllegalStateException("line " + line + ": " + problem);
  }

  private static void close(List<AutoCloseable> open) throws Exception {
    for (int i = open.size() - 1; i >= 0; i--) {
      open.get(i).close();
    }
  }
}
