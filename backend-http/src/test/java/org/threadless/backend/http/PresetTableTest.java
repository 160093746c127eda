package org.threadless.backend.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The documentation says of each preset what it can do, and which settings it has. */
class PresetTableTest {

  private static final Path DOCS = Path.of("../docs/gateways.md");

  @Test
  void theTablesOfTheDocumentationAreCurrent() throws IOException {
    String docs = Files.readString(DOCS);
    String current =
        with(
            "presets",
            PresetTable.of(PresetContractTest.presets()),
            with("settings", SettingsTable.of(PresetContractTest.presets()), docs));
    if (Boolean.getBoolean("write-docs")) {
      Files.writeString(DOCS, current);
    } else {
      assertThat(docs)
          .as(
              "docs/gateways.md; mvn test -pl backend-http -Dtest=PresetTableTest -Dwrite-docs=true")
          .isEqualTo(current);
    }
  }

  private static String with(String name, String table, String docs) {
    String begin = "<!-- " + name + " -->\n";
    String end = "<!-- /" + name + " -->\n";
    assertThat(docs).containsOnlyOnce(begin).containsOnlyOnce(end);
    return docs.substring(0, docs.indexOf(begin) + begin.length())
        + table
        + docs.substring(docs.indexOf(end));
  }
}
