package org.threadless.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpSettingsTest {

  @ParameterizedTest
  @CsvSource({
    ", true",
    "127.0.0.1, true",
    "127.1.2.3, true",
    "::1, true",
    "localhost, true",
    "0.0.0.0, false",
    "::, false",
    "192.168.1.2, false",
    "no such host, false"
  })
  void onlyALoopbackAddressIsOnlyForThisMachine(String host, boolean only) {
    assertThat(new HttpSettings(host, null).isOnlyForThisMachine()).isEqualTo(only);
  }
}
