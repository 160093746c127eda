package org.threadless.backend.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;
import static org.threadless.backend.http.IncomingSamples.assertComesIn;
import static org.threadless.backend.http.OutgoingSamples.assertGoesOut;
import static org.threadless.backend.http.OutgoingSamples.assertRefusesLongTexts;
import static org.threadless.backend.http.OutgoingSamples.assertShowsNoSecret;
import static org.threadless.backend.http.ReportSamples.assertReported;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;
import org.threadless.server.plugin.PresetFolder;

/** Each preset does with what its provider sends and answers what its samples say. */
class PresetContractTest {

  private final Map<String, PresetBackend> open = new LinkedHashMap<>();

  static NavigableSet<String> presets() {
    return PresetFolder.of(new HttpGatewayPlugin()).orElseThrow().names();
  }

  @AfterEach
  void close() {
    open.values().forEach(PresetBackend::close);
  }

  @Test
  void eachPresetHasSamplesAndTheOtherWayRound() throws Exception {
    Path folder = Path.of(PresetContractTest.class.getResource("samples").toURI());
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(PresetFolder.names(files.map(file -> file.getFileName().toString())))
          .isEqualTo(presets());
    }
  }

  @Test
  void aTextThatIsLongerThanItsProviderTakesIsNotSent() throws Exception {
    List<String> limited = presets().stream().filter(each -> maxChars(each).isPresent()).toList();

    assertThat(limited).isNotEmpty();
    for (String preset : limited) {
      assertRefusesLongTexts(backend(preset, Samples.of(preset)));
    }
  }

  private static Optional<Integer> maxChars(String preset) {
    HttpBackendSettings settings = PresetBackend.settings(preset, Samples.of(preset), "");
    return settings.outgoing().orElseThrow().maxChars();
  }

  @TestFactory
  Stream<DynamicContainer> eachPresetHoldsToItsSamples() {
    return presets().stream().map(this::container);
  }

  private DynamicContainer container(String preset) {
    Samples samples = Samples.of(preset);
    List<Stream<? extends DynamicNode>> parts =
        List.of(
            Stream.of(test(preset, "is closed to strangers", () -> closed(preset, samples))),
            samples.incoming().stream()
                .map(
                    each ->
                        test(
                            preset,
                            "in: " + each.name(),
                            () -> assertComesIn(backend(preset, samples), each))),
            samples.outgoing().stream()
                .map(
                    each ->
                        test(
                            preset,
                            "out: " + each.name(),
                            () -> assertGoesOut(backend(preset, samples), each))),
            IntStream.range(0, samples.reports().size()).mapToObj(i -> report(preset, samples, i)),
            Stream.of(
                test(
                    preset,
                    "shows no secret",
                    () -> assertShowsNoSecret(backend(preset, samples)))));
    return dynamicContainer(preset, parts.stream().flatMap(part -> part));
  }

  // Not every report of a test run has the names of dynamic tests.
  private static DynamicTest test(String preset, String name, Executable test) {
    return dynamicTest(
        name,
        () -> {
          try {
            test.execute();
          } catch (AssertionError e) {
            throw new AssertionError(preset + ", " + name + ": " + e.getMessage(), e);
          }
        });
  }

  private PresetBackend backend(String preset, Samples samples) {
    return open.computeIfAbsent(preset, name -> new PresetBackend(name, samples));
  }

  private DynamicTest report(String preset, Samples samples, int number) {
    Samples.Report report = samples.reports().get(number);
    Samples.Reply accepted = samples.outgoing().get(0).answers().get(0);
    return test(
        preset,
        "report: " + report.name(),
        () -> assertReported(backend(preset, samples), report, accepted, number));
  }

  private void closed(String preset, Samples samples) {
    PresetBackend backend = backend(preset, samples);
    assertThat(new HttpGatewayPlugin().takesFromAnybody(backend.settings())).isFalse();
    assertThat(new HttpGatewayPlugin().warnings(backend.settings())).isEmpty();
  }
}
