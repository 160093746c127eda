package org.threadless.backend.http.check;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.threadless.backend.http.check.signed.RequestUrls;
import org.threadless.backend.http.check.signed.SignedBytes;
import org.threadless.backend.http.request.CheckedRequest;
import org.threadless.backend.http.value.SettingTexts;
import org.threadless.backend.http.value.SettingValues;
import org.threadless.router.config.InvalidSettingException;

/** A signature with a key that only the gateway has. */
final class Ed25519Check implements Check {

  private static final String KIND = "ed25519";

  private static final int KEY_BYTES = 32;

  // What stands before the key in X.509 (RFC 8410).
  private static final String BEFORE_KEY = "302a300506032b6570032100";

  private final Ed25519Settings settings;
  private final PublicKey key;
  private final SignedBytes signed;

  Ed25519Check(Ed25519Settings settings, SettingValues values, Optional<RequestUrls> urls) {
    this.settings = settings;
    this.key = key(SettingTexts.of("key", settings.key(), values));
    this.signed = new SignedBytes(KIND, "over", settings.over(), values, urls);
  }

  private static PublicKey key(String base64) {
    try {
      byte[] bytes = Base64.getDecoder().decode(base64.strip());
      if (bytes.length != KEY_BYTES) {
        throw noKey();
      }
      byte[] encoded = HexFormat.of().parseHex(BEFORE_KEY + HexFormat.of().formatHex(bytes));
      PublicKey key =
          KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
      verifier(key);
      return key;
    } catch (IllegalArgumentException | GeneralSecurityException e) {
      throw noKey();
    }
  }

  private static InvalidSettingException noKey() {
    return new InvalidSettingException(
        "key", "must be a public key: the Base64 of 32 bytes, as the gateway shows it");
  }

  private static Signature verifier(PublicKey key) throws GeneralSecurityException {
    Signature verifier = Signature.getInstance("Ed25519");
    verifier.initVerify(key);
    return verifier;
  }

  @Override
  public void require(CheckedRequest request) {
    String given =
        settings
            .equals()
            .in(request.values())
            .orElseThrow(() -> CheckedRequest.refused(KIND, settings.equals(), "is missing"));
    if (signed.of(request).stream().noneMatch(bytes -> isSignature(given, bytes))) {
      throw CheckedRequest.refused(KIND, settings.equals(), "is not the signature of this request");
    }
  }

  private boolean isSignature(String given, byte[] bytes) {
    try {
      Signature verifier = verifier(key);
      verifier.update(bytes);
      return verifier.verify(Base64.getDecoder().decode(given));
    } catch (IllegalArgumentException | SignatureException e) {
      // It is no signature at all.
      return false;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
