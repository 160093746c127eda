package org.threadless.metrics.meter;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.threadless.router.engine.store.Deleted;

class KeepMetersTest {

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private long texts;
  private long failures;

  @Test
  void eachKindIsCountedAsItIsByNowAndSoAreFailures() {
    new KeepMeters(registry, source()).bind();
    assertThat(deleted("texts")).isZero();
    assertThat(deleted("messages")).isEqualTo(7);

    texts = 12;
    failures = 3;

    assertThat(deleted("texts")).isEqualTo(12);
    assertThat(deleted("messages")).isEqualTo(7);
    assertThat(registry.get("threadless.keep.failures").functionCounter().count()).isEqualTo(3);
  }

  private double deleted(String kind) {
    return registry.get("threadless.keep.deleted").tag("kind", kind).functionCounter().count();
  }

  private Deleted.Source source() {
    return new Deleted.Source() {
      @Override
      public List<Deleted> now() {
        return List.of(new Deleted("messages", 7), new Deleted("texts", texts));
      }

      @Override
      public long failures() {
        return failures;
      }
    };
  }
}
