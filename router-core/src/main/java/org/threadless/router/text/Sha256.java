package org.threadless.router.text;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The hash that what is secret, or too long, is known by (FIPS 180-4). */
public final class Sha256 {

  private Sha256() {}

  /** Returns the 32 bytes of it, of all parts one after the other. */
  public static byte[] of(byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (byte[] part : parts) {
        digest.update(part);
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      // Every Java has it (java.security.MessageDigest).
      throw new IllegalStateException(e);
    }
  }

  /** Returns it in hexadecimal digits. */
  public static String hex(byte[]... parts) {
    return HexFormat.of().formatHex(of(parts));
  }
}
