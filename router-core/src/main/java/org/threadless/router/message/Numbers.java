package org.threadless.router.message;

/**
 * Makes identities uniform, so that one person is one however the number is written: {@code
 * +254700111222} of {@code 0700 111 222} on a backend whose {@code numbers} name Kenya. What is no
 * phone number stays as it is, and so does all on a backend without that setting. Safe for any
 * thread.
 *
 * <p>The router does this with all that comes in and all that apps send; who looks for somebody in
 * what is stored asks for it first.
 */
@FunctionalInterface
public interface Numbers {

  /** Leaves every identity as it comes. */
  Numbers AS_THEY_COME = connection -> connection;

  /** Returns the connection with its identity made uniform; doing it again changes nothing. */
  Connection uniform(Connection connection);

  /**
   * Returns the identity as it is dialled within the country of its backend, {@code 0700111222};
   * the identity itself where it is no number of that country.
   */
  default String national(Connection connection) {
    return connection.identity().value();
  }
}
