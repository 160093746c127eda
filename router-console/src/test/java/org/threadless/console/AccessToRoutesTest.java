package org.threadless.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import org.eclipse.jetty.http.HttpMethod;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.threadless.console.call.PageRoute;
import org.threadless.router.engine.access.user.Role;
import org.threadless.testing.TestRouter;

/** Made from the routes themselves, so that none can be forgotten. */
class AccessToRoutesTest {

  private static final String ID = "0190a5f0-3c1e-7d2a-9f00-1b2c3d4e5f60";

  private static ConsoleRouter console;
  private static List<PageRoute> served;

  @BeforeAll
  static void start() {
    SeenConsole seen = new SeenConsole();
    console = ConsoleRouter.start(TestRouter.builder(), seen.plugin());
    served = seen.served();
  }

  @AfterAll
  static void stop() {
    console.close();
  }

  static List<PageRoute> routes() {
    return served;
  }

  @Test
  void whatReadersMayDoChangesNothing() {
    assertThat(served)
        .filteredOn(route -> route.least() == Role.READER)
        .isNotEmpty()
        .allMatch(route -> route.method() == HttpMethod.GET);
  }

  @Test
  void usersTokensAndWhoDidWhatAreForAdmins() {
    assertThat(served)
        .filteredOn(route -> path(route).startsWith("/access") || path(route).startsWith("/audit"))
        .isNotEmpty()
        .allMatch(route -> route.least() == Role.ADMIN);
  }

  @ParameterizedTest
  @MethodSource("routes")
  void whoseRoleIsTooLittleMayNot(PageRoute route) {
    Arrays.stream(Role.values())
        .filter(role -> !role.includes(route.least()))
        .forEach(
            role -> {
              HttpResponse<String> answer = ask(route, console.as(role).request(path(route)));

              assertThat(answer.statusCode()).as(role.written()).isEqualTo(403);
              assertThat(answer.body()).contains("Not allowed", route.least().written());
            });
  }

  @ParameterizedTest
  @MethodSource("routes")
  void whoIsNotSignedInMayNot(PageRoute route) {
    HttpResponse<String> answer = ask(route, HttpRequest.newBuilder(console.page(path(route))));

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body()).doesNotContain("<h1>");
  }

  @ParameterizedTest
  @MethodSource("routes")
  void aPageOfAnotherSiteMayNot(PageRoute route) {
    HttpResponse<String> answer =
        ask(
            route,
            console
                .as(Role.ADMIN)
                .request(path(route))
                .header("Origin", "https://evil.example.org")
                .header("Sec-Fetch-Site", "cross-site"));

    assertThat(answer.statusCode()).isEqualTo(403);
  }

  @ParameterizedTest
  @MethodSource("routes")
  void whatIsNotThereIsNoFaultOfTheRouter(PageRoute route) {
    assertThat(ask(route, console.as(Role.ADMIN).request(path(route))).statusCode())
        .isLessThan(500);
  }

  private static String path(PageRoute route) {
    return route.path().toString().replace("{id}", ID).replaceAll("\\{[a-z]+}", "nobody");
  }

  private static HttpResponse<String> ask(PageRoute route, HttpRequest.Builder request) {
    return console.send(
        request
            .header("Content-Type", "application/x-www-form-urlencoded")
            .method(route.method().asString(), BodyPublishers.noBody()));
  }
}
