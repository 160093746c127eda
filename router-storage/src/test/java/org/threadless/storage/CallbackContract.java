package org.threadless.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.threadless.router.app.Cancellation;
import org.threadless.router.backend.SendResult;
import org.threadless.router.conversation.Direction;
import org.threadless.router.engine.backlog.Failure;
import org.threadless.router.engine.callback.CallbackBacklog;
import org.threadless.router.engine.callback.CallbackEvent;
import org.threadless.router.engine.callback.CallbackUrls;
import org.threadless.router.engine.callback.EventType;
import org.threadless.router.engine.callback.Subscriptions;
import org.threadless.router.engine.callback.UntoldEvent;
import org.threadless.router.engine.store.MessageStore;
import org.threadless.router.engine.store.Planned;
import org.threadless.router.engine.store.Reported;
import org.threadless.router.engine.store.Routed;
import org.threadless.router.engine.store.SendOutcome;
import org.threadless.router.engine.store.UnitOfWork;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.DeliveryReport;
import org.threadless.router.message.IncomingMessage;
import org.threadless.router.message.IncomingStatus;
import org.threadless.router.message.MessageIds;
import org.threadless.router.message.Outbox;
import org.threadless.router.message.OutgoingMessage;
import org.threadless.router.message.OutgoingStatus;
import org.threadless.router.message.ReceivedMessage;
import org.threadless.router.message.ReceivedReport;
import org.threadless.router.message.ReportedState;
import org.threadless.router.message.SendOptions;
import org.threadless.storage.history.MessageReader;
import org.threadless.storage.offline.OfflineDatabase;
import org.threadless.storage.pool.DatabaseSettings;

/** What a store keeps of what other programs are to be told, on every database. */
abstract class CallbackContract {

  static final String HOOK = "https://example.org/all?key=secret";
  static final String SENT_ONLY = "https://example.org/sent";
  static final org.threadless.router.message.Connection ALICE =
      org.threadless.router.message.Connection.of("public", "alice");
  private static final BackendName PUBLIC = new BackendName("public");
  private static final URI OWN = URI.create("https://api.example.org:8443/told/7");

  private final MessageIds ids = new MessageIds();
  volatile Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MICROS);
  final InstantSource clock = () -> now;

  Database database;
  MessageStore store;

  /** Returns the settings of a database that is empty, and the same each time. */
  abstract DatabaseSettings settings() throws Exception;

  @BeforeEach
  void open() throws Exception {
    database = Database.open(settings(), clock);
    store = database.messages();
    database.tell(subscriptions(true));
  }

  @AfterEach
  void close() {
    database.close();
  }

  private static Subscriptions subscriptions(boolean byMessage) {
    Map<String, Set<EventType>> byTarget = new LinkedHashMap<>();
    byTarget.put(HOOK, EnumSet.allOf(EventType.class));
    byTarget.put(SENT_ONLY, EnumSet.of(EventType.SENT));
    return new Subscriptions(byTarget, byMessage);
  }

  @Test
  void whereNobodyIsToldNothingIsStored() throws Exception {
    database.tell(Subscriptions.NONE);
    IncomingMessage message = message("hello");
    commit(routed(message, queued(message.respond("hi"))));
    delivered(sent());
    database.messages().stopped(message);
    settle();

    assertThat(count("SELECT count(*) FROM callback_event")).isZero();
  }

  @Test
  void aMessageThatComesInIsToldOfOnceItIsStored() {
    IncomingMessage message = message("hello", "ext-1");
    try (UnitOfWork work = store.begin()) {
      work.mark();
    }
    assertThat(take(HOOK, 10)).isEmpty();

    commit(routed(message));

    CallbackEvent event = take(HOOK, 10).get(0);
    assertThat(event.type()).isEqualTo(EventType.RECEIVED);
    assertThat(event.at()).isEqualTo(now);
    assertThat(event.status()).contains("HANDLED");
    assertThat(event.message().id()).isEqualTo(message.id());
    assertThat(event.message().connection()).isEqualTo(ALICE);
    assertThat(event.message().direction()).isEqualTo(Direction.IN);
    assertThat(event.message().text()).isEqualTo("hello");
    assertThat(event.message().externalId()).contains("ext-1");
    assertThat(event.attempts()).isZero();
    assertThat(take(SENT_ONLY, 10)).isEmpty();
  }

  @Test
  void itIsToldOfOnceWhetherItWasClaimedOrWaitedBefore() throws Exception {
    IncomingMessage claimed = message("one", "1");
    assertThat(store.claim(claimed)).isEmpty();
    assertThat(store.claim(message("one", "1"))).as("a copy").isPresent();
    commitClaimed(routed(claimed));
    IncomingMessage queued = message("two");
    assertThat(store.enqueue(queued)).isEmpty();
    commitQueued(routed(queued));

    assertThat(take(HOOK, 10))
        .extracting(event -> event.message().id())
        .containsExactly(claimed.id(), queued.id());
    assertThat(count("SELECT count(*) FROM callback_event")).isEqualTo(2);
  }

  @Test
  void whatBecomesOfAMessageIsToldInTheOrderInWhichItHappens() {
    OutgoingMessage message = sent();
    delivered(message);

    CallbackEvent sent = take(HOOK, 10).get(0);
    assertThat(sent.type()).isEqualTo(EventType.SENT);
    assertThat(sent.status()).contains("SENT");
    assertThat(sent.message().externalId()).contains("gateway-1");
    assertThat(take(HOOK, 10)).as("one after the other").isEmpty();
    finish(sent);
    assertThat(types(HOOK)).containsExactly(EventType.DELIVERED);
    assertThat(types(SENT_ONLY)).containsExactly(EventType.SENT);
  }

  @Test
  void theEventsOfOneMessageDoNotHoldUpThoseOfAnother() {
    OutgoingMessage first = sent();
    CallbackEvent event = take(HOOK, 1).get(0);
    database.callbacks().postpone(event, "down", now.plus(Duration.ofHours(1)));
    settle();
    delivered(first);
    commit(routed(message("hello")));

    assertThat(types(HOOK)).containsExactly(EventType.RECEIVED);
  }

  @Test
  void aMessageThatIsRefusedIsToldOfWithTheReason() {
    OutgoingMessage message = stored(SendOptions.none());
    record(message, SendResult.refused("no such number"));

    CallbackEvent event = take(HOOK, 10).get(0);
    assertThat(event.type()).isEqualTo(EventType.FAILED);
    assertThat(event.reason()).contains("no such number");
    assertThat(event.message().direction()).isEqualTo(Direction.OUT);
  }

  @Test
  void aStatusThatComesTooLateIsNotToldOf() {
    OutgoingMessage message = sent();
    delivered(message);
    record(message, SendResult.refused("late"));
    report(message, ReportedState.ACCEPTED);

    finish(take(HOOK, 10).get(0));
    finish(take(HOOK, 10).get(0));
    assertThat(take(HOOK, 10)).isEmpty();
  }

  @Test
  void whatHasWaitedForTooLongIsToldOfAsFailed() {
    OutgoingMessage old = stored(SendOptions.none());
    database.backlog().postpone(old, Optional.of(new Failure("busy", 1, 0, now, List.of())), now);
    settle();

    now = now.plusSeconds(1);
    database.backlog().giveUp(PUBLIC, now, "given up", now);

    CallbackEvent event = take(HOOK, 10).get(0);
    assertThat(event.type()).isEqualTo(EventType.FAILED);
    assertThat(event.reason()).contains("given up");
  }

  @Test
  void whatAnAppOrAPersonCancelsIsToldOf() {
    OutgoingMessage byApp = outgoing(SendOptions.none());
    boolean unused = byApp.cancel("not on Sundays");
    store(new Planned(byApp, OutgoingStatus.CANCELLED, List.of()));
    OutgoingMessage later = stored(SendOptions.none().notBefore(now.plusSeconds(60)));
    assertThat(store.cancel(later.id())).isEqualTo(Cancellation.DONE);

    List<CallbackEvent> events = take(HOOK, 10);
    assertThat(events).extracting(CallbackEvent::type).containsOnly(EventType.CANCELLED);
    assertThat(events)
        .extracting(event -> event.message().id())
        .containsExactly(byApp.id(), later.id());
    assertThat(events.get(0).reason()).contains("not on Sundays");
  }

  @Test
  void whatAnAppSaysIsToldBehindTheMessageThatMadeItSaySo() {
    IncomingMessage message = message("STOP");
    try (UnitOfWork work = store.begin()) {
      work.mark();
      database.messages().stopped(message);
      work.mark();
      work.commit(routed(message));
    }

    finish(take(HOOK, 10).get(0));
    CallbackEvent event = take(HOOK, 10).get(0);
    assertThat(event.type()).isEqualTo(EventType.STOPPED);
    assertThat(event.status()).isEmpty();
    assertThat(event.message().connection()).isEqualTo(ALICE);
  }

  @Test
  void whatAnAppSaysInACallThatFailsIsNotTold() {
    IncomingMessage message = message("STOP");
    try (UnitOfWork work = store.begin()) {
      work.mark();
      database.messages().stopped(message);
      work.undo();
      work.commit(routed(message));
    }

    finish(take(HOOK, 10).get(0));
    assertThat(take(HOOK, 10)).isEmpty();
  }

  @Test
  void whomAMessageNamesIsToldWhatBecomesOfIt() {
    OutgoingMessage message = stored(SendOptions.none().callback(OWN).reference("order-7"));
    record(message, SendResult.accepted("gateway-2"));
    sent();

    assertThat(named(CallbackUrls.BY_MESSAGE))
        .isEqualTo(
            new CallbackBacklog.Named(List.of(CallbackUrls.target(OWN)), CallbackUrls.BY_MESSAGE));
    CallbackEvent event = take(CallbackUrls.target(OWN), 10).get(0);
    assertThat(event.url()).contains(OWN.toString());
    assertThat(event.message().reference()).contains("order-7");
    assertThat(event.message().id()).isEqualTo(message.id());
    assertThat(take(HOOK, 1).get(0).id()).as("one event").isEqualTo(event.id());
  }

  @Test
  void whomAMessageNamesIsNotToldWhereThatIsNotConfigured() {
    database.tell(subscriptions(false));
    record(stored(SendOptions.none().callback(OWN)), SendResult.accepted());

    assertThat(named(CallbackUrls.BY_MESSAGE).due()).isEmpty();
  }

  @Test
  void ofVeryManyThatMessagesNameEachHasItsTurn() throws Exception {
    commit(routed(message("of a configured one, which comes behind them")));
    add(1500);

    CallbackBacklog.Named first = named(CallbackUrls.BY_MESSAGE);
    CallbackBacklog.Named second = named(first.next());

    assertThat(first.due()).hasSize(1000).startsWith(target(0));
    assertThat(second.due()).hasSize(500).endsWith(target(1499));
    assertThat(second.next()).as("the first ones again").isEqualTo(CallbackUrls.BY_MESSAGE);
  }

  @Test
  void ofVeryManyThatMessagesNameTheOneIsFoundThatIsDue() throws Exception {
    add(1500);
    execute(
        "UPDATE callback_event SET due = "
            + sql(now.plusSeconds(3600))
            + " WHERE target <> '"
            + target(1499)
            + "'");

    CallbackBacklog.Named first = named(CallbackUrls.BY_MESSAGE);
    assertThat(first.due()).isEmpty();
    assertThat(named(first.next()).due()).containsExactly(target(1499));
    assertThat(database.callbacks().take(target(1499), 10)).hasSize(1);
    assertThat(named(first.next()).due()).as("it is taken").isEmpty();

    now = now.plusSeconds(3600);
    assertThat(named(CallbackUrls.BY_MESSAGE).due()).hasSize(1000);
  }

  @Test
  void ofVeryManyTwentyAreCountedAndTheOthersTogether() throws Exception {
    commit(routed(message("of a configured one")));
    add(1500);
    now = now.plusSeconds(1);
    add(1);

    List<CallbackBacklog.Count> counts = database.callbacks().callbacks();

    assertThat(counts).hasSize(21);
    assertThat(counts.get(0).target()).isEqualTo(HOOK);
    assertThat(counts.get(19).target()).isEqualTo(target(1481));
    assertThat(counts.get(20))
        .isEqualTo(
            new CallbackBacklog.Count(
                CallbackBacklog.OTHERS, 1482, now.minusSeconds(1), Optional.empty()));
  }

  @Test
  void whatMessagesHaveNamedIsGivenUpTogether() throws Exception {
    commit(routed(message("of a configured one")));
    add(1500);
    assertThat(database.callbacks().take(target(0), 1)).hasSize(1);

    assertThat(database.callbacks().giveUpNamed(now)).isZero();
    assertThat(database.callbacks().giveUpNamed(now.plusSeconds(1))).isEqualTo(1499);
    assertThat(take(HOOK, 10)).hasSize(1);
  }

  private CallbackBacklog.Named named(String after) {
    return database.callbacks().namedByMessages(after);
  }

  /** Adds an event now for each of so many targets that are named by a message. */
  private void add(int targets) throws SQLException {
    OutgoingMessage message = stored(SendOptions.none());
    settle();
    execute(
        IntStream.range(0, targets)
            .mapToObj(i -> "('" + message.id() + "', '" + target(i) + "', 'x', '" + message.id())
            .map(row -> row + "', 'SENT', " + sql(now) + ", " + sql(now) + ")")
            .collect(
                Collectors.joining(
                    ", ",
                    "INSERT INTO callback_event (id, target, url, message_id, type, at, due)"
                        + " VALUES ",
                    "")));
  }

  private static String target(int number) {
    return CallbackUrls.BY_MESSAGE + "http://127.0.0.1:" + (10_000 + number);
  }

  private static String sql(Instant time) {
    return "TIMESTAMP WITH TIME ZONE '" + time + "'";
  }

  @Test
  void whatCouldNotBeToldIsToldLater() {
    commit(routed(message("hello")));
    CallbackEvent event = take(HOOK, 10).get(0);

    database.callbacks().postpone(event, "answered 503", now.plusSeconds(10));
    settle();

    assertThat(take(HOOK, 10)).isEmpty();
    assertThat(database.callbacks().callbacks())
        .containsExactly(
            new CallbackBacklog.Count(HOOK, 1, event.at(), Optional.of("answered 503")));
    now = now.plusSeconds(10);
    CallbackEvent again = take(HOOK, 10).get(0);
    assertThat(again.id()).isEqualTo(event.id());
    assertThat(again.attempts()).isEqualTo(1);
  }

  @Test
  void whatIsGivenBackIsThereAtOnceAndWasNotTried() {
    commit(routed(message("hello")));
    List<CallbackEvent> events = take(HOOK, 10);

    database.callbacks().giveBack(events);
    database.callbacks().giveBack(List.of());

    assertThat(take(HOOK, 10)).isEqualTo(events);
  }

  @Test
  void whoWantsToHearNoMoreOfAMessageIsToldNoMoreOfIt() {
    OutgoingMessage message = sent();
    delivered(message);
    CallbackEvent first = take(HOOK, 10).get(0);

    database.callbacks().end(first);
    assertThat(take(HOOK, 10)).isEmpty();
    OutgoingMessage other = sent();
    assertThat(take(HOOK, 10)).extracting(e -> e.message().id()).containsExactly(other.id());
    assertThat(take(SENT_ONLY, 10)).hasSize(2);
  }

  @Test
  void whatHappensToItLaterIsMarkedSo() {
    OutgoingMessage message = sent();
    database.callbacks().end(take(HOOK, 10).get(0));

    delivered(message);

    assertThat(take(HOOK, 10)).extracting(CallbackEvent::isEnded).containsExactly(true);
  }

  @Test
  void whatIsTooOldIsGivenUpUnlessSomebodyTellsItNow() {
    commit(routed(message("one")));
    assertThat(take(HOOK, 10)).hasSize(1);
    commit(routed(message("two")));
    record(stored(SendOptions.none()), SendResult.accepted());

    assertThat(database.callbacks().giveUp(HOOK, now)).isZero();
    assertThat(database.callbacks().giveUp(HOOK, now.plusSeconds(1))).isEqualTo(2);
    assertThat(database.callbacks().giveUpUnknown(List.of(SENT_ONLY), now.plusSeconds(1))).isZero();
    assertThat(database.callbacks().giveUpUnknown(List.of(), now.plusSeconds(1))).isEqualTo(1);
  }

  @Test
  void aRestartLosesNothing() throws Exception {
    commit(routed(message("one")));
    CallbackEvent event = take(HOOK, 10).get(0);
    database.close();
    open();

    assertThat(take(HOOK, 10)).extracting(CallbackEvent::id).containsExactly(event.id());
  }

  @Test
  void whoeverTellsIsToldWhereSomethingIsStored() {
    AtomicInteger woken = new AtomicInteger();
    database.callbacks().onEvents(woken::incrementAndGet);
    OutgoingMessage message = stored(SendOptions.none());
    settle();
    assertThat(woken).as("nothing has happened").hasValue(0);

    record(message, SendResult.accepted());

    assertThat(woken).hasValue(1);
  }

  @Test
  void whatIsToBeToldOfAMessageIsShownAndGoesWithThePerson() throws Exception {
    OutgoingMessage message = stored(SendOptions.none().callback(OWN));
    record(message, SendResult.accepted());
    database.callbacks().postpone(take(SENT_ONLY, 1).get(0), "answered 500", now.plusSeconds(10));
    settle();
    assertThat(count("SELECT count(*) FROM callback_event")).isEqualTo(3);
    database.close();
    assertThat(untold(message))
        .extracting(UntoldEvent::url)
        .containsExactly(HOOK, SENT_ONLY, OWN.toString());
    assertThat(untold(message).get(1).lastFailure()).contains("answered 500");
    open();

    database
        .persons()
        .erase(database.persons().of(ALICE).orElseThrow(), Duration.ofSeconds(10), work -> {});

    assertThat(count("SELECT count(*) FROM callback_event")).isZero();
    assertThat(count("SELECT count(*) FROM message_callback")).isZero();
  }

  private List<UntoldEvent> untold(OutgoingMessage message) throws Exception {
    try (MessageReader reader = OfflineDatabase.read(settings())) {
      return reader.find(message.id()).orElseThrow().untold();
    }
  }

  List<EventType> types(String target) {
    return take(target, 10).stream().map(CallbackEvent::type).toList();
  }

  List<CallbackEvent> take(String target, int limit) {
    settle();
    return database.callbacks().take(target, limit);
  }

  void finish(CallbackEvent event) {
    database.callbacks().finish(event);
    settle();
  }

  /** Waits for what is stored soon. */
  void settle() {
    List<?> unused = store.conversation(ALICE, 1);
  }

  IncomingMessage message(String text) {
    return message(ReceivedMessage.of(ALICE, text));
  }

  IncomingMessage message(String text, String externalId) {
    return message(ReceivedMessage.of(ALICE, text).withExternalId(externalId));
  }

  private IncomingMessage message(ReceivedMessage received) {
    return new IncomingMessage(ids.next(), received, now, new Outbox(ids, clock, backend -> {}));
  }

  private OutgoingMessage outgoing(SendOptions options) {
    return new OutgoingMessage(ids.next(), ALICE, "hi", Optional.empty(), now, options);
  }

  private static Planned queued(OutgoingMessage message) {
    return new Planned(message, OutgoingStatus.QUEUED, List.of());
  }

  static Routed routed(IncomingMessage message, Planned... outgoing) {
    return new Routed(message, IncomingStatus.HANDLED, List.of(), List.of(outgoing));
  }

  private OutgoingMessage stored(SendOptions options) {
    OutgoingMessage message = outgoing(options);
    store(queued(message));
    return message;
  }

  private void store(Planned planned) {
    try (UnitOfWork work = store.begin()) {
      work.commit(List.of(planned));
    }
  }

  OutgoingMessage sent() {
    OutgoingMessage message = stored(SendOptions.none());
    record(message, SendResult.accepted("gateway-1"));
    return message;
  }

  private void record(OutgoingMessage message, SendResult result) {
    store.record(List.of(new SendOutcome(message.id(), result, now)));
    settle();
  }

  void delivered(OutgoingMessage message) {
    report(message, ReportedState.DELIVERED);
  }

  private void report(OutgoingMessage message, ReportedState state) {
    ReceivedReport received =
        new ReceivedReport(
            PUBLIC, message.id(), state, Optional.empty(), Optional.empty(), Optional.empty());
    DeliveryReport report = store.preview(received, List.of(PUBLIC)).orElseThrow();
    try (UnitOfWork work = store.begin()) {
      assertThat(work.commit(new Reported(report, List.of(), List.of()))).isTrue();
    }
  }

  void commit(Routed routed) {
    try (UnitOfWork work = store.begin()) {
      work.commit(routed);
    }
  }

  private void commitQueued(Routed routed) {
    try (UnitOfWork work = store.begin()) {
      assertThat(work.commitQueued(routed)).isTrue();
    }
  }

  void commitClaimed(Routed routed) {
    try (UnitOfWork work = store.begin()) {
      assertThat(work.commitClaimed(routed)).isTrue();
    }
  }

  /** Lets an event be nobody's, as if this node was taken for dead. */
  void forget(CallbackEvent event) throws SQLException {
    execute("UPDATE callback_event SET node = NULL WHERE event_position = " + event.position());
  }

  void execute(String sql) throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
      connection.commit();
    }
  }

  private int count(String sql) throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      result.next();
      return result.getInt(1);
    }
  }
}
