package org.threadless.web.signin;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.threadless.router.config.Secret;
import org.threadless.router.engine.access.password.Password;
import org.threadless.router.engine.access.password.Passwords;
import org.threadless.router.engine.access.user.Role;
import org.threadless.router.engine.access.user.User;
import org.threadless.router.engine.access.user.UserName;
import org.threadless.testrig.Ports;

/** Two nodes with one PostgreSQL, as whoever is signed in sees them over HTTP. */
class SessionsOnPostgresTest {

  private static final UserName ANNA = new UserName("anna");
  private static final String PASSWORD = "twelve green apples";

  private static EmbeddedPostgres postgres;
  private static SignInNode node;
  private static SignInNode other;

  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeAll
  static void start() throws IOException {
    postgres =
        EmbeddedPostgres.builder()
            .setPort(Ports.free())
            .setPGStartupWait(Duration.ofMinutes(2))
            .start();
    String url = postgres.getJdbcUrl("postgres", "postgres");
    node = new SignInNode(url, List.of(), Clock.systemUTC());
    other = new SignInNode(url, List.of(), Clock.systemUTC());
    User unused =
        node.database()
            .access()
            .users()
            .add(
                ANNA,
                Role.OPERATOR,
                Optional.of(new Passwords().hash(new Password(new Secret(PASSWORD)))));
  }

  @AfterAll
  static void stop() throws IOException {
    other.close();
    node.close();
    postgres.close();
  }

  @Test
  void whoSignsInOnOneNodeIsSignedInOnTheOther() throws Exception {
    String cookie = signIn(node);

    assertThat(page(other, cookie).body()).isEqualTo("anna operator GET");
    assertThat(page(node, cookie).statusCode()).isEqualTo(200);
  }

  @Test
  void whoSignsOutOnOneNodeIsSignedOutOnBoth() throws Exception {
    String cookie = signIn(node);
    String inAnotherBrowser = signIn(other);

    HttpResponse<String> out =
        send(request(other, "/console/sign-out", cookie).POST(BodyPublishers.noBody()));

    assertThat(out.statusCode()).isEqualTo(303);
    assertThat(page(node, cookie).statusCode()).isEqualTo(401);
    assertThat(page(other, cookie).statusCode()).isEqualTo(401);
    assertThat(page(node, inAnotherBrowser).statusCode()).isEqualTo(200);
  }

  @Test
  void whoseRoleChangesOnOneNodeHasItOnTheOther() throws Exception {
    String cookie = signIn(node);

    other.database().access().users().changeRole(ANNA, Role.READER);
    try {
      assertThat(page(node, cookie).body()).isEqualTo("anna reader GET");
    } finally {
      other.database().access().users().changeRole(ANNA, Role.OPERATOR);
    }
  }

  private String signIn(SignInNode on) throws Exception {
    HttpResponse<String> in =
        send(
            HttpRequest.newBuilder(on.root().resolve("/console/sign-in"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("name=anna&password=" + PASSWORD.replace(' ', '+'))));
    assertThat(in.statusCode()).isEqualTo(303);
    return in.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
  }

  private HttpResponse<String> page(SignInNode on, String cookie) throws Exception {
    return send(request(on, "/console/page", cookie));
  }

  private static HttpRequest.Builder request(SignInNode on, String path, String cookie) {
    return HttpRequest.newBuilder(on.root().resolve(path)).header("Cookie", cookie);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofString());
  }
}
