package org.threadless.http.client;

import java.io.IOException;

/** A host has no address that may be connected to. */
final class UnreachableAddressException extends IOException {

  private static final long serialVersionUID = 1L;

  UnreachableAddressException() {
    super("no address that may be asked");
  }
}
