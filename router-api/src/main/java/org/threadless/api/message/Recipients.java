package org.threadless.api.message;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.threadless.api.call.Call;
import org.threadless.api.call.FieldProblem;
import org.threadless.api.call.Problem;
import org.threadless.api.call.ProblemException;
import org.threadless.router.app.Messenger;
import org.threadless.router.app.NoRouteException;
import org.threadless.router.engine.backend.Backends;
import org.threadless.router.incoming.UnknownBackendException;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Identity;

/** Finds the ways to those whom one call sends to. */
public final class Recipients {

  private final Call call;
  private final Messenger messenger;
  private final Backends backends;

  public Recipients(Call call, Messenger messenger, Backends backends) {
    this.call = call;
    this.messenger = messenger;
    this.backends = backends;
  }

  /**
   * Returns the connection of each, and of who is there twice only once.
   *
   * @param field where they stand
   * @param backend by which they are all reached; empty where the routes say
   * @throws ProblemException where one cannot be reached, or the token is not for a backend
   */
  public List<Connection> of(String field, Optional<BackendName> backend, List<Identity> to) {
    backend.ifPresent(this::require);
    Set<Connection> found = new LinkedHashSet<>();
    List<FieldProblem> problems = new ArrayList<>();
    for (int i = 0; i < to.size(); i++) {
      Identity each = to.get(i);
      try {
        found.add(backend.map(by -> new Connection(by, each)).orElseGet(() -> route(each)));
      } catch (NoRouteException e) {
        problems.add(new FieldProblem(field + "[" + i + "]", e.getMessage()));
      }
    }
    if (!problems.isEmpty()) {
      throw new ProblemException(Problem.of(problems));
    }
    return List.copyOf(found);
  }

  private Connection route(Identity to) {
    Connection connection = messenger.route(to);
    call.require(connection.backend());
    return connection;
  }

  private void require(BackendName backend) {
    call.require(backend);
    try {
      backends.require(backend);
    } catch (UnknownBackendException e) {
      throw ProblemException.of("backend", e.getMessage());
    }
  }
}
