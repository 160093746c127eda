package org.threadless.http.tls;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.eclipse.jetty.http2.HTTP2Cipher;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificate that the server shows. When its files change, new connections get the new one;
 * where that cannot be used, they get the old one, and the log says why. Whoever owns it calls
 * {@link #look} again and again; two calls at once wait for each other.
 */
public final class ServerCertificate {

  private static final Logger log = LoggerFactory.getLogger(ServerCertificate.class);

  private static final Duration BETWEEN_WARNINGS = Duration.ofDays(1);

  private final TlsSettings settings;
  private final InstantSource clock;
  private final SslContextFactory.Server contexts = new SslContextFactory.Server();
  private volatile PemIdentity shown;
  private Optional<String> seen = Optional.empty();
  private Optional<String> judged = Optional.empty();
  private Instant nextWarning = Instant.MAX;

  /**
   * @param settings with files that are there, as seen from the current folder
   */
  public ServerCertificate(TlsSettings settings) {
    this(settings, InstantSource.system());
  }

  ServerCertificate(TlsSettings settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
    contexts.setKeyStorePassword("");
    contexts.setCipherComparator(HTTP2Cipher.COMPARATOR);
    contexts.setUseCipherSuitesOrder(true);
  }

  /**
   * Reads the files for who only asks whether they can be used.
   *
   * @return what is to be said of the certificate's time, in one line; empty where all is well
   * @throws TlsException where they cannot be used
   */
  public static Optional<String> check(TlsSettings settings) throws TlsException {
    return PemIdentity.read(settings).warning(settings, Instant.now());
  }

  /** Returns what makes connections with it; always the same. */
  public SslContextFactory.Server contexts() {
    return contexts;
  }

  /** Returns until when the one that is shown is good; empty before {@link #load}. */
  public Optional<Instant> end() {
    return Optional.ofNullable(shown).map(PemIdentity::end);
  }

  /**
   * Reads the files for the first time.
   *
   * @throws TlsException where they cannot be used
   */
  public synchronized void load() throws TlsException {
    shown = PemIdentity.read(settings);
    seen = Optional.of(shown.fingerprint());
    judged = seen;
    // The first is said at the start, with all other warnings.
    nextWarning = clock.instant().plus(BETWEEN_WARNINGS);
    contexts.setKeyStore(shown.store());
  }

  /** Takes what is new in the files, once they have not changed between two calls. */
  public synchronized void look() {
    Optional<String> now = PemIdentity.fingerprint(settings);
    boolean isStill = now.equals(seen);
    seen = now;
    if (isStill && !now.equals(judged)) {
      judged = now;
      take();
    }
    warn();
  }

  private void take() {
    try {
      PemIdentity read = PemIdentity.read(settings);
      contexts.reload(changing -> changing.setKeyStore(read.store()));
      shown = read;
      log.info(
          "new connections get the certificate of http.tls that is there now, good until {}",
          PemIdentity.day(read.end()));
      nextWarning = clock.instant();
    } catch (TlsException e) {
      keep(e.getMessage());
    } catch (Exception e) {
      keep("http.tls.certificate: " + settings.certificate() + " cannot be used");
    }
  }

  private void keep(String why) {
    log.error(
        "{}; the certificate of before is shown on, good until {}",
        why,
        PemIdentity.day(shown.end()));
  }

  private void warn() {
    Instant now = clock.instant();
    if (!now.isBefore(nextWarning)) {
      nextWarning = now.plus(BETWEEN_WARNINGS);
      shown.warning(settings, now).ifPresent(log::warn);
    }
  }
}
