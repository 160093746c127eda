package org.threadless.storage.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
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

  private static final int COMMITTED = 20;

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
    Lines.write(database, 10);
    EndingFiles.endAfter(0, EndingFiles.End.FAILS);

    assertThatThrownBy(() -> Lines.write(database, 1)).isInstanceOf(SQLException.class);
    assertThatThrownBy(() -> Lines.write(database, 1)).isInstanceOf(SQLException.class);

    EndingFiles.goOn();
    Lines.write(database, 1);
    assertThat(Lines.count(database)).isEqualTo(11);
  }

  @ParameterizedTest
  @ValueSource(strings = {PLAIN, ENCRYPTED})
  void aKillAtAnyWriteWhileItClosesLosesNothing(String cipher) throws Exception {
    assertThat(killAtEachWrite(cipher, (database, open) -> open.close())).isGreaterThan(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {PLAIN, ENCRYPTED})
  void aKillAtAnyWriteOfACommitLosesNoneBefore(String cipher) throws Exception {
    assertThat(killAtEachWrite(cipher, (database, open) -> Lines.write(database, 1)))
        .isGreaterThan(0);
  }

  /** What is killed. */
  private interface Work {
    void run(EmbeddedH2 database, Connection open) throws SQLException;
  }

  /** Returns how many writes there were to kill at. */
  private int killAtEachWrite(String cipher, Work work) throws SQLException {
    int writes = 0;
    int left = 0;
    while (left == 0) {
      String name = "router" + writes;
      EmbeddedH2 database = database("ending", name, cipher);
      Connection open = database.getConnection();
      Lines.write(database, COMMITTED);
      EndingFiles.endAfter(writes, EndingFiles.End.NEVER_HAPPENS);
      work.run(database, open);
      left = EndingFiles.left.get();
      EndingFiles.endAfter(0, EndingFiles.End.NEVER_HAPPENS);
      if (!open.isClosed()) {
        session(open).getDatabase().shutdownImmediately();
      }
      EndingFiles.goOn();

      assertThat(Lines.count(database("file", name, cipher)))
          .as("after %d writes", writes)
          .isGreaterThanOrEqualTo(COMMITTED);
      writes++;
    }
    return writes - 1;
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
}
