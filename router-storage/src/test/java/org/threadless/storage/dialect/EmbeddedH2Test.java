package org.threadless.storage.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.SQLException;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedH2Test {

  @TempDir private Path folder;

  private final TurningReadOnly scheme = new TurningReadOnly();

  @BeforeEach
  void register() {
    FilePath.register(scheme);
    TurningReadOnly.asked = 0;
    TurningReadOnly.writableFor = Integer.MAX_VALUE;
  }

  @AfterEach
  void unregister() {
    FilePath.unregister(scheme);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void aFileThatTurnsReadOnlyWhileItIsOpenedTakesNothing(int writableFor) throws SQLException {
    EmbeddedH2 database = database();
    Lines.write(database, 1);
    TurningReadOnly.writableFor = writableFor;
    TurningReadOnly.asked = 0;

    assertThatThrownBy(() -> Lines.write(database, 1))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getErrorCode()).isEqualTo(90097));
  }

  @Test
  void whatCanBeWrittenAgainIsWritten() throws SQLException {
    EmbeddedH2 database = database();
    Lines.write(database, 1);
    TurningReadOnly.writableFor = 2;
    TurningReadOnly.asked = 0;
    assertThatThrownBy(() -> Lines.write(database, 1)).isInstanceOf(SQLException.class);
    TurningReadOnly.writableFor = Integer.MAX_VALUE;

    Lines.write(database, 1);
    assertThat(Lines.count(database)).isEqualTo(2);
  }

  private EmbeddedH2 database() {
    return new EmbeddedH2(
        "jdbc:h2:turning:" + folder.resolve("router") + ";WRITE_DELAY=0", "", "", () -> {});
  }

  /**
   * Files that can be written for so many times as that is asked, and not from then on; public for
   * H2, which makes it.
   */
  public static final class TurningReadOnly extends FilePathWrapper {

    private static int asked;
    private static int writableFor;

    @Override
    public String getScheme() {
      return "turning";
    }

    @Override
    public boolean canWrite() {
      return asked++ < writableFor;
    }
  }
}
