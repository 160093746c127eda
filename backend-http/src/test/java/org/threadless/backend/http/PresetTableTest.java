package org.threadless.backend.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The documentation says of each preset what it can do. */
class PresetTableTest {

  private static final Path DOCS = Path.of("../docs/gateways.md");
  private static final String BEGIN = "<!-- presets -->\n";
  private static final String END = "<!-- /presets -->\n";

  @Test
  void theTableOfTheDocumentationIsCurrent() throws IOException {
    String docs = Files.readString(DOCS);
    assertThat(docs).containsOnlyOnce(BEGIN).containsOnlyOnce(END);
    String before = docs.substring(0, docs.indexOf(BEGIN) + BEGIN.length());
    String current =
        before + PresetTable.of(PresetContractTest.presets()) + docs.substring(docs.indexOf(END));
    if (Boolean.getBoolean("write-docs")) {
      Files.writeString(DOCS, current);
    } else {
      assertThat(docs)
          .as(
              "docs/gateways.md; mvn test -pl backend-http -Dtest=PresetTableTest -Dwrite-docs=true")
          .isEqualTo(current);
    }
  }
}
