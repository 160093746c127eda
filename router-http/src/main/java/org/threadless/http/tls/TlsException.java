package org.threadless.http.tls;

import java.io.IOException;

/**
 * The files of {@code http.tls} cannot be used. The message is one line for the user: the key, the
 * file, what is wrong and what to do; nothing of what a file holds.
 */
public final class TlsException extends IOException {

  private static final long serialVersionUID = 1;

  TlsException(String message) {
    super(message);
  }

  TlsException(String message, Throwable cause) {
    super(message, cause);
  }
}
