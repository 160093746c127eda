package org.threadless.storage.dialect;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/** What differs between the databases. */
public sealed interface Dialect permits H2, PostgreSql {

  /** Returns that of the database at this URL. */
  static Dialect of(String url) {
    return url.startsWith("jdbc:postgresql:") ? new PostgreSql(url) : new H2(url);
  }

  /** Returns whether a URL is that of a database which there is one for. */
  static boolean isKnown(String url) {
    return url.startsWith("jdbc:h2:") || url.startsWith("jdbc:postgresql:");
  }

  /** Returns a URL without its parameters, among which may be a password. */
  static String shown(String url) {
    return url.split("[;?]", 2)[0].replaceFirst("//[^/]*@", "//");
  }

  /** Returns the URL with what the router needs, unless it sets that itself. */
  String completeUrl();

  /** Returns the class name of the driver. */
  String driver();

  /** Returns the file that the database is in; empty where it is in none of this process. */
  Optional<Path> file();

  /**
   * Returns the URL of a database that differs from this one by the file it is in.
   *
   * @param file its name ends with {@code .mv.db}
   * @throws IllegalStateException where this one is in no file
   */
  String urlOf(Path file);

  /** Returns whether no other process can use the database while this one does: H2 in a file. */
  boolean isExclusive();

  /**
   * Returns what makes connections to a database that is part of this process; empty where the
   * driver does so by itself.
   *
   * @param closed called when the database has closed itself
   */
  Optional<DataSource> embedded(String user, String password, Runnable closed);

  /** Returns what the mappers call those of their statements that only this database takes. */
  String databaseId();

  /** Returns what the driver is told. */
  Map<String, String> properties();

  /** Returns what each new connection begins with, or null. */
  String beginning();

  /**
   * The same for connections that write nothing, and on which nothing takes longer than a second.
   */
  String beginningOfReaders();

  /**
   * Returns what the database is told that lets it forget what it has committed, in one line with
   * what to do; empty where it forgets nothing that it can help.
   */
  Optional<String> forgetting(Connection connection) throws SQLException;

  /** Returns whether the database is told how to run a turn, and how to take many rows at once. */
  boolean preparesTurns();

  /**
   * Limits how long the database may take to answer. A database that hangs must not hold threads:
   * whoever brings a message is told in time to bring it again.
   *
   * @param app whether an app asks
   */
  void limit(Connection connection, boolean app) throws SQLException;

  /**
   * Has the commit of this transaction not wait for the disk, where that is possible: should the
   * database crash, the transaction may be lost as a whole.
   */
  void relax(Connection connection) throws SQLException;

  /**
   * Has what follows in this transaction planned as is best for an app's statements, or for the
   * router's own, as all is at first.
   */
  void plan(Connection connection, boolean app) throws SQLException;

  /** Returns what the driver is told by who reads or writes all that is there. */
  Map<String, String> propertiesOfCopies();

  /** Returns what the connection of such a one begins with. */
  String beginningOfCopies();

  /**
   * Returns the number that a column gets next, or a sequence gives.
   *
   * @param table null for a sequence
   * @param name of the column, or the sequence
   */
  long nextNumber(Connection connection, String table, String name) throws SQLException;

  /** Has it count on from a number. */
  void countFrom(Connection connection, String table, String name, long next) throws SQLException;
}
