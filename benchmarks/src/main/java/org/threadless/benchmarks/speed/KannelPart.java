package org.threadless.benchmarks.speed;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.threadless.benchmarks.part.Part;
import org.threadless.benchmarks.part.Setting;
import org.threadless.benchmarks.server.BareServer;
import org.threadless.benchmarks.server.BenchmarkDatabase;
import org.threadless.benchmarks.server.HttpQuestions;
import org.threadless.benchmarks.server.Postgres;
import org.threadless.benchmarks.server.ServerProcess;
import org.threadless.kannel.rig.Kannel;
import org.threadless.kannel.rig.Phones;

/**
 * From a phone through Kannel and the router, and back to it; beside the same Kannel with a server
 * that does nothing, and with one that only answers, so that Kannel has as much to carry.
 */
public final class KannelPart implements Part {

  private static final String EMPTY = "Kannel into an empty server, one way";
  private static final String ANSWERING = "Kannel into a server that answers OK, phone to phone";
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Setting setting;
  private final List<AutoCloseable> opened = new ArrayList<>();

  /** Measures with this setting. */
  public KannelPart(Setting setting) {
    this.setting = setting;
  }

  /**
   * What messages go through.
   *
   * @param name of what is measured
   * @param kannel with its phones' messages going there
   * @param counter where a server says how many have come; null where the phones get answers
   */
  private record Way(String name, Kannel kannel, URI counter) {

    /** Returns how many have come to their end; of a counter, since it was started. */
    long arrived(Path phones) throws IOException, InterruptedException {
      return counter == null ? Phones.count(phones) : Long.parseLong(HttpQuestions.get(counter));
    }
  }

  @Override
  public void run() throws Exception {
    if (!Kannel.isInstalled()) {
      setting.results().remark("Kannel is not installed, and was left out.");
      return;
    }
    try {
      List<Way> ways = ways();
      for (int round = 0; round < (setting.quick() ? 1 : 3); round++) {
        for (Way way : ways) {
          rate(way);
        }
      }
      for (int round = 0; round < setting.rounds(); round++) {
        for (Way way : ways) {
          double rate = rate(way);
          if (way.name().equals(EMPTY)) {
            setting.results().add(way.name(), rate, "messages/s");
          } else {
            setting.results().add(way.name(), rate, "messages/s", EMPTY);
          }
        }
      }
    } finally {
      for (int i = opened.size() - 1; i >= 0; i--) {
        opened.get(i).close();
      }
    }
  }

  private List<Way> ways() throws IOException, InterruptedException {
    List<Way> ways = new ArrayList<>();
    ServerProcess bare = open(setting.bareServer(0));
    ways.add(new Way(EMPTY, start(kannel(), 0, bare.url("/")), bare.url(BareServer.COUNT)));
    ways.add(new Way(ANSWERING, start(kannel(), 10, bare.url("/")), null));
    addRouter("H2", setting.h2("kannel"), ways);
    if (setting.postgres().isPresent()) {
      Postgres postgres = open(Postgres.start(setting.postgres().get()));
      addRouter("PostgreSQL", postgres.store(), ways);
    }
    return ways;
  }

  private void addRouter(String database, BenchmarkDatabase store, List<Way> ways)
      throws IOException {
    Kannel response = kannel();
    Kannel sendsms = kannel();
    ServerProcess router =
        open(
            setting.serve(
                "kannel" + database,
                store,
                gateway("response", response),
                gateway("sendsms", sendsms)));
    String name = database + ", router, Kannel phone to phone, reply: ";
    start(response, 10, router.url("/kannel/response/"));
    ways.add(new Way(name + "response", response, null));
    start(sendsms, 0, router.url("/kannel/sendsms/"));
    ways.add(new Way(name + "sendsms", sendsms, null));
  }

  private static String gateway(String reply, Kannel kannel) {
    return reply
        + ": {engine: kannel, reply: "
        + reply
        + ", sendsms-url: '"
        + kannel.sendsmsUrl()
        + "', sendsms-params: {username: rapidsms, password: change-me, from: 8080}}";
  }

  private Kannel kannel() throws IOException {
    return open(new Kannel(folder()).set("RETRY", 60));
  }

  private static Kannel start(Kannel kannel, int maxMessages, URI url) {
    return kannel
        .set("MAX_MESSAGES", maxMessages)
        .set("GET_URL", url + Kannel.GET_QUERY)
        .startWithoutPhones();
  }

  private Path folder() throws IOException {
    return Files.createTempDirectory(setting.work(), "kannel");
  }

  private <T extends AutoCloseable> T open(T closeable) {
    opened.add(closeable);
    return closeable;
  }

  private double rate(Way way) throws IOException, InterruptedException {
    int messages = setting.quick() ? 500 : 20_000;
    Path phones = folder();
    long before = way.counter() == null ? 0 : way.arrived(phones);
    long start = System.nanoTime();
    try (Phones sending =
        Phones.startSaying(
            phones, way.kannel().phonePort(), messages, "254700 80 text echo hello ")) {
      while (way.arrived(phones) - before < messages) {
        if (System.nanoTime() - start > PATIENCE.toNanos()) {
          throw new IOException(way.name() + ": messages are missing after " + PATIENCE);
        }
        Thread.sleep(20);
      }
      return messages * 1e9 / (System.nanoTime() - start);
    }
  }
}
