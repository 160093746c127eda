package org.threadless.console.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.threadless.console.ConsoleRouter;

/** A table of as many people as the console takes. */
@Tag("long")
class LongImportTest {

  private static final int MANY = Integer.getInteger("import.rows", 5_000);

  private static final String TABLE =
      "name,test\n"
          + IntStream.range(0, MANY)
              .mapToObj(i -> "Person " + i + ",+2547%08d".formatted(i))
              .collect(Collectors.joining("\n"));

  @Test
  void aHundredThousandPeopleAreStoredInTheBackgroundWhileTheConsoleIsUsed() {
    try (ConsoleRouter console = ConsoleRouter.start()) {
      HttpResponse<String> begun = console.post("/people/import/store", "table", TABLE);
      assertThat(begun.statusCode()).isEqualTo(303);
      assertThat(console.get("/people/import/running").body()).contains("Being stored");
      assertThat(console.get("/").statusCode()).isEqualTo(200);

      await()
          .atMost(Duration.ofMinutes(15))
          .pollInterval(Duration.ofSeconds(1))
          .until(() -> console.get("/people/import/now").body().contains("<h2>Stored</h2>"));
      assertThat(console.get("/people/import/now").body())
          .contains("new people</dt><dd>" + MANY + "</dd>", "not taken</dt><dd>0</dd>");
    }
  }

  @Test
  void aHundredThousandPeopleAreToldOfBeforeAnybodyGivesUp() {
    try (ConsoleRouter console = ConsoleRouter.start()) {
      assertThat(console.post("/people/import", "table", TABLE).body())
          .contains("Store " + MANY + " rows", "rows not taken</dt><dd>0</dd>");
    }
  }
}
