package org.threadless.api.broadcast;

import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.threadless.api.call.Call;
import org.threadless.api.call.ProblemException;
import org.threadless.router.app.Messenger;
import org.threadless.router.app.NoRouteException;
import org.threadless.router.engine.backend.Backends;
import org.threadless.router.engine.routing.Reach;
import org.threadless.router.incoming.UnknownBackendException;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Group;
import org.threadless.router.message.Numbers;
import org.threadless.router.message.Texts;
import org.threadless.router.people.Groups;

/** Finds the ways to those whom a broadcast goes to, and what is said to each. */
public final class Audience {

  private final Messenger messenger;
  private final Backends backends;
  private final Groups groups;
  private final Reach reach;
  private final Numbers numbers;

  /**
   * What is said to whom.
   *
   * @param passedOver how many there is no way to
   */
  record Told(Map<Connection, String> texts, int passedOver) {}

  @Inject
  Audience(Messenger messenger, Backends backends, Groups groups, Reach reach, Numbers numbers) {
    this.messenger = messenger;
    this.backends = backends;
    this.groups = groups;
    this.reach = reach;
    this.numbers = numbers;
  }

  /**
   * Returns what is said to the members of a group.
   *
   * @throws ProblemException where there is no such group, or the token is not for a backend
   */
  Told group(Call call, String name, TextWithFields text) {
    text.missing(Map.of())
        .ifPresent(
            missing -> {
              throw ProblemException.of(
                  "text", "has " + missing + ", which members of a group have not");
            });
    Group group =
        groups.find(name).orElseThrow(() -> ProblemException.of("group", "is none that there is"));
    Reach.Members members = reach.of(group);
    String said = text.with(Map.of());
    Map<Connection, String> texts = new LinkedHashMap<>();
    for (Connection each : members.reached()) {
      call.require(each.backend());
      texts.put(each, said);
    }
    return new Told(texts, members.passedOver().size());
  }

  /**
   * Returns what is said to each of these, and to who is there twice what stands there first.
   *
   * @param by the backend by which they are all reached; empty where the routes say
   * @throws ProblemException about the first who cannot be reached, or lacks a field
   */
  Told all(Call call, Optional<BackendName> by, List<Recipient> recipients, TextWithFields text) {
    by.ifPresent(backend -> require(call, backend));
    Map<Connection, String> texts = new LinkedHashMap<>();
    for (Recipient each : recipients) {
      Connection to = numbers.uniform(connection(call, by, each));
      text.missing(each.fields())
          .ifPresent(
              missing -> {
                throw ProblemException.of(
                    each.at(), "has nothing for " + missing + ", which stands in the text");
              });
      texts.putIfAbsent(to, said(each, text));
    }
    return new Told(texts, 0);
  }

  private static String said(Recipient to, TextWithFields text) {
    try {
      return Texts.requireUnicode(text.with(to.fields()));
    } catch (IllegalArgumentException e) {
      throw ProblemException.of(to.at(), "would get a text that cannot be: it " + e.getMessage());
    }
  }

  private Connection connection(Call call, Optional<BackendName> by, Recipient to) {
    if (by.isPresent()) {
      return new Connection(by.get(), to.identity());
    }
    try {
      Connection connection = messenger.route(to.identity());
      call.require(connection.backend());
      return connection;
    } catch (NoRouteException e) {
      throw ProblemException.of(to.at(), e.getMessage());
    }
  }

  private void require(Call call, BackendName backend) {
    call.require(backend);
    try {
      backends.require(backend);
    } catch (UnknownBackendException e) {
      throw ProblemException.of("backend", e.getMessage());
    }
  }
}
