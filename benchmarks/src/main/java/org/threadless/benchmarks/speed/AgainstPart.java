package org.threadless.benchmarks.speed;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.threadless.benchmarks.load.Wrk;
import org.threadless.benchmarks.part.Part;
import org.threadless.benchmarks.part.Setting;
import org.threadless.benchmarks.server.BenchmarkDatabase;
import org.threadless.benchmarks.server.HttpQuestions;
import org.threadless.benchmarks.server.Postgres;
import org.threadless.benchmarks.server.RouterUnderTest;
import org.threadless.benchmarks.server.ServerProcess;

/** This router beside another one, each on databases of its own; they take turns at each load. */
public final class AgainstPart implements Part {

  // That of Kannel is 50.
  private static final List<Load> LOADS =
      List.of(
          new Load("inline, 16 connections", "inline", Wrk.Ids.NONE, 16),
          new Load("inline, external ids, 16 connections", "inline", Wrk.Ids.NEW, 16),
          new Load("inline, external ids, 50 connections", "inline", Wrk.Ids.NEW, 50),
          new Load("queued, 16 connections", "queued", Wrk.Ids.NONE, 16));

  private final Setting setting;
  private final RouterUnderTest other;

  /**
   * @param other what the router is held against
   */
  public AgainstPart(Setting setting, RouterUnderTest other) {
    this.setting = setting;
    this.other = other;
  }

  /** What the routers are given. */
  private record Load(String name, String backend, Wrk.Ids ids, int connections) {}

  /** The two on one kind of database. */
  private record Side(String name, ServerProcess router, ServerProcess other) {}

  @Override
  public void run() throws Exception {
    List<AutoCloseable> open = new ArrayList<>();
    try {
      for (Side side : sides(open)) {
        warmUp(side.router());
        warmUp(side.other());
        for (int round = 0; round < setting.rounds(); round++) {
          for (Load load : LOADS) {
            round(side, load, round % 2 == 0);
          }
        }
      }
    } finally {
      for (int i = open.size() - 1; i >= 0; i--) {
        open.get(i).close();
      }
    }
  }

  private List<Side> sides(List<AutoCloseable> open) throws IOException, InterruptedException {
    List<Side> sides = new ArrayList<>();
    sides.add(side("H2", setting.h2("this"), setting.h2("other"), open));
    if (setting.postgres().isPresent()) {
      Postgres mine = Postgres.start(setting.postgres().get());
      open.add(mine);
      Postgres others = Postgres.start(setting.postgres().get());
      open.add(others);
      sides.add(side("PostgreSQL", mine.store(), others.store(), open));
    }
    return sides;
  }

  private Side side(
      String name, BenchmarkDatabase mine, BenchmarkDatabase others, List<AutoCloseable> open)
      throws IOException {
    ServerProcess router = serve(setting, name, mine);
    open.add(router);
    ServerProcess beside = serve(setting.with(other), name, others);
    open.add(beside);
    return new Side(name, router, beside);
  }

  private static ServerProcess serve(Setting setting, String name, BenchmarkDatabase store)
      throws IOException {
    return setting.serve(
        name, store, "inline: {engine: discard}", "queued: {engine: discard, handler: queue}");
  }

  private void warmUp(ServerProcess router) throws Exception {
    int seconds = setting.warmUpSeconds();
    setting.wrk().post(router.url("/discard/inline/"), 16, seconds, Wrk.Ids.NEW);
    setting.wrk().post(router.url("/discard/queued/"), 16, Math.min(5, seconds), Wrk.Ids.NONE);
    HttpQuestions.drain(router);
  }

  // What the one has left to the disk may be in the way of the other: so each is first as often.
  private void round(Side side, Load load, boolean otherFirst) throws Exception {
    if (otherFirst) {
      measureOther(side, load);
    }
    setting
        .results()
        .add(name(side, load), rate(side.router(), load), "messages/s", otherName(side, load));
    if (!otherFirst) {
      measureOther(side, load);
    }
  }

  private void measureOther(Side side, Load load) throws Exception {
    setting.results().add(otherName(side, load), rate(side.other(), load), "messages/s");
  }

  private static String name(Side side, Load load) {
    return side.name() + ", " + load.name();
  }

  private static String otherName(Side side, Load load) {
    return name(side, load) + ", the other";
  }

  private double rate(ServerProcess router, Load load) throws Exception {
    long start = System.nanoTime();
    Wrk.Load done =
        setting
            .wrk()
            .post(
                router.url("/discard/" + load.backend() + "/"),
                load.connections(),
                setting.seconds(),
                load.ids());
    if (done.failed() > 0) {
      setting.results().remark(load.name() + ": " + done.failed() + " requests failed.");
    }
    if (load.backend().equals("inline")) {
      return done.rate();
    }
    HttpQuestions.drain(router);
    return done.requests() * 1e9 / (System.nanoTime() - start);
  }
}
