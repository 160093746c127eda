package org.threadless.backend.http.check;

import static org.threadless.backend.http.check.Given.assertRefused;
import static org.threadless.backend.http.check.Given.assertTaken;
import static org.threadless.backend.http.check.Given.checks;
import static org.threadless.backend.http.check.Given.hmac;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.threadless.backend.http.check.HmacSettings.Encoding;
import org.threadless.backend.http.check.HmacSettings.Hash;

/** The signatures of gateways: numbers that their own libraries test with, and such as theirs. */
class HmacCheckTest {

  private static final String BODY = "{\"id\":\"1\",\"body\":\"héllo\"}";

  private static final CheckSettings TWILIO =
      hmac(Hash.SHA1, "{$url}{$form-joined}", Encoding.BASE64, "X-Twilio-Signature");
  private static final CheckSettings PLIVO =
      hmac(
          Hash.SHA256,
          "{$url-path}{$header.X-Plivo-Signature-V2-Nonce}",
          Encoding.BASE64,
          "X-Plivo-Signature-V2");
  private static final CheckSettings SMSGATE =
      hmac(Hash.SHA256, "{$body}{$header.X-Timestamp}", Encoding.HEX, "X-Signature");
  private static final CheckSettings SINCH =
      hmac(
          Hash.SHA256,
          "{$body}.{$header.x-nonce}.{$header.x-timestamp}",
          Encoding.BASE64,
          "x-signature");
  private static final CheckSettings BIRD =
      hmac(
          Hash.SHA256,
          "{$header.x-time}\n{$url}\n{$body-sha256}",
          Encoding.BASE64,
          "messagebird-signature");

  private static final String TWILIO_SIGNATURE = "RSOYDt4T1cUTdK1PDd93/VVr8B8=";
  private static final String SMSGATE_SIGNATURE =
      "4065793886717b2fe1eddd58e9d4b9200340c21a2cabc210869c07bd4745364a";

  private static final String OTHER = " is not the signature of this request";

  private static GivenRequest twilio() {
    return new GivenRequest("/myapp.php?foo=1&bar=2")
        .with("To", "+18005551212")
        .with("CallSid", "CA1234567890ABCDE")
        .with("From", "+14158675309")
        .with("Digits", "1234")
        .with("Caller", "+14158675309")
        .header("X-Twilio-Signature", TWILIO_SIGNATURE);
  }

  private static Checks twilioAt(String root) {
    return checks(root, "12345", TWILIO);
  }

  @Test
  void twilioSignsTheUrlAndTheFieldsByName() {
    assertTaken(twilioAt("https://mycompany.com"), twilio());
  }

  @Test
  void aFieldMoreIsAnotherRequest() {
    assertRefused(
        twilioAt("https://mycompany.com"),
        twilio().with("Digits", "1235"),
        "check hmac: $header.X-Twilio-Signature" + OTHER);
  }

  @Test
  void aBodyThatIsNoFormIsNotSignedByItsFields() {
    GivenRequest signedByItsUrl =
        new GivenRequest("/http/t/").header("X-Twilio-Signature", "d3FprhOT50YnlwczhdPbvkGfum4=");
    assertTaken(twilioAt("https://sms.example.org/"), signedByItsUrl);
    assertRefused(
        twilioAt("https://sms.example.org/"),
        signedByItsUrl.body("{\"From\": \"+41\"}"),
        "check hmac: $form-joined is missing");
  }

  @Test
  void aFieldThatIsThereTwiceIsSignedOnceForEachValue() {
    GivenRequest request =
        new GivenRequest("/http/t/")
            .with("B", "2")
            .with("b", "3")
            .with("B", "1")
            .with("A", "1")
            .with("B", "2")
            .header("X-Twilio-Signature", "khYFvQ7CpqJBirJHBRkjVGuDLDg=");
    assertTaken(twilioAt("https://sms.example.org/"), request);
  }

  @Test
  void anotherUrlIsAnotherRequest() {
    assertRefused(
        twilioAt("http://mycompany.com"),
        twilio(),
        "check hmac: $header.X-Twilio-Signature" + OTHER);
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://mycompany.com:443", "https://mycompany.com:8443/"})
  void aPortMayBeLeftOutOfTheSignedUrl(String root) {
    assertTaken(twilioAt(root), twilio());
  }

  @Test
  void theDefaultPortMayStandInTheSignedUrl() {
    assertTaken(
        twilioAt("https://mycompany.com"),
        twilio().header("X-Twilio-Signature", "kvajT1Ptam85bY51eRf/AJRuM3w="));
  }

  @Test
  void anotherPortIsAnotherUrl() {
    GivenRequest request = twilio().header("X-Twilio-Signature", "ZOaJEsozlsUyzk5k5fpaCxTxXDA=");
    assertTaken(twilioAt("https://mycompany.com:8443"), request);
    assertRefused(
        twilioAt("https://mycompany.com"),
        request,
        "check hmac: $header.X-Twilio-Signature" + OTHER);
  }

  @Test
  void aProxyMayServeTheRouterBelowAPathOfItsOwn() {
    GivenRequest request = new GivenRequest(".php?foo=1&bar=2");
    twilio().formFields().forEach(field -> request.with(field.getKey(), field.getValue()));
    request.header("X-Twilio-Signature", TWILIO_SIGNATURE);
    assertTaken(twilioAt("https://mycompany.com/myapp"), request);
  }

  @Test
  void plivoSignsTheUrlWithoutQueryAndANonce() {
    Checks checks = checks("https://answer.url", "my_auth_token", PLIVO);
    String right = "ehV3IKhLysWBxC1sy8INm0qGoQYdYsHwuoKjsX7FsXc=";
    assertTaken(checks, plivo("12345", right));
    assertTaken(checks, plivo("12345", "AAAA, " + right));
    assertRefused(
        checks, plivo("12346", right), "check hmac: $header.X-Plivo-Signature-V2" + OTHER);
  }

  private static GivenRequest plivo(String nonce, String signature) {
    return new GivenRequest("?From=1&Text=2")
        .header("X-Plivo-Signature-V2-Nonce", nonce)
        .header("X-Plivo-Signature-V2", signature);
  }

  private static GivenRequest smsgate(String signature) {
    return new GivenRequest("/http/phone/")
        .body("{\"event\":\"sms:received\",\"id\":\"Ey6ECgOkVVFjz3CL48B8C\"}")
        .header("X-Timestamp", "1718999171")
        .header("X-Signature", signature);
  }

  @Test
  void smsgateSignsBodyAndTimeInHexOfEitherCase() {
    Checks checks = checks(Given.ROOT, "abcd1234", SMSGATE);
    assertTaken(checks, smsgate(SMSGATE_SIGNATURE));
    assertTaken(checks, smsgate(SMSGATE_SIGNATURE.toUpperCase(Locale.ROOT)));
  }

  @Test
  void oneByteMakesAnotherRequest() {
    Checks checks = checks(Given.ROOT, "abcd1234", SMSGATE);
    String line = "check hmac: $header.X-Signature" + OTHER;
    assertRefused(checks, smsgate(SMSGATE_SIGNATURE).body("{\"event\":\"sms:received\"}"), line);
    assertRefused(checks, smsgate(SMSGATE_SIGNATURE).header("X-Timestamp", "1718999172"), line);
    assertRefused(checks, smsgate("5" + SMSGATE_SIGNATURE.substring(1)), line);
    assertRefused(checks, smsgate(SMSGATE_SIGNATURE.substring(1)), line);
    assertRefused(checks, smsgate(SMSGATE_SIGNATURE + "0"), line);
    assertRefused(checks, smsgate("no hex at all"), line);
    assertRefused(checks(SMSGATE), smsgate(SMSGATE_SIGNATURE), line);
  }

  @Test
  void whatIsMissingIsNamed() {
    Checks checks = checks(SMSGATE);
    GivenRequest bare = new GivenRequest("/").body("{}");
    assertRefused(checks, bare, "check hmac: $header.X-Signature is missing");
    assertRefused(
        checks, bare.header("X-Signature", "00"), "check hmac: $header.X-Timestamp is missing");
    assertRefused(
        checks, bare.header("X-Signature", ","), "check hmac: $header.X-Signature is missing");
  }

  @Test
  void sinchSignsBodyNonceAndTime() {
    GivenRequest request =
        new GivenRequest("/")
            .body(BODY)
            .header("x-nonce", "01FJA8B4A7BM43YGWSG9GBV067")
            .header("x-timestamp", "1634579353")
            .header("x-signature", "TqyEUlDM5GYKiit3fdO42/36+HiQmt8QRj90VvhSiRA=");
    Checks checks = checks(Given.ROOT, "foo_secret1234", SINCH);
    assertTaken(checks, request);
    assertRefused(checks, request.body(BODY + " "), "check hmac: $header.x-signature" + OTHER);
  }

  @Test
  void aSignatureMayBeOverTheBytesOfAHash() {
    GivenRequest request =
        new GivenRequest("/http/bird/?a=b")
            .body(BODY)
            .header("x-time", "1700000000")
            .header("messagebird-signature", "PwbVbUjNVokLLofxM40BS1vde+x34ca5Di0ZcZKthMk=");
    Checks checks = checks(Given.ROOT, "bird-key", BIRD);
    assertTaken(checks, request);
    assertRefused(checks, request.body("{}"), "check hmac: $header.messagebird-signature" + OTHER);
  }

  @Test
  void theBodyIsSignedAsBytesAndNotAsText() {
    byte[] all = new byte[256];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) i;
    }
    GivenRequest request =
        new GivenRequest("/")
            .body(all)
            .header("S", "5728ec606984e03aa5a37000a4b93b8c308a25d1b84df1168c3c8d379d776fa9");
    assertTaken(checks(Given.ROOT, "k", hmac(Hash.SHA256, "{$body}", Encoding.HEX, "S")), request);
  }

  @ParameterizedTest
  @CsvSource({
    "MD5, e0afe267aefd6dd18a848c1681517a19",
    "SHA256, 8d1b0428276b6a070578225914c3502cc0687a454dfbbbb370c76a14234cb546"
  })
  void fieldsMayBeSignedByTheirNames(Hash hash, String signature) {
    CheckSettings check =
        hmac(
            hash,
            "&a={field.a}&b={field.b}&timestamp={field.timestamp}",
            Encoding.HEX,
            "Signature");
    GivenRequest request =
        new GivenRequest("/")
            .with("a", "alphabet")
            .with("b", "bananas")
            .with("timestamp", "2100")
            .header("Signature", signature);
    assertTaken(checks(Given.ROOT, "abcde", check), request);
    assertRefused(
        checks(check),
        request,
        "check hmac: $header.Signature is not the signature of this request");
  }

  @Test
  void sha512IsTakenToo() {
    assertTaken(
        checks(
            Given.ROOT,
            "termii-secret",
            hmac(Hash.SHA512, "{$body}", Encoding.HEX, "X-Termii-Signature")),
        new GivenRequest("/")
            .body(BODY)
            .header(
                "X-Termii-Signature",
                "8380e9f551f780d4edd48af180cd147ae9c0e21dd4b9f43dd3245a40e5eb1fd7"
                    + "cda10563755572faf847f2050612b3ce23fd58e69358cfb13d0b3930dfd80301"));
  }
}
