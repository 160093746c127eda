package org.threadless.metrics.meter;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import org.threadless.router.engine.store.Deleted;

/** Shows what this node has deleted, since it is not to be kept for longer. */
public final class KeepMeters {

  private final MeterRegistry registry;
  private final Deleted.Source deleted;

  @Inject
  KeepMeters(MeterRegistry registry, Deleted.Source deleted) {
    this.registry = registry;
    this.deleted = deleted;
  }

  /** Makes the meters; to be called once. */
  public void bind() {
    deleted.now().forEach(each -> bind(each.kind()));
    FunctionCounter.builder("threadless.keep.failures", deleted, Deleted.Source::failures)
        .description("Times that what is too old could not be deleted, and was to be later")
        .register(registry);
  }

  private void bind(String kind) {
    FunctionCounter.builder("threadless.keep.deleted", deleted, source -> count(source, kind))
        .description("Messages of which that kind was deleted, since it was older than is kept")
        .tag("kind", kind)
        .register(registry);
  }

  private static double count(Deleted.Source source, String kind) {
    return source.now().stream()
        .filter(each -> each.kind().equals(kind))
        .mapToLong(Deleted::count)
        .sum();
  }
}
