package org.threadless.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.threadless.router.backend.SendResult;
import org.threadless.router.conversation.Cleared;
import org.threadless.router.conversation.LiveConversations;
import org.threadless.router.conversation.StoreUnavailableException;
import org.threadless.router.conversation.StoredMessage;
import org.threadless.router.engine.store.Planned;
import org.threadless.router.engine.store.SendOutcome;
import org.threadless.router.engine.store.UnitOfWork;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Identity;
import org.threadless.router.message.MessageIds;
import org.threadless.router.message.OutgoingMessage;
import org.threadless.router.message.OutgoingStatus;
import org.threadless.storage.file.DatabaseFile;
import org.threadless.storage.pool.DatabaseSettings;
import org.threadless.storage.read.LiveMapper;
import org.threadless.storage.session.AppConnections;
import org.threadless.storage.session.Sessions;

/** What pages that show conversations read, on every database. */
abstract class LiveConversationsContract {

  private static final BackendName PUBLIC = new BackendName("public");
  private static final Connection ALICE = Connection.of("public", "1112223333");
  private static final Connection BOB = Connection.of("public", "4445556666");
  private static final Connection ELSEWHERE = Connection.of("private", "1112223333");
  private static final UUID BEFORE_ALL = new UUID(0, 0);

  private final MessageIds ids = new MessageIds();

  private Database database;
  private LiveConversations live;

  /** Returns the settings of a database that is empty. */
  abstract DatabaseSettings settings() throws Exception;

  @BeforeEach
  void open() throws Exception {
    database = Database.open(settings(), Clock.systemUTC());
    live = database.liveConversations();
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void theNewestComeFirstAndOnlyThoseOfTheBackendAfterTheGivenOne() {
    UUID first = store(ALICE, "1");
    UUID second = store(BOB, "2");
    store(ELSEWHERE, "x");
    UUID third = store(ALICE, "3");

    assertThat(live.newest(PUBLIC, BEFORE_ALL, 10)).containsExactly(third, second, first);
    assertThat(live.newest(PUBLIC, first, 10)).containsExactly(third, second);
    assertThat(live.newest(PUBLIC, BEFORE_ALL, 1)).containsExactly(third);
    assertThat(live.newest(PUBLIC, third, 10)).isEmpty();
  }

  @Test
  void theIdsOfAMomentAreThoseMadeSince() {
    Instant before = Instant.now().minusSeconds(1);
    UUID id = store(ALICE, "1");

    assertThat(live.newest(PUBLIC, MessageIds.firstOf(before), 10)).containsExactly(id);
    assertThat(live.newest(PUBLIC, MessageIds.firstOf(before.plusSeconds(60)), 10)).isEmpty();
  }

  @Test
  void whatIsNewIsFoundWithoutReadingTheWholeTable() throws Exception {
    fill(20_000);
    try (java.sql.Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("ANALYZE");
      connection.commit();
      String query =
          new Sessions(
                  database.dataSource(),
                  database.dialect(),
                  true,
                  DatabaseFile.none(),
                  AppConnections.all(),
                  RouterMappers.ALL)
              .configuration()
              .getMappedStatement(LiveMapper.class.getName() + ".newest")
              .getBoundSql(Map.of())
              .getSql();

      String plan =
          plan(
              statement,
              query
                  .replaceFirst("\\?", "'00000000-0000-7000-8000-000000019999'")
                  .replaceFirst("\\?", "10000")
                  .replaceFirst("\\?", "'public'")
                  .replaceFirst("\\?", "10"));

      assertThat(plan).contains(primaryKey());
    }
  }

  /** Returns a table expression of the numbers from 1. */
  abstract String series(int to);

  /** Returns what the plan of a query calls a search by primary key. */
  abstract String primaryKey();

  @Test
  void messagesAreReadByTheirIdsInTheirOrder() {
    UUID first = store(ALICE, "1");
    UUID second = store(BOB, "2");

    List<StoredMessage> found = live.messages(List.of(second, ids.next(), first));

    assertThat(found).extracting(StoredMessage::text).containsExactly("1", "2");
    assertThat(found).extracting(StoredMessage::connection).containsExactly(ALICE, BOB);
    assertThat(live.messages(List.of())).isEmpty();
  }

  @Test
  void changesAreWhatWasMadeOrGotAnotherStatusSinceAMoment() throws Exception {
    UUID old = store(ALICE, "old");
    UUID changed = store(ALICE, "changed");

    Instant moment = Instant.now().minusSeconds(60);
    database
        .messages()
        .record(List.of(new SendOutcome(changed, SendResult.refused("no"), Instant.now())));

    assertThat(live.changes(ALICE, moment)).extracting(StoredMessage::id).contains(changed);
    assertThat(live.changes(ALICE, Instant.now().plusSeconds(60))).isEmpty();
    assertThat(live.changes(BOB, moment)).isEmpty();
    assertThat(live.changes(ALICE, Instant.EPOCH))
        .extracting(StoredMessage::id)
        .containsExactly(old, changed);
  }

  @Test
  void changesLeaveOutWhatIsOldAndAsItWas() throws Exception {
    UUID old = new UUID(0x0190000000007000L, 0x8000000000000000L);
    store(ALICE, old, "old");
    age("updated_at = '2024-01-01 00:00:00+00'");
    UUID fresh = store(ALICE, "new");

    assertThat(live.changes(ALICE, Instant.now().minusSeconds(60)))
        .extracting(StoredMessage::id)
        .containsExactly(fresh);
  }

  @Test
  void theLatestIsOneOfEachConnectionTheNewestFirst() {
    store(ALICE, "1");
    store(BOB, "2");
    store(ELSEWHERE, "x");
    store(ALICE, "3");

    assertThat(live.latest(PUBLIC, 10)).extracting(StoredMessage::text).containsExactly("3", "2");
    assertThat(live.latest(PUBLIC, 1)).extracting(StoredMessage::text).containsExactly("3");
  }

  @Test
  void whoseLastMessageIsBehindManyOfOthersIsFoundAmongTheLatest() throws Exception {
    store(ALICE, new UUID(0x7000, 0x8000000000000000L), "long ago");
    fill(5000);

    assertThat(live.latest(PUBLIC, 10)).extracting(StoredMessage::text).contains("long ago");
  }

  @Test
  void nothingIsClearedAtFirst() {
    UUID id = store(ALICE, "1");

    assertThat(live.cleared(PUBLIC)).isEqualTo(new Cleared(Optional.empty(), Map.of()));
    assertThat(live.cleared(PUBLIC).hides(message(id))).isFalse();
  }

  @Test
  void aConversationIsClearedUpToAMessageAndAgainUpToALaterOne() {
    UUID first = store(ALICE, "1");
    UUID second = store(ALICE, "2");
    UUID other = store(BOB, "other");

    live.clear(ALICE, first);
    assertThat(live.cleared(PUBLIC).conversations())
        .isEqualTo(Map.of(new Identity("1112223333"), first));
    assertThat(live.cleared(PUBLIC).hides(message(first))).isTrue();
    assertThat(live.cleared(PUBLIC).hides(message(second))).isFalse();

    live.clear(ALICE, second);
    assertThat(live.cleared(PUBLIC).hides(message(second))).isTrue();
    assertThat(live.cleared(PUBLIC).hides(message(other))).isFalse();
    assertThat(database.messages().conversation(ALICE, 10)).as("stored still").hasSize(2);
  }

  @Test
  void allOfABackendIsClearedAndNothingOfAnother() {
    UUID first = store(ALICE, "1");
    UUID other = store(BOB, "2");
    UUID later = store(BOB, "3");

    live.clear(PUBLIC, other);

    Cleared cleared = live.cleared(PUBLIC);
    assertThat(cleared.hides(message(first))).isTrue();
    assertThat(cleared.hides(message(other))).isTrue();
    assertThat(cleared.hides(message(later))).isFalse();
    assertThat(live.cleared(new BackendName("private")).all()).isEmpty();
  }

  @Test
  void whatIsClearedIsTakenBack() {
    UUID first = store(ALICE, "1");
    UUID second = store(ALICE, "2");
    live.clear(ALICE, first);
    live.clear(ALICE, second);
    live.clear(PUBLIC, second);

    assertThat(live.restore(ALICE, second, Optional.of(first))).isTrue();
    assertThat(live.cleared(PUBLIC).conversations()).containsValues(first).hasSize(1);
    assertThat(live.restore(ALICE, first, Optional.empty())).isTrue();
    assertThat(live.cleared(PUBLIC).conversations()).isEmpty();
    assertThat(live.restore(PUBLIC, second, Optional.empty())).isTrue();
    assertThat(live.cleared(PUBLIC)).isEqualTo(new Cleared(Optional.empty(), Map.of()));
  }

  @Test
  void whatWasClearedAgainSinceIsNotTakenBack() {
    UUID first = store(ALICE, "1");
    UUID second = store(ALICE, "2");
    live.clear(ALICE, first);
    live.clear(ALICE, second);

    assertThat(live.restore(ALICE, first, Optional.empty())).isFalse();
    assertThat(live.restore(BOB, second, Optional.empty())).isFalse();
    assertThat(live.restore(PUBLIC, second, Optional.of(first))).isFalse();

    assertThat(live.cleared(PUBLIC).conversations()).containsValues(second).hasSize(1);
  }

  @Test
  void aDatabaseThatIsGoneIsToldAsSuch() {
    database.close();

    assertThatThrownBy(() -> live.newest(PUBLIC, BEFORE_ALL, 1))
        .isInstanceOf(StoreUnavailableException.class);
  }

  private StoredMessage message(UUID id) {
    return live.messages(List.of(id)).get(0);
  }

  private UUID store(Connection connection, String text) {
    return store(connection, ids.next(), text);
  }

  private UUID store(Connection connection, UUID id, String text) {
    OutgoingMessage message =
        new OutgoingMessage(id, connection, text, Optional.empty(), Instant.now());
    try (UnitOfWork work = database.messages().begin()) {
      work.commit(List.of(new Planned(message, OutgoingStatus.QUEUED, List.of())));
    }
    return id;
  }

  /** Stores so many messages of one connection at once. */
  private void fill(int messages) throws Exception {
    try (java.sql.Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "INSERT INTO connection (id, backend, identity, created_at)"
              + " VALUES ('00000000-0000-7000-8000-000000000000', 'public', '1', CURRENT_TIMESTAMP)");
      statement.execute(
          "INSERT INTO message (id, connection_id, backend, direction, status, text, created_at, updated_at)"
              + " SELECT CAST('00000000-0000-7000-8000-' || lpad(CAST(n AS VARCHAR), 12, '0') AS UUID),"
              + " '00000000-0000-7000-8000-000000000000', 'public', 'IN', 'HANDLED', 'x',"
              + " CURRENT_TIMESTAMP, CURRENT_TIMESTAMP FROM "
              + series(messages)
              + " AS numbers(n)");
      connection.commit();
    }
  }

  private void age(String assignment) throws Exception {
    try (java.sql.Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("UPDATE message SET " + assignment);
      connection.commit();
    }
  }

  private static String plan(Statement statement, String query) throws Exception {
    List<String> lines = new ArrayList<>();
    try (ResultSet result = statement.executeQuery("EXPLAIN " + query)) {
      while (result.next()) {
        lines.add(result.getString(1));
      }
    }
    return String.join("\n", lines);
  }
}
