package org.threadless.router.engine.access.password;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.threadless.router.config.Secret;

/**
 * Argon2id (RFC 9106), written as all its programs write it. What a hash was made with stands in
 * it, so that those of today can be checked when new ones take more.
 */
final class Argon2 {

  // The least of what OWASP recommends for it: 19 MiB of memory, two passes, one thread.
  private static final int MEMORY_KIB = 19 * 1024;
  private static final int PASSES = 2;
  private static final int LANES = 1;
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;

  private static final Pattern ENCODED =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=([0-9]{1,7}),t=([0-9]{1,3}),p=([0-9]{1,2})"
              + "\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{22,86})");

  private static final SecureRandom RANDOM = new SecureRandom();

  private Argon2() {}

  static PasswordHash hash(Secret password) {
    byte[] salt = new byte[SALT_BYTES];
    RANDOM.nextBytes(salt);
    return encoded(salt, hash(password, salt, MEMORY_KIB, PASSES, LANES, HASH_BYTES));
  }

  /** Returns one that no password has, and that costs as much to compare with as any other. */
  static PasswordHash ofNobody() {
    return encoded(new byte[SALT_BYTES], new byte[HASH_BYTES]);
  }

  private static PasswordHash encoded(byte[] salt, byte[] hash) {
    Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
    return new PasswordHash(
        new Secret(
            "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
                .formatted(
                    MEMORY_KIB,
                    PASSES,
                    LANES,
                    base64.encodeToString(salt),
                    base64.encodeToString(hash))));
  }

  static boolean matches(Secret password, PasswordHash kept) {
    Matcher parts = ENCODED.matcher(kept.encoded().reveal());
    if (!parts.matches()) {
      throw new IllegalStateException("what is stored is no hash of a password");
    }
    byte[] salt = Base64.getDecoder().decode(parts.group(4));
    byte[] expected = Base64.getDecoder().decode(parts.group(5));
    byte[] hash =
        hash(
            password,
            salt,
            Integer.parseInt(parts.group(1)),
            Integer.parseInt(parts.group(2)),
            Integer.parseInt(parts.group(3)),
            expected.length);
    return MessageDigest.isEqual(hash, expected);
  }

  private static byte[] hash(
      Secret password, byte[] salt, int memory, int passes, int lanes, int length) {
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(memory)
            .withIterations(passes)
            .withParallelism(lanes)
            .withSalt(salt)
            .build());
    byte[] hash = new byte[length];
    generator.generateBytes(password.reveal().getBytes(StandardCharsets.UTF_8), hash);
    return hash;
  }
}
