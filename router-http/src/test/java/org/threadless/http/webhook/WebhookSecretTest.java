package org.threadless.http.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.threadless.router.config.Secret;

class WebhookSecretTest {

  // The example of the specification's own test vector.
  private static final Secret SECRET = new Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

  @Test
  void aRequestIsSignedAsTheSpecificationSays() {
    Map<String, String> headers =
        new WebhookSecret(SECRET)
            .headers(
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                Instant.ofEpochSecond(1614265330),
                "{\"test\": 2432232314}");

    assertThat(headers)
        .containsEntry("webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek")
        .containsEntry("webhook-timestamp", "1614265330")
        .containsEntry("webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "whsec_", "whsec_!", "whsec_c2hvcnQ=", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"})
  void aSecretThatCannotBeOneIsRefusedAndNotShown(String text) {
    assertThatThrownBy(() -> new WebhookSecret(new Secret(text)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("must be whsec_ and then 24 to 64 bytes in base64")
        .hasMessageNotContaining("MfKQ")
        .hasMessageNotContaining("c2hvcnQ");
  }
}
