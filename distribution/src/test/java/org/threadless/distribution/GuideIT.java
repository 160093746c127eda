package org.threadless.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody gets who follows the documents word by word: their blocks, and their commands. */
@Tag("long")
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class GuideIT {

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"docs/writing-an-app.md", "docs/writing-a-backend.md"})
  void whoFollowsItHasWhatItShows(String document) throws Exception {
    Maven maven = Maven.ofAll();
    Path home = Files.createDirectory(folder.resolve("home"));
    Distribution.unzipInto(home);
    List<GuideStep> steps = GuideStep.of(Files.readString(Checkout.file(document)));
    GuideReader reader = GuideReader.at(home, maven);

    long start = System.nanoTime();
    for (GuideStep step : steps) {
      reader.follow(step);
    }
    Duration took = Duration.ofNanos(System.nanoTime() - start);

    long blocks = steps.stream().filter(GuideStep.Write.class::isInstance).count();
    long commands = steps.stream().filter(GuideStep.Command.class::isInstance).count();
    System.out.printf(
        "%s: %d blocks of code and %d commands followed in %d s%n",
        document, blocks, commands, took.toSeconds());
    assertThat(blocks).isPositive();
    assertThat(commands).isGreaterThan(5);
  }
}
