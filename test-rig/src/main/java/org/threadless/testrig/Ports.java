package org.threadless.testrig;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** Ports for programs that cannot look for a free one themselves. */
public final class Ports {

  // Systems give those above to whoever connects to somewhere: one of them may be taken by the time
  // it is used.
  private static final int FIRST = 10_000;
  private static final int END = 32_768;

  private static final Set<Integer> given = ConcurrentHashMap.newKeySet();

  private Ports() {}

  /** Returns a port of 127.0.0.1 that nobody listens on now, and each only once. */
  public static int free() {
    while (given.size() < END - FIRST) {
      int port = ThreadLocalRandom.current().nextInt(FIRST, END);
      if (given.add(port) && isFree(port)) {
        return port;
      }
    }
    throw new IllegalStateException("no port is free");
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
