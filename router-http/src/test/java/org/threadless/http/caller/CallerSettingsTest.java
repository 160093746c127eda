package org.threadless.http.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.threadless.router.config.Secret;

class CallerSettingsTest {

  private static final List<String> HOME = List.of("127.0.0.1");

  private static CallerSettings settings(List<String> allowIp, Boolean allowAnyone) {
    return new CallerSettings(Optional.ofNullable(allowIp), null, Optional.empty(), allowAnyone);
  }

  @Test
  void leftOutTheyCheckNothing() {
    assertThat(settings(null, null).checkNothing()).isTrue();
    assertThat(settings(null, false).checkNothing()).isTrue();
    assertThat(settings(null, true).checkNothing()).isFalse();
    assertThat(settings(List.of(), null).checkNothing()).isFalse();
  }

  @Test
  void aDefaultHoldsUnlessAddressesAreNamedOrAnyoneMayCall() {
    assertThat(settings(null, null).orAllow(HOME).allowIp()).contains(HOME);
    assertThat(settings(List.of("10.0.0.1"), null).orAllow(HOME).allowIp())
        .contains(List.of("10.0.0.1"));
    assertThat(settings(null, true).orAllow(HOME).allowIp()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"gateway.example", "10.0.0.0/99", "10.0.0.256", ""})
  void addressesAreNoNames(String address) {
    assertThatThrownBy(() -> settings(List.of(address), null))
        .hasMessageStartingWith("allowIp must be a list of addresses such as 127.0.0.1");
    assertThatThrownBy(
            () -> new CallerSettings(Optional.empty(), List.of(address), Optional.empty(), null))
        .hasMessageStartingWith("trustedProxies must be a list of addresses such as 127.0.0.1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "pass word", "pass&word", "pässword"})
  void aSecretCanStandInAUrlAsItIsAndIsNotShown(String secret) {
    Optional<Secret> written = Optional.of(new Secret(secret));
    assertThatThrownBy(() -> new CallerSettings(Optional.empty(), null, written, null))
        .hasMessage("secret must be made of letters, digits and - . _ ~ only");
  }
}
