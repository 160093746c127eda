package org.threadless.backend.kannel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mistakes in the settings, each told in one line. */
class KannelSettingsTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sendsms-url: kannel.example|sendsms-url must be a URL such as",
        "sendsms-url: http://u:pass-word@h/x|sendsms-url must be a URL without user",
        "sendsms-url: http://h/x?a=1|sendsms-url must be a URL without user, query and fragment",
        "sendsms-params: {to: 5}|sendsms-params must not hold to, which the router fills in itself",
        "sendsms-params: {DLR-url: x}|sendsms-params must not hold DLR-url",
        "charset: UTF-99|charset must be a charset such as UTF-8, and is UTF-99",
        "incoming-charset: foo|incoming-charset must be a charset such as UTF-8, and is foo",
        "coding: 1|coding must be 0 (GSM 7-bit) or 2 (UCS-2); left out",
        "encode-errors: explode|encode-errors must be one of strict, ignore, replace",
        "max-length: 0|max-length must be from 1 to 255, and is 0",
        "too-long: perhaps|too-long must be one of refuse, cut, send",
        "reply: never|reply must be one of sendsms, response",
        "delivery-report-url: http://h/kannel/x/dlr|must be the router's root as Kannel reaches it",
        "delivery-report-url: http://h/a%20b|must be the router's root as Kannel reaches it",
        "allow-ip: [kannel.example]|allow-ip must be a list of addresses such as 127.0.0.1",
        "allow-ip: [10.0.0.0/99]|allow-ip must be a list of addresses such as 127.0.0.1",
        "allow-ip: [10.0.0.256]|allow-ip must be a list of addresses such as 127.0.0.1",
        "trusted-proxies: [a/8]|trusted-proxies must be a list of addresses such as 127.0.0.1",
        "secret: pass-word 1|secret must be made of letters, digits and - . _ ~ only",
        "response-timeout: 0s|response-timeout must be longer than 0",
        "sendsms-parms: {}|did you mean sendsms-params",
      })
  void aBadValueIsToldWithItsKey(String setting, String line) {
    Path file = CommandLine.configured(folder, 8000, setting);

    CommandLine checked = CommandLine.run(file, "config");

    assertThat(checked.exit()).isEqualTo(1);
    assertThat(checked.err().lines()).singleElement().asString().contains(line);
    assertThat(checked.err()).startsWith(file + ":").doesNotContain("pass-word");
    assertThat(checked.out()).isEmpty();
  }

  @Test
  void nothingNeedsToBeSet() {
    Path file = CommandLine.configured(folder, 8000);

    assertThat(CommandLine.run(file, "config").exit()).isZero();
  }
}
