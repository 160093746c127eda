package org.threadless.storage.offline;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.threadless.router.engine.resource.FileProblem;
import org.threadless.storage.file.Compaction;
import org.threadless.storage.file.OnlineCopy;
import org.threadless.storage.file.PackedFile;
import org.threadless.storage.file.RewrittenFile;
import org.threadless.storage.pool.DatabaseException;
import org.threadless.storage.pool.DatabaseSettings;
import org.threadless.storage.pool.OpenFailure;
import org.threadless.storage.pool.Pools;
import org.threadless.storage.schema.RouterSchema;

/**
 * Makes backups of an H2 in a file, and puts them back. A backup is a zip with the file, written
 * anew with nothing but what is in it.
 *
 * <p>Every method throws {@link DatabaseException} where it fails; its message is for the user.
 */
public final class Backups {

  private static final String END = "mv.db";

  private static final String COPY = "backup-";
  private static final Pattern LEFT = Pattern.compile(".*\\.(backup-(\\d{1,18})\\.mv\\.db)");

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

  private static final String NEWEST =
      "SELECT (SELECT count(*) FROM message),"
          + " (SELECT created_at FROM message ORDER BY id DESC LIMIT 1)";

  private final DatabaseSettings settings;
  private final Path file;

  private Backups(DatabaseSettings settings, Path file) {
    this.settings = settings;
    this.file = file;
  }

  /**
   * Returns what does so for a database; empty where it is no H2 in a file of this machine alone.
   */
  public static Optional<Backups> of(DatabaseSettings settings) {
    return settings.file().map(file -> new Backups(settings, file));
  }

  /** Returns the file of the database. */
  public Path file() {
    return file;
  }

  /**
   * Returns where the file is copied to before it is packed: no two processes at the same place.
   */
  public Path copy() {
    return sibling(COPY + ProcessHandle.current().pid() + "." + END);
  }

  /** Removes the copies of processes that are gone. */
  public void removeLeft() {
    try (Stream<Path> files = Files.list(file.getParent())) {
      files.filter(this::isLeft).forEach(Backups::delete);
    } catch (IOException e) {
      // Whoever makes a copy there says what is wrong.
    }
  }

  private boolean isLeft(Path other) {
    Matcher matcher = LEFT.matcher(other.getFileName().toString());
    return matcher.matches()
        && sibling(matcher.group(1)).equals(other)
        && ProcessHandle.of(Long.parseLong(matcher.group(2))).isEmpty();
  }

  /** Copies the file there, where nobody has it open. */
  public void makeCopy() {
    if (!Files.exists(file)) {
      throw failure("cannot be copied", "there is no such file yet");
    }
    Pools pools = Pools.open(settings);
    HikariDataSource pool = pools.main();
    // What is opened first is closed last.
    try (OnlineCopy online = new OnlineCopy(pool, new Compaction(pool));
        pools) {
      online.make(file, copy());
    } catch (SQLException | IOException e) {
      throw new OpenFailure(settings).of("cannot be copied", e);
    }
  }

  /**
   * Opens the copy, which has to be readable as a whole, and packs it.
   *
   * @param zip must not be there
   */
  public BackedUp pack(Path zip) {
    DatabaseSettings copied = settings.withUrl(settings.dialect().urlOf(copy()));
    try {
      BackedUp content = content(copied);
      RewrittenFile.write(copy(), Pools.unpooled(copied));
      PackedFile.pack(copy(), zip);
      return content;
    } catch (SQLException e) {
      throw new OpenFailure(settings).of("cannot be backed up", e);
    } catch (IOException e) {
      throw failure("cannot be backed up", said(e));
    }
  }

  /** Removes the copy. */
  public void removeCopy() {
    try {
      Files.deleteIfExists(copy());
    } catch (IOException e) {
      throw new OpenFailure(settings).of("is backed up, but the copy of its file stays", e);
    }
  }

  /**
   * Puts a backup in the place of the database.
   *
   * @param replace whether a database that is there is moved aside; otherwise it stays, and that is
   *     refused
   */
  public Restored restore(Path zip, boolean replace) {
    if (Files.exists(file) && !replace) {
      throw failure(
          "is not restored",
          "it is there already; --force moves it aside, and restores the backup");
    }
    Path unpacked = sibling("restored." + END);
    try {
      Files.createDirectories(file.getParent());
      PackedFile.unpack(zip, unpacked);
      DatabaseSettings restored = settings.withUrl(settings.dialect().urlOf(unpacked));
      Optional<String> problem = new RouterSchema(restored).problem();
      if (problem.isPresent()) {
        throw failure("is not restored from " + zip, "in the backup, " + problem.get());
      }
      BackedUp content = content(restored);
      return new Restored(content, replaceBy(unpacked));
    } catch (SQLException e) {
      throw new OpenFailure(settings).of("is not restored from " + zip, e);
    } catch (IOException e) {
      throw failure("is not restored from " + zip, said(e));
    } finally {
      delete(unpacked);
    }
  }

  /** Returns where the database is now that was there. */
  private Optional<Path> replaceBy(Path unpacked) throws IOException {
    if (!Files.exists(file)) {
      Files.move(unpacked, file, StandardCopyOption.ATOMIC_MOVE);
      return Optional.empty();
    }
    Path aside =
        sibling("before-" + TIME.format(LocalDateTime.now(ZoneId.systemDefault())) + "." + END);
    // As H2 does, so that no router starts in between.
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      if (lock == null) {
        throw inUse();
      }
      Files.move(file, aside);
      Files.move(unpacked, file, StandardCopyOption.ATOMIC_MOVE);
      return Optional.of(aside);
    } catch (OverlappingFileLockException e) {
      throw inUse();
    }
  }

  private DatabaseException inUse() {
    return failure("is not restored", "a router has it open; stop that first");
  }

  private static BackedUp content(DatabaseSettings copied) throws SQLException {
    DataSource source = Pools.unpooled(copied);
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(NEWEST)) {
      boolean unused = row.next();
      OffsetDateTime newest = row.getObject(2, OffsetDateTime.class);
      return new BackedUp(
          row.getLong(1), Optional.ofNullable(newest).map(OffsetDateTime::toInstant));
    }
  }

  private Path sibling(String end) {
    String name = file.getFileName().toString();
    return file.resolveSibling(name.substring(0, name.length() - END.length()) + end);
  }

  private DatabaseException failure(String problem, String reason) {
    return new OpenFailure(settings).of(problem, reason, null);
  }

  private static String said(IOException e) {
    String file = e instanceof FileSystemException told ? told.getFile() + ": " : "";
    return file + FileProblem.of(e);
  }

  private static void delete(Path unpacked) {
    try {
      Files.deleteIfExists(unpacked);
    } catch (IOException e) {
      // It is replaced the next time.
    }
  }
}
