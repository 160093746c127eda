package org.threadless.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.TypeLiteral;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.ibatis.session.SqlSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.threadless.router.app.App;
import org.threadless.router.app.AppName;
import org.threadless.router.app.Cancellation;
import org.threadless.router.app.LaterException;
import org.threadless.router.app.Messenger;
import org.threadless.router.backend.SendResult;
import org.threadless.router.conversation.Direction;
import org.threadless.router.engine.RouterModule;
import org.threadless.router.engine.backend.BackendSettings;
import org.threadless.router.engine.backend.ConfiguredBackend;
import org.threadless.router.engine.backlog.Backlog;
import org.threadless.router.engine.backlog.Chosen;
import org.threadless.router.engine.backlog.DueMessage;
import org.threadless.router.engine.backlog.DueWork;
import org.threadless.router.engine.call.Limits;
import org.threadless.router.engine.rate.Rates;
import org.threadless.router.engine.routing.ConfiguredApp;
import org.threadless.router.engine.routing.StuckMessages;
import org.threadless.router.engine.routing.Trace;
import org.threadless.router.engine.routing.TransactionalMessenger;
import org.threadless.router.engine.routing.handler.InlineHandler;
import org.threadless.router.engine.routing.handler.InlinePlugin;
import org.threadless.router.engine.routing.way.Routes;
import org.threadless.router.incoming.Incoming;
import org.threadless.router.incoming.Receipt;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;
import org.threadless.router.message.IncomingMessage;
import org.threadless.router.message.IncomingStatus;
import org.threadless.router.message.MessageIds;
import org.threadless.router.message.ReceivedMessage;
import org.threadless.storage.pool.DatabaseSettings;

/** What becomes of messages that an app lets wait, on every database. */
abstract class LaterContract {

  private static final BackendName PUBLIC = new BackendName("public");
  private static final Connection ALICE = Connection.of("public", "alice");
  private static final Connection BOB = Connection.of("public", "bob");

  private final Set<String> away = ConcurrentHashMap.newKeySet();
  private final List<String> handled = Collections.synchronizedList(new ArrayList<>());
  private final AtomicInteger asked = new AtomicInteger();
  private volatile Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MICROS);
  private volatile boolean asks;
  private Node node;

  /** Returns the settings of a database that is empty, and the same each time. */
  abstract DatabaseSettings settings() throws Exception;

  @BeforeEach
  void open() throws Exception {
    node = new Node();
    try (java.sql.Connection connection = TestConnection.to(settings());
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE seen_text (text VARCHAR NOT NULL)");
      connection.commit();
    }
  }

  @AfterEach
  void close() {
    node.close();
  }

  @Test
  void itIsStoredAndWaitsUntilItIsDueAndNothingIsLeftOfItsRouting() throws Exception {
    away.add("one");

    Receipt receipt = node.say(ALICE, "one");

    assertThat(receipt.status()).isEqualTo(IncomingStatus.QUEUED);
    assertThat(seen()).isEmpty();
    away.clear();
    node.routeDue();
    assertThat(handled).as("not due yet").isEmpty();

    pass(Duration.ofSeconds(3));
    node.routeDue();

    assertThat(handled).containsExactly("one");
    assertThat(seen()).containsExactly("one");
    assertThat(statusOf(ALICE)).containsExactly("HANDLED");
    assertThat(node.database.backlog().holds(ALICE, Direction.IN)).isFalse();
  }

  @Test
  void whatComesAfterItOfItsConnectionWaitsBehindItAndOthersGoOn() {
    away.add("one");
    node.say(ALICE, "one");

    assertThat(node.say(ALICE, "two").status()).isEqualTo(IncomingStatus.QUEUED);
    assertThat(node.say(BOB, "three").status()).isEqualTo(IncomingStatus.HANDLED);
    node.routeDue();
    assertThat(handled).containsExactly("three");

    away.clear();
    passAndRoute(node);

    assertThat(handled).containsExactly("three", "one", "two");
  }

  @Test
  void itSaysWhyItWaitsAndNoErrorIsKeptNorADeathCounted() throws Exception {
    away.add("one");
    node.say(ALICE, "one");

    assertThat(query("SELECT reason FROM message")).containsExactly("app slow: one is not for now");
    assertThat(query("SELECT attempts FROM waiting")).containsExactly("1");
    assertThat(query("SELECT deaths FROM waiting")).containsExactly("0");
    assertThat(query("SELECT error FROM message_error")).isEmpty();

    away.clear();
    passAndRoute(node);

    assertThat(query("SELECT reason FROM message")).containsExactly((String) null);
  }

  @Test
  void whoWaitsForItsRoutingDoesNotWaitForThisNorForWhatIsBehindIt() {
    away.add("one");
    Receipt one = node.say(ALICE, "one");
    Receipt two = node.say(ALICE, "two");
    Backlog backlog = node.database.backlog();

    assertThat(backlog.isAnyUnderWay(List.of(one.id(), two.id()))).isFalse();

    away.clear();
    passAndRoute(node);
    away.add("three");
    Receipt three = node.say(ALICE, "three");
    assertThat(backlog.isAnyUnderWay(List.of(one.id(), two.id(), three.id()))).isFalse();
  }

  @Test
  void itSurvivesARestartInItsOrder() throws Exception {
    away.add("one");
    node.say(ALICE, "one");
    node.say(ALICE, "two");

    node.close();
    node = new Node();
    away.clear();
    passAndRoute(node);

    assertThat(handled).containsExactly("one", "two");
  }

  @Test
  void aCopyOfItIsOneAndIsToldThatItWaits() throws Exception {
    away.add("one");
    ReceivedMessage received = ReceivedMessage.of(ALICE, "one").withExternalId("7");
    Receipt first = node.take(received);

    Receipt copy = node.take(received);

    assertThat(copy.duplicate()).isTrue();
    assertThat(copy.id()).isEqualTo(first.id());
    away.clear();
    passAndRoute(node);
    assertThat(handled).containsExactly("one");
    assertThat(statusOf(ALICE)).containsExactly("HANDLED");
  }

  @Test
  void itIsTriedAgainAndAgainAndGivenUpInTheEndAndMayBeRoutedAgainByHand() throws Exception {
    away.add("one");
    Receipt receipt = node.say(ALICE, "one");
    node.say(ALICE, "two");
    for (int i = 0; i < 5; i++) {
      passAndRoute(node);
    }
    assertThat(query("SELECT attempts FROM waiting WHERE attempts > 0")).containsExactly("6");
    assertThat(handled).isEmpty();

    pass(Duration.ofDays(3));
    node.routeDue();

    assertThat(statusOf(ALICE)).startsWith("ERRORED");
    assertThat(query("SELECT app || ' ' || phase || ': ' || error FROM message_error"))
        .contains("slow handle: given up after 72h: one is not for now");
    passAndRoute(node);
    assertThat(handled).containsExactly("two");

    assertThat(
            node.database
                .backlog()
                .errored(new Chosen(Optional.empty(), Set.of(PUBLIC), Optional.empty())))
        .containsExactly(receipt.id());
    node.database.backlog().retry(List.of(receipt.id()));
    node.routeDue();
    assertThat(statusOf(ALICE)).as("it begins anew").startsWith("QUEUED");
    away.clear();
    passAndRoute(node);
    assertThat(handled).containsExactly("two", "one");
  }

  @Test
  void twoNodesRouteItOnceAndInItsOrder() throws Exception {
    away.add("one");
    node.say(ALICE, "one");
    try (Node other = new Node()) {
      // Which of two nodes was first within a millisecond, no id tells.
      pass(Duration.ofMillis(1));
      assertThat(other.say(ALICE, "two").status()).isEqualTo(IncomingStatus.QUEUED);
      passAndRoute(other);
      assertThat(handled).isEmpty();
      away.clear();
      pass(Duration.ofMinutes(1));

      other.routeDue();
      node.routeDue();
    }

    assertThat(handled).containsExactly("one", "two");
  }

  @Test
  void whatIsUrgentIsRoutedBeforeWhatWaitsAndThatGoesOnAfterwards() throws Exception {
    away.add("one");
    node.say(ALICE, "one");
    node.say(ALICE, "two");

    assertThat(node.say(ALICE, "urgent stop").status()).isEqualTo(IncomingStatus.QUEUED);
    node.say(ALICE, "urgent start");
    node.say(ALICE, "three");
    node.routeDue();
    assertThat(handled).containsExactly("urgent stop", "urgent start");

    away.clear();
    passAndRoute(node);
    assertThat(handled).containsExactly("urgent stop", "urgent start", "one", "two", "three");
    assertThat(query("SELECT CAST(message_id AS VARCHAR) FROM waiting")).isEmpty();
  }

  @Test
  void whatIsUrgentWaitsForTheOneOfItsConnectionThatIsBeingRouted() {
    away.add("one");
    node.say(ALICE, "one");
    pass(Duration.ofMinutes(11));
    Backlog backlog = node.database.backlog();
    List<DueMessage> taken = backlog.take(PUBLIC, Direction.IN, 10, Rates.NONE).messages();
    assertThat(taken).hasSize(1);

    node.say(ALICE, "urgent stop");
    node.routeDue();
    assertThat(handled).isEmpty();

    backlog.giveBack(List.of(taken.get(0).id()), Optional.empty(), now.plusSeconds(60));
    node.routeDue();
    assertThat(handled).containsExactly("urgent stop");
  }

  @Test
  void anUrgentCopyIsOne() throws Exception {
    away.add("one");
    node.say(ALICE, "one");
    ReceivedMessage received = ReceivedMessage.of(ALICE, "urgent stop").withExternalId("7");

    Receipt first = node.take(received);
    Receipt copy = node.take(received);
    node.routeDue();

    assertThat(copy.id()).isEqualTo(first.id());
    assertThat(handled).containsExactly("urgent stop");
  }

  @Test
  void anOperatorEndsThatOneWaitsAndTheNextOfItsConnectionGoesOn() throws Exception {
    away.add("one");
    Receipt receipt = node.say(ALICE, "one");
    node.say(ALICE, "two");

    assertThat(node.stuck().cancel(receipt.id())).isEqualTo(Cancellation.DONE);
    pass(Duration.ofMinutes(11));
    // That it waits no more is stored a moment later.
    await()
        .untilAsserted(
            () -> {
              node.routeDue();
              assertThat(handled).containsExactly("two");
            });
    assertThat(statusOf(ALICE)).startsWith("ERRORED");
    assertThat(query("SELECT error FROM message_error"))
        .containsExactly("cancelled by an operator");
    assertThat(node.stuck().cancel(receipt.id())).isEqualTo(Cancellation.UNKNOWN);

    away.clear();
    node.database.backlog().retry(List.of(receipt.id()));
    node.routeDue();
    assertThat(handled).containsExactly("two", "one");
  }

  @Test
  void oneThatIsBeingRoutedOrThatIsNoneIsNotEndedByAnOperator() {
    away.add("one");
    Receipt receipt = node.say(ALICE, "one");
    pass(Duration.ofMinutes(11));
    node.database.backlog().take(PUBLIC, Direction.IN, 10, Rates.NONE);

    assertThat(node.stuck().cancel(receipt.id())).isEqualTo(Cancellation.UNDER_WAY);
    assertThat(node.stuck().cancel(new MessageIds().next())).isEqualTo(Cancellation.UNKNOWN);
  }

  @Test
  void noConnectionIsHeldWhileAnAppDoesSomethingOutsideThoughAnotherHasWritten() throws Exception {
    asks = true;

    Receipt receipt = node.say(ALICE, "one");

    assertThat(receipt.status()).isEqualTo(IncomingStatus.HANDLED);
    assertThat(asked).as("done once").hasValue(1);
    assertThat(seen()).as("what was written counts once").containsExactly("one");
  }

  private void passAndRoute(Node by) {
    pass(Duration.ofMinutes(11));
    by.routeDue();
  }

  private void pass(Duration time) {
    now = now.plus(time);
  }

  private List<String> statusOf(Connection who) {
    return node.database.messages().conversation(who, 10).stream()
        .map(each -> each.status().toString())
        .toList();
  }

  private List<String> seen() throws Exception {
    return query("SELECT text FROM seen_text");
  }

  private List<String> query(String sql) throws Exception {
    try (java.sql.Connection connection = TestConnection.to(settings());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> found = new ArrayList<>();
      while (rows.next()) {
        found.add(rows.getString(1));
      }
      return found;
    }
  }

  /** Writes down what it sees. */
  private static final class WritingApp implements App {

    private final SqlSession session;

    WritingApp(SqlSession session) {
      this.session = session;
    }

    @Override
    public boolean isUrgent(IncomingMessage message) {
      return message.text().startsWith("urgent");
    }

    @Override
    public boolean filter(IncomingMessage message) throws SQLException {
      try (Statement statement = session.getConnection().createStatement()) {
        statement.execute("INSERT INTO seen_text VALUES ('" + message.text() + "')");
      }
      return false;
    }
  }

  /** Lets wait what is not for now. */
  private final class SlowApp implements App {

    private final Database database;

    SlowApp(Database database) {
      this.database = database;
    }

    // Others use one now and then, for a moment.
    private Void awaitThatNoConnectionIsHeld() throws SQLException {
      HikariPoolMXBean pool =
          database.dataSource().unwrap(HikariDataSource.class).getHikariPoolMXBean();
      await().until(() -> pool.getActiveConnections() == 0);
      asked.incrementAndGet();
      return null;
    }

    @Override
    public boolean handle(IncomingMessage message) throws Exception {
      if (asks) {
        message.outside(this::awaitThatNoConnectionIsHeld);
      }
      if (away.contains(message.text())) {
        throw new LaterException(message.text() + " is not for now");
      }
      handled.add(message.text());
      return true;
    }
  }

  /** A router on the database, which takes up what waits when a test says so. */
  private final class Node implements AutoCloseable {

    final Database database;
    private final Injector injector;

    Node() throws Exception {
      database = Database.open(settings(), () -> now);
      injector =
          Guice.createInjector(
              new RouterModule(() -> now, Trace.NONE),
              new StorageModule(database),
              new Surroundings(database));
    }

    Receipt say(Connection who, String text) {
      return take(ReceivedMessage.of(who, text));
    }

    Receipt take(ReceivedMessage received) {
      return injector.getInstance(Incoming.class).incoming(received);
    }

    StuckMessages stuck() {
      return injector.getInstance(StuckMessages.class);
    }

    void routeDue() {
      database.sendDue(injector.getInstance(DueWork.class), backends());
    }

    private List<ConfiguredBackend> backends() {
      return injector.getInstance(
          com.google.inject.Key.get(new TypeLiteral<List<ConfiguredBackend>>() {}));
    }

    @Override
    public void close() {
      database.close();
    }
  }

  private final class Surroundings extends AbstractModule {

    private final Database database;

    Surroundings(Database database) {
      this.database = database;
    }

    @Override
    protected void configure() {
      bind(Limits.class).toInstance(Limits.none());
      bind(Routes.class).toInstance(Routes.none());
      bind(Messenger.class).to(TransactionalMessenger.class);
      bind(new TypeLiteral<List<ConfiguredApp>>() {})
          .toInstance(
              List.of(
                  ConfiguredApp.of(
                      new AppName("writing"),
                      WritingApp.class,
                      () -> new WritingApp(database.session())),
                  ConfiguredApp.of(
                      new AppName("slow"), SlowApp.class, () -> new SlowApp(database))));
      jakarta.inject.Provider<InlineHandler> inline = getProvider(InlineHandler.class);
      bind(new TypeLiteral<List<ConfiguredBackend>>() {})
          .toInstance(
              List.of(
                  new ConfiguredBackend(
                      PUBLIC,
                      "recording",
                      BackendSettings.defaults(),
                      InlinePlugin.NAME,
                      () -> message -> SendResult.accepted(),
                      inline)));
    }
  }
}
