package org.threadless.router.dialog;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.threadless.router.handler.Handler;
import org.threadless.router.handler.HandlerApp;
import org.threadless.router.message.Dialog;
import org.threadless.router.message.IncomingMessage;

/**
 * An app that asks, and is given the answer: what somebody writes while it waits for one, and what
 * no app has taken in {@code handle} or replied to.
 *
 * <p>So a keyword is a keyword, of whichever app, also where it would do for an answer. Where
 * several apps have asked the same connection, the answer is for the one that asked last. It comes
 * in the phase {@code default}: an app that takes all there is belongs in that phase too, and
 * behind this one.
 *
 * <p>It keeps in a field what has become of its message: it must not be a {@link Singleton}.
 */
public abstract class DialogApp implements HandlerApp {

  private final Dialogs dialogs;
  private boolean hasNothingToLeave;

  /**
   * @param dialogs of this app, which has them injected
   * @throws IllegalStateException where it is a {@link Singleton}
   */
  protected DialogApp(Dialogs dialogs) {
    this.dialogs = Objects.requireNonNull(dialogs, "dialogs");
    if (getClass().isAnnotationPresent(Singleton.class)) {
      throw new IllegalStateException(
          getClass().getName() + " is a DialogApp, which is made for every message: no @Singleton");
    }
  }

  /** Returns what this app has asked, and waits for. */
  protected final Dialogs dialogs() {
    return dialogs;
  }

  /** Returns no handlers: an app that only asks of its own accord. */
  @Override
  public List<Handler> handlers() {
    return List.of();
  }

  /**
   * Takes an answer. It is waited for another one, with the same state and until the same time,
   * unless this says {@code dialogs().ask} or {@code dialogs().end}.
   *
   * @param state as it was given when the app has asked
   */
  protected abstract void answer(IncomingMessage message, Map<String, String> state)
      throws Exception;

  /**
   * Returns whether a message that another app takes ends what this one waits for; false, unless an
   * app says otherwise. A message that an app's {@code filter} stops never does.
   */
  protected boolean isLeftForOthers() {
    return false;
  }

  /** Lets the handlers answer, each in its turn until one has. */
  @Override
  public final boolean handle(IncomingMessage message) throws Exception {
    // Where a handler throws, it was for this app nevertheless.
    hasNothingToLeave = true;
    hasNothingToLeave = HandlerApp.super.handle(message);
    return hasNothingToLeave;
  }

  /** Takes the answer, if it is one to this app. */
  @Override
  public final boolean fallback(IncomingMessage message) throws Exception {
    Optional<Dialog> asked = dialogs.of(message.connection());
    boolean isAnswer = asked.filter(Dialog::isLast).isPresent();
    hasNothingToLeave = isAnswer || asked.isEmpty();
    if (isAnswer) {
      answer(message, asked.get().state());
    }
    return isAnswer;
  }

  /** Ends what is waited for where another app has taken the message, and this one leaves then. */
  @Override
  public void cleanup(IncomingMessage message) throws Exception {
    if (!hasNothingToLeave && isLeftForOthers() && dialogs.of(message.connection()).isPresent()) {
      dialogs.end(message.connection());
    }
  }
}
