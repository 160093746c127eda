package org.threadless.router.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskedTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "connection refused | connection refused",
        "java.io.IOException: 401 for http://u:hunter2@a.example/send | java.io.IOException: 401 for http://***@a.example/send",
        "no answer of https://a.example/?user=u&password=hunter2 in time | no answer of https://a.example/?user=***&password=*** in time",
        "is it user@example.com? | is it user@example.com?",
      })
  void ofAUrlUserPasswordAndValuesAreNotShown(String reason, String shown) {
    assertThat(new Masked(reason)).hasToString(shown);
  }
}
