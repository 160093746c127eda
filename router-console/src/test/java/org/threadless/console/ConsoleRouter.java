package org.threadless.console;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.openqa.selenium.Cookie;
import org.openqa.selenium.WebDriver;
import org.threadless.http.endpoint.EndpointPlugin;
import org.threadless.router.Plugin;
import org.threadless.router.config.Secret;
import org.threadless.router.engine.access.password.PasswordHash;
import org.threadless.router.engine.access.user.Role;
import org.threadless.router.engine.access.user.User;
import org.threadless.router.engine.access.user.UserName;
import org.threadless.router.engine.access.user.Users;
import org.threadless.router.message.Connection;
import org.threadless.router.message.OutgoingStatus;
import org.threadless.testing.TestRouter;
import org.threadless.testing.TestRouterBuilder;

/**
 * A router that serves its console on a free port, and whoever looks at it; follows no redirect.
 */
public final class ConsoleRouter implements AutoCloseable {

  private static final String PASSWORD = "correct horse battery";

  // With the least of memory and passes that there can be: each test signs somebody in.
  private static final PasswordHash HASH =
      new PasswordHash(
          new Secret(
              "$argon2id$v=19$m=8,t=1,p=1$dGVzdCB0ZXN0IHRlc3QgMQ"
                  + "$0tbAD2Bhu9ulYX7peLwlGyGo2k6yCDcAbxS+60G1Dpw"));

  private final TestRouter router;
  private final URI root;
  private final HttpClient client = HttpClient.newHttpClient();
  private final Map<Role, String> cookies = new EnumMap<>(Role.class);
  private Role role = Role.ADMIN;

  private ConsoleRouter(TestRouter router) {
    this.router = router;
    this.root = router.listen();
  }

  public static ConsoleRouter start() {
    return start(TestRouter.builder());
  }

  public static ConsoleRouter start(TestRouterBuilder builder) {
    return start(builder, ConsoleSettings.defaults());
  }

  public static ConsoleRouter start(TestRouterBuilder builder, ConsoleSettings settings) {
    return new ConsoleRouter(builder.endpoint(new ConsolePlugin(), settings).start());
  }

  public static ConsoleRouter start(TestRouterBuilder builder, EndpointPlugin console) {
    return new ConsoleRouter(builder.endpoint(console, ConsoleSettings.defaults()).start());
  }

  /** Returns the settings of a plugin of which nothing is set, as of one in the configuration. */
  public static Record defaults(Plugin plugin) {
    try {
      Constructor<?> settings = plugin.configType().getDeclaredConstructors()[0];
      settings.setAccessible(true);
      return (Record) settings.newInstance(new Object[settings.getParameterCount()]);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(plugin.name(), e);
    }
  }

  /** Has whoever looks at it have this role from now on; before, that of an admin. */
  public ConsoleRouter as(Role other) {
    role = other;
    return this;
  }

  public TestRouter router() {
    return router;
  }

  /** Waits until it is stored what came of all that was sent there, which is a moment later. */
  public void settle(Connection connection) {
    await()
        .until(
            () ->
                router.conversations().conversation(connection, 20).stream()
                    .noneMatch(each -> each.status() == OutgoingStatus.QUEUED));
  }

  /** Returns where a page is, for a browser. */
  public URI page(String path) {
    return root.resolve("/console" + path);
  }

  /**
   * Asks for a page.
   *
   * @param path below {@code /console}
   */
  public HttpResponse<String> get(String path) {
    return send(request(path).GET());
  }

  /**
   * Posts a form.
   *
   * @param namesAndValues of its fields, in turn
   */
  public HttpResponse<String> post(String path, String... namesAndValues) {
    StringBuilder form = new StringBuilder();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      form.append(i == 0 ? "" : "&")
          .append(encoded(namesAndValues[i]))
          .append('=')
          .append(encoded(namesAndValues[i + 1]));
    }
    return send(
        request(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form.toString())));
  }

  public HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(page(path)).header("Cookie", cookie());
  }

  /** Has a browser be signed in as whoever looks at it. */
  public void signIn(WebDriver browser) {
    // It takes cookies of the site alone that it shows.
    browser.get(page("/sign-in").toString());
    String[] nameAndValue = cookie().split("=", 2);
    browser.manage().addCookie(new Cookie(nameAndValue[0], nameAndValue[1]));
  }

  /** Returns what the browser of somebody with the role shows, once they have signed in. */
  public String cookie() {
    return cookies.computeIfAbsent(role, this::signIn);
  }

  /** Has everybody sign in once more, as they have to after a day. */
  public void forgetCookies() {
    cookies.clear();
  }

  private String signIn(Role each) {
    addUser(each);
    HttpResponse<String> answer =
        send(
            HttpRequest.newBuilder(page("/sign-in"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(
                    BodyPublishers.ofString(
                        "name=" + each.written() + "&password=" + encoded(PASSWORD))));
    return answer.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
  }

  private void addUser(Role each) {
    Users users = router.injected(Users.class);
    UserName name = new UserName(each.written());
    if (users.find(name).isPresent()) {
      return;
    }
    User unused = users.add(name, each, Optional.of(HASH));
  }

  public HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  public static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    router.close();
  }
}
