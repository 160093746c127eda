package org.threadless.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The documents in the zip, for who has nothing else. */
class ZippedDocsIT {

  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");

  @TempDir private Path temp;

  @Test
  void everyDocumentIsThereAndEveryLinkLeadsToOne() throws IOException {
    Path docs = Distribution.unzipInto(temp).file("docs");
    List<Path> documents = documents(docs);
    int followed = 0;

    for (Path document : documents) {
      for (String link : links(document)) {
        assertThat(leadsSomewhere(document, link))
            .as(document.getFileName() + ": " + link)
            .isTrue();
        followed++;
      }
    }

    assertThat(documents)
        .extracting(Path::getFileName)
        .containsAll(documents(Checkout.file("docs")).stream().map(Path::getFileName).toList());
    assertThat(followed).isGreaterThan(40);
    assertThat(docs.resolve("adr")).doesNotExist();
  }

  @Test
  void theReadmeNamesDocumentsThatAreThere() throws IOException {
    Distribution distribution = Distribution.unzipInto(temp);
    Matcher named =
        Pattern.compile("docs/[\\w-]+\\.md")
            .matcher(Files.readString(distribution.file("README.txt")));

    assertThat(named.results().map(each -> distribution.file(each.group())))
        .isNotEmpty()
        .allSatisfy(file -> assertThat(file).isRegularFile());
  }

  private static List<Path> documents(Path docs) throws IOException {
    try (Stream<Path> files = Files.list(docs)) {
      return files.filter(file -> file.toString().endsWith(".md")).toList();
    }
  }

  private static List<String> links(Path document) throws IOException {
    List<String> found = new ArrayList<>();
    Matcher matcher = LINK.matcher(Files.readString(document));
    while (matcher.find()) {
      if (!matcher.group(1).matches("[a-z]+:.*")) {
        found.add(matcher.group(1));
      }
    }
    return found;
  }

  private static boolean leadsSomewhere(Path document, String link) throws IOException {
    String[] parts = link.split("#", 2);
    Path file = parts[0].isEmpty() ? document : document.resolveSibling(parts[0]);
    return Files.exists(file) && (parts.length == 1 || headings(file).contains("#" + parts[1]));
  }

  /** Returns the headings of a document as links name them. */
  private static List<String> headings(Path document) throws IOException {
    try (Stream<String> lines = Files.lines(document)) {
      return lines
          .filter(line -> line.startsWith("#"))
          .map(line -> line.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT))
          .map(heading -> "#" + heading.replaceAll("[^\\p{L}\\p{N} -]", "").replace(' ', '-'))
          .toList();
    }
  }
}
