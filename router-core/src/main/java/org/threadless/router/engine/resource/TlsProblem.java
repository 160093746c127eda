package org.threadless.router.engine.resource;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLException;

/**
 * Why two could not agree on TLS, in words that begin with the other one as "it". What Java says
 * names classes, or has the words of the standard.
 */
public final class TlsProblem {

  private static final int MOST_CAUSES = 10;

  // What Java 17 to 25 says. Alerts have their names of RFC 8446; one in brackets before the rest
  // is ours.
  private static final Map<String, String> SAID = new LinkedHashMap<>();

  static {
    SAID.put("Unsupported or unrecognized SSL message", "it does not speak TLS");
    SAID.put("plaintext connection", "it does not speak TLS");
    SAID.put("Received fatal alert: unknown_ca", "it does not trust our certificate");
    SAID.put("Received fatal alert: certificate_unknown", "it does not trust our certificate");
    SAID.put("Received fatal alert: bad_certificate", "it does not trust our certificate");
    SAID.put("Received fatal alert: certificate_expired", "it does not trust our certificate");
    SAID.put("Received fatal alert: certificate_required", "it asks for a certificate of ours");
    SAID.put("handshake_failure", "it has no version or cipher of TLS that we have");
    SAID.put("protocol_version", "it has no version or cipher of TLS that we have");
    SAID.put("insufficient_security", "it has no version or cipher of TLS that we have");
    SAID.put("No appropriate protocol", "it has no version or cipher of TLS that we have");
    SAID.put("is not enabled or supported", "it has no version or cipher of TLS that we have");
    SAID.put("are not accepted by", "it has no version or cipher of TLS that we have");
    SAID.put("no cipher suites in common", "it has no version or cipher of TLS that we have");
    SAID.put("Received fatal alert: unrecognized_name", "it serves another host");
    SAID.put("Remote host terminated the handshake", "it broke off");
    SAID.put("Remote host closed connection", "it broke off");
  }

  private TlsProblem() {}

  /** Returns the reason alone. */
  public static String of(SSLException failure) {
    String said = String.valueOf(failure.getMessage());
    Throwable deepest = failure;
    for (int i = 0; deepest != null && i < MOST_CAUSES; i++) {
      Optional<String> known = ofCertificate(deepest);
      if (known.isPresent()) {
        return known.get();
      }
      said = deepest.getMessage() == null ? said : deepest.getMessage();
      deepest = deepest.getCause();
    }
    return SAID.entrySet().stream()
        .filter(each -> String.valueOf(failure.getMessage()).contains(each.getKey()))
        .findFirst()
        .map(Map.Entry::getValue)
        .orElse(said.lines().findFirst().orElse(""));
  }

  private static Optional<String> ofCertificate(Throwable cause) {
    if (cause instanceof CertificateExpiredException) {
      return Optional.of("its certificate has expired");
    }
    if (cause instanceof CertificateNotYetValidException) {
      return Optional.of("its certificate is not valid yet");
    }
    if (cause instanceof CertPathBuilderException) {
      return Optional.of("its certificate is signed by nobody whom this Java trusts");
    }
    String said = String.valueOf(cause.getMessage());
    return cause instanceof CertificateException
            && (said.startsWith("No subject alternative") || said.startsWith("No name matching"))
        ? Optional.of("its certificate is for another host")
        : Optional.empty();
  }
}
