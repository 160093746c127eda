package org.threadless.backend.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.threadless.router.config.Secret;

class HttpFormPluginTest {

  private final HttpFormPlugin plugin = new HttpFormPlugin();

  @Test
  void aBackendThatCannotSendIsWarnedOf() {
    assertThat(plugin.warnings(settings(Optional.empty())))
        .containsExactly("it has no outgoing-url: whatever is to be sent by it fails at once");
    assertThat(plugin.warnings(settings(Optional.of("https://gateway.example/send")))).isEmpty();
  }

  @Test
  void anybodyWhoReachesItCanBringMessagesInAndNobodyCanReadThem() {
    assertThat(plugin.takesFromAnybody(settings(Optional.empty()))).isTrue();
    assertThat(plugin.isOpenToAll()).isFalse();
  }

  private static HttpFormSettings settings(Optional<String> outgoingUrl) {
    return HttpFormSettings.ofForm(
        null, null, Optional.empty(), null, null, null, outgoingUrl.map(Secret::new), null, null);
  }
}
