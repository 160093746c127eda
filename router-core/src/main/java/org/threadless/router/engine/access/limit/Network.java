package org.threadless.router.engine.access.limit;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Where somebody comes from: an address of IPv4, or a network of IPv6.
 *
 * @param bytes those of it
 */
public record Network(ByteBuffer bytes) {

  // Whoever has one address of IPv6 has as a rule all those that begin alike (RFC 6177).
  private static final int BYTES_OF_NETWORK = 8;

  /** Returns where this address is. */
  public static Network of(InetAddress from) {
    byte[] address = from.getAddress();
    return new Network(
        ByteBuffer.wrap(
            from instanceof Inet6Address ? Arrays.copyOf(address, BYTES_OF_NETWORK) : address));
  }
}
