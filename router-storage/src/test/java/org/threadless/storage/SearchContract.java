package org.threadless.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.PreparedStatement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.threadless.router.backend.SendResult;
import org.threadless.router.conversation.Direction;
import org.threadless.router.engine.backlog.Failure;
import org.threadless.router.engine.history.FoundMessage;
import org.threadless.router.engine.history.MessagePage;
import org.threadless.router.engine.history.MessageQuery;
import org.threadless.router.engine.history.Messages;
import org.threadless.router.engine.history.WaitState;
import org.threadless.router.engine.history.WaitState.Awaited;
import org.threadless.router.engine.store.Planned;
import org.threadless.router.engine.store.Routed;
import org.threadless.router.engine.store.SendOutcome;
import org.threadless.router.engine.store.UnitOfWork;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Contact;
import org.threadless.router.message.Identity;
import org.threadless.router.message.IncomingMessage;
import org.threadless.router.message.IncomingStatus;
import org.threadless.router.message.MessageIds;
import org.threadless.router.message.Outbox;
import org.threadless.router.message.OutgoingMessage;
import org.threadless.router.message.OutgoingStatus;
import org.threadless.router.message.ReceivedMessage;
import org.threadless.router.message.SendOptions;
import org.threadless.storage.pool.DatabaseSettings;

/** What is found by whoever looks for messages, on every database. */
abstract class SearchContract {

  private static final BackendName PUBLIC = new BackendName("public");
  private static final Connection ALICE = Connection.of("public", "+254700111222");
  private static final Connection BOB = Connection.of("public", "+254700333444");
  private static final Connection ELSEWHERE = Connection.of("private", "+254700111222");
  private static final Instant NINE = Instant.parse("2026-03-01T09:00:00Z");
  private static final Instant NEVER = Instant.parse("2999-01-01T00:00:00Z");

  // More than a search looks at in its first step.
  private static final int MANY = 1200;

  private volatile Instant time = NINE;
  private final MessageIds ids = new MessageIds(() -> time);
  private Database database;
  private Messages messages;

  /** Returns the settings of a database that is empty. */
  abstract DatabaseSettings settings() throws Exception;

  @BeforeEach
  void open() throws Exception {
    database = Database.open(settings(), Clock.systemUTC());
    messages = database.history();
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void theNewestComeFirstAndNoMoreThanAreAskedFor() {
    List<UUID> stored = newestFirst(sent(ALICE, 3), sent(BOB, 2), sent(ELSEWHERE, 1));

    assertThat(search(all().limit(6))).containsExactlyElementsOf(stored);
    assertThat(search(all().limit(4))).containsExactlyElementsOf(stored.subList(0, 4));
    assertThat(search(all())).hasSize(6);
  }

  @Test
  void whereNothingIsStoredNothingIsFoundAndThereIsNoMore() {
    assertThat(messages.search(all().build()))
        .isEqualTo(new MessagePage(List.of(), Optional.empty(), Optional.empty()));
  }

  @Test
  void aMessageIsShownWithAllThatIsShownOfItElsewhere() {
    UUID id = sent(ALICE, "how are you?");

    FoundMessage found = messages.search(all().build()).messages().get(0);

    assertThat(found.message()).isEqualTo(messages.find(id).orElseThrow().message());
    assertThat(found.updatedAt()).isEqualTo(messages.find(id).orElseThrow().updatedAt());
    assertThat(found.message().connection()).isEqualTo(ALICE);
    assertThat(found.message().text()).isEqualTo("how are you?");
    assertThat(found.waiting()).isEmpty();
  }

  @Test
  void pageByPageEachIsThereOnceThoughOthersComeInMeanwhile() {
    List<UUID> stored = newestFirst(sent(ALICE, 7), sent(BOB, 6));
    List<UUID> found = new ArrayList<>();
    MessageQuery query = all().limit(4).build();
    MessagePage page = messages.search(query);
    found.addAll(ids(page));

    while (page.next().isPresent()) {
      sent(ALICE, 3);
      page = messages.search(query.after(page.next().get()));
      found.addAll(ids(page));
    }

    assertThat(found).containsExactlyElementsOf(stored);
    assertThat(page.lookedBackTo()).isEmpty();
  }

  /** All ids of this test are of one millisecond. */
  @Test
  void aPageMayEndBetweenMessagesOfOneMoment() {
    List<UUID> stored = newestFirst(sent(ALICE, 5));

    assertThat(searchOnAndOn(all().limit(1).build())).containsExactlyElementsOf(stored);
  }

  @Test
  void theBeginningOfATimeBelongsToItAndItsEndDoesNot() {
    UUID before = sentAt(NINE.minusMillis(1));
    UUID first = sentAt(NINE);
    UUID last = sentAt(NINE.plusSeconds(59));
    UUID after = sentAt(NINE.plusSeconds(60));

    assertThat(search(all().from(NINE).until(NINE.plusSeconds(60)))).containsExactly(last, first);
    assertThat(search(all().from(NINE))).containsExactly(after, last, first);
    assertThat(search(all().until(NINE))).containsExactly(before);
    assertThat(search(all().from(Instant.MIN).until(Instant.MAX))).hasSize(4);
    assertThat(search(all().from(NEVER))).isEmpty();
  }

  @Test
  void aCursorFromElsewhereLeadsOutOfNoBounds() {
    UUID before = sentAt(NINE.minusMillis(1));
    sentAt(NINE);
    UUID last = sentAt(NINE.plusSeconds(60));
    MessageQuery newest = all().limit(1).build();

    assertThat(
            ids(
                messages.search(
                    all().until(NINE).after(messages.search(newest).next().orElseThrow()).build())))
        .containsExactly(before);
    assertThat(search(newest)).containsExactly(last);
  }

  @Test
  void aBackendsMessagesAreFound() {
    List<UUID> stored = newestFirst(sent(ALICE, 2), sent(BOB, 1));
    UUID elsewhere = sent(ELSEWHERE, "hello");

    assertThat(search(all().backend(PUBLIC))).containsExactlyElementsOf(stored);
    assertThat(search(all().backend(ELSEWHERE.backend()))).containsExactly(elsewhere);
    assertThat(search(all().backend(new BackendName("none")))).isEmpty();
  }

  @Test
  void theMessagesOfOneBroadcastAreFoundAlone() {
    UUID broadcast = ids.next();
    UUID alone = sent(ALICE, "hello");
    OutgoingMessage first = outgoing(ALICE, "to many", SendOptions.none());
    OutgoingMessage second = outgoing(BOB, "to many", SendOptions.none());
    OutgoingMessage other = outgoing(BOB, "to others", SendOptions.none());
    store(queued(first).inBroadcast(broadcast), queued(second).inBroadcast(broadcast));
    store(queued(other).inBroadcast(ids.next()));

    assertThat(search(all().broadcast(broadcast))).containsExactly(second.id(), first.id());
    assertThat(search(all().broadcast(broadcast).connections(List.of(BOB))))
        .containsExactly(second.id());
    assertThat(search(all())).contains(alone, other.id());
  }

  private static Planned queued(OutgoingMessage message) {
    return new Planned(message, OutgoingStatus.QUEUED, List.of());
  }

  @Test
  void anIdentityIsFoundOnAnyBackendOrOnOne() {
    List<UUID> onPublic = sent(ALICE, 2);
    List<UUID> onPrivate = sent(ELSEWHERE, 2);
    sent(BOB, 2);
    Identity alice = ALICE.identity();

    assertThat(search(all().identity(alice)))
        .containsExactlyElementsOf(newestFirst(onPublic, onPrivate));
    assertThat(search(all().identity(alice).backend(PUBLIC)))
        .containsExactlyElementsOf(newestFirst(onPublic));
    assertThat(search(all().identity(new Identity("+25470011122")))).isEmpty();
  }

  @Test
  void thoseOfAnyOfSomeConnectionsAreFound() {
    List<UUID> some = newestFirst(sent(ALICE, 2), sent(BOB, 2), sent(ALICE, 1));
    UUID elsewhere = sent(ELSEWHERE, "hello");
    Connection unknown = Connection.of("public", "9");

    assertThat(search(all().connections(List.of(ALICE, BOB, unknown))))
        .containsExactlyElementsOf(some);
    assertThat(search(all().connections(List.of(unknown)))).isEmpty();
    assertThat(search(all().connections(List.of(ELSEWHERE, BOB)).identity(ALICE.identity())))
        .as("for which all holds")
        .containsExactly(elsewhere);
  }

  @Test
  void thoseOfHoweverManyConnectionsAreFound() {
    List<Connection> phones =
        IntStream.range(0, 60).mapToObj(i -> Connection.of("public", "phone " + i)).toList();
    List<UUID> stored = phones.stream().map(phone -> sent(phone, "hello")).toList();
    sent(ALICE, 1);

    assertThat(search(all().connections(phones))).containsExactlyElementsOf(newestFirst(stored));
  }

  @Test
  void aPersonsMessagesAreFoundByWhicheverConnectionIsTheirsNow() {
    UUID one = sent(ALICE, "hello");
    UUID other = sent(ELSEWHERE, "hello");
    sent(BOB, 1);
    Contact contact = database.people().contacts().make(c -> c.withName("Amina"), ALICE, ELSEWHERE);

    assertThat(search(all().contact(contact.id()))).containsExactly(other, one);
    assertThat(search(all().contact(contact.id()).backend(PUBLIC))).containsExactly(one);
    assertThat(search(all().contact(ids.next()))).isEmpty();
  }

  @Test
  void onlyMessagesOfTheDirectionAndTheStatusAreFound() {
    UUID queued = sent(ALICE, "hello");
    UUID failed = failed(ALICE);
    IncomingMessage heard = heard(ALICE, "hello");

    assertThat(search(all().direction(Direction.IN))).containsExactly(heard.id());
    assertThat(search(all().direction(Direction.OUT))).containsExactly(failed, queued);
    assertThat(search(all().status("failed"))).containsExactly(failed);
    assertThat(search(all().status("failed").status("handled")))
        .containsExactly(heard.id(), failed);
    assertThat(search(all().status(IncomingStatus.QUEUED))).isEmpty();
    assertThat(search(all().status(OutgoingStatus.QUEUED))).containsExactly(queued);
    assertThat(search(all().status("failed").direction(Direction.IN))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "stock, Out of STOCK",
    "%, at 100% now",
    "_, a_b",
    "\\, back\\slash",
    "'''', it''s",
    "STRASSE, Hauptstraße",
    "МИР, мир",
    "مرحبا, مرحبا بكم",
    "👍, ok 👍"
  })
  void aTextIsFoundByAPartOfItInAnyCase(String part, String text) {
    sent(ALICE, "something else");
    UUID found = sent(ALICE, text);
    sent(BOB, "something else");

    assertThat(search(all().text(part))).containsExactly(found);
    assertThat(search(all().text(part).identity(ALICE.identity()))).containsExactly(found);
  }

  @Test
  void whatIsAskedForHoldsTogether() {
    UUID failed = failed(ALICE);
    failed(BOB);
    sent(ALICE, "hello");
    sent(ELSEWHERE, "hello");

    assertThat(search(all().status("failed").identity(ALICE.identity()).text("HELL")))
        .containsExactly(failed);
    assertThat(search(all().status("failed").identity(ALICE.identity()).text("no"))).isEmpty();
    assertThat(search(all().backend(PUBLIC).status("failed").from(NINE).until(NEVER))).hasSize(2);
  }

  @Test
  void aSearchThatTakesTooLongSaysHowFarItHasLookedAndGoesOnFromThere() throws Exception {
    UUID oldest = sentAt(NINE.minusSeconds(10), "needle");
    time = NINE;
    many(ALICE);
    UUID newest = sentAt(NINE.plusSeconds(10), "a needle");
    MessageQuery query = all().text("NEEDLE").within(Duration.ZERO).build();

    MessagePage page = messages.search(query);
    assertThat(ids(page)).containsExactly(newest);
    assertThat(page.lookedBackTo()).contains(NINE);
    MessagePage second = messages.search(query.after(page.next().orElseThrow()));
    assertThat(second.messages()).isEmpty();
    assertThat(second.next()).isPresent();

    assertThat(searchOnAndOn(query)).containsExactly(newest, oldest);
    assertThat(search(all().text("NEEDLE"))).as("given its time").containsExactly(newest, oldest);
  }

  @Test
  void whicheverWayItGoesASearchComesToTheEndStepByStep() throws Exception {
    List<UUID> alices = many(ALICE);
    List<UUID> elsewhere = many(ELSEWHERE);
    MessageQuery.Builder hurried = all().within(Duration.ZERO);
    List<UUID> all = newestFirst(alices, elsewhere);

    assertThat(searchOnAndOn(hurried.limit(333).build())).containsExactlyElementsOf(all);
    assertThat(searchOnAndOn(hurried.limit(1000).build())).containsExactlyElementsOf(all);
    assertThat(searchOnAndOn(hurried.identity(ALICE.identity()).build()))
        .containsExactlyElementsOf(all);
    assertThat(searchOnAndOn(hurried.backend(PUBLIC).build()))
        .containsExactlyElementsOf(newestFirst(alices));
    assertThat(searchOnAndOn(hurried.status("failed").build())).isEmpty();
  }

  @Test
  void whatIsScheduledIsFoundAndSaysWhenItIsDue() throws Exception {
    UUID one = scheduled(ALICE, NEVER);
    UUID other = scheduled(BOB, NEVER.minusSeconds(1));
    many(ALICE);

    assertThat(search(all().scheduled())).containsExactly(other, one);
    assertThat(search(all().scheduled().identity(ALICE.identity()))).containsExactly(one);
    assertThat(search(all().scheduled().text("hell").status("queued").until(NINE))).isEmpty();
    assertThat(searchOnAndOn(all().scheduled().limit(1).build())).containsExactly(other, one);
    WaitState waiting = new WaitState(Awaited.ITS_TIME, 0, Optional.empty(), NEVER);
    assertThat(messages.find(one).orElseThrow().waiting()).contains(waiting);
    assertThat(messages.search(all().scheduled().build()).messages().get(1).waiting())
        .contains(waiting);
  }

  @Test
  void whatWaitsSaysWhatFor() {
    OutgoingMessage retried = outgoing(ALICE, "hello", SendOptions.none());
    store(new Planned(retried, OutgoingStatus.QUEUED, List.of()));
    database.backlog().postpone(retried, Optional.of(new Failure("busy", 2, 0, NINE)), NEVER);
    OutgoingMessage inTurn = outgoing(BOB, "hello", SendOptions.none());
    store(new Planned(inTurn, OutgoingStatus.QUEUED, List.of()).inTurn());
    IncomingMessage heard = incoming(ELSEWHERE, "hello");
    assertThat(database.messages().enqueue(heard)).isEmpty();
    // What was postponed is stored when this has answered.
    assertThat(database.backlog().waiting()).isNotEmpty();

    assertThat(messages.search(all().build()).messages())
        .extracting(found -> found.waiting().map(WaitState::awaited).orElseThrow())
        .containsExactly(Awaited.ROUTING, Awaited.SENDING, Awaited.NEXT_TRY);
    assertThat(messages.find(retried.id()).orElseThrow().waiting())
        .contains(new WaitState(Awaited.NEXT_TRY, 2, Optional.of(NINE), NEVER));
  }

  @Test
  void untilWhenAMessageIsOfUseIsTold() {
    OutgoingMessage message = outgoing(ALICE, "hello", SendOptions.none().validUntil(NEVER));
    store(new Planned(message, OutgoingStatus.QUEUED, List.of()));

    assertThat(messages.find(message.id()).orElseThrow().validUntil()).contains(NEVER);
    assertThat(messages.find(sent(ALICE, "hello")).orElseThrow().validUntil()).isEmpty();
  }

  @Test
  void whatElseTheGatewayToldIsFoundUntilItIsErased() {
    IncomingMessage message =
        new IncomingMessage(
            ids.next(),
            ReceivedMessage.of(ALICE, "hello").withFields(Map.of("smsc", "usb0")),
            time,
            new Outbox(ids, () -> time, backend -> {}));
    try (UnitOfWork work = database.messages().begin()) {
      work.commit(new Routed(message, IncomingStatus.HANDLED, List.of(), List.of()));
    }

    assertThat(messages.find(message.id()).orElseThrow().fields())
        .containsExactly(Map.entry("smsc", "usb0"));
    assertThat(messages.find(sent(BOB, "hello")).orElseThrow().fields()).isEmpty();

    database
        .persons()
        .erase(database.persons().of(ALICE).orElseThrow(), Duration.ofSeconds(10), work -> {});
    assertThat(messages.find(message.id())).isEmpty();
  }

  @Test
  void whatWasErasedIsNotFound() {
    UUID erased = heard(ALICE, "hello").id();
    UUID other = sent(BOB, "hello");

    database
        .persons()
        .erase(database.persons().of(ALICE).orElseThrow(), Duration.ofSeconds(10), work -> {});

    assertThat(search(all())).containsExactly(other);
    assertThat(search(all().identity(ALICE.identity()))).isEmpty();
    assertThat(messages.find(erased)).isEmpty();
  }

  /** Those that come after are looked for until the page is full. */
  @Test
  void whatWasErasedTakesNoPlaceOnAPage() {
    List<UUID> older = newestFirst(sent(BOB, 3));
    heard(ALICE, "hello");
    database
        .persons()
        .erase(database.persons().of(ALICE).orElseThrow(), Duration.ofSeconds(10), work -> {});

    assertThat(search(all().limit(2))).containsExactlyElementsOf(older.subList(0, 2));
  }

  private static MessageQuery.Builder all() {
    return MessageQuery.builder();
  }

  private List<UUID> search(MessageQuery.Builder query) {
    return search(query.build());
  }

  private List<UUID> search(MessageQuery query) {
    return ids(messages.search(query));
  }

  private List<UUID> searchOnAndOn(MessageQuery query) {
    List<UUID> found = new ArrayList<>();
    MessagePage page = messages.search(query);
    found.addAll(ids(page));
    while (page.next().isPresent()) {
      page = messages.search(query.after(page.next().get()));
      found.addAll(ids(page));
    }
    return found;
  }

  private static List<UUID> ids(MessagePage page) {
    return page.messages().stream().map(found -> found.message().id()).toList();
  }

  @SafeVarargs
  private static List<UUID> newestFirst(List<UUID>... inTheirOrder) {
    List<UUID> all = new ArrayList<>();
    for (List<UUID> some : inTheirOrder) {
      all.addAll(some);
    }
    Collections.reverse(all);
    return all;
  }

  private List<UUID> sent(Connection to, int count) {
    return IntStream.range(0, count).mapToObj(i -> sent(to, "hello")).toList();
  }

  private UUID sent(Connection to, String text) {
    OutgoingMessage message = outgoing(to, text, SendOptions.none());
    store(new Planned(message, OutgoingStatus.QUEUED, List.of()));
    return message.id();
  }

  private UUID sentAt(Instant when) {
    return sentAt(when, "hello");
  }

  private UUID sentAt(Instant when, String text) {
    time = when;
    return sent(ALICE, text);
  }

  private UUID scheduled(Connection to, Instant due) {
    OutgoingMessage message = outgoing(to, "hello", SendOptions.none().notBefore(due));
    store(new Planned(message, OutgoingStatus.QUEUED, List.of()));
    return message.id();
  }

  private UUID failed(Connection to) {
    UUID id = sent(to, "hello");
    database.messages().record(List.of(new SendOutcome(id, SendResult.refused("no"), NINE)));
    // What was recorded is stored when this has been asked.
    assertThat(database.messages().conversation(to, 1)).hasSize(1);
    return id;
  }

  /** Stores as many as take several steps. */
  private List<UUID> many(Connection to) throws Exception {
    UUID first = sent(to, "hay");
    List<UUID> all = new ArrayList<>(List.of(first));
    try (java.sql.Connection connection = TestConnection.to(settings());
        PreparedStatement insert =
            connection.prepareStatement(
                """
                INSERT INTO message
                  (id, connection_id, backend, direction, status, text, created_at, updated_at)
                SELECT ?, connection_id, backend, direction, status, text, created_at, updated_at
                FROM message WHERE id = ?
                """)) {
      for (int i = 1; i < MANY; i++) {
        all.add(ids.next());
        insert.setObject(1, all.get(i));
        insert.setObject(2, first);
        insert.addBatch();
      }
      insert.executeBatch();
      connection.commit();
    }
    return all;
  }

  private OutgoingMessage outgoing(Connection to, String text, SendOptions options) {
    return new OutgoingMessage(ids.next(), to, text, Optional.empty(), time, options);
  }

  private IncomingMessage incoming(Connection from, String text) {
    return new IncomingMessage(
        ids.next(),
        ReceivedMessage.of(from, text),
        time,
        new Outbox(ids, () -> time, backend -> {}));
  }

  private IncomingMessage heard(Connection from, String text) {
    IncomingMessage message = incoming(from, text);
    try (UnitOfWork work = database.messages().begin()) {
      work.commit(new Routed(message, IncomingStatus.HANDLED, List.of(), List.of()));
    }
    return message;
  }

  private void store(Planned... outgoing) {
    try (UnitOfWork work = database.messages().begin()) {
      work.commit(List.of(outgoing));
    }
  }
}
