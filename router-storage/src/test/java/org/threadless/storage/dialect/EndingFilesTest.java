package org.threadless.storage.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.store.fs.FilePath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What H2 has committed is in its file, whenever that cannot be written any more. */
class EndingFilesTest {

  private static final String PLAIN = "";
  private static final String ENCRYPTED = ";CIPHER=AES";

  @TempDir private Path folder;

  private final EndingFiles scheme = new EndingFiles();

  @BeforeEach
  void register() {
    FilePath.register(scheme);
    EndingFiles.goOn();
  }

  @AfterEach
  void unregister() {
    EndingFiles.goOn();
    FilePath.unregister(scheme);
  }

  @ParameterizedTest
  @ValueSource(strings = {PLAIN, ENCRYPTED})
  void whatIsCommittedBeforeAFileSystemTurnsReadOnlyIsThereAndNothingElseIsTaken(String cipher)
      throws Exception {
    EmbeddedH2 database = database("ending", "router", cipher);
    write(database, 10);
    EndingFiles.endAfter(0, EndingFiles.End.FAILS);

    assertThatThrownBy(() -> write(database, 1)).isInstanceOf(SQLException.class);
    assertThatThrownBy(() -> write(database, 1)).isInstanceOf(SQLException.class);

    EndingFiles.goOn();
    write(database, 1);
    assertThat(rows(database)).isEqualTo(11);
  }

  @ParameterizedTest
  @ValueSource(strings = {PLAIN, ENCRYPTED})
  void aKillAtAnyWriteWhileItClosesLosesNothing(String cipher) throws Exception {
    int writes = 0;
    int left = 0;
    while (left == 0) {
      String name = "router" + writes;
      EmbeddedH2 database = database("ending", name, cipher);
      Connection open = database.getConnection();
      write(database, 20);
      EndingFiles.endAfter(writes, EndingFiles.End.NEVER_HAPPENS);
      open.close();
      left = EndingFiles.left.get();
      EndingFiles.goOn();

      assertThat(rows(database("file", name, cipher))).as("after %d writes", writes).isEqualTo(20);
      writes++;
    }
    assertThat(writes).as("it writes as it closes").isGreaterThan(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {PLAIN, ENCRYPTED})
  void aKillAtAnyWriteOfACommitLosesNoneBefore(String cipher) throws Exception {
    int writes = 0;
    int left = 0;
    while (left == 0) {
      String name = "router" + writes;
      EmbeddedH2 database = database("ending", name, cipher);
      Connection open = database.getConnection();
      write(database, 5);
      EndingFiles.endAfter(writes, EndingFiles.End.NEVER_HAPPENS);
      write(database, 1);
      left = EndingFiles.left.get();
      EndingFiles.endAfter(0, EndingFiles.End.NEVER_HAPPENS);
      session(open).getDatabase().shutdownImmediately();
      EndingFiles.goOn();

      assertThat(rows(database("file", name, cipher)))
          .as("after %d writes", writes)
          .isBetween(left == 0 ? 5 : 6, 6);
      writes++;
    }
  }

  private EmbeddedH2 database(String scheme, String name, String cipher) {
    return new EmbeddedH2(
        "jdbc:h2:" + scheme + ":" + folder.resolve(name) + ";WRITE_DELAY=0" + cipher,
        "",
        cipher.isEmpty() ? "" : "files users",
        () -> {});
  }

  private static SessionLocal session(Connection connection) throws SQLException {
    return (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
  }

  private static void write(EmbeddedH2 database, int lines) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE IF NOT EXISTS line (text VARCHAR)");
      for (int i = 0; i < lines; i++) {
        statement.execute("INSERT INTO line VALUES ('hello')");
      }
    }
  }

  private static int rows(EmbeddedH2 database) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT count(*) FROM line")) {
      rows.next();
      return rows.getInt(1);
    }
  }
}
