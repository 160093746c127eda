package org.threadless.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.threadless.router.conversation.Direction;
import org.threadless.router.conversation.StoredMessage;
import org.threadless.router.engine.backlog.DueMessage;
import org.threadless.router.engine.rate.Rates;
import org.threadless.router.engine.store.Planned;
import org.threadless.router.engine.store.UnitOfWork;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Identity;
import org.threadless.router.message.IncomingMessage;
import org.threadless.router.message.MessageIds;
import org.threadless.router.message.Numbers;
import org.threadless.router.message.Outbox;
import org.threadless.router.message.OutgoingMessage;
import org.threadless.router.message.OutgoingStatus;
import org.threadless.router.message.ReceivedMessage;
import org.threadless.storage.offline.OfflineDatabase;
import org.threadless.storage.pool.DatabaseSettings;
import org.threadless.storage.uniform.Change;
import org.threadless.storage.uniform.UniformConnections;

/** Identities that are written otherwise from now on, with all that they have. */
abstract class UniformConnectionsContract {

  private static final BackendName GATEWAY = new BackendName("gateway");
  private static final Connection LOCAL = Connection.of("gateway", "0700111222");
  private static final Connection BARE = Connection.of("gateway", "254700111222");
  private static final Connection UNIFORM = Connection.of("gateway", "+254700111222");
  private static final Connection SHORT = Connection.of("gateway", "22334");
  private static final Connection ELSEWHERE = Connection.of("other", "0700111222");

  /** Stands for those that know phone numbers. */
  private static final Numbers NUMBERS =
      connection ->
          new Connection(
              connection.backend(),
              new Identity(connection.identity().value().replaceFirst("^(0|254)(?=7)", "+254")));

  private final MessageIds ids = new MessageIds();
  private final Clock clock = Clock.systemUTC();

  private DatabaseSettings settings;
  private Database database;

  /** Returns the settings of a database that is empty. */
  abstract DatabaseSettings settings() throws Exception;

  @BeforeEach
  void open() throws Exception {
    settings = settings();
    database = Database.open(settings, clock);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void whatWouldChangeIsToldAndNothingChanges() {
    receive(SHORT, "a", null);
    receive(LOCAL, "b", null);
    receive(BARE, "c", null);
    receive(BARE, "d", null);
    receive(ELSEWHERE, "e", null);
    database.close();

    List<Change> changes = changes();

    assertThat(changes).extracting(Change::now).containsExactly(LOCAL, BARE);
    assertThat(changes).extracting(Change::then).containsOnly(UNIFORM);
    assertThat(changes).extracting(Change::messages).containsExactly(1L, 2L);
    assertThat(changes).extracting(Change::joins).containsExactly(false, true);
    assertThat(changes()).isEqualTo(changes);
  }

  @Test
  void thoseThatAreOneBecomeOneWithTheirMessagesInOrder() throws Exception {
    receive(LOCAL, "a", null);
    receive(UNIFORM, "b", null);
    receive(BARE, "c", null);
    receive(LOCAL, "d", null);
    receive(SHORT, "e", null);
    receive(ELSEWHERE, "f", null);

    write();

    assertThat(texts(UNIFORM)).containsExactly("a", "b", "c", "d");
    assertThat(texts(LOCAL)).isEmpty();
    assertThat(texts(SHORT)).containsExactly("e");
    assertThat(texts(ELSEWHERE)).containsExactly("f");
    assertThat(identities()).containsExactlyInAnyOrder("+254700111222", "22334", "0700111222");
    assertThat(orphans()).isZero();
    database.close();
    assertThat(changes()).isEmpty();
  }

  @Test
  void aThousandMessagesMoveInSeveralTransactions() {
    receive(UNIFORM, "first", null);
    List<String> said = new ArrayList<>(List.of("first"));
    for (int i = 0; i < 1100; i++) {
      receive(LOCAL, "m" + i, null);
      said.add("m" + i);
    }

    write();

    assertThat(texts(UNIFORM)).containsExactlyElementsOf(said);
  }

  @Test
  void whatWaitsGoesOnInItsOrder() throws Exception {
    UUID first = queue(LOCAL, "a");
    UUID second = queue(BARE, "b");
    UUID third = queue(LOCAL, "c");
    letWait();

    write();

    assertThat(take(Direction.OUT)).containsExactly(first, second, third);
    assertThat(count("waiting")).isEqualTo(3);
    assertThat(texts(UNIFORM)).containsExactly("a", "b", "c");
    assertThat(List.of(first, second, third)).allMatch(id -> waitsFor(id, UNIFORM));
  }

  @Test
  void whatIsUnderWayIsNotTouched() throws Exception {
    queue(LOCAL, "a");
    letWait();
    assertThat(take(Direction.OUT)).hasSize(1);
    sql("UPDATE waiting SET node = 4711 WHERE backend = 'gateway'");
    database.close();

    try (UniformConnections stored = OfflineDatabase.connections(settings)) {
      assertThat(stored.obstacle(GATEWAY).orElseThrow()).contains("were under way");
      assertThat(stored.obstacle(new BackendName("other"))).isEmpty();
    }
  }

  @Test
  void aCopyOfAMessageIsStillKnown() {
    IncomingMessage first = receive(LOCAL, "hello", "7");
    receive(UNIFORM, "hello", "7");
    IncomingMessage alone = receive(BARE, "again", "8");

    write();

    assertThat(database.messages().claim(incoming(UNIFORM, "again", "8")).orElseThrow().id())
        .isEqualTo(alone.id());
    assertThat(database.messages().claim(incoming(UNIFORM, "hello", "7"))).isPresent();
    assertThat(first.id()).isNotEqualTo(alone.id());
  }

  @Test
  void whatIsClearedOfBothStaysSoAndElseIsShown() {
    IncomingMessage a = receive(LOCAL, "a", null);
    IncomingMessage b = receive(UNIFORM, "b", null);
    database.liveConversations().clear(LOCAL, a.id());
    database.liveConversations().clear(UNIFORM, b.id());

    write();

    assertThat(database.liveConversations().cleared(GATEWAY).conversations())
        .containsOnlyKeys(UNIFORM.identity())
        .containsValue(a.id());
  }

  @Test
  void theConversationThatIsOnlyWrittenOtherwiseStaysCleared() {
    IncomingMessage a = receive(LOCAL, "a", null);
    database.liveConversations().clear(LOCAL, a.id());

    write();

    assertThat(database.liveConversations().cleared(GATEWAY).conversations())
        .containsOnlyKeys(UNIFORM.identity());
  }

  @Test
  void theRateForEachIdentityAndTheProbesGoOn() throws Exception {
    receive(UNIFORM, "a", null);
    receive(LOCAL, "b", null);
    sql(
        "INSERT INTO paced_connection SELECT id, TIMESTAMP WITH TIME ZONE '2026-01-01 00:00:00+00'"
            + " FROM connection WHERE identity = '+254700111222'");
    sql(
        "INSERT INTO paced_connection SELECT id, TIMESTAMP WITH TIME ZONE '2026-01-02 00:00:00+00'"
            + " FROM connection WHERE identity = '0700111222'");
    sql(
        "INSERT INTO waiting_turn (backend, direction, probed) SELECT 'gateway', 'OUT', id"
            + " FROM connection WHERE identity = '0700111222'");

    write();

    assertThat(texts("SELECT CAST(free_at AS VARCHAR) FROM paced_connection"))
        .singleElement()
        .asString()
        .contains("2026-01-02");
    assertThat(
            texts(
                "SELECT c.identity FROM waiting_turn t JOIN connection c ON c.id = t.probed"
                    + " WHERE t.backend = 'gateway'"))
        .containsExactly("+254700111222");
  }

  @Test
  void aContactKeepsItsConnection() throws Exception {
    UUID contact = contact();
    for (Connection connection : List.of(LOCAL, BARE)) {
      receive(connection, "hello", null);
      connect(contact, connection);
    }

    write();

    assertThat(texts("SELECT identity FROM contact_connection")).containsExactly("+254700111222");
  }

  @Test
  void aContactThatNothingHasComeFromKeepsItsConnectionToo() throws Exception {
    UUID contact = contact();
    connect(contact, LOCAL);

    write();

    assertThat(texts("SELECT identity FROM contact_connection")).containsExactly("+254700111222");
    assertThat(changes()).isEmpty();
  }

  @Test
  void everyTableThatNamesAConnectionIsKnown() throws Exception {
    assertThat(
            new TreeSet<>(
                texts(
                    "SELECT table_name FROM information_schema.columns"
                        + " WHERE table_schema = CURRENT_SCHEMA"
                        + " AND column_name IN ('connection_id', 'identity', 'probed')")))
        // A question by an old identity is not waited for any more, and is forgotten.
        .containsExactly(
            "cleared",
            "connection",
            "contact_connection",
            "dialog",
            "message",
            "paced_connection",
            "waiting",
            "waiting_turn");
  }

  private UUID contact() throws Exception {
    UUID contact = ids.next();
    sql("INSERT INTO contact (id) VALUES ('" + contact + "')");
    return contact;
  }

  private void connect(UUID contact, Connection connection) throws Exception {
    sql(
        "INSERT INTO contact_connection (backend, identity, contact_id, added) VALUES ('gateway', '"
            + connection.identity()
            + "', '"
            + contact
            + "', '"
            + contact
            + "')");
  }

  private List<Change> changes() {
    try (UniformConnections stored = OfflineDatabase.connections(settings)) {
      return stored.changes(GATEWAY, NUMBERS);
    }
  }

  private void write() {
    database.close();
    try (UniformConnections stored = OfflineDatabase.connections(settings)) {
      assertThat(stored.obstacle(GATEWAY)).isEmpty();
      stored.changes(GATEWAY, NUMBERS).forEach(stored::make);
    }
    database = Database.open(settings, clock);
  }

  private IncomingMessage receive(Connection from, String text, String externalId) {
    IncomingMessage message = incoming(from, text, externalId);
    assertThat(database.messages().claim(message)).isEmpty();
    return message;
  }

  private IncomingMessage incoming(Connection from, String text, String externalId) {
    ReceivedMessage received = ReceivedMessage.of(from, text);
    return new IncomingMessage(
        ids.next(),
        externalId == null ? received : received.withExternalId(externalId),
        clock.instant(),
        new Outbox(ids, clock, backend -> {}));
  }

  private UUID queue(Connection to, String text) {
    OutgoingMessage message =
        new OutgoingMessage(ids.next(), to, text, Optional.empty(), Instant.now());
    try (UnitOfWork work = database.messages().begin()) {
      work.commit(List.of(new Planned(message, OutgoingStatus.QUEUED, List.of())));
    }
    return message.id();
  }

  /** Lets what is in this node's hand wait: the next start takes it over. */
  private void letWait() {
    database.close();
    database = Database.open(settings, clock);
  }

  private List<UUID> take(Direction direction) {
    return database.backlog().take(GATEWAY, direction, 10, Rates.NONE).messages().stream()
        .map(DueMessage::id)
        .toList();
  }

  private List<String> texts(Connection connection) {
    return database.messages().conversation(connection, 5000).stream()
        .map(StoredMessage::text)
        .toList();
  }

  private List<String> identities() throws SQLException {
    return texts("SELECT identity FROM connection");
  }

  private boolean waitsFor(UUID message, Connection connection) {
    try {
      return texts(
              "SELECT c.identity FROM waiting w JOIN connection c ON c.id = w.connection_id"
                  + " WHERE w.message_id = '"
                  + message
                  + "'")
          .equals(List.of(connection.identity().value()));
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private int orphans() throws SQLException {
    return texts(
            "SELECT CAST(m.id AS VARCHAR) FROM message m"
                + " WHERE NOT EXISTS (SELECT 1 FROM connection c WHERE c.id = m.connection_id)")
        .size();
  }

  private int count(String table) throws SQLException {
    return texts("SELECT 'x' FROM " + table).size();
  }

  private void sql(String statement) throws SQLException {
    try (java.sql.Connection connection = database.dataSource().getConnection();
        Statement made = connection.createStatement()) {
      made.execute(statement);
      connection.commit();
    }
  }

  private List<String> texts(String query) throws SQLException {
    List<String> found = new ArrayList<>();
    try (java.sql.Connection connection = database.dataSource().getConnection();
        Statement made = connection.createStatement();
        ResultSet rows = made.executeQuery(query)) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
    }
    return found;
  }
}
