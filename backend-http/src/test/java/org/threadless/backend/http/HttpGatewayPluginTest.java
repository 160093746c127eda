package org.threadless.backend.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.threadless.http.caller.CallerSettings;
import org.threadless.router.config.Secret;

class HttpGatewayPluginTest {

  private final HttpGatewayPlugin plugin = new HttpGatewayPlugin();

  @Test
  void aBackendThatCannotSendIsWarnedOf() {
    assertThat(plugin.warnings(settings(Optional.empty())))
        .containsExactly("it has no outgoing-url: whatever is to be sent by it fails at once");
    assertThat(plugin.warnings(settings(Optional.of("https://gateway.example/send")))).isEmpty();
  }

  @Test
  void anybodyWhoReachesItCanBringMessagesInUnlessSomethingIsSetAndNobodyCanReadThem() {
    CallerSettings nothing = callers(Optional.empty(), Optional.empty(), false);
    assertThat(plugin.takesFromAnybody(settings(nothing))).isTrue();
    assertThat(plugin.isOpenToAll(null)).isFalse();
  }

  @Test
  void anAddressASecretOrAWordThatItIsMeantIsEnough() {
    CallerSettings address = callers(Optional.of(List.of("10.0.0.1")), Optional.empty(), false);
    CallerSettings secret = callers(Optional.empty(), Optional.of(new Secret("s3cret")), false);
    CallerSettings anyone = callers(Optional.empty(), Optional.empty(), true);
    assertThat(Stream.of(address, secret, anyone))
        .noneMatch(callers -> plugin.takesFromAnybody(settings(callers)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {$url}{$body} |                                         | true
          {$url-path}   |                                         | true
          {$body}       |                                         | false
          {$url}        | public-url: https://sms.example.org/sms | false
          """)
  void aUrlOfThisServerIsNeededWhereItIsSignedAndNotSaid(
      String over, String publicUrl, boolean needed) {
    String check =
        """
        check: [{hmac: {key: k, hash: sha1, as: hex, equals: a, over: "%s"}}]
        """
            .formatted(over);
    HttpBackendSettings settings = Yaml.settings(check + Objects.requireNonNullElse(publicUrl, ""));

    assertThat(plugin.needsPublicUrl(settings)).isEqualTo(needed);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {report-url} |                                         | 1
          {to}         |                                         | 0
          {report-url} | public-url: https://sms.example.org/sms | 0
          """)
  void whereReportsAreAskedForByAUrlThatIsNotKnownThatIsWarnedOf(
      String field, String publicUrl, int warnings) {
    HttpBackendSettings settings =
        Yaml.settings(
            "outgoing: {url: 'http://127.0.0.1/', form: {tell: '%s'}}\n".formatted(field)
                + Objects.requireNonNullElse(publicUrl, ""));

    assertThat(plugin.warningsWithoutPublicUrl(settings))
        .hasSize(warnings)
        .allSatisfy(
            line ->
                assertThat(line)
                    .startsWith("public-url is missing, here and in http: ")
                    .contains("{report-url}"));
  }

  private static CallerSettings callers(
      Optional<List<String>> allowIp, Optional<Secret> secret, boolean allowAnyone) {
    return new CallerSettings(allowIp, List.of(), secret, allowAnyone);
  }

  private static HttpBackendSettings settings(CallerSettings callers) {
    return FormSettings.of(callers);
  }

  private static HttpBackendSettings settings(Optional<String> outgoingUrl) {
    return FormSettings.of(
        null, null, Optional.empty(), null, null, null, outgoingUrl.map(Secret::new), null, null);
  }
}
