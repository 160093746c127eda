package org.threadless.web.signin.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.io.IOException;
import java.net.URI;

/**
 * Speaks with the service that signs people in: the code flow of OpenID Connect, with PKCE. Safe
 * for any thread.
 */
public final class OidcProvider {

  private static final int TIMEOUT_MS = 5000;
  private static final int MOST_BYTES = 256 * 1024;
  private static final Scope SCOPE = new Scope("openid", "profile", "email");

  private final OidcSettings settings;
  private final ClientID client;
  private volatile OIDCProviderMetadata known;

  /** Asks nothing of the service yet. */
  public OidcProvider(OidcSettings settings) {
    this.settings = settings;
    this.client = new ClientID(settings.clientId());
  }

  /**
   * Returns where a browser is sent to.
   *
   * @param back where the service sends it then
   * @throws OidcException where it cannot be asked where that is
   */
  public URI authorization(OidcAttempt attempt, URI back) throws OidcException {
    return new AuthenticationRequest.Builder(ResponseType.CODE, SCOPE, client, back)
        .endpointURI(metadata().getAuthorizationEndpointURI())
        .state(attempt.state())
        .nonce(attempt.nonce())
        .codeChallenge(attempt.verifier(), CodeChallengeMethod.S256)
        .build()
        .toURI();
  }

  /**
   * Returns what the service says of whom it has sent back with a code.
   *
   * @param back where to it has sent them
   * @throws OidcException where it does not say it, or cannot be trusted
   */
  public IDTokenClaimsSet claims(AuthorizationCode code, OidcAttempt attempt, URI back)
      throws OidcException {
    JWT token = token(new AuthorizationCodeGrant(code, back, attempt.verifier()));
    if (!(token instanceof SignedJWT signed)
        || !JWSAlgorithm.Family.SIGNATURE.contains(signed.getHeader().getAlgorithm())) {
      throw new OidcException("the service has not signed what it says");
    }
    try {
      return validator(signed.getHeader().getAlgorithm()).validate(signed, attempt.nonce());
    } catch (BadJOSEException | JOSEException | IOException e) {
      throw new OidcException("what the service says cannot be trusted", e);
    }
  }

  private IDTokenValidator validator(JWSAlgorithm algorithm) throws OidcException, IOException {
    return new IDTokenValidator(
        new Issuer(settings.issuer()),
        client,
        algorithm,
        metadata().getJWKSetURI().toURL(),
        new DefaultResourceRetriever(TIMEOUT_MS, TIMEOUT_MS, MOST_BYTES));
  }

  private JWT token(AuthorizationCodeGrant grant) throws OidcException {
    Secret secret = new Secret(settings.clientSecret().reveal());
    HTTPRequest request =
        new TokenRequest.Builder(
                metadata().getTokenEndpointURI(), new ClientSecretBasic(client, secret), grant)
            .build()
            .toHTTPRequest();
    request.setConnectTimeout(TIMEOUT_MS);
    request.setReadTimeout(TIMEOUT_MS);
    try {
      TokenResponse response = OIDCTokenResponseParser.parse(request.send());
      if (!response.indicatesSuccess()) {
        throw new OidcException(
            "the service refuses the code: "
                + response.toErrorResponse().getErrorObject().getCode());
      }
      return ((OIDCTokenResponse) response.toSuccessResponse()).getOIDCTokens().getIDToken();
    } catch (GeneralException | IOException e) {
      throw new OidcException("the service does not answer as it should", e);
    }
  }

  // Kept for good once it is known: where one signs in does not move.
  private OIDCProviderMetadata metadata() throws OidcException {
    OIDCProviderMetadata metadata = known;
    if (metadata == null) {
      try {
        metadata =
            OIDCProviderMetadata.resolve(new Issuer(settings.issuer()), TIMEOUT_MS, TIMEOUT_MS);
        known = metadata;
      } catch (GeneralException | IOException e) {
        throw new OidcException("the service cannot be reached", e);
      }
    }
    return metadata;
  }
}
