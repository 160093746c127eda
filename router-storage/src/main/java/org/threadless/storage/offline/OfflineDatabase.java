package org.threadless.storage.offline;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.apache.ibatis.exceptions.PersistenceException;
import org.flywaydb.core.api.FlywayException;
import org.threadless.storage.callback.CallbackMapper;
import org.threadless.storage.file.DatabaseFile;
import org.threadless.storage.file.RewrittenFile;
import org.threadless.storage.history.HistoryMapper;
import org.threadless.storage.history.MessageReader;
import org.threadless.storage.history.SearchMapper;
import org.threadless.storage.message.ReportMapper;
import org.threadless.storage.node.NodeMapper;
import org.threadless.storage.node.SoleUse;
import org.threadless.storage.pool.DatabaseException;
import org.threadless.storage.pool.DatabaseSettings;
import org.threadless.storage.pool.OpenFailure;
import org.threadless.storage.pool.Pools;
import org.threadless.storage.rename.BackendRenaming;
import org.threadless.storage.rename.RenameMapper;
import org.threadless.storage.schema.RouterSchema;
import org.threadless.storage.session.AppConnections;
import org.threadless.storage.session.Sessions;
import org.threadless.storage.session.Transactions;
import org.threadless.storage.uniform.UniformConnections;
import org.threadless.storage.uniform.UniformMapper;
import org.threadless.storage.write.sql.ConnectionMapper;
import org.threadless.storage.write.sql.CountingMapper;
import org.threadless.storage.write.sql.MessageIdMapper;
import org.threadless.storage.write.sql.MessageMapper;
import org.threadless.storage.write.sql.WaitingMapper;

/**
 * Opens a database for something else than to work on it: no node joins, and no tables are made or
 * updated.
 *
 * <p>Every method throws {@link DatabaseException} where it fails; its message is for the user.
 */
public final class OfflineDatabase {

  private static final List<Class<?>> COMMON =
      List.of(
          CountingMapper.class,
          ConnectionMapper.class,
          MessageIdMapper.class,
          WaitingMapper.class,
          MessageMapper.class);

  private OfflineDatabase() {}

  /** Connects to the database, and changes nothing in it; fails where a router could not. */
  public static CheckedDatabase check(DatabaseSettings settings) {
    new OpenFailure(settings).requireWritable();
    try (Pools pools = Pools.open(settings)) {
      new RouterSchema(settings).requireUsable();
      return new DatabaseCheck(pools, settings.dialect()).run();
    } catch (SQLException | FlywayException | PersistenceException e) {
      throw new OpenFailure(settings).of("cannot be used", e);
    }
  }

  /** Opens it for somebody who reads what became of messages, and changes nothing. */
  public static MessageReader read(DatabaseSettings settings) {
    return open(
        settings,
        false,
        with(HistoryMapper.class, SearchMapper.class, ReportMapper.class, CallbackMapper.class),
        MessageReader::new);
  }

  /** Opens it for somebody who writes identities otherwise. */
  public static UniformConnections connections(DatabaseSettings settings) {
    return new UniformConnections(soleUse(settings, UniformMapper.class));
  }

  /** Opens it for somebody who renames a backend. */
  public static BackendRenaming renaming(DatabaseSettings settings) {
    return new BackendRenaming(soleUse(settings, RenameMapper.class));
  }

  /** Returns why nothing may be done now with all of it, for people; empty where it may. */
  static Optional<String> obstacle(DatabaseSettings settings) {
    try (SoleUse database = soleUse(settings, NodeMapper.class)) {
      return database.obstacle();
    }
  }

  private static SoleUse soleUse(DatabaseSettings settings, Class<?> mapper) {
    return open(
        settings,
        true,
        with(NodeMapper.class, mapper),
        (transactions, close) ->
            new SoleUse(transactions, settings.dialect().isExclusive(), close));
  }

  /** Returns these mappers, and those whose statements they have parts of. */
  private static List<Class<?>> with(Class<?>... mappers) {
    return Stream.concat(COMMON.stream(), Arrays.stream(mappers)).distinct().toList();
  }

  private static <T> T open(
      DatabaseSettings settings,
      boolean keeps,
      List<Class<?>> mappers,
      BiFunction<Transactions, Runnable, T> opened) {
    new RouterSchema(settings).requireFile();
    Pools pools = Pools.open(settings);
    try {
      new RouterSchema(settings).requireCurrent();
      Sessions sessions =
          new Sessions(
              pools.main(),
              settings.dialect(),
              keeps,
              DatabaseFile.none(),
              AppConnections.all(),
              mappers);
      return opened.apply(new Transactions(sessions), pools::close);
    } catch (SQLException | FlywayException e) {
      pools.close();
      throw new OpenFailure(settings).of("cannot be used", e);
    } catch (DatabaseException e) {
      pools.close();
      throw e;
    }
  }

  /**
   * Writes the file of a database anew, with nothing but what is in it: H2 leaves what was erased
   * where it stood until that place is needed. Nobody may have it open. Of any other database,
   * nothing is done.
   */
  public static void rewrite(DatabaseSettings settings) {
    Optional<Path> file = settings.dialect().file();
    if (file.isPresent()) {
      try {
        RewrittenFile.write(file.get(), Pools.unpooled(settings));
      } catch (SQLException | IOException e) {
        throw new OpenFailure(settings).of("cannot be written anew", e);
      }
    }
  }
}
