package org.threadless.app.guard;

import jakarta.inject.Inject;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.threadless.router.app.Callbacks;
import org.threadless.router.app.Messenger;
import org.threadless.router.app.StoppedNumber;
import org.threadless.router.app.StoppingApp;
import org.threadless.router.conversation.StoreUnavailableException;
import org.threadless.router.handler.Handler;
import org.threadless.router.handler.HandlerApp;
import org.threadless.router.message.Connection;
import org.threadless.router.message.IncomingMessage;
import org.threadless.router.message.OutgoingMessage;
import org.threadless.router.message.Text;
import org.threadless.router.people.Person;

/**
 * Obeys a STOP for all apps, and keeps robots from talking to each other. Is the first in the list
 * of apps: so it sees what comes in before the others, and what goes out after them.
 */
final class GuardApp implements HandlerApp, StoppingApp {

  private static final String STOPPED = "told to stop";

  private final GuardSettings settings;
  private final GuardWords words;
  private final Senders senders;
  private final Stops stops;
  private final LoopBreaker loops;
  private final Repetitions repetitions;
  private final Messenger messenger;
  private final Callbacks callbacks;
  private final Set<UUID> ownReplies = new HashSet<>();
  private Wish wish = Wish.NONE;
  private boolean isAnswered;
  private boolean hasWritten;

  @Inject
  GuardApp(
      GuardSettings settings,
      GuardWords words,
      Senders senders,
      Stops stops,
      LoopBreaker loops,
      Repetitions repetitions,
      Messenger messenger,
      Callbacks callbacks) {
    this.settings = settings;
    this.words = words;
    this.senders = senders;
    this.stops = stops;
    this.loops = loops;
    this.repetitions = repetitions;
    this.messenger = messenger;
    this.callbacks = callbacks;
  }

  // A START as well: the last of both holds.
  @Override
  public boolean isUrgent(IncomingMessage message) {
    return wish(message) != Wish.NONE;
  }

  private Wish wish(IncomingMessage message) {
    return words.byProvider(message.fields()).orElseGet(() -> words.of(message));
  }

  /** Obeys a STOP before an app may filter it, and filters who is denied and what is repeated. */
  @Override
  public boolean filter(IncomingMessage message) {
    wish = wish(message);
    isAnswered = words.byProvider(message.fields()).isPresent();
    obey(message);
    return senders.isDenied(message.connection().identity()) || repetitions.isOne(message);
  }

  private void obey(IncomingMessage message) {
    if (wish == Wish.STOP) {
      hasWritten = true;
      if (stops.stop(toStop(connections(message)))) {
        callbacks.stopped(message);
        cancelWhatWaits(connections(message));
      } else {
        // Who has been told is not told again, and what tells them may still wait.
        isAnswered = true;
      }
    } else if (wish == Wish.START) {
      Set<Party> all = toStart(message);
      hasWritten = stops.areStopped(all) && stops.start(all);
      if (!hasWritten && !isAnswered) {
        // For whom nothing is stopped, it is a word like any other.
        wish = Wish.NONE;
      }
    }
  }

  private void cancelWhatWaits(Collection<Connection> connections) {
    if (settings.stops() == GuardSettings.Reaches.BACKEND) {
      connections.forEach(each -> messenger.cancel(each, STOPPED));
    } else {
      connections.stream()
          .map(Connection::identity)
          .distinct()
          .forEach(each -> messenger.cancel(each, STOPPED));
    }
  }

  /** Says which words no other app gets; {@link #handle} knows more of them. */
  @Override
  public List<Handler> handlers() {
    return words.handlers((message, rest) -> answer(message), message -> wish == Wish.START);
  }

  @Override
  public boolean handle(IncomingMessage message) {
    if (wish != Wish.NONE && !isAnswered) {
      answer(message);
    }
    return wish != Wish.NONE;
  }

  private void answer(IncomingMessage message) {
    OutgoingMessage reply =
        switch (wish) {
          case STOP -> message.respond(Text.of("stopped", words.startWord()));
          case START -> message.respond(Text.of("started"));
          case HELP, NONE -> help(message);
        };
    ownReplies.add(reply.id());
  }

  private OutgoingMessage help(IncomingMessage message) {
    return settings
        .helpText()
        .map(message::respond)
        .orElseGet(() -> message.respond(Text.of("help", words.stopWord())));
  }

  /** Lets no app answer a name or a short code that did not mean to: it is mostly a machine. */
  @Override
  public boolean fallback(IncomingMessage message) {
    return !settings.answerNames() && Senders.isNameOrShortCode(message.connection().identity());
  }

  @Override
  public boolean outgoing(OutgoingMessage message) {
    if (!ownReplies.contains(message.id()) && isStoppedForCertain(message.connection())) {
      return message.cancel(STOPPED);
    }
    return message.inResponseTo().isEmpty()
        || loops.refusal(message).map(message::cancel).orElse(true);
  }

  // Of what an app throws, no message stays back. Of this one, the whole transaction has to.
  private boolean isStoppedForCertain(Connection connection) {
    try {
      return isStopped(connection);
    } catch (StoreUnavailableException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new StoreUnavailableException(
          "it cannot be looked up whether " + connection + " is told to stop", e);
    }
  }

  private boolean isStopped(Connection connection) {
    if (!hasWritten) {
      stops.look();
    }
    return stops.areStopped(List.of(Party.of(connection), Party.everywhere(connection.identity())));
  }

  private Set<Party> toStop(Collection<Connection> connections) {
    return connections.stream()
        .map(
            each ->
                settings.stops() == GuardSettings.Reaches.BACKEND
                    ? Party.of(each)
                    : Party.everywhere(each.identity()))
        .collect(Collectors.toSet());
  }

  @Override
  public boolean isStopped(Person person) {
    stops.look();
    return stops.areStopped(parties(person.connections()));
  }

  @Override
  public void stop(Person person) {
    if (stops.stop(toStop(person.connections()))) {
      cancelWhatWaits(person.connections());
    }
  }

  @Override
  public void start(Person person) {
    boolean unused = stops.start(parties(person.connections()));
  }

  @Override
  public List<StoppedNumber> stopped(Optional<StoppedNumber> after, int limit) {
    return stops.after(after.map(Party::of).orElse(Party.NONE), limit);
  }

  // Whichever way they were stopped, before the setting was changed say.
  @Override
  public Map<String, ?> keeps(Person person) {
    return isStopped(person) ? Map.of("stopped", true) : Map.of();
  }

  @Override
  public void erase(Person person) {
    // Of who has the number on another backend as well, a STOP for all of them still holds.
    Set<Party> parties =
        Stream.concat(
                person.connections().stream().map(Party::of),
                person.identities().stream().map(Party::everywhere))
            .collect(Collectors.toSet());
    stops.erase(parties);
    parties.forEach(loops::erase);
    parties.forEach(repetitions::erase);
  }

  @Override
  public void renamed(Connection before, Connection now) {
    stopAlike(Party.of(before), Party.of(now));
    stopAlike(Party.everywhere(before.identity()), Party.everywhere(now.identity()));
  }

  private void stopAlike(Party before, Party now) {
    if (stops.areStopped(Set.of(before))) {
      boolean unused = stops.stop(Set.of(now));
    }
  }

  private Set<Party> toStart(IncomingMessage message) {
    return parties(connections(message));
  }

  private static Set<Party> parties(Collection<Connection> connections) {
    return connections.stream()
        .flatMap(each -> Stream.of(Party.of(each), Party.everywhere(each.identity())))
        .collect(Collectors.toSet());
  }

  private Set<Connection> connections(IncomingMessage message) {
    Set<Connection> all = new HashSet<>(Set.of(message.connection()));
    if (settings.stops() == GuardSettings.Reaches.ALL) {
      message.contact().ifPresent(contact -> all.addAll(contact.connections()));
    }
    return all;
  }
}
