package org.threadless.http.webhook;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs bytes with a key that whoever gets them has as well (RFC 2104). Safe for any thread. */
public final class Hmac {

  /** As Twilio signs. */
  public static final String SHA1 = "HmacSHA1";

  private final SecretKeySpec key;

  /**
   * @param algorithm as Java names it
   * @param key one byte at least
   * @throws IllegalArgumentException where there is none
   */
  public Hmac(String algorithm, byte[] key) {
    this.key = new SecretKeySpec(key, algorithm);
  }

  /** Returns the signature of these bytes. */
  public byte[] of(byte[] bytes) {
    try {
      Mac mac = Mac.getInstance(key.getAlgorithm());
      mac.init(key);
      return mac.doFinal(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM has no " + key.getAlgorithm(), e);
    }
  }
}
