package org.threadless.router.engine.routing;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.threadless.router.app.AppName;
import org.threadless.router.engine.store.Planned;
import org.threadless.router.message.Connection;
import org.threadless.router.message.InResponseTo;
import org.threadless.router.message.Outbox;
import org.threadless.router.message.SendOptions;
import org.threadless.router.message.Text;
import org.threadless.router.message.Wording;

/** What somebody outside wants sent. A value. */
public final class Submission {

  private final List<Connection> to;
  private final Words words;
  private final SendOptions options;
  private final Optional<InResponseTo> inResponseTo;
  private final boolean bulk;
  private final Optional<UUID> broadcast;

  /** Puts into the outbox what is said to each. */
  @FunctionalInterface
  private interface Words {

    void fill(Submission submission, Outbox outbox, Function<AppName, Wording> wordings);
  }

  private Submission(List<Connection> to, Words words) {
    this(to, words, SendOptions.none(), Optional.empty(), false, Optional.empty());
  }

  private Submission(
      List<Connection> to,
      Words words,
      SendOptions options,
      Optional<InResponseTo> inResponseTo,
      boolean bulk,
      Optional<UUID> broadcast) {
    this.to = List.copyOf(to);
    this.words = words;
    this.options = options;
    this.inResponseTo = inResponseTo;
    this.bulk = bulk;
    this.broadcast = broadcast;
  }

  /** Returns one that says the same to each. */
  public static Submission of(String text, List<Connection> to) {
    return new Submission(
        to,
        (submission, outbox, wordings) ->
            submission.to.forEach(each -> submission.add(outbox, each, text)));
  }

  /** Returns one that says to each what stands beside it. */
  public static Submission of(Map<Connection, String> texts) {
    return new Submission(
        List.copyOf(texts.keySet()),
        (submission, outbox, wordings) ->
            texts.forEach((each, text) -> submission.add(outbox, each, text)));
  }

  /** Returns one that says a text of an app, to each in their language. */
  public static Submission of(AppName app, Text text, List<Connection> to) {
    return new Submission(
        to,
        (submission, outbox, wordings) ->
            outbox.add(
                submission.to,
                text,
                wordings.apply(app),
                submission.inResponseTo,
                submission.options));
  }

  /** Returns the same with what is said of the sending. */
  public Submission with(SendOptions newOptions) {
    return new Submission(to, words, newOptions, inResponseTo, bulk, broadcast);
  }

  /** Returns the same in response to a message that came in. */
  public Submission answering(InResponseTo answered) {
    return new Submission(to, words, options, Optional.of(answered), bulk, broadcast);
  }

  /** Returns the same, to go behind what is sent to few. */
  public Submission inBulk() {
    return new Submission(to, words, options, inResponseTo, true, broadcast);
  }

  /** Returns the same as a part of a broadcast, which goes behind what is sent to few. */
  public Submission in(UUID broadcastId) {
    return new Submission(to, words, options, inResponseTo, true, Optional.of(broadcastId));
  }

  /** Returns these, with those marked that go to many. */
  List<Planned> mark(List<Planned> planned) {
    return broadcast
        .map(id -> Broadcasts.markAll(planned, id))
        .orElseGet(() -> bulk ? Broadcasts.mark(planned, 0) : planned);
  }

  void fill(Outbox outbox, Function<AppName, Wording> wordings) {
    words.fill(this, outbox, wordings);
  }

  private void add(Outbox outbox, Connection connection, String text) {
    outbox.add(connection, text, inResponseTo, options);
  }
}
