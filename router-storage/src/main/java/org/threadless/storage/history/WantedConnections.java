package org.threadless.storage.history;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.threadless.router.engine.history.MessageQuery;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Identity;

/** Finds the connections that the wanted messages are of. */
final class WantedConnections {

  private static final String NONE = "";

  private final SearchMapper mapper;

  WantedConnections(SearchMapper mapper) {
    this.mapper = mapper;
  }

  /** Returns their ids; empty where the query says nothing of connections. */
  Optional<List<UUID>> of(MessageQuery query) {
    List<Set<UUID>> said = new ArrayList<>();
    if (!query.connections().isEmpty()) {
      said.add(ids(query.connections()));
    }
    query.identity().map(this::ofIdentity).ifPresent(said::add);
    query.contact().map(mapper::connectionsOf).map(LinkedHashSet::new).ifPresent(said::add);
    return said.stream()
        .reduce(
            (one, other) -> {
              one.retainAll(other);
              return one;
            })
        .map(List::copyOf);
  }

  // There are a few backends, and no index of identities alone.
  private Set<UUID> ofIdentity(Identity identity) {
    List<Connection> everywhere = new ArrayList<>();
    String backend = after(NONE);
    while (backend != null) {
      everywhere.add(Connection.stored(backend, identity.value()));
      backend = after(backend);
    }
    return ids(everywhere);
  }

  private String after(String backend) {
    return mapper.backendAfter(backend, backend + "\u0001");
  }

  private Set<UUID> ids(Collection<Connection> connections) {
    return connections.stream()
        .map(each -> mapper.connection(each.backend().value(), each.identity().value()))
        .filter(Objects::nonNull)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }
}
