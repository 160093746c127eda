package org.threadless.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.threadless.router.config.Secret;
import org.threadless.storage.pool.DatabaseSettings;

class H2ForeignDatabaseTest extends ForeignDatabaseContract {

  @TempDir private Path folder;

  @Override
  DatabaseSettings emptyDatabase() {
    return settings("", "");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.4.200", "2.1.214"})
  void aFileOfAnOlderH2IsCalledSo(String version) throws IOException {
    try (InputStream packed =
        getClass().getResourceAsStream("foreign/h2-" + version + ".mv.db.gz")) {
      Files.write(file(), new GZIPInputStream(packed).readAllBytes());
    }
    byte[] before = Files.readAllBytes(file());

    assertRefused(emptyDatabase(), "was made by a version of H2", "let database.url name another");
    assertThat(file()).hasBinaryContent(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "sa"})
  void aDatabaseOfSomethingElseIsCalledSo(String user) throws SQLException {
    String url = "jdbc:h2:file:" + folder.resolve("router");
    try (var connection = DriverManager.getConnection(url, user, "")) {
      connection.createStatement().execute("CREATE TABLE invoice (id INT)");
    }

    assertRefused(emptyDatabase(), "a database that the router has not made");
  }

  @Test
  void aFileThatIsNoDatabaseIsCalledSo() throws IOException {
    Files.writeString(file(), "Dear diary, ".repeat(1000));

    assertRefused(emptyDatabase(), "is not a database of H2");
  }

  @Test
  void aFolderInItsPlaceIsCalledSo() throws IOException {
    Files.createDirectory(file());

    assertRefused(emptyDatabase(), file().toString(), "directory");
  }

  @Test
  void anEmptyFileBecomesADatabase() throws IOException {
    Files.createFile(file());

    Database.open(emptyDatabase(), Clock.systemUTC()).close();

    assertThat(file()).isNotEmptyFile();
  }

  @Test
  void anEncryptedFileIsCalledSo() {
    Database.open(settings(";CIPHER=AES", "file user"), Clock.systemUTC()).close();

    assertRefused(emptyDatabase(), "encrypted", "add ;CIPHER=AES to database.url");
    assertRefused(settings(";CIPHER=AES", "hunter2 user"), "has another password");
  }

  @Test
  void aWrongPasswordIsCalledSo() {
    Database.open(settings("", "right"), Clock.systemUTC()).close();

    assertRefused(settings("", "wrong"), "user or password is wrong");
  }

  private DatabaseSettings settings(String parameters, String password) {
    return new DatabaseSettings(
        "jdbc:h2:file:" + folder.resolve("router") + parameters, null, new Secret(password), null);
  }

  private Path file() {
    return folder.resolve("router.mv.db");
  }
}
