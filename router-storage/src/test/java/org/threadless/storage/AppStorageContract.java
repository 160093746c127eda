package org.threadless.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.SqlSessionFactoryBuilder;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.threadless.router.conversation.StoreUnavailableException;
import org.threadless.router.engine.store.UnitOfWork;
import org.threadless.storage.pool.DatabaseException;
import org.threadless.storage.pool.DatabaseSettings;
import org.threadless.storage.schema.PluginTables;

/** What an app may rely on that brings tables of its own, on every database. */
abstract class AppStorageContract {

  private static final String SAMPLES = "org/threadless/storage/sample/";

  private DatabaseSettings settings;
  private Database database;

  /** Returns the settings of a database that is empty. */
  abstract DatabaseSettings emptyDatabase() throws Exception;

  /** What an app knows of somebody. */
  record Score(String identity, int points, Instant changedAt) {}

  /** Reads and writes scores. */
  interface ScoreMapper {
    @Insert("INSERT INTO my_quiz_score VALUES (#{identity}, #{points}, #{changedAt})")
    void insert(Score score);

    @Select("SELECT identity, points, changed_at FROM my_quiz_score ORDER BY identity")
    List<Score> all();
  }

  /** Another mapper for the same table. */
  interface PointsMapper {
    @Select("SELECT sum(points) FROM my_quiz_score")
    Integer sum();
  }

  /** Statements that would end the transaction of a message, on one database or on all. */
  interface EndingMapper {
    @Update("COMMIT")
    void commit();

    @Update("INSERT INTO my_quiz_score VALUES ('sneaked', 1, NULL); ROLLBACK")
    void rollBack();

    @Update("CREATE TABLE my_quiz_more (n INT)")
    void makeTable();

    @Update("DROP TABLE my_quiz_score")
    void dropTable();
  }

  /** What leads from one object of JDBC to another. */
  private interface Way {
    Connection from(Connection connection) throws SQLException;
  }

  @BeforeEach
  void open() throws Exception {
    settings = emptyDatabase();
    database = Database.open(settings, Clock.systemUTC());
  }

  @AfterEach
  void close() {
    CountedMessages.assertRight(database);
    database.close();
  }

  @Test
  void theTablesOfAnAppAreMadeOnceAndHaveAHistoryOfTheirOwn() throws Exception {
    migrate("my-quiz", "good");
    migrate("my-quiz", "good");

    assertThat(count("SELECT count(*) FROM my_quiz_score")).isZero();
    assertThat(count("SELECT count(*) FROM my_quiz_schema_history WHERE version = '1'"))
        .isEqualTo(1);
    assertThat(count("SELECT count(*) FROM router_history WHERE description = 'score'")).isZero();
  }

  @Test
  void whatAnAppHasStoredIsThereAfterTheNextStart() {
    migrate("my-quiz", "good");
    scores().insert(score("1", 7));
    database.close();

    database = Database.open(settings, Clock.systemUTC());
    migrate("my-quiz", "good");

    assertThat(scores().all()).extracting(Score::points).containsExactly(7);
  }

  @Test
  void aRecordComesBackAsItWentIn() {
    migrate("my-quiz", "good");
    Score score = score("1112223333", 3);

    scores().insert(score);

    assertThat(scores().all()).containsExactly(score);
  }

  @Test
  void whatAMapperWritesIsKeptWithTheMessageAndUndoneWithTheCall() {
    migrate("my-quiz", "good");
    ScoreMapper scores = scores();
    try (UnitOfWork work = database.messages().begin()) {
      work.mark();
      scores.insert(score("kept", 1));
      work.mark();
      scores.insert(score("undone", 1));
      work.undo();
      assertThat(scores.all()).extracting(Score::identity).containsExactly("kept");
      work.commit(List.of());
    }

    assertThat(scores.all()).extracting(Score::identity).containsExactly("kept");
  }

  @Test
  void whereNoConnectionIsFreeAnAppIsToldThatTheDatabaseCannotBeUsedNow() throws Exception {
    migrate("my-quiz", "good");
    ScoreMapper scores = scores();
    List<Connection> all = takeAllConnections();
    try (UnitOfWork work = database.messages().begin()) {
      work.mark();
      assertAway(scores::all);
      assertAway(() -> database.session().getConnection());
      work.close();
      assertAway(scores::all);
    } finally {
      for (Connection connection : all) {
        connection.close();
      }
    }
    assertThat(scores.all()).isEmpty();
  }

  private static void assertAway(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageStartingWith("the database cannot be used now: ");
  }

  private List<Connection> takeAllConnections() throws SQLException {
    List<Connection> all = new ArrayList<>();
    int most = database.dataSource().unwrap(HikariDataSource.class).getMaximumPoolSize();
    for (int i = 0; i < most; i++) {
      all.add(database.dataSource().getConnection());
    }
    return all;
  }

  @Test
  void whatTheStatementOfAnAppIsToBlameForIsTheApps() {
    migrate("my-quiz", "good");
    scores().insert(score("1", 1));
    List<ThrowingCallable> wrong =
        List.of(() -> scores().insert(score("1", 2)), mapper(EndingMapper.class)::commit);

    for (ThrowingCallable each : wrong) {
      assertThatThrownBy(each)
          .isInstanceOf(RuntimeException.class)
          .isNotInstanceOf(StoreUnavailableException.class);
    }
  }

  @Test
  void whatAMapperWritesIsGoneWhenTheMessageIs() {
    migrate("my-quiz", "good");
    ScoreMapper scores = scores();
    try (UnitOfWork work = database.messages().begin()) {
      work.mark();
      scores.insert(score("gone", 1));
    }

    assertThat(scores.all()).isEmpty();
  }

  @Test
  void noStatementOfAMapperEndsTheTransactionOfAMessage() {
    migrate("my-quiz", "good");
    EndingMapper ending = mapper(EndingMapper.class);
    ScoreMapper scores = scores();
    List<Runnable> attempts =
        List.of(ending::commit, ending::rollBack, ending::makeTable, ending::dropTable);
    try (UnitOfWork work = database.messages().begin()) {
      work.mark();
      scores.insert(score("kept", 1));
      for (Runnable attempt : attempts) {
        work.mark();
        scores.insert(score("undone", 1));
        assertRefused(attempt::run);
        work.undo();
      }
      assertThat(scores.all()).extracting(Score::identity).containsExactly("kept");
    }

    assertThat(scores.all()).isEmpty();
  }

  @Test
  void noStatementOfAMapperEndsATransactionOutsideOfMessages() {
    migrate("my-quiz", "good");

    assertRefused(mapper(EndingMapper.class)::rollBack);

    assertThat(scores().all()).isEmpty();
  }

  @Test
  void nothingThatAnAppHasOfJdbcLeadsToTheRoutersConnection() throws Exception {
    migrate("my-quiz", "good");
    List<Way> ways =
        List.of(
            connection -> connection,
            connection -> connection.createStatement().getConnection(),
            connection -> connection.getMetaData().getConnection(),
            connection ->
                connection
                    .prepareStatement("SELECT 1")
                    .executeQuery()
                    .getStatement()
                    .getConnection());
    ScoreMapper scores = scores();
    try (UnitOfWork work = database.messages().begin()) {
      work.mark();
      scores.insert(score("undone", 1));
      for (Way way : ways) {
        Connection reached = way.from(database.session().getConnection());
        assertRefused(reached::commit);
        assertRefused(() -> reached.createStatement().execute("COMMIT"));
        assertRefused(() -> reached.unwrap(Object.class));
      }
    }

    assertThat(scores.all()).isEmpty();
  }

  private static void assertRefused(ThrowingCallable call) {
    assertThatThrownBy(call).hasStackTraceContaining("is not for apps: ");
  }

  @Test
  void nothingThatAnAppHasOfMyBatisLeadsToAConnectionOfThePool() {
    Configuration outside = database.session().getConfiguration();
    List<Configuration> all = new ArrayList<>(List.of(outside));
    try (UnitOfWork work = database.messages().begin()) {
      work.mark();
      all.add(database.session().getConfiguration());
    }
    for (Configuration each : all) {
      DataSource source = each.getEnvironment().getDataSource();

      assertThatThrownBy(source::getConnection)
          .isInstanceOf(UnsupportedOperationException.class)
          .hasMessage(
              "getConnection() of a DataSource is not for apps: they write with the injected"
                  + " session, in the message's transaction");
      try (SqlSession anew = new SqlSessionFactoryBuilder().build(each).openSession()) {
        assertThatThrownBy(() -> anew.getConnection().commit())
            .hasStackTraceContaining("is not for apps");
      }
    }
  }

  @Test
  void theStatementsOfTheRouterAreNotAmongThoseOfApps() {
    assertThat(database.session().getConfiguration().getMappedStatementNames()).isEmpty();
  }

  @Test
  void twoMappersOfAnAppSeeTheSameTransaction() {
    migrate("my-quiz", "good");
    Map<Class<?>, Object> mappers =
        database.mappers().make(List.of(ScoreMapper.class, PointsMapper.class));
    try (UnitOfWork work = database.messages().begin()) {
      work.mark();
      ((ScoreMapper) mappers.get(ScoreMapper.class)).insert(score("1", 7));

      assertThat(((PointsMapper) mappers.get(PointsMapper.class)).sum()).isEqualTo(7);
    }
  }

  @Test
  void twoAppsMayHaveTheSameMapperAndShareTheMessagesTransaction() {
    migrate("my-quiz", "good");
    ScoreMapper one = scores();
    ScoreMapper other = scores();
    try (UnitOfWork work = database.messages().begin()) {
      work.mark();
      one.insert(score("1", 7));

      assertThat(other.all()).hasSize(1);
    }
  }

  @Test
  void aTableThatIsNotNamedAfterItsAppIsRefusedAtEveryStart() {
    for (int start = 0; start < 2; start++) {
      assertThatThrownBy(() -> migrate("my-quiz", "foreign"))
          .isInstanceOf(DatabaseException.class)
          .hasMessageStartingWith("the tables of the app my-quiz cannot be made or updated: ");
    }
  }

  @Test
  void theRefusalNamesTheTableAndTheRule() {
    assertThatThrownBy(() -> migrate("my-quiz", "foreign"))
        .hasMessageContaining("it makes the table score; its tables must be named my_quiz_...");
  }

  @Test
  void aMigrationThatFailsIsToldInOneLineWithItsFile() {
    assertThatThrownBy(() -> migrate("my-quiz", "broken"))
        .isInstanceOf(DatabaseException.class)
        .message()
        .contains("V1__broken.sql")
        .doesNotContain("\n");
  }

  @Test
  void aFolderThatIsNotThereIsAMistake() {
    assertThatThrownBy(() -> migrate("my-quiz", "nowhere"))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining(SAMPLES + "nowhere");
  }

  @Test
  void whatIsNoMapperIsRefusedWithItsName() {
    assertThatThrownBy(() -> database.mappers().make(List.of(String.class)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the mapper java.lang.String is not an interface");
  }

  @Test
  void aMapperMayBeMadeBeforeItsTablesAre() {
    assertThatCode(this::scores).doesNotThrowAnyException();
  }

  private void migrate(String app, String folder) {
    new PluginTables(settings)
        .migrate("app " + app, app, SAMPLES + folder, getClass().getClassLoader());
  }

  private ScoreMapper scores() {
    return mapper(ScoreMapper.class);
  }

  private <M> M mapper(Class<M> type) {
    return type.cast(database.mappers().make(List.of(type)).get(type));
  }

  private static Score score(String identity, int points) {
    return new Score(identity, points, Instant.parse("2026-01-31T15:30:00.123456Z"));
  }

  private long count(String query) throws SQLException {
    try (Connection connection = TestConnection.to(settings);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
