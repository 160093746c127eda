package org.threadless.api.backend;

import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.List;
import org.eclipse.jetty.http.HttpMethod;
import org.threadless.api.call.Call;
import org.threadless.api.call.CallAnswer;
import org.threadless.api.call.Operation;
import org.threadless.api.call.Operations;
import org.threadless.api.call.ProblemException;
import org.threadless.router.engine.access.token.Right;
import org.threadless.router.engine.backend.Backends;
import org.threadless.router.engine.backend.ConfiguredBackend;
import org.threadless.router.engine.backlog.Backlog;
import org.threadless.router.engine.sending.BackendStates;
import org.threadless.router.message.BackendName;

/** What is done with backends: {@code /backends}. */
public final class BackendOperations implements Operations {

  private final Backends backends;
  private final Backlog backlog;
  private final BackendStates states;
  private final InstantSource clock;

  @Inject
  BackendOperations(Backends backends, Backlog backlog, BackendStates states, InstantSource clock) {
    this.backends = backends;
    this.backlog = backlog;
    this.states = states;
    this.clock = clock;
  }

  /** All that are told of. */
  record AllBackends(List<BackendView> backends) {}

  @Override
  public List<Operation> all() {
    return List.of(
        Operation.of(HttpMethod.GET, "/backends", Right.READ, this::list),
        Operation.of(HttpMethod.GET, "/backends/{backend}", Right.READ, this::show),
        Operation.of(HttpMethod.POST, "/backends/{backend}/pause", Right.OPERATE, this::pause),
        Operation.of(HttpMethod.POST, "/backends/{backend}/resume", Right.OPERATE, this::resume));
  }

  private CallAnswer list(Call call) {
    return CallAnswer.ok(
        new AllBackends(
            states.all().stream()
                .filter(each -> call.token().isFor(each.backend().name()))
                .map(each -> BackendView.of(each, clock.instant()))
                .toList()));
  }

  private CallAnswer show(Call call) {
    return CallAnswer.ok(BackendView.of(states.of(find(call).name()), clock.instant()));
  }

  private CallAnswer pause(Call call) {
    backlog.pause(find(call).name());
    return show(call);
  }

  private CallAnswer resume(Call call) {
    backlog.endPause(find(call).name());
    return show(call);
  }

  private ConfiguredBackend find(Call call) {
    BackendName name = call.backend();
    if (!backends.has(name)) {
      throw ProblemException.notFound("no backend is configured as " + name);
    }
    return backends.require(name);
  }
}
