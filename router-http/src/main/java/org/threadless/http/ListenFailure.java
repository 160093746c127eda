package org.threadless.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;

/** Says why the server cannot listen, and what to do. */
final class ListenFailure {

  private static final int FIRST_FOR_ALL = 1024;

  private ListenFailure() {}

  /** Returns what to throw instead of {@code e}; its message is one line for the user. */
  static IOException of(HttpSettings settings, IOException e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String said = cause.getMessage() == null ? "" : cause.getMessage();
    String where = settings.host() + ":" + settings.port();
    return new IOException("cannot listen on " + where + ": " + reason(settings, said), e);
  }

  private static String reason(HttpSettings settings, String said) {
    if (!isOurs(settings.host())) {
      return "http.host must be a name or an address of this machine";
    }
    if (said.contains("Too many open files")) {
      return said + "; raise the limit: ulimit -n, or LimitNOFILE= of the service";
    }
    boolean taken = said.contains("in use");
    if (!taken && settings.port() > 0 && settings.port() < FIRST_FOR_ALL) {
      return said + "; a port below 1024 takes special rights, so let http.port be a higher one";
    }
    return said
        + (taken ? "; stop what listens there, or" : ";")
        + " let http.port be another one, or 0 for any that is free";
  }

  private static boolean isOurs(String host) {
    try {
      InetAddress address = InetAddress.getByName(host);
      return address.isAnyLocalAddress() || NetworkInterface.getByInetAddress(address) != null;
    } catch (IOException e) {
      return false;
    }
  }
}
