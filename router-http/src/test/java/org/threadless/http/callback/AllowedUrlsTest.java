package org.threadless.http.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.threadless.router.engine.callback.CallbackUrls;

class AllowedUrlsTest {

  private final AllowedUrls allowed =
      new AllowedUrls(
          List.of(
              "Example.org",
              "*.example.net",
              "10.1.0.0/16",
              "::1",
              "Hooks.example.com:8443",
              "hooks.example.com:9000",
              "10.2.0.0/16:8080",
              "[fd00::/8]:8000",
              "[::2]:8000"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.org/told",
        "https://EXAMPLE.ORG./told",
        "http://a.example.net:443/",
        "https://HOOKS.example.com.:8443/",
        "http://hooks.example.com:9000/",
        "http://10.2.0.1:8080/",
        "http://[fd00::17]:8000/",
        "http://[0:0::2]:8000/",
        "http://a.b.example.net/",
        "http://10.1.2.3/",
        "http://[::1]/"
      })
  void whatIsNamedIsAllowed(String url) {
    assertThatCode(() -> allowed.require(URI.create(url))).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://www.example.org/",
        "https://example.net/",
        "https://badexample.net/",
        "https://example.org.evil.com/",
        "http://10.3.0.1/",
        "http://[::3]/",
        "http://167837955/"
      })
  void nothingElseIs(String url) {
    assertThatThrownBy(() -> allowed.require(URI.create(url)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("callbacks-by-message.allow does not name that host");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.org:8443/",
        "http://a.example.net:8080/",
        "https://hooks.example.com/",
        "http://10.2.0.1/",
        "http://[::1]:8000/"
      })
  void noPortIsThatIsNotNamedUnlessItIsAUsualOne(String url) {
    URI asked = URI.create(url);
    String withPort = asked.getHost() + ":" + CallbackUrls.port(asked);

    assertThatThrownBy(() -> allowed.require(asked))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "no message can name a callback at "
                + withPort
                + ": callbacks-by-message.allow names that host, but not "
                + withPort);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "example.org:0",
        "example.org:65536",
        "example.org:",
        ":80",
        "[]:80",
        "10.1.0.0/33:80",
        "[::1",
        "https://example.org"
      })
  void whatIsNoHostWithAPortIsOfNoUse(String written) {
    assertThat(AllowedHost.of(written).isUsable()).isFalse();
  }
}
