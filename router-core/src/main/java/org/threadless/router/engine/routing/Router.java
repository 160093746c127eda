package org.threadless.router.engine.routing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.threadless.router.app.App;
import org.threadless.router.app.AppName;
import org.threadless.router.app.LaterException;
import org.threadless.router.app.Phase;
import org.threadless.router.conversation.StoreUnavailableException;
import org.threadless.router.engine.call.Calls;
import org.threadless.router.engine.call.Guard;
import org.threadless.router.engine.observing.Observation;
import org.threadless.router.engine.observing.Observer;
import org.threadless.router.engine.store.AppError;
import org.threadless.router.engine.store.Planned;
import org.threadless.router.engine.store.Reported;
import org.threadless.router.engine.store.Routed;
import org.threadless.router.engine.store.UnitOfWork;
import org.threadless.router.message.DeliveryReport;
import org.threadless.router.message.IncomingMessage;
import org.threadless.router.message.IncomingStatus;
import org.threadless.router.message.Outbox;
import org.threadless.router.message.OutgoingMessage;
import org.threadless.router.message.OutgoingStatus;
import org.threadless.router.message.Wording;

/**
 * Walks one message through the apps. A new one, with new instances of the apps, is made for every
 * message, on the thread that carries it.
 *
 * <p>Where the database is away for one of them, in whichever phase, every method throws {@link
 * StoreUnavailableException}: what an app could not find out may be that a message must not go.
 */
public final class Router {

  private final List<Stop> way;
  private final UnitOfWork work;
  private final Outbox outbox;
  private final Trace trace;
  private final Observer observer;
  private final Calls.OfThread current;
  private final int atOnce;
  private final List<AppError> errors = new ArrayList<>();
  private final Map<UUID, AppName> makers = new HashMap<>();
  private AppName handler;

  /** An app that this message passes. */
  record Stop(ConfiguredApp configured, App app, Wording wording) {

    AppName name() {
      return configured.name();
    }

    /** Returns whether it has something to say in this phase; most apps have in one or two. */
    boolean hears(Phase phase) {
      return configured.phases().contains(phase);
    }
  }

  /** A message as the one who calls an app sees it: with a text that can be taken back. */
  private record Subject(
      UUID id,
      Supplier<String> text,
      Consumer<String> replaceText,
      Supplier<Optional<String>> cancelReason) {

    /** Is not one that can be cancelled. */
    Subject(UUID id, Supplier<String> text, Consumer<String> replaceText) {
      this(id, text, replaceText, Optional::empty);
    }
  }

  /** A phase method that answers with true or false. */
  private interface Question<M> {
    boolean ask(App app, M message) throws Exception;
  }

  /** A phase method that returns nothing. */
  private interface Step {
    void take(App app, IncomingMessage message) throws Exception;
  }

  /**
   * @param way the apps in the order of the configuration
   * @param work the transaction that the apps write in
   * @param outbox where they put what they want sent
   * @param trace sees each call of them
   * @param observer sees them, too
   * @param current shows which of them is called; is closed at the end
   * @param atOnce how many of the messages may go out on this thread
   */
  Router(
      List<Stop> way,
      UnitOfWork work,
      Outbox outbox,
      Trace trace,
      Observer observer,
      Calls.OfThread current,
      int atOnce) {
    this.way = way;
    this.work = work;
    this.outbox = outbox;
    this.trace = trace;
    this.observer = observer;
    this.current = current;
    this.atOnce = atOnce;
  }

  /**
   * Takes a message through the incoming phases, and what they made through the outgoing one.
   *
   * @throws Postponed where an app lets it wait
   */
  Routed route(IncomingMessage message) {
    return seen(() -> routeSeen(message));
  }

  private Routed routeSeen(IncomingMessage message) {
    IncomingStatus status = incoming(message);
    Guard.leave();
    List<AppError> ofIncoming = takeErrors();
    return new Routed(message, status, ofIncoming, planned(), handledBy(message));
  }

  private Optional<AppName> handledBy(IncomingMessage message) {
    return Optional.ofNullable(handler)
        .or(
            () ->
                message.replies().stream()
                    .map(reply -> makers.get(reply.id()))
                    .filter(Objects::nonNull)
                    .findFirst());
  }

  /** Shows a delivery report to the apps, and takes what they made through the outgoing phase. */
  public Reported delivered(DeliveryReport report) {
    return seen(() -> deliveredSeen(report));
  }

  private Reported deliveredSeen(DeliveryReport report) {
    // A report has no text that could be changed.
    Subject subject = new Subject(report.messageId(), () -> "", text -> {});
    for (Stop stop : way) {
      if (stop.hears(Phase.DELIVERED)) {
        call(
            stop,
            Phase.DELIVERED,
            subject,
            false,
            () -> {
              stop.app().delivered(report);
              return true;
            });
      }
    }
    Guard.leave();
    List<AppError> ofReport = takeErrors();
    return new Reported(report, ofReport, planned());
  }

  /** Takes what is in the outbox through the outgoing phase. */
  List<Planned> outgoing() {
    return seen(this::planned);
  }

  /** Does all there is to do; others see which app is called meanwhile. */
  private <T> T seen(Supplier<T> work) {
    try (Calls.OfThread last = current) {
      return work.get();
    }
  }

  private List<Planned> planned() {
    outbox.seal();
    List<Planned> planned = outbox.messages().stream().map(this::outgoing).toList();
    return Broadcasts.mark(Departures.of(planned, atOnce), atOnce);
  }

  private IncomingStatus incoming(IncomingMessage message) {
    if (firstToSayYes(Phase.FILTER, message, App::filter)) {
      return IncomingStatus.FILTERED;
    }
    everyone(Phase.PARSE, message, App::parse);
    boolean handled = firstToSayYes(Phase.HANDLE, message, App::handle);
    if (!handled && message.replies().isEmpty()) {
      firstToSayYes(Phase.DEFAULT, message, App::fallback);
    }
    everyone(Phase.CLEANUP, message, App::cleanup);
    return IncomingStatus.HANDLED;
  }

  private boolean firstToSayYes(
      Phase phase, IncomingMessage message, Question<IncomingMessage> question) {
    for (Stop stop : way) {
      if (stop.hears(phase) && call(stop, phase, message, question)) {
        handler = stop.name();
        return true;
      }
    }
    return false;
  }

  private void everyone(Phase phase, IncomingMessage message, Step step) {
    for (Stop stop : way) {
      if (stop.hears(phase)) {
        call(
            stop,
            phase,
            message,
            (app, m) -> {
              step.take(app, m);
              return false;
            });
      }
    }
  }

  private boolean call(
      Stop stop, Phase phase, IncomingMessage message, Question<IncomingMessage> question) {
    return call(
        stop,
        phase,
        new Subject(message.id(), message::text, message::replaceText),
        false,
        () -> question.ask(stop.app(), message));
  }

  private Planned outgoing(OutgoingMessage message) {
    try (Guard.Context context = Guard.context(message)) {
      for (int i = way.size() - 1; i >= 0; i--) {
        Stop stop = way.get(i);
        if (stop.hears(Phase.OUTGOING) && !goesOn(stop, message)) {
          return planned(message, OutgoingStatus.CANCELLED);
        }
      }
      return planned(message, OutgoingStatus.QUEUED);
    }
  }

  private Planned planned(OutgoingMessage message, OutgoingStatus status) {
    return new Planned(
        message, status, takeErrors(), Optional.ofNullable(makers.get(message.id())));
  }

  private boolean goesOn(Stop stop, OutgoingMessage message) {
    boolean goesOn =
        call(
            stop,
            Phase.OUTGOING,
            new Subject(message.id(), message::text, message::replaceText, message::cancelReason),
            true,
            () -> stop.app().outgoing(message));
    if (goesOn) {
      message.goOn();
    }
    return goesOn;
  }

  /**
   * Calls an app; where it throws, nothing of what it did remains, and {@code otherwise} holds.
   *
   * @throws StoreUnavailableException where the database is away for it
   */
  private boolean call(
      Stop stop, Phase phase, Subject subject, boolean otherwise, Callable<Boolean> code) {
    int made = outbox.size();
    String text = subject.text().get();
    boolean traced = trace != Trace.NONE;
    long start = traced ? System.nanoTime() : 0;
    work.mark();
    outbox.speak(stop.wording());
    outbox.errands().enter(stop.name());
    current.enter(new Calls.Call(stop.name(), null, phase, subject.id()));
    Observation<Boolean> observation = observer.calling(stop.name(), phase, subject.id());
    Guard.Result<Boolean> result = Guard.call(stop.name().value(), phase.toString(), code);
    result.seenBy(observation);
    current.leave();
    outbox.errands().throwIfAnew(trace::anew);
    result.thrown().ifPresent(Router::throwIfAway);
    long took = traced ? System.nanoTime() - start : 0;
    result.thrown().ifPresent(e -> takeBack(stop, phase, subject, text, made, e));
    if (outbox.size() > made) {
      outbox.since(made).forEach(each -> makers.put(each.id(), stop.name()));
    }
    boolean answer = result.thrown().isPresent() ? otherwise : result.value();
    if (traced) {
      String after = subject.text().get();
      trace.called(
          new AppCall(
              stop.name(),
              phase,
              subject.id(),
              Duration.ofNanos(took),
              answer,
              result.thrown(),
              text,
              after,
              subject.cancelReason().get(),
              outbox.since(made)));
    }
    if (phase.isIncoming()) {
      result.thrown().ifPresent(e -> letWait(stop, phase, e));
    }
    return answer;
  }

  private static void throwIfAway(Throwable thrown) {
    if (thrown instanceof StoreUnavailableException away) {
      throw away;
    }
  }

  private static void letWait(Stop stop, Phase phase, Throwable thrown) {
    if (thrown instanceof LaterException later) {
      throw new Postponed(stop.name(), phase, later);
    }
  }

  private void takeBack(
      Stop stop, Phase phase, Subject subject, String text, int made, Throwable thrown) {
    work.undo();
    outbox.dropSince(made);
    subject.replaceText().accept(text);
    errors.add(new AppError(stop.name().value(), phase.toString(), thrown.toString()));
  }

  private List<AppError> takeErrors() {
    List<AppError> taken = List.copyOf(errors);
    errors.clear();
    return taken;
  }
}
