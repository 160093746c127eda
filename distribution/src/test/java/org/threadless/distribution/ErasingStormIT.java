package org.threadless.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.threadless.testrig.Ports;

/**
 * People are erased while they write, and others too, by two nodes, and while contacts are imported
 * twice at the same time.
 */
@Tag("long")
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class ErasingStormIT {

  private static final int OTHERS = 500;
  private static final List<String> ERASED =
      List.of("+254799000001", "+254799000002", "+254799000003");
  private static final String SECRET = "unspeakable";

  @TempDir private Path folder;

  private final List<RouterProcess> nodes = new ArrayList<>();
  private final AtomicBoolean calm = new AtomicBoolean();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private Distribution distribution;
  private EmbeddedPostgres postgres;
  private String config;

  @BeforeEach
  void start() throws Exception {
    distribution = Distribution.prepareIn(folder);
    postgres =
        EmbeddedPostgres.builder()
            .setPort(Ports.free())
            .setPGStartupWait(Duration.ofMinutes(2))
            .start();
    Path file = distribution.file("conf/storm.yml");
    Files.writeString(
        file,
        "http: {port: 0}\ndatabase: {url: '"
            + postgres.getJdbcUrl("postgres", "postgres")
            + "', user: postgres}\napps: [guard, register, echo]\nbackends:\n"
            + "  phone: {engine: httptester, numbers: {region: KE}}\n");
    config = file.toString();
    for (int i = 0; i < 2; i++) {
      nodes.add(distribution.serve("--config", config));
    }
  }

  @AfterEach
  void stop() throws Exception {
    calm.set(true);
    threads.shutdownNow();
    for (RouterProcess node : nodes) {
      node.close();
    }
    postgres.close();
  }

  @Test
  void whoIsErasedIsGoneAndNothingOfOthersIs() throws Exception {
    List<Future<Integer>> writers = new ArrayList<>();
    for (String number : ERASED) {
      writers.add(threads.submit(() -> write(number, "register " + SECRET + " ", 1)));
    }
    Future<Integer> others = threads.submit(() -> write("+2547110", "echo other ", OTHERS));

    List<Future<FinishedCommand>> imports =
        List.of(inParallel(() -> contact(table(false))), inParallel(() -> contact(table(true))));
    List<Future<FinishedCommand>> erasings =
        ERASED.stream().map(number -> inParallel(() -> erase(number))).toList();

    for (Future<FinishedCommand> erasing : erasings) {
      // Who writes all the time may have a message in hand, or be a new contact by then.
      assertThat(erasing.get().err()).allMatch(line -> line.contains("erase again"));
    }
    for (Future<FinishedCommand> done : imports) {
      assertThat(done.get().err()).isEmpty();
      assertThat(done.get().out()).containsExactly("stored: " + OTHERS + ", refused: 0");
    }
    calm.set(true);
    for (Future<Integer> writer : writers) {
      assertThat(writer.get()).isPositive();
    }
    int written = others.get();
    for (String number : ERASED) {
      assertThat(erase(number).exit()).isZero();
    }

    assertThat(column("SELECT count(*) FROM message WHERE text LIKE 'echo other %'"))
        .containsExactly(Integer.toString(written));
    assertThat(column("SELECT count(*) FROM message WHERE text LIKE 'other %'"))
        .as("replies")
        .containsExactly(Integer.toString(written));
    assertThat(column("SELECT count(*) FROM contact_connection"))
        .containsExactly(Integer.toString(OTHERS));
    assertThat(dump()).isNotEmpty().noneMatch(row -> row.contains(SECRET));
    assertThat(dump()).noneMatch(row -> row.contains("25479900000"));
  }

  /** Lets people write, each after the other and on one node after the other, and counts. */
  private int write(String numbers, String text, int people) throws Exception {
    int written = 0;
    while (!calm.get()) {
      String identity = people == 1 ? numbers : numbers + String.format("%05d", written % people);
      int status =
          nodes.get(written % 2).post("/httptester/phone/", identity, text + written).statusCode();
      assertThat(status).isEqualTo(200);
      written++;
    }
    return written;
  }

  private Future<FinishedCommand> inParallel(Callable<FinishedCommand> command) {
    return threads.submit(command);
  }

  private FinishedCommand erase(String number) throws Exception {
    return distribution.run("person", "erase", number, "--yes", "--config", config);
  }

  private FinishedCommand contact(Path table) throws Exception {
    return distribution.run("contact", "import", table.toString(), "--config", config);
  }

  // Who imports the same in another order waits for others who wait for it.
  private Path table(boolean backwards) throws Exception {
    List<String> rows =
        new ArrayList<>(
            IntStream.range(0, OTHERS)
                .mapToObj(i -> "Person " + i + ",Many," + "07110" + String.format("%05d", i))
                .toList());
    if (backwards) {
      Collections.reverse(rows);
    }
    return Files.writeString(
        folder.resolve("people-" + backwards + ".csv"),
        "name,groups,phone\n" + String.join("\n", rows));
  }

  /** Returns all that any table has, row by row. */
  private List<String> dump() throws SQLException {
    List<String> rows = new ArrayList<>();
    for (String table :
        column("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")) {
      rows.addAll(column("SELECT CAST(each AS text) FROM " + table + " each"));
    }
    return rows;
  }

  private List<String> column(String query) throws SQLException {
    List<String> found = new ArrayList<>();
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
    }
    return found;
  }
}
