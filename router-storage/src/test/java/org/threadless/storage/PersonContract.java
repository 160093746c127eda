package org.threadless.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.threadless.router.app.AppName;
import org.threadless.router.app.Cancellation;
import org.threadless.router.backend.SendResult;
import org.threadless.router.conversation.StoredMessage;
import org.threadless.router.engine.backlog.Chosen;
import org.threadless.router.engine.store.AppError;
import org.threadless.router.engine.store.Leg;
import org.threadless.router.engine.store.Planned;
import org.threadless.router.engine.store.Reported;
import org.threadless.router.engine.store.Routed;
import org.threadless.router.engine.store.SendOutcome;
import org.threadless.router.engine.store.UnitOfWork;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Contact;
import org.threadless.router.message.DeliveryReport;
import org.threadless.router.message.Identity;
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
import org.threadless.router.people.PeopleException;
import org.threadless.router.people.Person;
import org.threadless.storage.pool.DatabaseSettings;

/** What is shown of a person, and what is left of who was erased, on every database. */
abstract class PersonContract {

  private static final BackendName GATEWAY = new BackendName("phone");
  private static final Connection PHONE = Connection.of("phone", "+254700111222");
  private static final Connection CHAT = Connection.of("chat", "amina.o");
  private static final Connection OTHER = Connection.of("phone", "+254700333444");

  // What tells who it was, or what was said.
  private static final List<String> SECRETS =
      List.of("254700111222", "amina", "kisumu", "hello", "karibu", "gw-77", "ext-88", "sim card");

  private final MessageIds ids = new MessageIds();
  private final SendOptions inADay =
      SendOptions.none().notBefore(Instant.now().plus(Duration.ofDays(1)));

  private Database database;
  private Database other;

  /** Returns the settings of an empty database, the same each time in a test. */
  abstract DatabaseSettings settings() throws Exception;

  @BeforeEach
  void open() throws Exception {
    database = Database.open(settings(), Clock.systemUTC());
    other = Database.open(settings(), Clock.systemUTC());
  }

  @AfterEach
  void close() {
    CountedMessages.assertRight(database);
    other.close();
    database.close();
  }

  @Test
  void allThatIsKeptOfAPersonIsShown() {
    Contact amina = amina();
    IncomingMessage heard = heard(database, PHONE, "hello", "ext-88");
    report(sent(PHONE));
    heard(database, CHAT, "hello again", null);

    List<Map<String, Object>> shown = shown(database.persons().of(amina));

    assertThat(shown)
        .extracting(each -> each.get("text"))
        .containsExactly("hello again", "karibu hello again", "hello", "karibu hello");
    assertThat(shown.get(2))
        .contains(
            entry("id", heard.id()),
            entry("identity", "+254700111222"),
            entry("externalId", "ext-88"),
            entry("fields", Map.of("raw", "karibu%2")));
    assertThat(shown.get(2).get("errors")).asString().contains("quiz", "no hello: karibu");
    assertThat(shown.get(3))
        .contains(entry("inResponseTo", heard.id()), entry("gatewayId", "gw-77hello"));
    assertThat(shown.get(3).get("reports")).asString().contains("sim card of hello");
    assertThat(shown.get(3).get("way")).asString().contains("no karibu here");
  }

  @Test
  void whatWaitsAndWhatIsScheduledIsShownSo() {
    OutgoingMessage scheduled = planned(PHONE, "hello later", inADay);
    IncomingMessage waiting = message(PHONE, "hello", null);
    database.messages().enqueue(waiting);

    List<Map<String, Object>> shown = shown(database.persons().of(PHONE).orElseThrow());

    assertThat(shown)
        .filteredOn(each -> each.get("id").equals(scheduled.id()))
        .singleElement()
        .satisfies(each -> assertThat(each).containsKey("scheduled").doesNotContainKey("waits"));
    assertThat(shown)
        .filteredOn(each -> each.get("id").equals(waiting.id()))
        .singleElement()
        .satisfies(each -> assertThat(each).containsKey("waits").doesNotContainKey("scheduled"));
  }

  @Test
  void aPersonIsFoundByAnIdentityOnWhicheverBackend() {
    Contact amina = amina();

    assertThat(database.persons().of(new Identity("amina.o")))
        .contains(
            new Person(
                Optional.of(amina),
                List.of(CHAT, PHONE),
                Set.of(CHAT.identity(), PHONE.identity())));
    assertThat(database.persons().of(CHAT)).contains(database.persons().of(amina));
    assertThat(database.persons().of(OTHER)).isEmpty();
    assertThat(database.persons().of(new Identity("nobody"))).isEmpty();
    heard(database, OTHER, "hi", null);
    assertThat(database.persons().of(OTHER)).contains(Person.of(OTHER));
    assertThat(database.persons().of(OTHER.identity())).contains(Person.of(OTHER));
  }

  @Test
  void anIdentityOfTwoContactsIsNotOnePerson() {
    amina();
    database.people().contacts().make(c -> c.withName("B"), Connection.of("phone", "amina.o"));

    assertThatThrownBy(() -> database.persons().of(new Identity("amina.o")))
        .isInstanceOf(PeopleException.class)
        .hasMessageContaining("amina.o is a connection of 2 contacts");
  }

  @Test
  void noTableKeepsAnythingOfWhoWasErased() throws Exception {
    Contact amina = amina();
    heard(database, PHONE, "hello", "ext-88");
    report(sent(PHONE));
    heard(other, CHAT, "hello again", "ext-88b");
    planned(PHONE, "hello later", inADay);
    other.messages().enqueue(message(CHAT, "hello queue", "ext-88c"));
    database.liveConversations().clear(PHONE, ids.next());
    assertThat(dump()).contains(SECRETS);

    erase(database.persons().of(amina));

    assertThat(dump()).doesNotContain(SECRETS);
    assertThat(database.persons().of(PHONE)).isEmpty();
    assertThat(database.people().contacts().find(amina.id())).isEmpty();
  }

  @Test
  void howManyMessagesThereWereAndWhatCameOfThemStays() throws Exception {
    heard(database, PHONE, "hello", "ext-88");
    report(sent(PHONE));
    List<String> before = counts();

    erase(database.persons().of(PHONE).orElseThrow());

    assertThat(counts()).isEqualTo(before).hasSize(2);
  }

  @Test
  void whoHasTheSameIdentityOnAnotherBackendIsNotAllOfIt() {
    Connection elsewhere = Connection.of("chat", PHONE.identity().value());
    heard(database, PHONE, "hello", null);
    assertThat(database.persons().of(PHONE).orElseThrow().identities())
        .containsExactly(PHONE.identity());

    heard(database, elsewhere, "hello", null);

    assertThat(database.persons().of(PHONE).orElseThrow().identities()).isEmpty();
    assertThat(database.persons().of(PHONE.identity()).orElseThrow().identities())
        .containsExactly(PHONE.identity());
  }

  @Test
  void whoBecomesAContactMeanwhileIsToBeErasedAgain() {
    heard(database, PHONE, "hello", null);
    Person before = database.persons().of(PHONE).orElseThrow();
    other.people().contacts().make(c -> c.withName("Amina"), PHONE);

    assertThatThrownBy(() -> erase(before))
        .isInstanceOf(PeopleException.class)
        .hasMessageEndingWith("meanwhile: erase again");
  }

  @Test
  void whatAppsHaveAskedIsShownAndErased() throws Exception {
    database
        .dialogs()
        .of(new AppName("quiz"))
        .ask(PHONE, Map.of("question", "hello?"), Duration.ofDays(1));
    Person asked = database.persons().of(PHONE.identity()).orElseThrow();
    assertThat(database.persons().questions(asked))
        .singleElement()
        .asString()
        .contains("quiz", "hello?");

    erase(asked);

    assertThat(database.persons().questions(asked)).isEmpty();
    assertThat(dump()).doesNotContain(SECRETS);
  }

  @Test
  void ofWhatWasDoneAboutWhomIsErasedItStaysThatItWasDone() throws Exception {
    heard(database, PHONE, "hello", null);
    database.access().audit().note("anna", "person-block", PHONE.written(), "");
    database.access().audit().note("anna", "person-block", OTHER.written(), "was rude");

    erase(database.persons().of(PHONE).orElseThrow());

    assertThat(rows("SELECT who, action, subject, detail FROM audit_entry ORDER BY id"))
        .containsExactly(
            "anna|person-block||", "anna|person-block|" + OTHER.written() + "|was rude");
  }

  @Test
  void othersKeepAllOfTheirs() throws Exception {
    heard(database, OTHER, "moja", "ext-1");
    report(sent(OTHER));
    String before = dump();
    heard(database, PHONE, "hello", "ext-88");

    erase(database.persons().of(PHONE).orElseThrow());

    String after = dump();
    before
        .lines()
        .filter(line -> line.contains("moja"))
        .forEach(line -> assertThat(after).contains(line));
    assertThat(shown(database.persons().of(OTHER).orElseThrow())).hasSize(2);
  }

  @Test
  void whatWaitsForWhoIsErasedIsNeitherSentNorRouted() throws Exception {
    OutgoingMessage scheduled = planned(PHONE, "hello later", inADay);
    OutgoingMessage turn = to(PHONE, "hello in turn", SendOptions.none());
    store(new Planned(turn, OutgoingStatus.QUEUED, List.of()).inTurn());
    IncomingMessage waiting = message(PHONE, "hello", null);
    database.messages().enqueue(waiting);

    erase(database.persons().of(PHONE).orElseThrow());

    assertThat(status(scheduled.id())).isEqualTo("CANCELLED");
    assertThat(status(turn.id())).isEqualTo("CANCELLED");
    assertThat(status(waiting.id())).isEqualTo("FILTERED");
    assertThat(database.backlog().waiting()).isEmpty();
    assertThat(rows("SELECT message_id FROM scheduled")).isEmpty();
  }

  @Test
  void whoHasAMessageInANodesHandIsNotErasedThen() throws Exception {
    IncomingMessage inHand = message(PHONE, "hello", "ext-88");
    other.messages().claim(inHand);

    assertThatThrownBy(() -> erase(database.persons().of(PHONE).orElseThrow()))
        .isInstanceOf(PeopleException.class)
        .hasMessageContaining("the message " + inHand.id() + " is being routed or sent just now");

    assertThat(status(inHand.id())).isEqualTo("QUEUED");
    route(other, inHand);
    erase(database.persons().of(PHONE).orElseThrow());
    assertThat(dump()).doesNotContain(SECRETS);
  }

  @Test
  void whoWritesAgainIsNewOnEveryNode() throws Exception {
    heard(database, PHONE, "hello", "ext-88");
    heard(other, PHONE, "hello too", null);
    List<String> erased = rows("SELECT DISTINCT connection_id FROM message");

    erase(database.persons().of(PHONE).orElseThrow());
    heard(other, PHONE, "moja", "ext-88");
    heard(database, PHONE, "mbili", null);

    for (Database node : List.of(database, other)) {
      assertThat(node.messages().conversation(PHONE, 10))
          .extracting(StoredMessage::text)
          .containsExactly("moja", "karibu moja", "mbili", "karibu mbili");
    }
    assertThat(rows("SELECT id FROM connection")).hasSize(1).doesNotContainAnyElementsOf(erased);
    assertThat(rows("SELECT DISTINCT connection_id FROM message WHERE text != ''"))
        .isEqualTo(rows("SELECT id FROM connection"));
  }

  @Test
  void whatAnAppHasWrittenWithItsMessageIsStoredForANewPersonToo() throws Exception {
    heard(other, PHONE, "hello", null);
    erase(database.persons().of(PHONE).orElseThrow());
    IncomingMessage again = message(PHONE, "moja", null);

    try (UnitOfWork work = other.messages().begin()) {
      work.mark();
      other.people().contacts().of(PHONE);
      work.commit(new Routed(again, IncomingStatus.HANDLED, List.of(), List.of()));
    }

    assertThat(shown(database.persons().of(PHONE).orElseThrow()))
        .extracting(each -> each.get("text"))
        .containsExactly("moja");
  }

  @Test
  void nothingComesToTheMessagesOfWhoWasErased() throws Exception {
    heard(database, PHONE, "hello", "ext-88");
    UUID sent = sent(PHONE);
    ReceivedReport received = received(sent);
    DeliveryReport seen = database.messages().preview(received, Set.of(GATEWAY)).orElseThrow();

    erase(database.persons().of(PHONE).orElseThrow());

    try (UnitOfWork work = database.messages().begin()) {
      assertThat(work.commit(new Reported(seen, List.of(), List.of()))).isFalse();
    }
    assertThat(database.messages().preview(received, Set.of(GATEWAY))).isEmpty();
    assertThat(database.messages().sentAs("gw-77hello", GATEWAY)).isEmpty();
    assertThat(database.messages().cancel(sent)).isEqualTo(Cancellation.UNKNOWN);
    database
        .messages()
        .record(
            List.of(
                new SendOutcome(
                    sent, new SendResult.Accepted(Optional.of("gw-77")), Instant.now())));
    assertThat(database.messages().way(sent)).noneMatch(leg -> leg.reason().isPresent());
    assertThat(dump()).doesNotContain(SECRETS);
  }

  @Test
  void whatHasFailedIsNotSentAgainToWhoWasErased() {
    OutgoingMessage failed = planned(PHONE, "hello", SendOptions.none());
    database
        .messages()
        .record(List.of(new SendOutcome(failed.id(), SendResult.refused("hello"), Instant.now())));
    assertThat(database.messages().conversation(PHONE, 1)).hasSize(1);
    Chosen all = new Chosen(Optional.empty(), Set.of(GATEWAY), Optional.empty());
    assertThat(database.backlog().failed(all)).containsExactly(failed.id());

    erase(database.persons().of(PHONE).orElseThrow());

    assertThat(database.backlog().failed(all)).isEmpty();
    assertThat(database.backlog().resend(List.of(failed.id()), "admin")).isEmpty();
  }

  @Test
  void whereTheRestCannotBeErasedThePersonStays() throws Exception {
    Contact amina = amina();
    heard(database, PHONE, "hello", "ext-88");
    Consumer<UnitOfWork> failing =
        work -> {
          throw new PeopleException("the app quiz could not");
        };

    assertThatThrownBy(
            () -> database.persons().erase(database.persons().of(amina), Duration.ZERO, failing))
        .isInstanceOf(PeopleException.class)
        .hasMessage("the app quiz could not");

    assertThat(database.persons().of(PHONE)).contains(database.persons().of(amina));
    erase(database.persons().of(amina));
    assertThat(dump()).doesNotContain(SECRETS);
  }

  @Test
  void whoHasThousandsOfMessagesIsShownAndErased() throws Exception {
    Planned[] many =
        IntStream.range(0, 2500)
            .mapToObj(
                i ->
                    new Planned(
                        to(PHONE, "hello " + i, SendOptions.none()),
                        OutgoingStatus.CANCELLED,
                        List.of()))
            .toArray(Planned[]::new);
    store(many);
    Person person = database.persons().of(PHONE).orElseThrow();
    assertThat(shown(person)).hasSize(2500);

    erase(person);

    assertThat(dump()).doesNotContain(SECRETS);
    assertThat(rows("SELECT id FROM message")).hasSize(2500);
  }

  @Test
  void everyTableIsKnownToWhoErases() throws Exception {
    Set<String> tables = new TreeSet<>(tables());
    tables.removeIf(table -> table.endsWith("history"));

    // Whoever adds one has to say in PersonMapper what becomes of what it keeps of a person.
    assertThat(tables)
        .containsExactlyInAnyOrder(
            "answered_request",
            "access_invitation",
            "access_session",
            "access_token",
            "access_user",
            "audit_entry",
            "callback_end",
            "callback_event",
            "broadcast",
            "cleared",
            "connection",
            "connection_removal",
            "contact",
            "contact_connection",
            "contact_group",
            "contact_member",
            "count_change",
            "counting",
            "delivery_report",
            "dialog",
            "expiring",
            "failed_message",
            "gateway_message",
            "held_lane",
            "hourly_count",
            "installation_secret",
            "keeping",
            "kept_longer",
            "message",
            "message_callback",
            "message_error",
            "message_leg",
            "message_reference",
            "message_resent",
            "node",
            "paced_connection",
            "scheduled",
            "waiting",
            "waiting_turn");
  }

  private Contact amina() {
    Contact amina =
        database
            .people()
            .contacts()
            .make(c -> c.withName("Amina").withNote("village", "Kisumu"), CHAT, PHONE);
    database.people().groups().join(database.people().groups().of("Nurses"), amina);
    return database.people().contacts().find(amina.id()).orElseThrow();
  }

  private void erase(Person person) {
    database.persons().erase(person, Duration.ZERO, work -> {});
  }

  private List<Map<String, Object>> shown(Person person) {
    List<Map<String, Object>> shown = new ArrayList<>();
    database.persons().messages(person, shown::add);
    return shown;
  }

  private IncomingMessage message(Connection from, String text, String externalId) {
    return new IncomingMessage(
        ids.next(),
        new ReceivedMessage(
            from,
            text,
            Optional.ofNullable(externalId),
            Optional.empty(),
            Map.of("raw", "karibu%2")),
        Instant.now(),
        outbox());
  }

  private Outbox outbox() {
    return new Outbox(ids, Clock.systemUTC(), backend -> {});
  }

  private OutgoingMessage to(Connection whom, String text, SendOptions options) {
    return outbox().add(whom, text, Optional.empty(), options);
  }

  private OutgoingMessage planned(Connection whom, String text, SendOptions options) {
    OutgoingMessage message = to(whom, text, options);
    store(new Planned(message, OutgoingStatus.QUEUED, List.of()));
    return message;
  }

  private void store(Planned... outgoing) {
    try (UnitOfWork work = database.messages().begin()) {
      work.commit(List.of(outgoing));
    }
  }

  /** Lets somebody write, and be answered by a gateway. */
  private IncomingMessage heard(Database on, Connection from, String text, String externalId) {
    IncomingMessage message = message(from, text, externalId);
    on.messages().claim(message);
    route(on, message);
    return message;
  }

  private static void route(Database on, IncomingMessage message) {
    OutgoingMessage reply = message.respond("karibu " + message.text());
    try (UnitOfWork work = on.messages().begin()) {
      work.commitClaimed(
          new Routed(
              message,
              IncomingStatus.HANDLED,
              List.of(new AppError("quiz", "handle", "no hello: karibu")),
              List.of(new Planned(reply, OutgoingStatus.QUEUED, List.of()))));
    }
    Instant now = Instant.now();
    on.messages()
        .record(
            List.of(
                new SendOutcome(
                    reply.id(),
                    new SendResult.Accepted(Optional.of("gw-77" + message.text())),
                    now,
                    List.of(Leg.of(GATEWAY, SendResult.retry("no karibu here"), now)))));
    // What was recorded is stored when this has been asked.
    assertThat(on.messages().conversation(message.connection(), 1))
        .extracting(StoredMessage::status)
        .containsExactly(OutgoingStatus.SENT);
  }

  private UUID sent(Connection whom) {
    return database.messages().conversation(whom, 1).get(0).id();
  }

  private static ReceivedReport received(UUID message) {
    return new ReceivedReport(
        GATEWAY,
        message,
        ReportedState.DELIVERED,
        Optional.of("sim card of hello"),
        Optional.of("smsc"),
        Optional.empty());
  }

  private void report(UUID message) {
    DeliveryReport seen =
        database.messages().preview(received(message), Set.of(GATEWAY)).orElseThrow();
    try (UnitOfWork work = database.messages().begin()) {
      assertThat(work.commit(new Reported(seen, List.of(), List.of()))).isTrue();
    }
  }

  private String status(UUID message) throws Exception {
    return rows("SELECT status FROM message WHERE id = '" + message + "'").get(0);
  }

  private List<String> counts() throws Exception {
    return rows(
        "SELECT backend, direction, status, created_at, in_response_to FROM message ORDER BY id");
  }

  private List<String> tables() throws Exception {
    return rows(
        "SELECT LOWER(table_name) FROM information_schema.tables"
            + " WHERE table_schema IN ('public', 'PUBLIC')");
  }

  /** Returns all rows of all tables, in small letters. */
  private String dump() throws Exception {
    StringBuilder dump = new StringBuilder();
    for (String table : tables()) {
      dump.append(String.join("\n", rows("SELECT * FROM " + table))).append('\n');
    }
    return dump.toString().toLowerCase(Locale.ROOT);
  }

  private List<String> rows(String query) throws Exception {
    return TestConnection.rows(settings(), query);
  }
}
