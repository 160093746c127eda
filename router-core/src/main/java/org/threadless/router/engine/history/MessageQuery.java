package org.threadless.router.engine.history;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.threadless.router.app.AppName;
import org.threadless.router.conversation.Direction;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Identity;
import org.threadless.router.message.IncomingStatus;
import org.threadless.router.message.MessageStatus;
import org.threadless.router.message.OutgoingStatus;
import org.threadless.router.text.Printable;

/**
 * Which messages are looked for: those for which all holds that is said here.
 *
 * <pre>{@code
 * MessageQuery failed =
 *     MessageQuery.builder().status("failed").from(yesterday).until(today).limit(50).build();
 * MessagePage first = messages.search(failed);
 * MessagePage second = messages.search(failed.after(first.next().orElseThrow()));
 * }</pre>
 *
 * @param from that came to the router, or were made, then or later; since when the gateway of an
 *     incoming one says that it has it is of no concern
 * @param until that came or were made before then
 * @param backend whose connection is one of this backend
 * @param connections whose connection is one of these; all, where empty
 * @param identity whose connection has exactly this identity, on any backend
 * @param contact whose connection is one of this contact now
 * @param direction that go this way
 * @param statuses that have one of these; any, where empty
 * @param app that this app has handled, or made
 * @param broadcast that were made in this broadcast
 * @param text whose text has this part
 * @param isScheduled only those that wait for the time before which they are not to be sent
 * @param after only those behind it, where a search goes on
 * @param limit how many at most: 1 to {@value #MAX_LIMIT}
 * @param within when the search ends, whether it has come to the last message or not; it always
 *     goes on some way, so that whoever asks again comes to the end
 */
public record MessageQuery(
    Optional<Instant> from,
    Optional<Instant> until,
    Optional<BackendName> backend,
    Set<Connection> connections,
    Optional<Identity> identity,
    Optional<UUID> contact,
    Optional<Direction> direction,
    Set<MessageStatus> statuses,
    Optional<AppName> app,
    Optional<UUID> broadcast,
    Optional<ContainedText> text,
    boolean isScheduled,
    Optional<Cursor> after,
    int limit,
    Duration within) {

  /** The highest limit. */
  public static final int MAX_LIMIT = 1000;

  /** How long a search takes at most where nothing else is said. */
  public static final Duration USUALLY_WITHIN = Duration.ofSeconds(2);

  private static final int USUAL_LIMIT = 100;
  private static final int LONGEST_SHOWN = 20;

  /**
   * Copies the sets.
   *
   * @throws IllegalArgumentException where no message can be so, or the limit is none
   */
  public MessageQuery {
    Objects.requireNonNull(backend, "backend");
    Objects.requireNonNull(identity, "identity");
    Objects.requireNonNull(contact, "contact");
    Objects.requireNonNull(direction, "direction");
    Objects.requireNonNull(app, "app");
    Objects.requireNonNull(broadcast, "broadcast");
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(after, "after");
    Objects.requireNonNull(within, "within");
    connections = Set.copyOf(connections);
    statuses = Set.copyOf(statuses);
    if (from.isPresent() && until.isPresent() && !from.get().isBefore(until.get())) {
      throw new IllegalArgumentException(
          "until must be later than from: " + until.get() + ", " + from.get());
    }
    checkLimit(limit);
  }

  private static void checkLimit(int limit) {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException("must be 1 to " + MAX_LIMIT + ", and is " + limit);
    }
  }

  /** Returns one to say which messages are looked for; all, where nothing is said. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns the same, going on behind this. */
  public MessageQuery after(Cursor cursor) {
    return with(Optional.of(cursor), limit);
  }

  /** Returns the same, but so many at most. */
  public MessageQuery limit(int most) {
    return with(after, most);
  }

  private MessageQuery with(Optional<Cursor> newAfter, int newLimit) {
    return new MessageQuery(
        from,
        until,
        backend,
        connections,
        identity,
        contact,
        direction,
        statuses,
        app,
        broadcast,
        text,
        isScheduled,
        newAfter,
        newLimit,
        within);
  }

  /** Says which messages are looked for. What a method refuses it says after the field's name. */
  public static final class Builder {

    private Instant from;
    private Instant until;
    private BackendName backend;
    private Set<Connection> connections = Set.of();
    private Identity identity;
    private UUID contact;
    private Direction direction;
    private final Set<MessageStatus> statuses = new HashSet<>();
    private AppName app;
    private UUID broadcast;
    private ContainedText text;
    private boolean isScheduled;
    private Cursor after;
    private int limit = USUAL_LIMIT;
    private Duration within = USUALLY_WITHIN;

    private Builder() {}

    /** That came or were made then or later. */
    public Builder from(Instant time) {
      from = Objects.requireNonNull(time, "from");
      return this;
    }

    /** That came or were made before then. */
    public Builder until(Instant time) {
      until = Objects.requireNonNull(time, "until");
      return this;
    }

    /** Of this backend, configured or not. */
    public Builder backend(BackendName name) {
      backend = Objects.requireNonNull(name, "backend");
      return this;
    }

    /** Of one of these connections, which must be at least one. */
    public Builder connections(Collection<Connection> any) {
      if (any.isEmpty()) {
        throw new IllegalArgumentException("must be at least one");
      }
      connections = Set.copyOf(any);
      return this;
    }

    /**
     * From or to this identity on any backend, as it is stored: what somebody typed is made uniform
     * before, and may then be another one on each backend, see {@link #connections}.
     */
    public Builder identity(Identity exactly) {
      identity = Objects.requireNonNull(exactly, "identity");
      return this;
    }

    /** From or to this person, by whichever connection is the contact's now. */
    public Builder contact(UUID id) {
      contact = Objects.requireNonNull(id, "contact");
      return this;
    }

    /** That go this way. */
    public Builder direction(Direction way) {
      direction = Objects.requireNonNull(way, "direction");
      return this;
    }

    /** That have this status, or another one that is said. */
    public Builder status(MessageStatus status) {
      statuses.add(Objects.requireNonNull(status, "status"));
      return this;
    }

    /**
     * That have a status of this name in whichever direction, or another one that is said.
     *
     * @param name in any case
     * @throws IllegalArgumentException where there is none
     */
    public Builder status(String name) {
      Set<MessageStatus> named =
          all()
              .filter(status -> status.name().equals(name.toUpperCase(Locale.ROOT)))
              .collect(Collectors.toSet());
      if (named.isEmpty()) {
        throw new IllegalArgumentException(
            "must be one of "
                + all().map(MessageStatus::name).distinct().collect(Collectors.joining(", "))
                + ", and is "
                + Printable.of(name, LONGEST_SHOWN));
      }
      statuses.addAll(named);
      return this;
    }

    private static Stream<MessageStatus> all() {
      return Stream.concat(
          Arrays.stream(IncomingStatus.values()), Arrays.stream(OutgoingStatus.values()));
    }

    /** That this app has handled or made, configured or not. */
    public Builder app(AppName name) {
      app = Objects.requireNonNull(name, "app");
      return this;
    }

    /**
     * That were made in this broadcast. It is looked for among all messages of a time, so that a
     * search should say which: from when the broadcast was made.
     */
    public Builder broadcast(UUID id) {
      broadcast = Objects.requireNonNull(id, "broadcast");
      return this;
    }

    /**
     * Whose text has this part.
     *
     * @throws IllegalArgumentException where no text could have it
     */
    public Builder text(String part) {
      text = new ContainedText(part);
      return this;
    }

    /** Only those that wait for the time before which they are not to be sent. */
    public Builder scheduled() {
      isScheduled = true;
      return this;
    }

    /** Behind it, where a search goes on. */
    public Builder after(Cursor cursor) {
      after = Objects.requireNonNull(cursor, "after");
      return this;
    }

    /**
     * So many at most.
     *
     * @throws IllegalArgumentException where it is not 1 to {@value #MAX_LIMIT}
     */
    public Builder limit(int most) {
      checkLimit(most);
      limit = most;
      return this;
    }

    /** Found in about this time; see {@link MessageQuery#within}. */
    public Builder within(Duration time) {
      within = Objects.requireNonNull(time, "within");
      return this;
    }

    /**
     * Returns what was said.
     *
     * @throws IllegalArgumentException where the time it begins with is not before its end
     */
    public MessageQuery build() {
      return new MessageQuery(
          Optional.ofNullable(from),
          Optional.ofNullable(until),
          Optional.ofNullable(backend),
          connections,
          Optional.ofNullable(identity),
          Optional.ofNullable(contact),
          Optional.ofNullable(direction),
          statuses,
          Optional.ofNullable(app),
          Optional.ofNullable(broadcast),
          Optional.ofNullable(text),
          isScheduled,
          Optional.ofNullable(after),
          limit,
          within);
    }
  }
}
