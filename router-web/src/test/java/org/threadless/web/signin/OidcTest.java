package org.threadless.web.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.threadless.router.config.InvalidSettingException;
import org.threadless.router.config.Secret;
import org.threadless.router.engine.access.user.Role;
import org.threadless.router.engine.access.user.User;
import org.threadless.router.engine.access.user.UserName;
import org.threadless.web.signin.oidc.OidcSettings;

/** People whom another service signs in, over HTTP. */
class OidcTest {

  private final HttpClient client = HttpClient.newHttpClient();
  private TestProvider provider;
  private SignInNode node;

  @BeforeEach
  void start() throws Exception {
    provider = new TestProvider();
    OidcSettings settings =
        new OidcSettings(
            provider.issuer(),
            TestProvider.CLIENT,
            new Secret(TestProvider.SECRET),
            null,
            null,
            Map.of("staff", "reader", "sms-admins", "admin"));
    String url = "jdbc:h2:mem:" + UUID.randomUUID();
    node = new SignInNode(url, List.of(), InstantSource.system(), settings);
  }

  @AfterEach
  void stop() {
    node.close();
    provider.close();
  }

  private HttpResponse<String> get(URI url, String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(url).header("Accept", "text/html");
    return client.send(
        (headers.length == 0 ? request : request.headers(headers)).build(),
        BodyHandlers.ofString());
  }

  private HttpResponse<String> begin() throws Exception {
    return get(node.root().resolve("/console/oidc/?to=%2Fconsole%2Fpage%3Fa%3D1"));
  }

  private static String cookie(HttpResponse<String> answer, String part) {
    return answer.headers().allValues("Set-Cookie").stream()
        .filter(each -> each.contains(part + "="))
        .map(each -> each.replaceAll(";.*", ""))
        .findFirst()
        .orElseThrow();
  }

  private static String location(HttpResponse<String> answer) {
    return answer.headers().firstValue("Location").orElseThrow();
  }

  /** Has somebody come back with what their browser kept. */
  private HttpResponse<String> comeBack() throws Exception {
    HttpResponse<String> begun = begin();
    URI back = provider.signIn(location(begun));
    return get(
        back,
        "Cookie",
        cookie(begun, "-oidc"),
        "Sec-Fetch-Site",
        "cross-site",
        "Sec-Fetch-Mode",
        "navigate");
  }

  private static String session(HttpResponse<String> answer) {
    return answer.headers().allValues("Set-Cookie").stream()
        .filter(each -> each.contains("=ts_"))
        .map(each -> each.replaceAll(";.*", ""))
        .findFirst()
        .orElse("none");
  }

  private void assertRefused(HttpResponse<String> answer, String why) {
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains(why);
    assertThat(session(answer)).isEqualTo("none");
  }

  @Test
  void thePageToSignInLeadsToTheService() throws Exception {
    assertThat(get(node.root().resolve("/console/sign-in?to=/console/page")).body())
        .contains("href=\"/console/oidc/?to=%2Fconsole%2Fpage\"");
  }

  @Test
  void whomTheServiceSignsInIsLetInAsWhatItTellsOfThem() throws Exception {
    HttpResponse<String> back = comeBack();

    assertThat(back.statusCode()).isEqualTo(200);
    assertThat(back.body()).contains("content=\"0;url=/console/page?a=1\"");
    assertThat(get(node.root().resolve("/console/page"), "Cookie", session(back)).body())
        .isEqualTo("carla@example.org reader GET");
    assertThat(node.database().access().users().list())
        .singleElement()
        .extracting(User::way)
        .isEqualTo(User.Way.PROVIDER);
  }

  @Test
  void theirRoleIsWhatTheServiceSaysEachTime() throws Exception {
    comeBack();
    provider.groups = List.of("staff", "sms-admins", "other");

    HttpResponse<String> back = comeBack();

    assertThat(get(node.root().resolve("/console/page"), "Cookie", session(back)).body())
        .isEqualTo("carla@example.org admin GET");
  }

  @Test
  void whoHasNoRoleIsNotLetIn() throws Exception {
    provider.groups = List.of("other");

    assertRefused(
        comeBack(), "You have no role here: none of your groups is among console.oidc.roles.");
    assertThat(node.database().access().users().isAnybody()).isFalse();
  }

  @Test
  void whoHasTheNameOfAUserIsNotThatUser() throws Exception {
    node.database()
        .access()
        .users()
        .add(new UserName("carla@example.org"), Role.ADMIN, Optional.empty());

    assertRefused(comeBack(), "There is another user of that name: carla@example.org");
  }

  @Test
  void theServiceIsAskedWithStateNonceAndChallenge() throws Exception {
    HttpResponse<String> begun = begin();
    provider.signIn(location(begun));

    assertThat(provider.asked())
        .containsEntry("response_type", "code")
        .containsEntry("client_id", TestProvider.CLIENT)
        .containsEntry("code_challenge_method", "S256")
        .containsEntry("redirect_uri", node.root().resolve("/console/oidc/back").toString())
        .containsKeys("state", "nonce", "code_challenge");
    assertThat(location(begun)).doesNotContain(TestProvider.SECRET);
    assertThat(begun.headers().firstValue("Set-Cookie").orElseThrow())
        .contains("SameSite=Lax")
        .contains("HttpOnly");
  }

  @Test
  void whoWasNotSentIsNotTakenBack() throws Exception {
    HttpResponse<String> begun = begin();
    URI back = provider.signIn(location(begun));
    String why = "This sign-in was not begun here, or too long ago.";

    assertRefused(get(back), why);
    assertRefused(get(back, "Cookie", cookie(begin(), "-oidc")), why);
  }

  @Test
  void whatIsSignedForAnotherSignInIsNotTaken() throws Exception {
    provider.signedNonce = "another";

    assertRefused(comeBack(), "What the service says cannot be trusted.");
  }

  @Test
  void whatAnotherKeySignsIsNotTaken() throws Exception {
    provider.signedBy = TestProvider.key();

    assertRefused(comeBack(), "What the service says cannot be trusted.");
  }

  @Test
  void aServiceThatIsAwayIsNoFaultOfTheRouter() throws Exception {
    provider.close();

    assertRefused(begin(), "The service cannot be reached.");
  }

  @Test
  void settingsThatLetNobodyInAreRefused() {
    assertThatThrownBy(
            () ->
                new OidcSettings(
                    provider.issuer(),
                    "router",
                    new Secret("s"),
                    null,
                    null,
                    Map.of("staff", "boss")))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessage("roles has what is no role: boss; roles: reader, operator, admin");
    assertThatThrownBy(
            () ->
                new OidcSettings(
                    provider.issuer(), "router", new Secret("s"), null, null, Map.of()))
        .hasMessage("roles must have at least one");
  }
}
