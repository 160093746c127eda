package org.threadless.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.threadless.router.engine.people.ContactImport;
import org.threadless.router.engine.people.Imported;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Numbers;
import org.threadless.storage.pool.DatabaseSettings;

/** A table of very many people is told of and stored on each database, before anybody gives up. */
@Tag("long")
@Timeout(300)
abstract class LongImportContract {

  // Half a minute for -Dimport.rows=100000.
  private static final int MANY = Integer.getInteger("import.rows", 5_000);

  /** Returns the settings of a database that is empty. */
  abstract DatabaseSettings settings() throws Exception;

  @Test
  void manyPeopleAreToldOfStoredAndKnownFromThenOn() throws Exception {
    String table =
        IntStream.range(0, MANY)
            .mapToObj(i -> "Person " + i + ",sw,Many;" + i % 100 + ",+2547%08d\n".formatted(i))
            .collect(Collectors.joining("", "name,language,groups,phone\n", ""));
    try (Database database = Database.open(settings(), Clock.systemUTC())) {
      ContactImport rows =
          new ContactImport(
              database.messages(),
              database.people().many(),
              Numbers.AS_THEY_COME,
              List.of(new BackendName("phone")));

      assertThat(preview(rows, table)).isEqualTo(new Imported(MANY, 0, 0));
      assertThat(rows.read(new StringReader(table), LongImportContract::fail))
          .isEqualTo(new Imported(MANY, 0, 0));
      assertThat(preview(rows, table)).isEqualTo(new Imported(0, MANY, 0));
      assertThat(rows.read(new StringReader(table), LongImportContract::fail))
          .isEqualTo(new Imported(0, MANY, 0));
      assertThat(database.people().groups().find("Many").orElseThrow().members()).isEqualTo(MANY);
    }
  }

  private static Imported preview(ContactImport rows, String table) throws IOException {
    return rows.preview(new StringReader(table), LongImportContract::fail);
  }

  private static void fail(long line, String problem) {
    throw new AssertionError("line " + line + ": " + problem);
  }
}
