package org.threadless.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.threadless.http.wiring.EndpointException;
import org.threadless.router.backend.Backend;
import org.threadless.router.conversation.StoreUnavailableException;
import org.threadless.router.message.Connection;
import org.threadless.router.message.OutgoingMessage;
import org.threadless.router.message.ReceivedMessage;
import org.threadless.server.plugin.Plugins;
import org.threadless.server.sample.SampleBackends.JournalBackend;
import org.threadless.server.sample.SampleBackends.TooledBackend;

class RunningRouterTest {

  private static final String BACKEND_A = "backends: {a: {engine: journal}}\n";
  private static final String APPS_PACKAGE = "org.threadless.server.sample.SampleApps$";

  @TempDir Path temp;

  private final List<RunningRouter> routers = new ArrayList<>();

  @AfterEach
  void close() {
    routers.forEach(RunningRouter::close);
  }

  @Test
  void anAppGetsItsSettingsAndItsName() throws Exception {
    RunningRouter router = open(BACKEND_A + "apps: [{greeter: {greeting: Salut}}]");

    assertThat(say(router, "hello")).containsExactly("Salut from greeter 1");
  }

  @Test
  void anAppIsMadeAnewForEachMessage() throws Exception {
    RunningRouter router = open(BACKEND_A + "apps: [greeter]");

    assertThat(say(router, "one")).containsExactly("Hello from greeter 1");
    assertThat(say(router, "two")).containsExactly("Hello from greeter 1");
  }

  @Test
  void aSingletonAppIsMadeOnce() throws Exception {
    RunningRouter router = open(BACKEND_A + "apps: [counter]");

    assertThat(say(router, "one")).containsExactly("counted 1");
    assertThat(say(router, "two")).containsExactly("counted 2");
  }

  @Test
  void whatThePluginsOwnModuleBindsIsPrivateToTheApp() throws Exception {
    RunningRouter router = open(BACKEND_A + "apps: [left, right]");

    assertThat(say(router, "hello")).containsExactly("left tool", "right tool");
  }

  @Test
  void twoBackendsOfOneEngineAreTwoInstancesWithSettingsOfTheirOwn() throws Exception {
    RunningRouter router =
        open(
            "backends:\n  a: "
                + journal("a.txt", "")
                + "\n  b: "
                + journal("b.txt", "")
                + "\napps: [counter]");

    router.incoming().incoming(ReceivedMessage.of(Connection.of("b", "1"), "hello"));
    assertThat(temp.resolve("a.txt")).hasContent("a made");
    assertThat(temp.resolve("b.txt")).hasContent("b made\nb sent counted 1");
  }

  @Test
  void oneModuleForAllBackendsOfAnEngineBindsSomethingElseForEach() throws Exception {
    RunningRouter router = open("backends: {a: {engine: tooled}, b: {engine: tooled}}");

    TooledBackend a = (TooledBackend) backend(router, 0);
    TooledBackend b = (TooledBackend) backend(router, 1);
    assertThat(a.tool()).isNotSameAs(b.tool());
    assertThat(backend(router, 0)).isSameAs(a);
  }

  @Test
  void theSettingsOfAnotherAppCannotBeSeen() {
    assertFails("apps: [greeter, spy]")
        .hasMessage(
            "app spy cannot be made: "
                + APPS_PACKAGE
                + "SpyApp asks for "
                + APPS_PACKAGE
                + "GreeterSettings, which is not bound");
  }

  @Test
  void aHandlerThatCannotBeMadeIsFoundAtStart() {
    assertFails("backends: {a: {engine: journal, handler: fragile}}")
        .hasMessageStartingWith("handler fragile of the backend a cannot be made: ")
        .hasMessageContaining("there is no broker");
  }

  @Test
  void theSettingsOfAnotherBackendCannotBeSeen() {
    assertFails("backends: {a: {engine: journal}, b: {engine: nosy}, c: {engine: nosy}}")
        .hasMessageMatching(
            "backend b cannot be made: .+NosyBackend asks for .+JournalSettings, which is not bound"
                + "\nbackend c cannot be made: .+ which is not bound");
  }

  @Test
  void whatAnotherAppsModuleBindsCannotBeSeen() {
    assertFails("apps: [left, borrower]")
        .hasMessage(
            "app borrower cannot be made: "
                + APPS_PACKAGE
                + "LeftApp asks for "
                + APPS_PACKAGE
                + "Tool, which is not bound");
  }

  @Test
  void aClassThatNothingBindsIsNotMadeForAnApp() {
    assertFails("apps: [loose]")
        .hasMessageMatching("app loose cannot be made: .+LooseApp asks for .+Unbound, .+")
        .message()
        .hasLineCount(1);
  }

  @Test
  void aCircleIsAnError() {
    assertFails("apps: [circle]")
        .hasMessageStartingWith("app circle cannot be made: ")
        .hasMessageContaining("circular dependency")
        .message()
        .hasLineCount(1);
  }

  @Test
  void everyAppThatLacksSomethingHasALine() {
    assertFails("apps: [spy, loose]").message().hasLineCount(2);
  }

  @Test
  void anAppThatThrowsIsFoundBeforeTheFirstMessage() {
    assertFails("apps: [greeter, moody]")
        .hasMessage(
            "app moody cannot be made:"
                + " java.lang.IllegalStateException: not today, perhaps tomorrow");
  }

  @Test
  void aBackendThatThrowsIsNamedAndWhatWasOpenedIsClosedAgain() throws Exception {
    String database = "database: {url: 'jdbc:h2:file:./data'}\n";
    String backends =
        "backends:\n  a: %s\n  b: %s\n  c: %s\n"
            .formatted(
                journal("journal.txt", ""),
                journal("journal.txt", ", fails: true"),
                journal("journal.txt", ""));

    assertThatThrownBy(() -> openOn(database + backends))
        .isInstanceOf(WiringException.class)
        .hasMessage("backend b cannot be made: java.lang.IllegalStateException: there is no modem");
    assertThat(temp.resolve("journal.txt")).hasContent("a made\nb made\na closed");
    assertDatabaseIsClosed();
  }

  @Test
  void anAppThatThrowsLeavesNothingOpen() throws Exception {
    String yaml =
        "database: {url: 'jdbc:h2:file:./data'}\napps: [moody]\nbackends:\n  a: "
            + journal("journal.txt", "");

    assertThatThrownBy(() -> openOn(yaml)).isInstanceOf(WiringException.class);
    assertThat(temp.resolve("journal.txt")).hasContent("a made\na closed");
    assertDatabaseIsClosed();
  }

  @Test
  void bindingsThatDoNotFitLeaveTheDatabaseClosed() {
    assertThatThrownBy(() -> openOn("database: {url: 'jdbc:h2:file:./data'}\napps: [spy]"))
        .isInstanceOf(WiringException.class);
    assertDatabaseIsClosed();
  }

  @Test
  void httpIsClosedFirstThenTheBackendsThenTheDatabase() throws Exception {
    RunningRouter router =
        open("backends:\n  a: " + journal("journal.txt", "") + "\napps: [counter]");
    URI url = router.listen();
    connect(url);
    List<String> seen = new ArrayList<>();
    ((JournalBackend) backend(router, 0))
        .whenClosed(
            () -> {
              assertThatThrownBy(() -> connect(url)).isInstanceOf(ConnectException.class);
              seen.addAll(say(router, "one more"));
            });

    router.close();

    assertThat(seen).containsExactly("counted 1");
    assertThat(temp.resolve("journal.txt")).hasContent("a made\na sent counted 1\na closed");
    assertThatThrownBy(() -> say(router, "too late")).isInstanceOf(StoreUnavailableException.class);
  }

  @Test
  void anEndpointIsServedWithItsSettingsAndClosedAfterHttpAndBeforeTheBackends() throws Exception {
    RunningRouter router =
        open(
            "backends:\n  a: "
                + journal("journal.txt", "")
                + "\nboard: {text: Salut, file: '"
                + temp.resolve("journal.txt")
                + "'}");
    URI url = router.listen();

    assertThat(get(url.resolve("/board/"))).isEqualTo("Salut of 1 backends");
    assertThat(get(url.resolve("/board/other"))).isEqualTo("nothing is here");
    assertThat(get(url.resolve("/journal/"))).isEqualTo("nothing is here");
    assertThat(get(url.resolve("/health/live"))).isEqualTo("OK");
    router.close();
    assertThat(temp.resolve("journal.txt"))
        .hasContent("a made\nboard made\nboard listening\nboard closed\na closed");
  }

  @Test
  void anEndpointIsNothingWhereItIsNotConfigured() throws Exception {
    assertThat(get(open(BACKEND_A).listen().resolve("/board/"))).isEqualTo("nothing is here");
  }

  @Test
  void anEndpointThatDoesNotStartIsOneLineAndIsClosed() throws Exception {
    Path journal = temp.resolve("journal.txt");
    RunningRouter router = open("board: {fails: true, file: '" + journal + "'}");

    assertThatThrownBy(router::listen)
        .isInstanceOf(EndpointException.class)
        .hasMessage(
            "endpoint board cannot start: java.lang.IllegalStateException: there is no chalk");
    router.close();
    assertThat(journal).hasContent("board made\nboard listening\nboard closed");
  }

  @Test
  void anEndpointThatAsksForWhatIsAnothersIsNamed() {
    assertFails("journal: {}")
        .hasMessageMatching(
            "endpoint journal cannot be made: .+NosyEndpoint asks for .+JournalBackend, which is"
                + " not bound");
  }

  @Test
  void aBackendThatDoesNotCloseKeepsNothingElseOpen() throws Exception {
    RunningRouter router =
        openOn(
            "database: {url: 'jdbc:h2:file:./data'}\nbackends:\n  a: %s\n  b: %s\n"
                .formatted(
                    journal("journal.txt", ""), journal("journal.txt", ", fails-to-close: true")));

    router.close();

    assertThat(temp.resolve("journal.txt")).hasContent("a made\nb made\nb closed\na closed");
    assertDatabaseIsClosed();
  }

  static List<Runnable> whatThrows() {
    return List.of(
        () -> {
          throw new AssertionError("never");
        },
        () -> {
          throw new Unspeakable();
        });
  }

  @ParameterizedTest
  @MethodSource("whatThrows")
  void aBackendThatThrowsAnythingOrInterruptsWhenItIsClosedKeepsNothingElseOpen(Runnable throwing)
      throws Exception {
    RunningRouter router =
        openOn(
            "database: {url: 'jdbc:h2:file:./data'}\nbackends:\n  a: %s\n  b: %s\n"
                .formatted(journal("journal.txt", ""), journal("journal.txt", "")));
    ((JournalBackend) backend(router, 1))
        .whenClosed(
            () -> {
              Thread.currentThread().interrupt();
              throwing.run();
            });

    router.close();

    assertThat(temp.resolve("journal.txt")).hasContent("a made\nb made\na closed");
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
    assertDatabaseIsClosed();
  }

  @Test
  void whatCannotBeMadeIsNamedWithoutSecretsAndWhateverItThrows() {
    assertThat(WiringException.ofMaking("backend b", new Unspeakable()))
        .hasMessageStartingWith("backend b cannot be made: " + Unspeakable.class.getName());
    assertThat(
            WiringException.ofHandlers(
                "app a", new IllegalStateException("401 of http://a.example/?key=hunter2")))
        .hasMessage(
            "app a does not tell its handlers:"
                + " java.lang.IllegalStateException: 401 of http://a.example/?key=***");
  }

  @Test
  void closingTwiceClosesOnce() throws Exception {
    RunningRouter router = open("backends:\n  a: " + journal("journal.txt", ""));

    router.close();
    router.close();

    assertThat(temp.resolve("journal.txt")).hasContent("a made\na closed");
  }

  @Test
  void aPortThatIsTakenIsALineThatNamesHostAndPort() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      RunningRouter router = openOn("http: {port: " + taken.getLocalPort() + "}\n" + memory());

      assertThatThrownBy(router::listen)
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("cannot listen on 127.0.0.1:" + taken.getLocalPort() + ": ")
          .message()
          .hasLineCount(1);
    }
  }

  private AbstractThrowableAssert<?, ? extends Throwable> assertFails(String yaml) {
    return assertThatThrownBy(() -> open(yaml)).isInstanceOf(WiringException.class);
  }

  private void assertDatabaseIsClosed() {
    assertThat(temp.resolve("data.mv.db"))
        .isRegularFile()
        .satisfies(RunningRouterTest::assertIsNotLocked);
  }

  // H2 holds a lock on the file of a database that is open.
  private static void assertIsNotLocked(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      assertThat(lock).isNotNull();
    }
  }

  private RunningRouter open(String yaml) throws IOException {
    return openOn("http: {port: 0}\n" + memory() + yaml);
  }

  private RunningRouter openOn(String yaml) throws IOException {
    Path file = Files.writeString(temp.resolve("router.yml"), yaml);
    RunningRouter router =
        RunningRouter.open(
            Setup.read(file, Map.of(), Plugins.find(getClass().getClassLoader())), new Home(temp));
    routers.add(router);
    return router;
  }

  private static String memory() {
    return "database: {url: 'jdbc:h2:mem:" + UUID.randomUUID() + "'}\n";
  }

  private String journal(String file, String more) {
    return "{engine: journal, file: '" + temp.resolve(file) + "'" + more + "}";
  }

  private static List<String> say(RunningRouter router, String text) {
    return router
        .incoming()
        .incoming(ReceivedMessage.of(Connection.of("a", "1112223333"), text))
        .sent()
        .stream()
        .map(OutgoingMessage::text)
        .toList();
  }

  private static Backend backend(RunningRouter router, int index) {
    return List.copyOf(router.backends()).get(index).provider().get();
  }

  private static String get(URI url) throws Exception {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString())
        .body();
  }

  private static void connect(URI url) throws IOException {
    new Socket(url.getHost(), url.getPort()).close();
  }

  /** Throws when it is asked what it is. */
  private static final class Unspeakable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @Override
    public String getMessage() {
      throw new IllegalStateException("unspeakable");
    }
  }
}
