package org.threadless.router.message;

import java.util.Objects;
import org.threadless.router.text.Printable;

/**
 * One party on one backend. The same identity on two backends is two connections. Stored when it is
 * seen for the first time, and the same row from then on.
 *
 * @param backend the configured backend; never null
 * @param identity who is at the other end; never null
 */
public record Connection(BackendName backend, Identity identity) {

  /** Refuses nulls. */
  public Connection {
    Objects.requireNonNull(backend, "backend");
    Objects.requireNonNull(identity, "identity");
  }

  /**
   * Returns the connection of these two names.
   *
   * @throws IllegalArgumentException where one of them is not valid
   */
  public static Connection of(String backend, String identity) {
    return new Connection(new BackendName(backend), new Identity(identity));
  }

  /** Returns the connection of a stored row; its identity may be one that is taken no more. */
  public static Connection stored(String backend, String identity) {
    return new Connection(new BackendName(backend), Identity.stored(identity));
  }

  /**
   * Returns the connection that somebody has written as {@code BACKEND:IDENTITY}. The identity may
   * hold more colons.
   *
   * @throws IllegalArgumentException where it is none; its message goes on after the name of the
   *     field
   */
  public static Connection parse(String written) {
    int colon = written.indexOf(':');
    if (colon < 1) {
      throw new IllegalArgumentException(
          "is not written as BACKEND:IDENTITY: " + Printable.of(written, Identity.MAX_LENGTH));
    }
    return of(written.substring(0, colon).strip(), written.substring(colon + 1).strip());
  }

  /** Returns it as people write it: {@code BACKEND:IDENTITY}. */
  public String written() {
    return backend + ":" + identity;
  }

  @Override
  public String toString() {
    return backend + "/" + identity;
  }
}
