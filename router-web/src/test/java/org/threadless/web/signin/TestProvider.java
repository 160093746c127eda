package org.threadless.web.signin;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A service that signs in whoever comes, as the one person that it knows. */
final class TestProvider implements AutoCloseable {

  static final String CLIENT = "router";
  static final String SECRET = "secret-of-the-router";

  // To find two primes takes longer than to sign somebody in.
  private static final RSAKey KEY = key();

  private final HttpServer server;
  private Map<String, String> asked = Map.of();
  String name = "Carla@example.org";
  List<String> groups = List.of("staff");
  String signedNonce;
  RSAKey signedBy = KEY;

  TestProvider() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  /** Returns a key that is nobody's. */
  static RSAKey key() {
    try {
      return new RSAKeyGenerator(2048).keyID("1").generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  URI issuer() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Signs somebody in, and returns the link that leads them back. */
  URI signIn(String authorization) {
    asked = fields(URI.create(authorization).getRawQuery());
    return URI.create(asked.get("redirect_uri") + "?code=c0de&state=" + asked.get("state"));
  }

  Map<String, String> asked() {
    return asked;
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    try (exchange) {
      switch (path) {
        case "/.well-known/openid-configuration" -> send(exchange, 200, metadata());
        case "/keys" -> send(exchange, 200, new JWKSet(KEY.toPublicJWK()).toString());
        case "/token" -> token(exchange);
        default -> send(exchange, 404, "{}");
      }
    }
  }

  private String metadata() {
    return """
        {"issuer": "%1$s", "authorization_endpoint": "%1$s/authorize", "token_endpoint": "%1$s/token",
         "jwks_uri": "%1$s/keys", "subject_types_supported": ["public"],
         "response_types_supported": ["code"], "id_token_signing_alg_values_supported": ["RS256"]}
        """
        .formatted(issuer());
  }

  private void token(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Map<String, String> form = fields(body);
    CodeChallenge challenge =
        CodeChallenge.compute(
            CodeChallengeMethod.S256,
            new CodeVerifier(form.getOrDefault("code_verifier", "-".repeat(43))));
    boolean isRight =
        basic().equals(exchange.getRequestHeaders().getFirst("Authorization"))
            && "c0de".equals(form.get("code"))
            && challenge.getValue().equals(asked.get("code_challenge"))
            && form.get("redirect_uri").equals(asked.get("redirect_uri"));
    send(
        exchange,
        isRight ? 200 : 400,
        isRight
            ? "{\"access_token\": \"a\", \"token_type\": \"Bearer\", \"id_token\": \""
                + signed()
                + "\"}"
            : "{\"error\": \"invalid_grant\"}");
  }

  private static String basic() {
    byte[] both = (CLIENT + ":" + SECRET).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(both);
  }

  private String signed() {
    Instant now = Instant.now();
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder()
            .issuer(issuer().toString())
            .subject("4711")
            .audience(CLIENT)
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plusSeconds(60)))
            .claim("nonce", signedNonce == null ? asked.get("nonce") : signedNonce)
            .claim("preferred_username", name)
            .claim("groups", groups)
            .build();
    try {
      SignedJWT token =
          new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("1").build(), claims);
      token.sign(new RSASSASigner(signedBy));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, String> fields(String encoded) {
    return Arrays.stream(encoded.split("&"))
        .map(field -> field.split("=", 2))
        .collect(Collectors.toMap(field -> field[0], field -> decoded(field[1])));
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private static void send(HttpExchange exchange, int status, String json) throws IOException {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
