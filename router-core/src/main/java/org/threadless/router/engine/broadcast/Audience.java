package org.threadless.router.engine.broadcast;

import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.threadless.router.app.Messenger;
import org.threadless.router.app.NoRouteException;
import org.threadless.router.engine.backend.Backends;
import org.threadless.router.engine.routing.Reach;
import org.threadless.router.incoming.UnknownBackendException;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Group;
import org.threadless.router.message.Identity;
import org.threadless.router.message.Numbers;
import org.threadless.router.message.Texts;
import org.threadless.router.people.Groups;

/**
 * Finds the ways to those whom a broadcast goes to, and what is said to each. Safe for any thread.
 */
public final class Audience {

  private static final Pattern NUMBER = Pattern.compile("\\+?[0-9]{7,15}");

  private final Messenger messenger;
  private final Backends backends;
  private final Groups groups;
  private final Reach reach;
  private final Numbers numbers;

  /**
   * What is said to whom.
   *
   * @param texts in the order in which they are sent
   * @param unreached those whom there is no way to
   */
  public record Told(Map<Connection, String> texts, List<Unreached> unreached) {

    /** Copies the list. */
    public Told {
      unreached = List.copyOf(unreached);
    }

    /**
     * Returns these and others; who is there twice is told what stands here. A phone number is one
     * person, by whichever backend it is reached.
     */
    public Told and(Told others) {
      Map<Connection, String> all = new LinkedHashMap<>(texts);
      Set<Identity> numbers = numbers(texts);
      others.texts.forEach(
          (to, text) -> {
            if (!numbers.contains(to.identity())) {
              all.putIfAbsent(to, text);
            }
          });
      Set<Identity> told = numbers(all);
      return new Told(
          all,
          Stream.concat(unreached.stream(), others.unreached.stream())
              .filter(each -> each.identity().filter(told::contains).isEmpty())
              .distinct()
              .toList());
    }

    private static Set<Identity> numbers(Map<Connection, String> texts) {
      return texts.keySet().stream()
          .map(Connection::identity)
          .filter(identity -> NUMBER.matcher(identity.value()).matches())
          .collect(Collectors.toSet());
    }

    /** Returns how many there is no way to. */
    public int passedOver() {
      return unreached.size();
    }
  }

  /**
   * Somebody whom there is no way to.
   *
   * @param identity how they were named; empty of a member of a group
   * @param contact the id of a member of a group; empty of others
   */
  public record Unreached(Optional<Identity> identity, Optional<UUID> contact) {}

  /** With all that knows a way to somebody. */
  @Inject
  public Audience(
      Messenger messenger, Backends backends, Groups groups, Reach reach, Numbers numbers) {
    this.messenger = messenger;
    this.backends = backends;
    this.groups = groups;
    this.reach = reach;
    this.numbers = numbers;
  }

  /**
   * Returns what is said to the members of a group.
   *
   * @param allowed throws where a backend is not for whoever asks
   * @throws AudienceException where there is no such group
   */
  public Told group(String name, TextWithFields text, Consumer<BackendName> allowed) {
    text.missing(Map.of())
        .ifPresent(
            missing -> {
              throw new AudienceException(
                  "text", "has " + missing + ", which members of a group have not");
            });
    Group group =
        groups
            .find(name)
            .orElseThrow(() -> new AudienceException("group", "is none that there is"));
    Reach.Members members = reach.of(group);
    String said = text.with(Map.of());
    Map<Connection, String> texts = new LinkedHashMap<>();
    for (Connection each : members.reached()) {
      allowed.accept(each.backend());
      texts.put(each, said);
    }
    return new Told(
        texts,
        members.passedOver().stream()
            .map(id -> new Unreached(Optional.empty(), Optional.of(id)))
            .toList());
  }

  /**
   * Returns what is said to each of these, and to who is there twice what stands there first.
   *
   * @param by the backend by which they are all reached; empty where the routes say
   * @param allowed throws where a backend is not for whoever asks
   * @throws AudienceException about the first who cannot be reached, or lacks a field
   */
  public Told all(
      Optional<BackendName> by,
      List<Recipient> recipients,
      TextWithFields text,
      Consumer<BackendName> allowed) {
    return told(
        by,
        recipients,
        text,
        allowed,
        e -> {
          throw e;
        });
  }

  /**
   * The same, passing over whom no route leads to.
   *
   * @throws AudienceException about the first who lacks a field
   */
  public Told reachable(Optional<BackendName> by, List<Recipient> recipients, TextWithFields text) {
    return told(by, recipients, text, backend -> {}, e -> {});
  }

  private Told told(
      Optional<BackendName> by,
      List<Recipient> recipients,
      TextWithFields text,
      Consumer<BackendName> allowed,
      Consumer<AudienceException> unreachable) {
    by.ifPresent(backend -> require(backend, allowed));
    Map<Connection, String> texts = new LinkedHashMap<>();
    Set<Unreached> unreached = new LinkedHashSet<>();
    for (Recipient each : recipients) {
      Optional<Connection> to = way(by, each, unreachable);
      to.ifPresent(way -> allowed.accept(way.backend()));
      String said = said(each, text);
      to.ifPresent(way -> texts.putIfAbsent(numbers.uniform(way), said));
      if (to.isEmpty()) {
        unreached.add(new Unreached(Optional.of(each.identity()), Optional.empty()));
      }
    }
    return new Told(texts, List.copyOf(unreached));
  }

  private void require(BackendName backend, Consumer<BackendName> allowed) {
    allowed.accept(backend);
    try {
      backends.require(backend);
    } catch (UnknownBackendException e) {
      throw new AudienceException("backend", e.getMessage());
    }
  }

  private Optional<Connection> way(
      Optional<BackendName> by, Recipient to, Consumer<AudienceException> unreachable) {
    try {
      return Optional.of(
          by.map(backend -> new Connection(backend, to.identity()))
              .orElseGet(() -> messenger.route(to.identity())));
    } catch (NoRouteException e) {
      unreachable.accept(new AudienceException(to.at(), e.getMessage()));
      return Optional.empty();
    }
  }

  private static String said(Recipient to, TextWithFields text) {
    text.missing(to.fields())
        .ifPresent(
            missing -> {
              throw new AudienceException(
                  to.at(), "has nothing for " + missing + ", which stands in the text");
            });
    try {
      return Texts.requireUnicode(text.with(to.fields()));
    } catch (IllegalArgumentException e) {
      throw new AudienceException(to.at(), "would get a text that cannot be: it " + e.getMessage());
    }
  }
}
