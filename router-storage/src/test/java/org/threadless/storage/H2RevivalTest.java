package org.threadless.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.message.DbException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.threadless.router.config.Secret;
import org.threadless.router.conversation.StoreUnavailableException;
import org.threadless.router.message.BackendName;
import org.threadless.storage.pool.DatabaseSettings;

class H2RevivalTest {

  private static final BackendName PUBLIC = new BackendName("public");

  @TempDir private Path folder;

  private Database database;

  @BeforeEach
  void open() throws SQLException {
    String url = "jdbc:h2:file:" + folder.resolve("router");
    database = Database.open(new DatabaseSettings(url, null, null, null), Clock.systemUTC());
    execute("CREATE TABLE kept (n INT)");
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void anInterruptedThreadReadsAndWritesAndIsInterruptedStill() throws Exception {
    Thread.currentThread().interrupt();
    try {
      execute("INSERT INTO kept VALUES (1)");
      Secret secret = database.messages().secret("test");
      assertThat(Thread.currentThread().isInterrupted()).isTrue();
      assertThat(database.messages().secret("test")).isEqualTo(secret);
    } finally {
      Thread.interrupted();
    }
    assertThat(count()).isEqualTo(1);
  }

  @Test
  void preparedStatementsAndTheirRowsAreForInterruptedThreadsToo() throws Exception {
    try (Connection connection = database.dataSource().getConnection();
        PreparedStatement statement = connection.prepareStatement("INSERT INTO kept VALUES (?)")) {
      Thread.currentThread().interrupt();
      statement.setInt(1, 7);
      assertThat(statement.executeUpdate()).isEqualTo(1);
      connection.commit();
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(count()).isEqualTo(1);
  }

  @Test
  void aDatabaseThatHasClosedItselfIsOpenedAgainForWritersAndReaders() throws Exception {
    execute("INSERT INTO kept VALUES (1)");
    database.liveConversations().latest(PUBLIC, 1);

    breakDown();

    assertThatThrownBy(() -> database.messages().secret("test"))
        .isInstanceOf(StoreUnavailableException.class);
    awaitWriting();
    awaitReading();
    assertThat(count()).isEqualTo(1);
  }

  @Test
  void whoHasAConnectionFromBeforeDoesNotMakeH2ForgetWhatIsOpenedAgain() throws Exception {
    try (Connection before = database.dataSource().getConnection()) {
      database.liveConversations().latest(PUBLIC, 1);
      SessionLocal session = session(before);
      session.getDatabase().shutdownImmediately();
      awaitReading();

      // As each statement does.
      assertThatThrownBy(session::getTransaction).isInstanceOf(DbException.class);
    }

    awaitWriting();
    awaitReading();
  }

  private void awaitWriting() {
    await()
        .ignoreExceptionsInstanceOf(StoreUnavailableException.class)
        .until(() -> !database.messages().secret("test").reveal().isEmpty());
  }

  private void awaitReading() {
    await()
        .ignoreExceptionsInstanceOf(StoreUnavailableException.class)
        .until(() -> database.liveConversations().latest(PUBLIC, 1).isEmpty());
  }

  // As H2 does when it runs out of memory, or its file cannot be written.
  private void breakDown() throws SQLException {
    try (Connection connection = database.dataSource().getConnection()) {
      session(connection).getDatabase().shutdownImmediately();
    }
  }

  private static SessionLocal session(Connection connection) throws SQLException {
    return (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
      connection.commit();
    }
  }

  private int count() throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT count(*) FROM kept")) {
      rows.next();
      return rows.getInt(1);
    }
  }
}
