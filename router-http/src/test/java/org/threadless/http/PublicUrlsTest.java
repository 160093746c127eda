package org.threadless.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.threadless.router.message.BackendName;

class PublicUrlsTest {

  private static final URI FIRST = URI.create("https://sms.example.org/");
  private static final URI OWN = URI.create("https://other.example.org/sms");

  @Test
  void aBackendHasItsOwnOrTheFirstOfTheServer() {
    PublicUrls urls = urls(List.of(FIRST, URI.create("https://second.example.org/")));

    assertThat(urls.root(Optional.of(OWN))).contains(OWN);
    assertThat(urls.root(Optional.empty())).contains(FIRST);
    assertThat(urls(List.of()).root(Optional.empty())).isEmpty();
  }

  private static PublicUrls urls(List<URI> ofServer) {
    return new PublicUrls(new HttpSettings(null, 0, null, null, null, null, ofServer, null));
  }

  @ParameterizedTest
  @CsvSource({
    "https://sms.example.org, https://sms.example.org/http/a/",
    "https://sms.example.org/, https://sms.example.org/http/a/",
    "http://10.0.0.1:8000/sms, http://10.0.0.1:8000/sms/http/a/"
  })
  void aBackendIsBelowTheRoot(URI root, String url) {
    assertThat(PublicUrls.of(root, "http", new BackendName("a"))).isEqualTo(url);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"sms.example.org", "ftp://h/", "https://h/?a=b", "https://h/#a", "https://u:p@h/"})
  void aRootIsAPlainUrl(String url) {
    assertThatThrownBy(() -> PublicUrls.require("publicUrl", URI.create(url)))
        .hasMessageStartingWith("publicUrl must be a URL");
  }
}
