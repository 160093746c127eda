package org.threadless.http.tls;

import java.time.Instant;
import java.util.Optional;

/** Knows until when the certificate is good that the server shows. Safe for any thread. */
@FunctionalInterface
public interface CertificateEnd {

  /** Where the server speaks no HTTPS. */
  CertificateEnd NONE = Optional::empty;

  /** Returns its end; empty where the server shows none. */
  Optional<Instant> now();
}
