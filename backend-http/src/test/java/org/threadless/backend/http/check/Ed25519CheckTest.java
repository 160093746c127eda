package org.threadless.backend.http.check;

import static org.threadless.backend.http.check.Given.assertRefused;
import static org.threadless.backend.http.check.Given.assertTaken;
import static org.threadless.backend.http.check.Given.checks;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.threadless.backend.http.value.Template;
import org.threadless.backend.http.value.ValuePath;
import org.threadless.router.config.Secret;

class Ed25519CheckTest {

  private static final String TIME = "1700000000";
  private static final String BODY = "{\"data\":{}}";

  private static final String KEY = "A6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg=";
  private static final String SIGNATURE =
      "gFUFz3M0SRRrClGayW/1fBre6GcdCZK0Wql/WBsuZauIXN5nVv+ZLvPSJXYWvu0Nykmv6NaTfRperFz/bXvbCQ==";

  private static final String OTHER =
      "check ed25519: $header.telnyx-signature-ed25519 is not the signature of this request";

  private static final CheckSettings TELNYX =
      Given.of(
          new Ed25519Settings(
              new Secret("{key}"),
              Template.valueOf("{$header.telnyx-timestamp}|{$body}"),
              ValuePath.valueOf("$header.telnyx-signature-ed25519")));

  private static GivenRequest signed(String time, String body, String signature) {
    return new GivenRequest("/http/telnyx/")
        .body(body)
        .header("telnyx-timestamp", time)
        .header("telnyx-signature-ed25519", signature);
  }

  @Test
  void telnyxSignsTimeAndBody() {
    Checks checks = checks(Given.ROOT, KEY, TELNYX);
    assertTaken(checks, signed(TIME, BODY, SIGNATURE));
    assertRefused(checks, signed("1700000001", BODY, SIGNATURE), OTHER);
    assertRefused(checks, signed(TIME, "{\"data\":[]}", SIGNATURE), OTHER);
    assertRefused(checks, signed(TIME, BODY, "h" + SIGNATURE.substring(1)), OTHER);
    assertRefused(checks, signed(TIME, BODY, "AAAA"), OTHER);
    assertRefused(checks, signed(TIME, BODY, "no Base64!"), OTHER);
  }

  @Test
  void aNewKeyIsAsGoodAndAnotherIsNot() throws GeneralSecurityException {
    KeyPair keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    Signature signer = Signature.getInstance("Ed25519");
    signer.initSign(keys.getPrivate());
    signer.update((TIME + "|" + BODY).getBytes(StandardCharsets.UTF_8));
    String signature = Base64.getEncoder().encodeToString(signer.sign());
    byte[] encoded = keys.getPublic().getEncoded();
    byte[] last = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
    assertTaken(
        checks(Given.ROOT, Base64.getEncoder().encodeToString(last), TELNYX),
        signed(TIME, BODY, signature));
    assertRefused(checks(Given.ROOT, KEY, TELNYX), signed(TIME, BODY, signature), OTHER);
  }

  @Test
  void aSignatureThatIsMissingIsNamed() {
    assertRefused(
        checks(Given.ROOT, KEY, TELNYX),
        new GivenRequest("/").body(BODY),
        "check ed25519: $header.telnyx-signature-ed25519 is missing");
  }
}
