package org.threadless.http.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class HmacTest {

  @Test
  void itSignsAsRfc2202Says() {
    byte[] signature =
        new Hmac(Hmac.SHA1, "Jefe".getBytes(UTF_8))
            .of("what do ya want for nothing?".getBytes(UTF_8));

    assertThat(HexFormat.of().formatHex(signature))
        .isEqualTo("effcdf6ae5eb2fa2d27416d5f184df9c259a7c79");
  }

  @Test
  void withoutAKeyThereIsNoSignature() {
    assertThatThrownBy(() -> new Hmac(Hmac.SHA1, new byte[0]))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
