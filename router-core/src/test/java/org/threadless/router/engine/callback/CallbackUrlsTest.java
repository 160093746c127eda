package org.threadless.router.engine.callback;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallbackUrlsTest {

  @ParameterizedTest
  @CsvSource({
    "http://LOCALHOST:80/a, http://localhost",
    "HTTP://localhost./b?c=d, http://localhost",
    "http://localhost:/, http://localhost",
    "https://Example.org.:443, https://example.org",
    "https://example.org:80, https://example.org:80",
    "http://example.org:443, http://example.org:443",
    "http://127.000.0.01:8080/, http://127.0.0.1:8080",
    "http://[0:0::1]:8000/, http://[0:0:0:0:0:0:0:1]:8000",
    "http://[::FFFF:10.1.2.3]/, http://10.1.2.3"
  })
  void howeverAUrlIsWrittenItIsOfOneTarget(String url, String target) {
    assertThat(CallbackUrls.target(URI.create(url))).isEqualTo("by-message " + target);
  }

  @Test
  void whatComesBehindTheHostIsNotShown() {
    assertThat(CallbackUrls.shown("by-message https://example.org:8443"))
        .isEqualTo("by-message https://example.org:8443");
    assertThat(CallbackUrls.shown("https://example.org/a?b")).isEqualTo("https://example.org/...");
    assertThat(CallbackUrls.shown(CallbackBacklog.OTHERS)).isEqualTo(CallbackBacklog.OTHERS);
  }
}
