package org.threadless.storage.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OpenFailureTest {

  private static final DatabaseSettings SETTINGS =
      new DatabaseSettings("jdbc:h2:file:/data/router", null, null, null);

  /** As the pool, H2 and MyBatis tell that a jar is damaged. */
  static Exception[] ofDamagedJars() {
    Error missing = new NoClassDefFoundError("org/h2/engine/SessionLocal");
    Error damaged = new ClassFormatError("Incompatible magic value");
    return new Exception[] {
      new IllegalStateException("Failed to initialize pool: " + missing.getMessage(), missing),
      new IllegalStateException("pool", new SQLException("General error", "HY000", 50000, damaged)),
      new SQLException("Error setting driver.", new ClassNotFoundException("org.h2.Driver")),
    };
  }

  @ParameterizedTest
  @MethodSource("ofDamagedJars")
  void aDamagedDriverIsToldAsOneWithWhatToDo(Exception cause) {
    assertThat(new OpenFailure(SETTINGS).of("cannot be opened", cause))
        .message()
        .matches(
            "the database jdbc:h2:file:/data/router cannot be opened: a class of its driver cannot"
                + " be loaded: java\\.lang\\.\\w+: [^:;\n]*; see that lib holds what it held"
                + " when it was unzipped");
  }
}
