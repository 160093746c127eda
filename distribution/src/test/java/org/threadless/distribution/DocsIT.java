package org.threadless.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The code in the documents is that of the examples, which is compiled and tested. */
class DocsIT {

  /** A block of code, and the comment before it that names its source. */
  private static final Pattern BLOCK =
      Pattern.compile("(?:<!-- (\\S+) -->\\n)?```(\\w*)\\n(.*?)\\n```", Pattern.DOTALL);

  /** What is typed at a prompt, and what it answers, has no source. */
  private static final String CONSOLE = "console";

  @ParameterizedTest
  @ValueSource(strings = {"docs/writing-an-app.md", "docs/writing-a-backend.md"})
  void everyBlockOfCodeIsInTheSourceThatItNames(String document) throws IOException {
    Matcher blocks = BLOCK.matcher(Files.readString(Checkout.file(document)));
    int compared = 0;
    while (blocks.find()) {
      if (!blocks.group(2).equals(CONSOLE)) {
        assertThat(blocks.group(1)).as("source of the block\n" + blocks.group(3)).isNotNull();
        assertThat(Files.readString(Checkout.file(blocks.group(1))))
            .as(document + ", " + blocks.group(1))
            .contains(blocks.group(3));
        compared++;
      }
    }
    assertThat(compared).isGreaterThan(4);
  }

  @Test
  void theArchetypeOfABackendIsTheExampleUnderAnotherName() throws IOException {
    Path example = Checkout.file("examples/pigeon/src");
    Path archetype = Checkout.file("archetypes/backend/src/main/resources/archetype-resources/src");
    for (Path source : javaFiles(example)) {
      String folder = example.relativize(source).getName(0).toString();
      String name = source.getFileName().toString().replace("Pigeon", "Gateway");
      assertThat(archetype.resolve(folder + "/java/" + name))
          .hasContent(renamed(Files.readString(source)));
    }
    assertThat(javaFiles(archetype)).hasSameSizeAs(javaFiles(example)).hasSizeGreaterThan(3);
  }

  private static String renamed(String source) {
    return source
        .replace("org.example.pigeon", "${package}")
        .replace("Pigeon", "Gateway")
        .replace("\"pigeon\"", "\"${engine}\"")
        .replace("{@code pigeon}", "{@code ${engine}}");
  }

  private static List<Path> javaFiles(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList();
    }
  }
}
