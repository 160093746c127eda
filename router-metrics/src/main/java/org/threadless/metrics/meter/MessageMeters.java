package org.threadless.metrics.meter;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.threadless.router.app.AppName;
import org.threadless.router.app.Phase;
import org.threadless.router.backend.SendResult;
import org.threadless.router.engine.backend.Backends;
import org.threadless.router.engine.observing.Observation;
import org.threadless.router.engine.observing.Observer;
import org.threadless.router.engine.observing.StatusChanged;
import org.threadless.router.engine.observing.StoredGroup;
import org.threadless.router.engine.routing.ConfiguredApp;
import org.threadless.router.incoming.Receipt;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.OutgoingMessage;
import org.threadless.router.message.ReceivedMessage;

/**
 * Measures what is done with messages. All meters are made at the start, one for each of what is
 * configured, so that their number does not grow, and none is looked for on the way of a message.
 */
public final class MessageMeters implements Observer {

  private final Map<BackendName, BackendMeters> backends = new HashMap<>();
  private final Map<AppName, AppMeters> apps = new HashMap<>();
  private final BackendMeters other;
  private final StoreMeters store;

  @Inject
  MessageMeters(MeterRegistry registry, Backends configured, List<ConfiguredApp> configuredApps) {
    configured
        .all()
        .forEach(
            each -> backends.put(each.name(), new BackendMeters(registry, each.name().value())));
    configuredApps.forEach(each -> apps.put(each.name(), new AppMeters(registry, each)));
    this.other = new BackendMeters(registry, Names.OTHER);
    this.store = new StoreMeters(registry);
  }

  private BackendMeters of(BackendName backend) {
    return backends.getOrDefault(backend, other);
  }

  @Override
  public Observation<Receipt> receiving(ReceivedMessage message) {
    return of(message.connection().backend()).receiving();
  }

  @Override
  public Observation<Boolean> calling(AppName app, Phase phase, UUID message) {
    return apps.get(app).calling(phase);
  }

  @Override
  public Observation<SendResult> sending(OutgoingMessage message) {
    return of(message.connection().backend()).sending();
  }

  @Override
  public void postponed(OutgoingMessage message, SendResult.WorthRetrying result) {
    of(message.connection().backend()).postponed();
  }

  @Override
  public void isDown(BackendName backend) {
    of(backend).isDown();
  }

  @Override
  public Observation<Object> storing(StoredGroup group) {
    return store.storing(group);
  }

  @Override
  public void changed(List<StatusChanged> changes) {
    changes.forEach(each -> of(each.backend()).changed(each));
  }
}
