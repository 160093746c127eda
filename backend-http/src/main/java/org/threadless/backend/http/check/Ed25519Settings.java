package org.threadless.backend.http.check;

import static org.threadless.router.config.Settings.required;

import org.threadless.backend.http.value.Template;
import org.threadless.backend.http.value.ValuePath;
import org.threadless.router.config.Secret;

/**
 * An Ed25519 signature (RFC 8032).
 *
 * @param key a template of the public key, the Base64 of its 32 bytes
 * @param over a template of what is signed
 * @param equals where the signature stands, in Base64
 */
record Ed25519Settings(Secret key, Template over, ValuePath equals) {

  Ed25519Settings {
    required("key", key);
    required("over", over);
    required("equals", equals);
  }
}
