package org.threadless.backend.http;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs requests as providers do. */
final class ProviderSignatures {

  private static final String NONCE = "12345";

  // The key of RFC 8410 whose 32 bytes are 00, 01 ... 1f.
  private static final byte[] ED25519 =
      HexFormat.of()
          .parseHex(
              "302e020100300506032b657004220420"
                  + "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");

  private final UnaryOperator<String> settings;
  private final Instant now;

  /**
   * @param settings the value of a setting of the backend
   */
  ProviderSignatures(UnaryOperator<String> settings, Instant now) {
    this.settings = settings;
    this.now = now;
  }

  /** Returns the headers that a provider adds to a request for this URL. */
  Map<String, String> headers(SampleRequest request, String url) {
    String body = request.content();
    String seconds = String.valueOf(now.getEpochSecond());
    return switch (request.sign()) {
      case "twilio" ->
          Map.of(
              "X-Twilio-Signature",
              base64(hmac("HmacSHA1", key("auth-token"), url + joined(request.form()))));
      case "plivo" ->
          Map.of(
              "X-Plivo-Signature-V2-Nonce",
              NONCE,
              "X-Plivo-Signature-V2",
              base64(hmac("HmacSHA256", key("auth-token"), withoutQuery(url) + NONCE)));
      case "telnyx" ->
          Map.of(
              "telnyx-timestamp",
              seconds,
              "telnyx-signature-ed25519",
              base64(ed25519(seconds + "|" + body)));
      case "smsgate" ->
          Map.of(
              "X-Timestamp",
              seconds,
              "X-Signature",
              hex(hmac("HmacSHA256", key("signing-key"), body + seconds)));
      case "textbee" -> Map.of("X-Signature", hex(hmac("HmacSHA256", key("webhook-secret"), body)));
      case "termii" ->
          Map.of("X-Termii-Signature", hex(hmac("HmacSHA512", key("webhook-secret"), body)));
      default -> Map.of(tokenHeader(request.sign()), token(request.sign(), body, url));
    };
  }

  private static String tokenHeader(String scheme) {
    return scheme.equals("messagebird-jwt") ? "MessageBird-Signature-JWT" : "Authorization";
  }

  private String token(String scheme, String body, String url) {
    long seconds = now.getEpochSecond();
    return switch (scheme) {
      case "vonage-jwt" ->
          "Bearer "
              + jwt(
                  key("signature-secret"),
                  """
                  {"iss":"Vonage","iat":%d,"jti":"j1","api_key":"k","payload_hash":"%s"}"""
                      .formatted(seconds, hex(sha256(body))));
      case "httpsms-jwt" ->
          "Bearer "
              + jwt(
                  key("signing-key"),
                  """
                  {"iss":"api.httpsms.com","aud":["%s"],"sub":"u1","exp":%d,"nbf":%d}"""
                      .formatted(url, seconds + 600, seconds - 600));
      case "messagebird-jwt" ->
          jwt(
              key("signing-key"),
              """
              {"iss":"MessageBird","nbf":%d,"exp":%d,"jti":"j1","url_hash":"%s"%s}"""
                  .formatted(
                      seconds,
                      seconds + 60,
                      hex(sha256(url)),
                      body.isEmpty() ? "" : ",\"payload_hash\":\"" + hex(sha256(body)) + "\""));
      default -> throw new AssertionError("nobody signs like " + scheme);
    };
  }

  private static String jwt(String key, String claims) {
    String signed = base64Url("{\"alg\":\"HS256\",\"typ\":\"JWT\"}") + "." + base64Url(claims);
    byte[] signature = hmac("HmacSHA256", key, signed);
    return signed + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
  }

  private String key(String setting) {
    return settings.apply(setting);
  }

  private static String joined(Map<String, String> form) {
    return new TreeMap<>(form)
        .entrySet().stream()
            .map(field -> field.getKey() + field.getValue())
            .collect(Collectors.joining());
  }

  private static String withoutQuery(String url) {
    return url.replaceFirst("\\?.*", "");
  }

  private static byte[] hmac(String algorithm, String key, String text) {
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(bytes(key), algorithm));
      return mac.doFinal(bytes(text));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] ed25519(String text) {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(
          KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(ED25519)));
      signature.update(bytes(text));
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes(text));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static String base64Url(String text) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(text));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
