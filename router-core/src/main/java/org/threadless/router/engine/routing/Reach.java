package org.threadless.router.engine.routing;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.threadless.router.engine.backend.Backends;
import org.threadless.router.engine.store.People;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Group;
import org.threadless.router.message.Identity;

/** Knows by which connection each member of a group is reached. */
@Singleton
public final class Reach {

  private final People people;
  private final Backends backends;

  /**
   * How the members of a group are reached.
   *
   * @param reached a connection of each member that can be reached
   * @param passedOver the ids of the others
   */
  public record Members(List<Connection> reached, List<UUID> passedOver) {}

  @Inject
  Reach(People people, Backends backends) {
    this.people = people;
    this.backends = backends;
  }

  /** Returns the connection by which each member is reached. */
  public Members of(Group group) {
    return of(group, Optional.empty());
  }

  /**
   * @param heard whom this thread hears just now, of which nothing may be stored yet
   */
  Members of(Group group, Optional<Connection> heard) {
    Members members = new Members(new ArrayList<>(), new ArrayList<>());
    people
        .connections(group)
        .forEach(
            (member, connections) ->
                heard
                    .filter(connections::contains)
                    .or(() -> connections.stream().filter(this::isConfigured).findFirst())
                    .ifPresentOrElse(members.reached::add, () -> members.passedOver.add(member)));
    return members;
  }

  /** Returns somebody's connection on each configured backend. */
  Stream<Connection> everywhere(Identity identity) {
    return backends.all().stream().map(backend -> new Connection(backend.name(), identity));
  }

  // One of a backend that is gone from the configuration stays with its contact.
  private boolean isConfigured(Connection connection) {
    return backends.has(connection.backend());
  }
}
