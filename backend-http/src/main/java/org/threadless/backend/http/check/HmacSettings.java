package org.threadless.backend.http.check;

import static org.threadless.router.config.Settings.orElse;
import static org.threadless.router.config.Settings.required;

import org.threadless.backend.http.value.Template;
import org.threadless.backend.http.value.ValuePath;
import org.threadless.router.config.Secret;

/**
 * A signature (RFC 2104) with a key that both know.
 *
 * @param hash its hash
 * @param key a template of the key
 * @param over a template of what is signed
 * @param as how it is written; default hex, in either case
 * @param equals where it stands; there may be several with commas between them
 */
record HmacSettings(Hash hash, Secret key, Template over, Encoding as, ValuePath equals) {

  /** A hash, by its name in Java. */
  enum Hash {
    MD5("HmacMD5"),
    SHA1("HmacSHA1"),
    SHA256("HmacSHA256"),
    SHA512("HmacSHA512");

    private final String algorithm;

    Hash(String algorithm) {
      this.algorithm = algorithm;
    }

    String algorithm() {
      return algorithm;
    }
  }

  /** How bytes are written as text. */
  enum Encoding {
    HEX,
    BASE64
  }

  HmacSettings {
    required("hash", hash);
    required("key", key);
    required("over", over);
    as = orElse(as, Encoding.HEX);
    required("equals", equals);
  }
}
