package org.threadless.router.script;

import java.time.Instant;
import java.util.Optional;
import org.threadless.router.message.Identity;

/** One line of a script. */
public sealed interface ScriptLine {

  /** Returns which line it is, from 1. */
  int number();

  /** Returns the line as it was written, without blanks at its ends. */
  String source();

  /** A comment, or an empty line: for people only. */
  record Note(int number, String source) implements ScriptLine {}

  /**
   * {@code identity > text}: a message comes in.
   *
   * @param receivedAt the time of receipt, where it is not now: {@code identity@202601311530}, UTC
   */
  record Says(
      int number, String source, Identity identity, Optional<Instant> receivedAt, String text)
      implements ScriptLine {}

  /** {@code identity < text}: the oldest message not taken yet must be this one. */
  record Hears(int number, String source, Identity identity, String text) implements ScriptLine {}

  /** {@code identity <= 1 segment}: how long the message of the last {@link Hears} may be. */
  record AtMost(int number, String source, Identity identity, int segments) implements ScriptLine {}

  /**
   * {@code identity is FILTERED}: what became of the message of the last {@link Says} or {@link
   * Hears} of this identity.
   *
   * @param status the name of an {@link org.threadless.router.message.IncomingStatus} or {@link
   *     org.threadless.router.message.OutgoingStatus}
   */
  record HasStatus(int number, String source, Identity identity, String status)
      implements ScriptLine {}
}
