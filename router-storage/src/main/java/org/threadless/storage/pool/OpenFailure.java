package org.threadless.storage.pool;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import org.threadless.router.engine.resource.FileProblem;
import org.threadless.router.loop.Tellable;
import org.threadless.storage.dialect.Dialect;
import org.threadless.storage.dialect.SqlFailures;

/** Says why a database cannot be opened, and what to do. */
public final class OpenFailure {

  private static final String ELSEWHERE = "; let database.url name another file, or move this one";

  // org.h2.api.ErrorCode
  private static final int DATABASE_ALREADY_OPEN = 90020;
  private static final int FILE_CORRUPTED = 90030;
  private static final int FILE_VERSION = 90048;
  private static final int FILE_ENCRYPTION = 90049;
  private static final int SCHEMA_NOT_FOUND = 90079;

  private final DatabaseSettings settings;

  public OpenFailure(DatabaseSettings settings) {
    this.settings = settings;
  }

  /** Returns what to throw; {@code problem} is the sentence that the reason follows on. */
  public DatabaseException of(String problem, Exception cause) {
    Optional<String> unloaded = unloaded(cause);
    if (unloaded.isPresent()) {
      return of(problem, unloaded.get(), cause);
    }
    SQLException sql = SqlFailures.sqlException(cause);
    return of(problem, sql == null ? cause.getMessage() : reason(sql), isInUse(sql), cause);
  }

  /** Returns what to throw for a reason that is known. */
  public DatabaseException of(String problem, String reason, Exception cause) {
    return of(problem, reason, false, cause);
  }

  private DatabaseException of(String problem, String reason, boolean inUse, Exception cause) {
    String shown = Dialect.shown(settings.url());
    String message = "the database " + shown + " " + problem + ": " + reason;
    return new DatabaseException(
        message.replace(settings.dialect().completeUrl(), shown).replace(settings.url(), shown),
        inUse,
        cause);
  }

  // H2, the pool and MyBatis each tell it in a way of their own, the name of a class at most.
  private static Optional<String> unloaded(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof LinkageError || cause instanceof ClassNotFoundException) {
        return Optional.of(
            "a class of its driver cannot be loaded: "
                + Tellable.line(cause)
                + "; see that lib holds what it held when it was unzipped");
      }
    }
    return Optional.empty();
  }

  private String reason(SQLException e) {
    if (String.valueOf(e.getSQLState()).startsWith("28")) {
      return "user or password is wrong";
    }
    return switch (e.getErrorCode()) {
      case DATABASE_ALREADY_OPEN ->
          "another process has it open; stop that first, or use PostgreSQL, which many can share";
      case FILE_VERSION ->
          "the file was made by a version of H2 whose files this one does not read; have the router"
              + " of that version copy it to PostgreSQL (router copy), or that H2 write it as SQL"
              + " (SCRIPT TO), or let database.url name another file, or move this one";
      case FILE_ENCRYPTION ->
          "the file is not encrypted, or has another password than database.password";
      case SCHEMA_NOT_FOUND -> "the file is a database that the router has not made" + ELSEWHERE;
      case FILE_CORRUPTED -> unreadable(SqlFailures.firstLine(e));
      default -> notWritable().orElseGet(() -> SqlFailures.firstLine(e) + SqlFailures.because(e));
    };
  }

  /**
   * Looks whether a router could write what it keeps: H2 opens a file that nobody may write all the
   * same, to read it.
   *
   * @throws DatabaseException where this user may not write the file, or make it
   */
  public void requireWritable() {
    Optional<String> reason = notWritable();
    if (reason.isPresent()) {
      throw of("cannot be used", reason.get(), null);
    }
  }

  /** Returns what is in the way, where it is the right to write the file, or to make it. */
  private Optional<String> notWritable() {
    Path path = settings.dialect().file().orElse(null);
    while (path != null && !Files.exists(path)) {
      path = path.getParent();
    }
    return Optional.ofNullable(path)
        .flatMap(FileProblem::notWritable)
        .map(
            problem ->
                problem + "; let that be its own, or let database.url name a file elsewhere");
  }

  /** The first bytes tell a damaged database from what never was one. */
  private String unreadable(String said) {
    Optional<Path> file = settings.dialect().file();
    if (file.isEmpty()) {
      return said;
    }
    try (InputStream stream = Files.newInputStream(file.get())) {
      String start = new String(stream.readNBytes(9), StandardCharsets.ISO_8859_1);
      if (start.startsWith("H2encrypt")) {
        return "the file is an encrypted database, or part of one; to use it, add ;CIPHER=AES to"
            + " database.url";
      }
      return start.startsWith("H:") ? said : "the file is not a database of H2" + ELSEWHERE;
    } catch (IOException e) {
      return said;
    }
  }

  private static boolean isInUse(SQLException e) {
    return e != null && e.getErrorCode() == DATABASE_ALREADY_OPEN;
  }
}
