package org.threadless.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.threadless.router.backend.SendResult;
import org.threadless.router.conversation.Direction;
import org.threadless.router.conversation.StoredMessage;
import org.threadless.router.engine.backlog.DueMessage;
import org.threadless.router.engine.backlog.Failure;
import org.threadless.router.engine.rate.Rates;
import org.threadless.router.engine.store.Leg;
import org.threadless.router.engine.store.Planned;
import org.threadless.router.engine.store.SendOutcome;
import org.threadless.router.engine.store.UnitOfWork;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;
import org.threadless.router.message.IncomingMessage;
import org.threadless.router.message.MessageIds;
import org.threadless.router.message.Outbox;
import org.threadless.router.message.OutgoingMessage;
import org.threadless.router.message.OutgoingStatus;
import org.threadless.router.message.ReceivedMessage;
import org.threadless.storage.offline.OfflineDatabase;
import org.threadless.storage.pool.DatabaseSettings;
import org.threadless.storage.rename.BackendRenaming;

/** A backend that is called otherwise from now on, with all that it has, on every database. */
abstract class RenameContract {

  private static final BackendName BEFORE = new BackendName("old-name");
  private static final BackendName NOW = new BackendName("new-name");
  private static final Connection ALICE = Connection.of("old-name", "+254700111222");
  private static final Connection ALICE_NOW = Connection.of("new-name", "+254700111222");
  private static final Connection BOB = Connection.of("old-name", "+254700333444");
  private static final Connection BOB_NOW = Connection.of("new-name", "+254700333444");
  private static final Connection ELSEWHERE = Connection.of("other", "+254700111222");

  private final MessageIds ids = new MessageIds();
  private DatabaseSettings settings;
  private Database database;

  /** Returns the settings of an empty database. */
  abstract DatabaseSettings settings() throws Exception;

  @BeforeEach
  void open() throws Exception {
    settings = settings();
    database = Database.open(settings, Clock.systemUTC());
  }

  @AfterEach
  void close() {
    CountedMessages.assertRight(database);
    database.counts().run();
    CountedMessages.assertRight(database);
    database.close();
  }

  /** Whoever adds one, adds it to {@code RenameMapper}, and what it holds to the next test. */
  @Test
  void eachColumnThatNamesABackendIsKnown() throws Exception {
    assertThat(backendColumns())
        .containsExactlyInAnyOrder(
            "access_token.backends",
            "broadcast.backends",
            "cleared.backend",
            "connection.backend",
            "contact_connection.backend",
            "count_change.backend",
            "dialog.backend",
            "expiring.backend",
            "gateway_message.backend",
            "hourly_count.backend",
            "message.backend",
            "message_leg.backend",
            "waiting.backend",
            "waiting_turn.backend");
  }

  private Set<String> backendColumns() throws Exception {
    return new TreeSet<>(
        rows(
            "SELECT LOWER(table_name) || '.' || LOWER(column_name) FROM information_schema.columns"
                + " WHERE LOWER(table_schema) = 'public' AND LOWER(column_name) LIKE '%backend%'"));
  }

  @Test
  void nothingIsLeftOfTheNameInAnyTable() throws Exception {
    fill();
    database.counts().run();
    OutgoingMessage later = postponed(BOB, "later");
    Set<String> columns = backendColumns();
    // That may be added up at any moment.
    columns.remove("count_change.backend");
    for (String column : columns) {
      int dot = column.indexOf('.');
      String table = column.substring(0, dot);
      String name = column.substring(dot + 1);
      assertThat(rows("SELECT 1 FROM %s WHERE %s LIKE '%%old-name%%'".formatted(table, name)))
          .as(column)
          .isNotEmpty();
    }

    rename();

    assertThat(dump()).doesNotContain("old-name").contains("new-name");
    assertThat(texts(ALICE_NOW)).contains("hello", "sent").doesNotHaveDuplicates();
    assertThat(rows("SELECT message_id FROM waiting")).contains(later.id().toString());
  }

  @Test
  void whatWaitsGoesOutByTheOtherInItsOrder() {
    UUID first = postponed(ALICE, "a").id();
    UUID second = postponed(ALICE, "b").id();
    UUID third = postponed(ALICE_NOW, "c").id();

    rename();

    assertThat(taken()).containsExactly(first, second, third);
    assertThat(database.backlog().take(BEFORE, Direction.OUT, 10, Rates.NONE).messages()).isEmpty();
  }

  @Test
  void thoseThatBothHaveBecomeOne() throws Exception {
    receive(ALICE, "a", null);
    receive(ALICE_NOW, "b", null);
    receive(BOB, "c", null);
    receive(ELSEWHERE, "d", null);
    database.liveConversations().clear(BOB, receive(BOB, "e", null).id());
    database.people().contacts().make(contact -> contact.withName("Alice"), ALICE);
    database.people().contacts().make(contact -> contact.withName("Also Alice"), ALICE_NOW);

    rename();

    assertThat(texts(ALICE_NOW)).containsExactly("a", "b");
    assertThat(texts(BOB_NOW)).containsExactly("c", "e");
    assertThat(texts(ELSEWHERE)).containsExactly("d");
    assertThat(rows("SELECT backend, identity FROM connection ORDER BY backend, identity"))
        .containsExactly("new-name|+254700111222", "new-name|+254700333444", "other|+254700111222");
    assertThat(database.liveConversations().cleared(NOW).conversations())
        .containsOnlyKeys(BOB.identity());
    assertThat(database.people().contacts().find(ALICE_NOW).orElseThrow().name())
        .contains("Also Alice");
  }

  @Test
  void aCopyIsStillKnown() {
    UUID first = receive(ALICE, "hello", "7").id();
    receive(BOB, "again", "8");
    receive(BOB_NOW, "again", "8");

    rename();

    assertThat(database.messages().claim(incoming(ALICE_NOW, "hello", "7")).orElseThrow().id())
        .isEqualTo(first);
    assertThat(database.messages().claim(incoming(BOB_NOW, "again", "8"))).isPresent();
  }

  @Test
  void aReportFindsItsMessageAndAPauseStays() {
    OutgoingMessage message = planned(ALICE, "sent");
    record(message, new SendResult.Accepted(Optional.of("gw-1")));
    database.backlog().pause(BEFORE);

    rename();

    assertThat(database.messages().sentAs("gw-1", NOW)).contains(message.id());
    assertThat(database.backlog().pausedSince(NOW)).isPresent();
    assertThat(database.backlog().pausedSince(BEFORE)).isEmpty();
  }

  @Test
  void whatIsBrokenOffIsGoneOnWith() throws Exception {
    IntStream.range(0, 20).forEach(i -> receive(ALICE, "m" + i, null));
    // As after the first step, with one half of the messages moved.
    database.close();
    execute(
        "UPDATE connection SET backend = 'new-name' WHERE backend = 'old-name'",
        "UPDATE message SET backend = 'new-name' WHERE text LIKE 'm1%'");
    database = Database.open(settings, Clock.systemUTC());

    rename();

    assertThat(texts(ALICE_NOW)).hasSize(20);
    assertThat(rows("SELECT DISTINCT backend FROM message")).containsExactly("new-name");
  }

  private void rename() {
    flush();
    database.close();
    try (BackendRenaming renaming = OfflineDatabase.renaming(settings)) {
      assertThat(renaming.obstacle()).isEmpty();
      renaming.rename(BEFORE, NOW);
    }
    database = Database.open(settings, Clock.systemUTC());
  }

  private void fill() throws Exception {
    receive(ALICE, "hello", "7");
    OutgoingMessage sent = planned(ALICE, "sent");
    record(sent, new SendResult.Accepted(Optional.of("gw-1")));
    database.backlog().pause(BEFORE);
    database.liveConversations().clear(ALICE, ids.next());
    database.people().contacts().make(contact -> contact.withName("Alice"), ALICE);
    String now = "CURRENT_TIMESTAMP";
    execute(
        "INSERT INTO access_token (id, name, hash, rights, backends, created_at) VALUES ('%s', 'one', 'x', 'send', 'other,old-name,new-name', %s)"
            .formatted(ids.next(), now),
        "INSERT INTO broadcast (id, state, node, created_at, passed_over, backends) VALUES ('%s', 'RUNNING', 1, %s, 0, 'old-name')"
            .formatted(ids.next(), now),
        "INSERT INTO dialog (backend, identity, app, state, asked, forgotten_at) VALUES ('old-name', 'x', 'quiz', '{}', '%s', TIMESTAMP WITH TIME ZONE '2999-01-01 00:00:00+00')"
            .formatted(ids.next()),
        "INSERT INTO expiring (message_id, backend, valid_until) VALUES ('%s', 'old-name', TIMESTAMP WITH TIME ZONE '2999-01-01 00:00:00+00')"
            .formatted(sent.id()),
        "INSERT INTO count_change (hour_began, backend, direction, status, change) VALUES (TIMESTAMP WITH TIME ZONE '2026-01-01 00:00:00+00', 'old-name', 'IN', 'HANDLED', 0)");
  }

  private List<UUID> taken() {
    return database.backlog().take(NOW, Direction.OUT, 10, Rates.NONE).messages().stream()
        .map(DueMessage::id)
        .toList();
  }

  private List<String> texts(Connection connection) {
    List<StoredMessage> said = new ArrayList<>(database.messages().conversation(connection, 1000));
    return said.stream().map(StoredMessage::text).toList();
  }

  private IncomingMessage receive(Connection from, String text, String externalId) {
    IncomingMessage message = incoming(from, text, externalId);
    assertThat(database.messages().enqueue(message)).isEmpty();
    return message;
  }

  private IncomingMessage incoming(Connection from, String text, String externalId) {
    ReceivedMessage received =
        new ReceivedMessage(
            from, text, Optional.ofNullable(externalId), Optional.empty(), Map.of());
    return new IncomingMessage(
        ids.next(), received, Instant.now(), new Outbox(ids, Clock.systemUTC(), backend -> {}));
  }

  private OutgoingMessage planned(Connection to, String text) {
    OutgoingMessage message =
        new OutgoingMessage(ids.next(), to, text, Optional.empty(), Instant.now());
    try (UnitOfWork work = database.messages().begin()) {
      work.commit(List.of(new Planned(message, OutgoingStatus.QUEUED, List.of())));
    }
    return message;
  }

  private OutgoingMessage postponed(Connection to, String text) {
    OutgoingMessage message = planned(to, text);
    Instant before = Instant.now().minus(Duration.ofMinutes(1));
    database.backlog().postpone(message, Optional.of(new Failure("busy", 1, 0, before)), before);
    flush();
    return message;
  }

  private void record(OutgoingMessage message, SendResult result) {
    Instant now = Instant.now();
    Leg down = Leg.of(BEFORE, SendResult.retry("busy"), now);
    database.messages().record(List.of(new SendOutcome(message.id(), result, now, List.of(down))));
    flush();
  }

  // What was recorded is stored when this has been asked.
  private void flush() {
    assertThat(database.messages().conversation(ELSEWHERE, 1)).hasSizeLessThan(2);
  }

  private String dump() throws Exception {
    StringBuilder dump = new StringBuilder();
    List<String> tables =
        rows(
            "SELECT LOWER(table_name) FROM information_schema.tables"
                + " WHERE LOWER(table_schema) = 'public' AND table_type = 'BASE TABLE'");
    for (String table : tables) {
      dump.append(String.join("\n", rows("SELECT * FROM " + table))).append('\n');
    }
    return dump.toString();
  }

  private List<String> rows(String query) throws Exception {
    return TestConnection.rows(settings, query);
  }

  private void execute(String... statements) throws Exception {
    TestConnection.execute(settings, statements);
  }
}
