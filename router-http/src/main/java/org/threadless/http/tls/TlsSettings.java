package org.threadless.http.tls;

import static org.threadless.router.config.Settings.check;
import static org.threadless.router.config.Settings.notBlank;
import static org.threadless.router.config.Settings.orElse;
import static org.threadless.router.config.Settings.positive;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What the server speaks HTTPS with: {@code http.tls} in the configuration.
 *
 * @param certificate the file of its certificate and of those that sign it, in PEM, its own first
 * @param key the file of its private key, in PEM and not encrypted
 * @param hsts for how long browsers are told to come by HTTPS alone, to any port of this host
 *     ({@code Strict-Transport-Security}, RFC 6797); default: they are not told
 */
public record TlsSettings(String certificate, String key, Optional<Duration> hsts) {

  /** Fills in the default. */
  public TlsSettings {
    requirePath("certificate", certificate);
    requirePath("key", key);
    hsts = orElse(hsts, Optional.empty());
    hsts.ifPresent(age -> positive("hsts", age));
  }

  /** Leaves browsers untold. */
  public TlsSettings(Path certificate, Path key) {
    this(certificate.toString(), key.toString(), Optional.empty());
  }

  private static void requirePath(String component, String file) {
    notBlank(component, file);
    try {
      check(Path.of(file).getFileName() != null, component, "must be a file, and is a folder");
    } catch (InvalidPathException e) {
      check(false, component, "must be a file that this system can have: " + e.getReason());
    }
  }

  /** Returns the same with files that start from a folder, unless they are absolute. */
  public TlsSettings in(Path folder) {
    return new TlsSettings(
        folder.resolve(certificate).normalize().toString(),
        folder.resolve(key).normalize().toString(),
        hsts);
  }

  Path certificateFile() {
    return Path.of(certificate);
  }

  Path keyFile() {
    return Path.of(key);
  }
}
