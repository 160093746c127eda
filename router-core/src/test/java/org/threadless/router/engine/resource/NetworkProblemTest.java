package org.threadless.router.engine.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.EOFException;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.ClosedChannelException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Duration;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class NetworkProblemTest {

  @Test
  void whereNobodyListensTheConnectionIsRefused() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    URI url = URI.create("http://127.0.0.1:" + free + "/");

    assertThat(NetworkProblem.of(catchThrowable(() -> connect(free))))
        .contains("connection refused");
    assertThat(NetworkProblem.of(catchThrowable(() -> get(url)))).contains("connection refused");
  }

  @Test
  void whoNeverAnswersIsLate() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      URI url = URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/");

      assertThat(NetworkProblem.of(catchThrowable(() -> get(url)))).contains("no answer in time");
    }
  }

  @Test
  void aHostThatIsNotKnownIsSaidNotToBe() {
    assertThat(NetworkProblem.of(catchThrowable(() -> InetAddress.getAllByName("no-such.invalid"))))
        .contains("its host is not known");
  }

  @ParameterizedTest
  @MethodSource("broken")
  void aConnectionThatEndedIsBroken(Throwable failure) {
    assertThat(NetworkProblem.of(new IOException("failed", failure)))
        .contains("the connection broke");
  }

  static Stream<Throwable> broken() {
    return Stream.of(
        new ClosedChannelException(), new EOFException(), new SocketException("reset"));
  }

  @Test
  void aConnectionThatIsNotMadeInTimeIsNotRefused() {
    assertThat(NetworkProblem.of(new ConnectException("Connection timed out")))
        .contains("no connection in time");
  }

  @Test
  void whatIsNotOfTheNetworkIsNothingHere() {
    assertThat(NetworkProblem.of(new IOException("disk full"))).isEmpty();
    assertThat(NetworkProblem.of(new BindException("in use"))).isEmpty();
  }

  @Test
  void aCircleOfCausesHasAnEnd() {
    IOException one = new IOException("one");
    one.initCause(new IOException("two", one));

    assertThat(NetworkProblem.of(one)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("certificates")
  void aCertificateThatIsNotTakenSaysWhatIsWrongWithIt(Exception cause, String expected) {
    SSLHandshakeException failure = new SSLHandshakeException("(certificate_unknown) PKIX failed");
    failure.initCause(new CertificateException("sun.security.x: failed", cause));

    assertThat(NetworkProblem.of(failure)).contains("TLS with it failed: " + expected);
  }

  static Stream<Arguments> certificates() {
    return Stream.of(
        Arguments.of(new CertificateExpiredException("NotAfter"), "its certificate has expired"),
        Arguments.of(
            new CertificateNotYetValidException("NotBefore"), "its certificate is not valid yet"),
        Arguments.of(
            new CertPathBuilderException("unable to find valid certification path"),
            "its certificate is signed by nobody whom this Java trusts"),
        Arguments.of(
            new CertificateException("No subject alternative DNS name matching a.example found."),
            "its certificate is for another host"),
        Arguments.of(
            new CertPathValidatorException("signature check failed"), "signature check failed"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Unsupported or unrecognized SSL message | it does not speak TLS
          (certificate_unknown) Received fatal alert: certificate_unknown | it does not trust our certificate
          Received fatal alert: unknown_ca | it does not trust our certificate
          Received fatal alert: certificate_required | it asks for a certificate of ours
          Received fatal alert: handshake_failure | it has no version or cipher of TLS that we have
          (handshake_failure) no cipher suites in common | it has no version or cipher of TLS that we have
          Remote host terminated the handshake | it broke off
          Received fatal alert: internal_error | Received fatal alert: internal_error
          """)
  void whatIsSaidOfAHandshakeIsSaidInWords(String said, String expected) {
    assertThat(TlsProblem.of(new SSLException(said))).isEqualTo(expected);
  }

  private static void connect(int port) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }
  }

  private static void get(URI url) throws Exception {
    HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(url).timeout(Duration.ofMillis(200)).build(),
            BodyHandlers.discarding());
  }
}
