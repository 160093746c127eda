package org.threadless.http.callback;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedUrlsTest {

  private final AllowedUrls allowed =
      new AllowedUrls(List.of("Example.org", "*.example.net", "10.1.0.0/16", "::1"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.org/told",
        "https://EXAMPLE.ORG./told",
        "http://a.example.net:8080/",
        "http://a.b.example.net/",
        "http://10.1.2.3/",
        "http://[::1]:8000/"
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
        "http://10.2.0.1/",
        "http://[::2]/",
        "http://167837955/"
      })
  void nothingElseIs(String url) {
    assertThatThrownBy(() -> allowed.require(URI.create(url)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("callbacks-by-message.allow does not name that host");
  }
}
