package org.threadless.server.wiring;

import java.util.Optional;
import org.threadless.http.tls.ServerCertificate;
import org.threadless.http.tls.TlsException;
import org.threadless.http.tls.TlsSettings;

/** Whether the files of {@code http.tls} can be used, for who does not serve yet. */
public final class CertificateCheck {

  private CertificateCheck() {}

  /**
   * Reads them.
   *
   * @return what is to be said of the certificate's time, in one line; empty where all is well, or
   *     there is none
   * @throws WiringException where they cannot be used; its message is for the user
   */
  public static Optional<String> warning(Setup setup, Home home) {
    Optional<TlsSettings> tls = setup.in(home).config().http().tls();
    return tls.flatMap(CertificateCheck::warning);
  }

  private static Optional<String> warning(TlsSettings tls) {
    try {
      return ServerCertificate.check(tls);
    } catch (TlsException e) {
      throw new WiringException(e);
    }
  }
}
