package org.threadless.http.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.threadless.http.FormServer;
import org.threadless.http.HttpSettings;
import org.threadless.http.response.Answers;
import org.threadless.http.server.connection.ClientTimes;
import org.threadless.router.config.InvalidSettingException;

/** What is believed of requests that proxies have brought, over real sockets. */
class ForwardedRequestsTest {

  private final HttpClient client = HttpClient.newHttpClient();

  private static HttpSettings behind(String... proxies) {
    return settings(true, List.of(proxies));
  }

  private static HttpSettings settings(Boolean forwarded, List<String> proxies) {
    return new HttpSettings(
        "127.0.0.1", 0, null, null, null, null, null, null, Optional.empty(), forwarded, proxies);
  }

  /** Tells where a request comes from, by which scheme, and to which host. */
  private static final class Origin extends Handler.Abstract {

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      boolean isPlain =
          request.getHeaders().getFieldNamesCollection().stream()
              .noneMatch(name -> name.toLowerCase(Locale.ROOT).contains("forwarded"));
      Answers.line(
          response,
          callback,
          200,
          String.join(
              " ",
              Request.getRemoteAddr(request),
              (request.isSecure() ? "secure " : "") + request.getHttpURI().getScheme(),
              Request.getServerName(request),
              request.getHeaders().get(HttpHeader.HOST).replaceAll(":[0-9]+$", ""),
              isPlain ? "plain" : "with headers"));
      return true;
    }
  }

  private String origin(HttpSettings settings, String... headers) throws Exception {
    try (FormServer server = new FormServer(settings, ClientTimes.DEFAULT, each -> new Origin())) {
      HttpRequest.Builder request = HttpRequest.newBuilder(server.url());
      for (String header : headers) {
        String[] parts = header.split(": ", 2);
        request.header(parts[0], parts[1]);
      }
      return client.send(request.build(), BodyHandlers.ofString()).body().strip();
    }
  }

  @Test
  void aTrustedProxyTellsWhoCalledItHowAndForWhom() throws Exception {
    assertThat(
            origin(
                behind("127.0.0.1"),
                "X-Forwarded-For: 192.0.2.7",
                "X-Forwarded-Proto: https",
                "X-Forwarded-Host: sms.example.org"))
        .isEqualTo("192.0.2.7 secure https sms.example.org sms.example.org plain");
    assertThat(
            origin(
                behind("127.0.0.1"),
                "Forwarded: For=\"[2001:db8::7]:4711\"; Proto=HTTPS; Host=\"sms.example.org\""))
        .isEqualTo("[2001:db8:0:0:0:0:0:7] secure https sms.example.org sms.example.org plain");
  }

  @Test
  void whatADifferentMachineTellsIsNotBelieved() throws Exception {
    assertThat(origin(behind("10.9.9.9"), "X-Forwarded-For: 192.0.2.7", "X-Forwarded-Proto: https"))
        .isEqualTo("127.0.0.1 http 127.0.0.1 127.0.0.1 with headers");
  }

  @Test
  void whereItIsNotSetNobodyIsBelieved() throws Exception {
    assertThat(
            origin(
                new HttpSettings("127.0.0.1", 0),
                "X-Forwarded-For: 192.0.2.7",
                "X-Forwarded-Proto: https"))
        .isEqualTo("127.0.0.1 http 127.0.0.1 127.0.0.1 with headers");
  }

  @Test
  void whoCallsTheRouterWithoutTheProxyIsWhoItIs() throws Exception {
    assertThat(origin(behind("127.0.0.1"))).isEqualTo("127.0.0.1 http 127.0.0.1 127.0.0.1 plain");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // What the caller says stands first, what the proxies add behind it.
        "X-Forwarded-For: 10.1.2.3, 192.0.2.7 | 192.0.2.7",
        "X-Forwarded-For: 192.0.2.7, 10.1.2.3 | 192.0.2.7",
        "X-Forwarded-For: 127.0.0.1, 10.1.2.3, 192.0.2.7, 10.1.2.3 | 192.0.2.7",
        "X-Forwarded-For: 192.0.2.7:4711 | 192.0.2.7",
        "X-Forwarded-For: 10.1.2.3 | 10.1.2.3",
        "X-Forwarded-For: somebody | unknown",
        "X-Forwarded-For: 192.0.2.7, | unknown",
        "Forwarded: for=10.1.2.3, for=192.0.2.7;proto=https | 192.0.2.7",
        "Forwarded: for=192.0.2.7, for=10.1.2.3 | 192.0.2.7",
        "Forwarded: for=_hidden | unknown",
        "Forwarded: for=unknown | unknown",
        "Forwarded: by=10.1.2.3 | unknown",
        "Forwarded: for=10.1.2.3;for=192.0.2.8 | unknown",
        // A quote that takes in what the proxy adds.
        "Forwarded: for=10.5.5.5;x=\", for=192.0.2.7 | unknown",
        "Forwarded: for=10.5.5.5;x=\"\\\", for=192.0.2.7\" | unknown",
      })
  void theCallerIsWhomTheFirstTrustedProxySaw(String header, String caller) throws Exception {
    assertThat(origin(behind("127.0.0.1", "10.1.0.0/16"), header)).startsWith(caller + " ");
  }

  @Test
  void whereTwoHeadersTellOfTwoCallersNobodyKnows() throws Exception {
    assertThat(
            origin(behind("127.0.0.1"), "X-Forwarded-For: 192.0.2.7", "Forwarded: for=192.0.2.8"))
        .startsWith("unknown ");
    assertThat(
            origin(behind("127.0.0.1"), "X-Forwarded-For: 192.0.2.7", "Forwarded: for=192.0.2.7"))
        .startsWith("192.0.2.7 ");
  }

  @ParameterizedTest
  @CsvSource({
    "'https, http', '192.0.2.7, 10.1.2.3', secure https",
    "https, '192.0.2.7, 10.1.2.3', secure https",
    "'https, http', 192.0.2.7, http",
    "ftp, 192.0.2.7, http"
  })
  void theSchemeIsThatByWhichTheCallerCame(String scheme, String from, String found)
      throws Exception {
    assertThat(
            origin(
                behind("127.0.0.1", "10.1.0.0/16"),
                "X-Forwarded-For: " + from,
                "X-Forwarded-Proto: " + scheme))
        .startsWith("192.0.2.7 " + found + " ");
  }

  @Test
  void aHostThatIsNoneIsLeftOut() throws Exception {
    assertThat(
            origin(behind("127.0.0.1"), "X-Forwarded-For: 192.0.2.7", "X-Forwarded-Host: a b:c:d"))
        .isEqualTo("192.0.2.7 http 127.0.0.1 127.0.0.1 plain");
  }

  @Test
  void neitherSettingIsOfUseWithoutTheOther() {
    assertThatThrownBy(() -> settings(true, List.of()))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("needs trusted-proxies");
    assertThatThrownBy(() -> settings(null, List.of("127.0.0.1")))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("needs forwarded: true");
  }

  @Test
  void behindAProxyOthersThanThisMachineCanReachIt() {
    assertThat(behind("127.0.0.1").isOnlyForThisMachine()).isFalse();
  }
}
