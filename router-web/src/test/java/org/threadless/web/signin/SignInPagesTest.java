package org.threadless.web.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.threadless.http.HttpSettings;
import org.threadless.router.config.Secret;
import org.threadless.router.engine.access.audit.AuditEntry;
import org.threadless.router.engine.access.audit.AuditFilter;
import org.threadless.router.engine.access.password.PasswordHash;
import org.threadless.router.engine.access.secret.TicketText;
import org.threadless.router.engine.access.session.UserSession;
import org.threadless.router.engine.access.user.Role;
import org.threadless.router.engine.access.user.UserName;

/** What browsers and others are answered, by two nodes with one database. */
class SignInPagesTest {

  private static final UserName ANNA = new UserName("anna");
  private static final String PASSWORD = "twelve green apples";
  private static final String OTHER_PASSWORD = "thirteen red pears";

  // Of that password, with the least of memory and passes that there can be.
  private static final PasswordHash HASH =
      new PasswordHash(
          new Secret(
              "$argon2id$v=19$m=8,t=1,p=1$dGVzdCB0ZXN0IHRlc3QgMQ"
                  + "$TiAEPmCg8iW/+Vl5KhDu2W+qHNLXcyAZm6Q+DfZEVPY"));

  private volatile Instant now = Instant.parse("2026-03-01T12:00:00Z");
  private final HttpClient client = HttpClient.newHttpClient();
  @TempDir private Path folder;
  private SignInNode node;
  private SignInNode other;

  @BeforeEach
  void start() throws IOException {
    String url = "jdbc:h2:file:" + folder.resolve("router");
    node = new SignInNode(url, List.of(URI.create("https://sms.example.org/")), () -> now);
    other = new SignInNode(url, List.of(), () -> now);
  }

  @AfterEach
  void stop() {
    other.close();
    node.close();
  }

  private void addAnna() {
    node.database().access().users().add(ANNA, Role.OPERATOR, Optional.of(HASH));
  }

  private HttpResponse<String> get(SignInNode from, String path, String... headers) {
    return send(HttpRequest.newBuilder(from.root().resolve(path)).GET(), headers);
  }

  private HttpResponse<String> page(SignInNode from, String path, String... headers) {
    List<String> all = new ArrayList<>(List.of("Accept", "text/html"));
    all.addAll(List.of(headers));
    return get(from, path, all.toArray(String[]::new));
  }

  private HttpResponse<String> post(String path, String form, String... headers) {
    List<String> all =
        new ArrayList<>(List.of("Content-Type", "application/x-www-form-urlencoded"));
    all.addAll(List.of(headers));
    return send(
        HttpRequest.newBuilder(node.root().resolve(path)).POST(BodyPublishers.ofString(form)),
        all.toArray(String[]::new));
  }

  private HttpResponse<String> send(HttpRequest.Builder request, String... headers) {
    try {
      return client.send(
          (headers.length == 0 ? request : request.headers(headers)).build(),
          BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private HttpResponse<String> signIn(String name, String password, String to) {
    return post(
        "/console/sign-in",
        "name="
            + name
            + "&password="
            + password.replace(' ', '+')
            + "&to="
            + URLEncoder.encode(to, StandardCharsets.UTF_8));
  }

  /** Returns what a browser sends of the cookie that it got. */
  private static String cookie(HttpResponse<String> answer) {
    return setCookie(answer).replaceAll(";.*", "");
  }

  private static String setCookie(HttpResponse<String> answer) {
    return answer.headers().firstValue("Set-Cookie").orElseThrow();
  }

  private static String location(HttpResponse<String> answer) {
    return answer.headers().firstValue("Location").orElseThrow();
  }

  private String signedIn() {
    HttpResponse<String> answer = signIn("anna", PASSWORD, "/console/page");
    assertThat(answer.statusCode()).isEqualTo(303);
    return cookie(answer);
  }

  private List<String> done() {
    return node.database().access().audit().list(AuditFilter.all(), Optional.empty(), 20).stream()
        .map(SignInPagesTest::shown)
        .toList();
  }

  private static String shown(AuditEntry entry) {
    return (entry.who() + " " + entry.action() + " " + entry.subject()).strip();
  }

  @Test
  void whoOpensAPageIsLedToSignInAndBack() {
    addAnna();
    HttpResponse<String> led = page(node, "/console/page?q=a%20b&c=d");
    assertThat(led.statusCode()).isEqualTo(302);
    assertThat(location(led))
        .isEqualTo("/console/sign-in?to=%2Fconsole%2Fpage%3Fq%3Da%2520b%26c%3Dd");

    HttpResponse<String> form = page(node, location(led));
    assertThat(form.statusCode()).isEqualTo(200);
    assertThat(form.body())
        .contains("name=\"to\" value=\"/console/page?q=a%20b&amp;c=d\"")
        .contains("<h1>Sign in</h1>");
    HttpResponse<String> in = signIn("Anna", PASSWORD, "/console/page?q=a%20b&c=d");

    assertThat(in.statusCode()).isEqualTo(303);
    assertThat(location(in)).isEqualTo("/console/page?q=a%20b&c=d");
    assertThat(page(node, location(in), "Cookie", cookie(in)).body())
        .isEqualTo("anna operator GET");
    assertThat(done()).containsExactly("anna sign-in");
  }

  @Test
  void whatIsNoPageIsAnsweredInOneLine() {
    HttpResponse<String> script = get(node, "/console/page");
    HttpResponse<String> fragment = page(node, "/console/page", "HX-Request", "true");
    HttpResponse<String> change = post("/console/page", "a=b", "Accept", "text/html");

    for (HttpResponse<String> answer : List.of(script, fragment, change)) {
      assertThat(answer.statusCode()).isEqualTo(401);
      assertThat(answer.body()).isEqualTo("sign in at /console/sign-in");
    }
  }

  @Test
  void aSessionHoldsOnAnotherNodeAndEndsThereToo() {
    addAnna();
    String cookie = signedIn();
    assertThat(get(other, "/console/page", "Cookie", cookie).statusCode()).isEqualTo(200);

    HttpResponse<String> out = post("/console/sign-out", "", "Cookie", cookie);

    assertThat(out.statusCode()).isEqualTo(303);
    assertThat(location(out)).isEqualTo("/console/sign-in");
    assertThat(setCookie(out)).contains("Expires=Thu, 01 Jan 1970");
    assertThat(get(other, "/console/page", "Cookie", cookie).statusCode()).isEqualTo(401);
    assertThat(done()).containsExactly("anna sign-out", "anna sign-in");
  }

  @Test
  void aSessionThatWasNotUsedForLongHasEnded() {
    addAnna();
    String cookie = signedIn();

    now = now.plus(UserSession.IDLE);

    assertThat(get(other, "/console/page", "Cookie", cookie).statusCode()).isEqualTo(401);
  }

  @Test
  void theCookieIsForThisServerAloneAndNoScriptReadsIt() {
    addAnna();

    String plain = setCookie(signIn("anna", PASSWORD, "/"));

    assertThat(plain)
        .matches("router-[0-9a-f]{8}=ts_[A-Za-z0-9_-]{43};.*")
        .containsIgnoringCase("; HttpOnly")
        .contains("; SameSite=Strict")
        .contains("; Path=/")
        .contains("; Max-Age=604800")
        .doesNotContain("Secure")
        .doesNotContain("Domain");
  }

  @Test
  void overHttpsTheCookieIsForHttpsAlone() {
    addAnna();
    String form = "name=anna&password=" + PASSWORD.replace(' ', '+');

    String secure =
        setCookie(
            post(
                "/console/sign-in",
                form,
                "Origin",
                "https://sms.example.org",
                "Sec-Fetch-Site",
                "same-origin"));

    assertThat(secure).startsWith("__Host-router-").contains("; Secure");
    String shown = secure.replaceAll(";.*", "");
    assertThat(get(other, "/console/page", "Cookie", shown).statusCode()).isEqualTo(200);

    // As another site of the same domain may set it.
    String planted =
        shown.substring("__Host-".length()).replaceAll("ts_.*", "ts_" + "A".repeat(43));
    assertThat(get(other, "/console/page", "Cookie", planted + "; " + shown).statusCode())
        .isEqualTo(200);
  }

  @Test
  void whatNoNameCanBeIsNotShownAgain() {
    String shown = signIn("x".repeat(1000), "wrong", "/").body();

    assertThat(shown).contains("The name or the password is wrong.").doesNotContain("xxx");
  }

  @Test
  void wrongPasswordsAreSlowedDownAndSaySo() {
    addAnna();
    for (int i = 0; i < 10; i++) {
      HttpResponse<String> wrong = signIn(i % 2 == 0 ? "anna" : "nobody", "wrong", "/console/x");
      assertThat(wrong.statusCode()).isEqualTo(401);
      assertThat(wrong.body())
          .contains("The name or the password is wrong.")
          .contains("value=\"/console/x\"");
      assertThat(wrong.headers().firstValue("Set-Cookie")).isEmpty();
    }

    HttpResponse<String> early = signIn("anna", PASSWORD, "/");

    assertThat(early.statusCode()).isEqualTo(429);
    assertThat(early.headers().firstValue("Retry-After")).contains("6");
    assertThat(early.body()).contains("Try again in 6 seconds.");
    now = now.plusSeconds(6);
    assertThat(signIn("anna", PASSWORD, "/").statusCode()).isEqualTo(303);
  }

  @Test
  void behindAProxyThatIsBelievedWrongPasswordsAreThoseOfTheCaller() throws IOException {
    addAnna();
    HttpSettings settings =
        new HttpSettings(
            "127.0.0.1",
            0,
            null,
            null,
            null,
            null,
            List.of(),
            null,
            Optional.empty(),
            true,
            List.of("127.0.0.1"));
    String url = "jdbc:h2:file:" + folder.resolve("router");
    try (SignInNode behind = new SignInNode(url, settings, () -> now, null)) {
      for (int i = 0; i < 10; i++) {
        assertThat(signInFrom("192.0.2.7", "nobody" + i, "wrong", behind)).isEqualTo(401);
      }

      assertThat(signInFrom("192.0.2.7", "anna", PASSWORD, behind)).isEqualTo(429);
      assertThat(signInFrom("192.0.2.8", "anna", PASSWORD, behind)).isEqualTo(303);
    }
  }

  private int signInFrom(String address, String name, String password, SignInNode behind) {
    return send(
            HttpRequest.newBuilder(behind.root().resolve("/console/sign-in"))
                .POST(
                    BodyPublishers.ofString(
                        "name=" + name + "&password=" + password.replace(' ', '+'))),
            "Content-Type",
            "application/x-www-form-urlencoded",
            "X-Forwarded-For",
            address)
        .statusCode();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example/",
        "\\\\evil.example",
        "javascript:alert(1)",
        "/console\r\nSet-Cookie: a=b",
        "evil.example",
        ""
      })
  void nobodyIsLedToAnotherSite(String to) {
    addAnna();

    assertThat(location(signIn("anna", PASSWORD, to))).isEqualTo("/console/");
    assertThat(
            page(node, SignInPages.PATH + "?to=" + URLEncoder.encode(to, StandardCharsets.UTF_8))
                .body())
        .contains("name=\"to\" value=\"/console/\"");
  }

  @Test
  void noOtherSiteSignsAnybodyInOrOutOrChangesAnything() {
    addAnna();
    String cookie = signedIn();
    String form = "name=anna&password=" + PASSWORD.replace(' ', '+');

    for (String[] site :
        new String[][] {
          {"Sec-Fetch-Site", "cross-site"},
          {"Sec-Fetch-Site", "same-site"},
          {"Origin", "https://evil.example"}
        }) {
      for (String path :
          List.of("/console/sign-in", "/console/sign-out", "/console/password", "/console/page")) {
        HttpResponse<String> refused =
            post(path, form, "Cookie", cookie, site[0], site[1], "Sec-Fetch-Mode", "navigate");
        assertThat(refused.statusCode()).as(path).isEqualTo(403);
        assertThat(refused.headers().firstValue("Set-Cookie")).isEmpty();
      }
    }
    assertThat(get(node, "/console/page", "Cookie", cookie).statusCode()).isEqualTo(200);
  }

  @Test
  void whoFollowsALinkOfAnotherSiteIsAskedOnlyWhereTheyAreNotSignedIn() {
    addAnna();
    String cookie = signedIn();

    HttpResponse<String> onward =
        page(
            node,
            "/console/page?a=1&b=2",
            "Sec-Fetch-Site",
            "cross-site",
            "Sec-Fetch-Mode",
            "navigate");

    assertThat(onward.statusCode()).isEqualTo(200);
    assertThat(onward.body())
        .contains("<meta http-equiv=\"refresh\" content=\"0;url=/console/page?a=1&amp;b=2\">");
    assertThat(
            page(node, "/console/page", "Sec-Fetch-Site", "same-origin", "Cookie", cookie).body())
        .isEqualTo("anna operator GET");
    assertThat(page(node, "/console/page", "Sec-Fetch-Site", "same-origin").statusCode())
        .as("and not sent round in a circle")
        .isEqualTo(302);
  }

  @Test
  void whoIsSignedInIsNotAskedAgain() {
    addAnna();

    HttpResponse<String> answer =
        page(node, "/console/sign-in?to=/console/page", "Cookie", signedIn());

    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(location(answer)).isEqualTo("/console/page");
  }

  @Test
  void whoSignsInAgainLeavesNoSessionBehind() {
    addAnna();
    String before = signedIn();

    post("/console/sign-in", "name=anna&password=" + PASSWORD.replace(' ', '+'), "Cookie", before);

    assertThat(get(node, "/console/page", "Cookie", before).statusCode()).isEqualTo(401);
  }

  @Test
  void theFirstUserIsMadeByALinkThatWorksOnce() {
    TicketText link = node.database().access().invitations().first().orElseThrow();
    String path = "/console/link/" + link.secret().reveal();
    assertThat(page(node, path).body()).contains("Make the first user");
    assertThat(post(path, "name=anna&new-password=short&again=short").body())
        .contains("A password has 12 to 200 characters")
        .contains("value=\"anna\"");
    assertThat(post(path, "name=anna&new-password=twelve+green+apples&again=twelve+green+apple"))
        .satisfies(
            answer -> assertThat(answer.statusCode()).isEqualTo(422),
            answer -> assertThat(answer.body()).contains("The two passwords are not the same."));

    HttpResponse<String> made =
        post(path, "name=Anna&new-password=twelve+green+apples&again=twelve+green+apples");

    assertThat(made.statusCode()).isEqualTo(303);
    assertThat(location(made)).isEqualTo("/console/");
    assertThat(get(other, "/console/page", "Cookie", cookie(made)).body())
        .isEqualTo("anna admin GET");
    assertThat(page(node, path).statusCode()).isEqualTo(404);
    assertThat(post(path, "name=ben&new-password=twelve+green+apples&again=twelve+green+apples"))
        .satisfies(
            answer -> assertThat(answer.statusCode()).isEqualTo(404),
            answer -> assertThat(answer.body()).contains("This link can be used no more"));
    assertThat(node.database().access().users().list()).hasSize(1);
    assertThat(done()).containsExactly("anna sign-in", "anna user-add anna");
  }

  @Test
  void aPasswordIsSetByALinkThatWorksOnce() {
    addAnna();
    String before = signedIn();
    String path =
        "/console/link/" + node.database().access().invitations().of(ANNA).secret().reveal();
    assertThat(page(node, path).body()).contains("For <strong dir=\"auto\">anna</strong>");

    HttpResponse<String> set =
        post(path, "new-password=thirteen+red+pears&again=thirteen+red+pears");

    assertThat(set.statusCode()).isEqualTo(303);
    assertThat(get(node, "/console/page", "Cookie", before).statusCode()).isEqualTo(401);
    assertThat(get(node, "/console/page", "Cookie", cookie(set)).statusCode()).isEqualTo(200);
    assertThat(page(node, path).statusCode()).isEqualTo(404);
    assertThat(signIn("anna", PASSWORD, "/").statusCode()).isEqualTo(401);
    assertThat(signIn("anna", OTHER_PASSWORD, "/").statusCode()).isEqualTo(303);
  }

  @Test
  void oneChangesOnesOwnPasswordWithTheOneOfBefore() {
    addAnna();
    String cookie = signedIn();
    String elsewhere = signedIn();
    assertThat(page(node, "/console/password").statusCode()).isEqualTo(302);
    assertThat(page(node, "/console/password", "Cookie", cookie).body())
        .contains("Change your password");
    String wanted = "&new-password=thirteen+red+pears&again=thirteen+red+pears";
    assertThat(post("/console/password", "password=wrong" + wanted, "Cookie", cookie).body())
        .contains("The password of now is wrong.");

    HttpResponse<String> changed =
        post(
            "/console/password",
            "password=" + PASSWORD.replace(' ', '+') + wanted,
            "Cookie",
            cookie);

    assertThat(changed.statusCode()).isEqualTo(303);
    assertThat(get(node, "/console/page", "Cookie", cookie(changed)).statusCode()).isEqualTo(200);
    assertThat(get(node, "/console/page", "Cookie", elsewhere).statusCode()).isEqualTo(401);
    assertThat(signIn("anna", OTHER_PASSWORD, "/").statusCode()).isEqualTo(303);
    assertThat(done()).contains("anna user-password anna");
  }

  @Test
  void whatIsTypedIsEscapedAndNoPasswordIsShownAgain() {
    HttpResponse<String> answer =
        post("/console/sign-in", "name=%22%3E%3Cscript%3E&password=secret-of-anna");

    assertThat(answer.body()).doesNotContain("<script>").doesNotContain("secret-of-anna");
  }

  @Test
  void whatEndsASessionIsPostedOnly() {
    assertThat(get(node, "/console/sign-out").statusCode()).isEqualTo(405);
  }

  @Test
  void whatIsNoTicketIsNobody() {
    assertThat(get(node, "/console/page", "Cookie", "router-00000000=x; other=1").statusCode())
        .isEqualTo(401);
    assertThat(page(node, "/console/link/ts_short").statusCode()).isEqualTo(404);
  }
}
