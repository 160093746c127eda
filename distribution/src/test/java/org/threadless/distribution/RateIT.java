package org.threadless.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.threadless.testing.FakeGateway;
import org.threadless.testrig.Ports;

/**
 * Two nodes and a backend with a rate for a time, {@code -Drate.seconds}, while thousands wait.
 * When they were taken is noted by the database as the nodes tell it: by that time the rate holds,
 * and a gateway that is asked late by a busy machine does not count.
 */
@Tag("long")
@Timeout(value = 15, unit = TimeUnit.MINUTES)
@Isolated("counts what goes in a second")
class RateIT {

  // Ten in each of them, and a tenth of that more.
  private static final int SECONDS = Integer.getInteger("rate.seconds", 20);
  private static final int MOST = SECONDS * 11;

  // So many broadcasts to so many.
  private static final int BROADCASTS = 4;
  private static final int MANY = 5_000;
  private static final int WAITING = BROADCASTS * MANY;

  // More than ten, which is what makes it a broadcast.
  private static final int FEW = 12;

  private static final String SOURCE =
      """
      import jakarta.inject.Inject;
      import java.util.List;
      import java.util.stream.IntStream;
      import org.threadless.router.app.*;
      import org.threadless.router.message.*;

      public class Many implements AppPlugin {
        public String name() { return "many"; }
        public Class<? extends App> appType() { return Sending.class; }

        public static class Sending implements App {
          private final Messenger messenger;
          @Inject public Sending(Messenger messenger) { this.messenger = messenger; }
          public boolean handle(IncomingMessage message) {
            if (!message.text().startsWith("many ")) { return false; }
            String[] words = message.text().split(" ");
            int count = Integer.parseInt(words[1]);
            String backend = words.length > 2 ? words[2] : "slow";
            List<Connection> to = IntStream.range(0, count)
                .mapToObj(i -> Connection.of(backend, "many-" + count + "-" + i)).toList();
            messenger.send("to " + count, to);
            return true;
          }
        }
      }
      """;

  // What a node takes to send it is its own from a time on.
  private static final String NOTES =
      """
      CREATE TABLE taken (message_id UUID, at TIMESTAMP WITH TIME ZONE);
      CREATE FUNCTION note() RETURNS trigger AS $$
        BEGIN
          INSERT INTO taken VALUES (NEW.message_id, NEW.since);
          RETURN NEW;
        END $$ LANGUAGE plpgsql;
      CREATE TRIGGER note AFTER UPDATE OF node ON waiting FOR EACH ROW
        WHEN (NEW.node IS NOT NULL AND NEW.direction = 'OUT') EXECUTE FUNCTION note();
      """;

  // What the rate of a backend has let go is counted with it.
  private static final String NOTES_OF_RATE =
      """
      CREATE TABLE let_go (many INT, at TIMESTAMP WITH TIME ZONE);
      CREATE FUNCTION note_rate() RETURNS trigger AS $$
        BEGIN
          INSERT INTO let_go VALUES (NEW.sent_count - OLD.sent_count, clock_timestamp());
          RETURN NEW;
        END $$ LANGUAGE plpgsql;
      CREATE TRIGGER note_rate AFTER UPDATE OF sent_count ON waiting_turn FOR EACH ROW
        WHEN (NEW.backend = 'spare') EXECUTE FUNCTION note_rate();
      """;

  private static final String OF_THE_TIME =
      " FROM taken t JOIN message m ON m.id = t.message_id"
          + " WHERE t.at < (SELECT min(at) FROM taken) + INTERVAL '"
          + SECONDS
          + "' SECOND";

  @TempDir private Path folder;

  private final FakeGateway gateway = new FakeGateway();
  private final List<RouterProcess> nodes = new ArrayList<>();
  private final AtomicInteger asked = new AtomicInteger();
  private EmbeddedPostgres postgres;

  @BeforeEach
  void start() throws Exception {
    Distribution distribution = Distribution.prepareIn(folder);
    CompiledPlugin.jar(
        distribution.file("plugins/many.jar"), distribution.file("lib"), "Many", SOURCE);
    postgres =
        EmbeddedPostgres.builder()
            .setPort(Ports.free())
            .setPGStartupWait(Duration.ofMinutes(2))
            .start();
    Path config = distribution.file("conf/rate.yml");
    Files.writeString(
        config,
        "http: {port: 0}\ndatabase: {url: '"
            + postgres.getJdbcUrl("postgres", "postgres")
            + "', user: postgres}\napps: [many, echo]\nbackends:\n"
            + "  slow: {engine: http, outgoing-url: '"
            + gateway.url("/send")
            + "', rate: 10/s}\n"
            + "  spare: {engine: http, outgoing-url: '"
            + gateway.url("/spare")
            + "', rate: 10/s}\n"
            + "  down: {engine: http, outgoing-url: 'http://127.0.0.1:"
            + Ports.free()
            + "/', fallback: spare}\n");
    for (int i = 0; i < 2; i++) {
      nodes.add(distribution.serve("--config", config.toString()));
    }
    execute(NOTES);
    execute(NOTES_OF_RATE);
  }

  @AfterEach
  void stop() throws Exception {
    for (RouterProcess node : nodes) {
      node.close();
    }
    postgres.close();
    gateway.close();
  }

  @Test
  void theRateHoldsOverTwoNodesAndRepliesDoNotWaitForThousands() throws Exception {
    for (int i = 0; i < BROADCASTS; i++) {
      say("many " + MANY);
    }
    await().until(() -> numbers("SELECT count(*) FROM taken").get(0) > 0);
    say("many " + FEW);

    awaitTime();

    List<Integer> seconds =
        numbers(
            "SELECT count(*)" + OF_THE_TIME + " GROUP BY date_trunc('second', t.at) ORDER BY 1");
    int total = seconds.stream().mapToInt(Integer::intValue).sum();
    int most = seconds.get(seconds.size() - 1);
    List<Integer> waited =
        numbers(
            "SELECT extract(epoch FROM t.at - i.created_at) * 1000"
                + OF_THE_TIME.replace("WHERE", "JOIN message i ON i.id = m.in_response_to WHERE")
                + " ORDER BY 1");
    int few = count("to " + FEW);
    System.out.printf(
        "%d in %d s, at most %d in a second, %d at the gateway; %d replies after at most %d ms;"
            + " %d of %d of the last broadcast, and %d of the others%n",
        total,
        SECONDS,
        most,
        gateway.received().size(),
        waited.size(),
        waited.get(waited.size() - 1),
        few,
        FEW,
        count("to " + MANY));
    // How many there are at least is for a machine to say that has nothing else to do.
    assertThat(total).isLessThanOrEqualTo(MOST);
    assertThat(most).isLessThanOrEqualTo(12);
    assertThat(few).isEqualTo(FEW);
    assertThat(waited).hasSizeGreaterThan(5).allMatch(millis -> millis < 2000);
    assertThat(numbers("SELECT count(*) FROM waiting").get(0)).isGreaterThan(WAITING / 2);
  }

  @Test
  void theRateOfAFallbackHoldsForItsOwnMessagesAndThoseOfOthersOverTwoNodes() throws Exception {
    say("many " + MANY + " down");
    say("many " + MANY + " spare");

    await()
        .atMost(Duration.ofMinutes(5))
        .pollInterval(Duration.ofSeconds(1))
        .until(
            () ->
                numbers("SELECT coalesce(extract(epoch FROM max(at) - min(at)), 0) FROM let_go")
                        .get(0)
                    > SECONDS + 12);

    // The first seconds are for the outage to be found.
    String time =
        " FROM let_go WHERE at >= (SELECT min(at) FROM let_go) + INTERVAL '10' SECOND"
            + " AND at < (SELECT min(at) FROM let_go) + INTERVAL '"
            + (SECONDS + 10)
            + "' SECOND";
    int total = numbers("SELECT sum(many)" + time).get(0);
    List<Integer> seconds =
        numbers("SELECT sum(many)" + time + " GROUP BY date_trunc('second', at) ORDER BY 1");
    int most = seconds.get(seconds.size() - 1);
    String sent = "SELECT count(*) FROM message WHERE status = 'SENT' AND backend = '";
    int others = numbers(sent + "down'").get(0);
    int own = numbers(sent + "spare'").get(0);
    System.out.printf(
        "%d in %d s, at most %d in a second; %d of others and %d of its own were sent%n",
        total, SECONDS, most, others, own);
    assertThat(total).isLessThanOrEqualTo(MOST);
    assertThat(most).isLessThanOrEqualTo(12);
    assertThat(others).isGreaterThan((others + own) / 10);
    assertThat(own).isGreaterThan((others + own) / 10);
    assertThat(gateway.received()).hasSizeLessThanOrEqualTo(others + own + 20);
  }

  /** Asks for a reply now and then, now on one node and now on the other, for that time. */
  private void awaitTime() {
    await()
        .atMost(Duration.ofMinutes(5))
        .pollInterval(Duration.ofSeconds(1))
        .until(
            () -> {
              say("echo hello");
              return numbers("SELECT extract(epoch FROM max(at) - min(at)) FROM taken").get(0)
                  > SECONDS + 2;
            });
  }

  private void say(String text) throws Exception {
    int number = asked.getAndIncrement();
    HttpResponse<String> answer =
        nodes.get(number % nodes.size()).post("/http/slow/", "phone-" + number, text);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  private int count(String text) throws SQLException {
    return numbers("SELECT count(*)" + OF_THE_TIME + " AND m.text = '" + text + "'").get(0);
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private List<Integer> numbers(String query) throws SQLException {
    List<Integer> found = new ArrayList<>();
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        found.add(rows.getInt(1));
      }
    }
    return found;
  }
}
