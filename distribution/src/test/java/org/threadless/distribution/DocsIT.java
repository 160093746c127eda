package org.threadless.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The code in the documents is that of the examples, which is compiled and tested. */
class DocsIT {

  @ParameterizedTest
  @CsvSource({
    "docs/writing-an-app.md,     examples/quiz",
    "docs/writing-a-backend.md,  examples/pigeon",
    "docs/writing-a-handler.md,  examples/national",
    "docs/writing-an-endpoint.md, examples/bell",
  })
  void everyBlockOfCodeIsInTheSourceThatItNames(String document, String example)
      throws IOException {
    int compared = 0;
    for (GuideStep step : GuideStep.of(Files.readString(Checkout.file(document)))) {
      if (step instanceof GuideStep.Look look) {
        assertThat(Files.readString(Checkout.file(look.source())))
            .as(document + ", " + look.source())
            .contains(look.content());
        compared++;
      } else if (step instanceof GuideStep.Write write && write.path().startsWith("src/")) {
        assertThat(Checkout.file(example + "/" + write.path())).hasContent(write.content());
        compared++;
      }
    }
    assertThat(compared).isGreaterThan(4);
  }

  @Test
  void thePresetOfTheMadeUpProviderIsTheOneThatIsTested() throws IOException {
    assertThat(Files.readString(Checkout.file("docs/gateways.md")))
        .contains(
            "```yaml\n"
                + Files.readString(Checkout.file("distribution/src/test/resources/heliograph.yml"))
                + "```\n");
  }

  @Test
  void theProgramThatIsAskedIsTheOneThatIsTested() throws IOException {
    assertThat(Files.readString(Checkout.file("docs/webhook.md")))
        .contains(
            "```python\n"
                + Files.readString(Checkout.file("examples/webhook-python/app.py"))
                + "```\n");
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
