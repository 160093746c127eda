package org.threadless.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.threadless.distribution.provider.AfricasTalking;
import org.threadless.distribution.provider.FakeProvider;
import org.threadless.distribution.provider.Heliograph;
import org.threadless.distribution.provider.Infobip;
import org.threadless.distribution.provider.SmsGate;
import org.threadless.distribution.provider.Telnyx;
import org.threadless.distribution.provider.Twilio;

/** Providers that are connected by a few lines each, as somebody would who has the zip alone. */
class ProvidersIT {

  private static final String PRESET = "heliograph.yml";

  @TempDir private Path folder;

  private final List<FakeProvider> providers = new ArrayList<>();
  private Distribution distribution;

  @BeforeEach
  void unzip() throws Exception {
    distribution = Distribution.prepareIn(folder);
    providers.addAll(
        List.of(
            new Twilio(),
            new AfricasTalking(),
            new SmsGate(),
            new Infobip(),
            new Telnyx(),
            new Heliograph()));
    Path presets = Files.createDirectory(distribution.file("conf/presets"));
    Files.copy(Checkout.file("distribution/src/test/resources/" + PRESET), presets.resolve(PRESET));
    Files.writeString(distribution.file("conf/router.yml"), configuration());
  }

  @AfterEach
  void close() {
    providers.forEach(FakeProvider::close);
  }

  @Test
  void messagesComeInRepliesGoOutAndReportsComeBack() throws Exception {
    try (RouterProcess router = distribution.serve()) {
      for (FakeProvider provider : providers) {
        String name = provider.preset();
        assertThat(router.bring(name, provider.message("echo hello").forged()))
            .as("something forged to " + name)
            .isEqualTo(403);
        assertThat(router.bring(name, provider.message("echo hello")))
            .as("a message to " + name)
            .isEqualTo(200);
        assertThat(provider.taken().body()).as("what " + name + " is to send").contains("hello");
        assertThat(router.bring(name, provider.delivered()))
            .as("a report to " + name)
            .isEqualTo(200);
      }
      assertThat(router.terminate()).isZero();
    }
    assertThat(
            distribution.column(
                "SELECT backend || ' ' || status FROM message WHERE direction = 'OUT'"))
        .containsExactlyInAnyOrderElementsOf(
            providers.stream().map(each -> each.preset() + " DELIVERED").toList());
  }

  @Test
  void everyPresetSaysWhatToEnterAtTheProvider() throws Exception {
    for (FakeProvider provider : providers) {
      FinishedCommand setup = distribution.run("http", "setup", provider.preset());

      assertThat(setup.err()).isEmpty();
      assertThat(String.join("\n", setup.out()))
          .contains("https://sms.example.org/http/" + provider.preset() + "/")
          .doesNotContain("key-of-", "s3cret");
    }
  }

  private String configuration() {
    List<String> lines = new ArrayList<>();
    lines.add("http: {port: 0, public-url: [\"https://sms.example.org/\"]}");
    lines.add("database: {url: \"jdbc:h2:file:./data/router\"}");
    lines.add("apps: [echo]");
    lines.add("backends:");
    for (FakeProvider provider : providers) {
      lines.add("  " + provider.preset() + ":");
      lines.add("    engine: http");
      lines.add("    preset: " + provider.preset());
      provider.settings().forEach(line -> lines.add("    " + line));
    }
    return String.join("\n", lines) + "\n";
  }
}
