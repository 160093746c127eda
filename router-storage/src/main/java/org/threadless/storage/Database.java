package org.threadless.storage;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.ibatis.datasource.unpooled.UnpooledDataSource;
import org.apache.ibatis.exceptions.PersistenceException;
import org.apache.ibatis.session.SqlSession;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.threadless.router.Plugin;
import org.threadless.router.app.Callbacks;
import org.threadless.router.conversation.Direction;
import org.threadless.router.conversation.LiveConversations;
import org.threadless.router.conversation.StoreUnavailableException;
import org.threadless.router.engine.backend.Backends;
import org.threadless.router.engine.backend.ConfiguredBackend;
import org.threadless.router.engine.backlog.Backlog;
import org.threadless.router.engine.backlog.DueWork;
import org.threadless.router.engine.callback.Subscriptions;
import org.threadless.router.engine.history.Messages;
import org.threadless.router.engine.observing.Observers;
import org.threadless.router.engine.rate.Rates;
import org.threadless.router.engine.statistics.Statistics;
import org.threadless.router.engine.store.Mappers;
import org.threadless.router.engine.store.MessageStore;
import org.threadless.router.engine.store.PoolUse;
import org.threadless.router.message.BackendName;
import org.threadless.storage.access.AuditMapper;
import org.threadless.storage.access.InvitationMapper;
import org.threadless.storage.access.LastUses;
import org.threadless.storage.access.SessionMapper;
import org.threadless.storage.access.StoredAudit;
import org.threadless.storage.access.StoredInvitations;
import org.threadless.storage.access.StoredSessions;
import org.threadless.storage.access.StoredTokens;
import org.threadless.storage.access.StoredUsers;
import org.threadless.storage.access.TokenMapper;
import org.threadless.storage.access.UserMapper;
import org.threadless.storage.app.AppTables;
import org.threadless.storage.broadcast.BroadcastMapper;
import org.threadless.storage.broadcast.EndedBroadcasts;
import org.threadless.storage.broadcast.StoredBroadcasts;
import org.threadless.storage.callback.CallbackMapper;
import org.threadless.storage.callback.StoredCallbacks;
import org.threadless.storage.copy.CopyProgress;
import org.threadless.storage.dialect.Dialect;
import org.threadless.storage.dialect.FatalErrors;
import org.threadless.storage.dialog.DialogMapper;
import org.threadless.storage.dialog.StoredDialogs;
import org.threadless.storage.file.Compaction;
import org.threadless.storage.file.DatabaseFile;
import org.threadless.storage.file.OnlineCopy;
import org.threadless.storage.file.PrivateFiles;
import org.threadless.storage.file.RewrittenFile;
import org.threadless.storage.history.HistoryMapper;
import org.threadless.storage.history.MessageReader;
import org.threadless.storage.history.SearchMapper;
import org.threadless.storage.keep.KeepMapper;
import org.threadless.storage.keep.KeepSettings;
import org.threadless.storage.keep.Keeping;
import org.threadless.storage.message.MyBatisMessageStore;
import org.threadless.storage.message.ReportMapper;
import org.threadless.storage.node.Leases;
import org.threadless.storage.node.Node;
import org.threadless.storage.node.NodeMapper;
import org.threadless.storage.people.PeopleMapper;
import org.threadless.storage.people.StoredContacts;
import org.threadless.storage.people.StoredGroups;
import org.threadless.storage.people.StoredPeople;
import org.threadless.storage.person.PersonMapper;
import org.threadless.storage.person.StoredPersons;
import org.threadless.storage.read.LiveMapper;
import org.threadless.storage.read.MyBatisLiveConversations;
import org.threadless.storage.rename.BackendRenaming;
import org.threadless.storage.rename.RenameMapper;
import org.threadless.storage.request.AnswerMapper;
import org.threadless.storage.request.StoredAnswers;
import org.threadless.storage.session.AppConnections;
import org.threadless.storage.session.HangingApps;
import org.threadless.storage.session.Sessions;
import org.threadless.storage.session.Transactions;
import org.threadless.storage.session.Uninterrupted;
import org.threadless.storage.statistics.Counts;
import org.threadless.storage.statistics.StatisticsMapper;
import org.threadless.storage.statistics.StoredStatistics;
import org.threadless.storage.uniform.UniformConnections;
import org.threadless.storage.uniform.UniformMapper;
import org.threadless.storage.wait.MyBatisBacklog;
import org.threadless.storage.wait.queue.Queues;
import org.threadless.storage.wait.queue.SendsDue;
import org.threadless.storage.wait.sql.BacklogMapper;
import org.threadless.storage.wait.watch.Forgetting;
import org.threadless.storage.wait.watch.Housekeeping;
import org.threadless.storage.wait.watch.Pauses;
import org.threadless.storage.wait.watch.Summary;
import org.threadless.storage.wait.watch.Timetable;
import org.threadless.storage.wait.watch.Watch;
import org.threadless.storage.write.ConnectionIds;
import org.threadless.storage.write.Counting;
import org.threadless.storage.write.Deferred;
import org.threadless.storage.write.Events;
import org.threadless.storage.write.Writer;
import org.threadless.storage.write.sql.MessageMapper;
import org.threadless.storage.write.sql.MessagePartsMapper;
import org.threadless.storage.write.sql.WaitingMapper;

/**
 * The database that is in use: a pool of connections to it, with all its tables. Open from {@link
 * #open} to {@link #close}.
 */
public final class Database implements AutoCloseable {

  // Less than two seconds, so that a request that gets no connection is answered 503 by then.
  private static final Duration CONNECTION_TIMEOUT = Duration.ofMillis(1500);
  private static final Duration VALIDATION_TIMEOUT = Duration.ofSeconds(1);

  // A reader that takes its time must not keep waiting who stores messages.
  private static final int READERS = 4;

  // Besides those that apps may have: for the writer, for claims, for housekeeping, and for who
  // sends, takes up and shows what waits.
  private static final int OWN_CONNECTIONS = 4;

  // All that the router asks.
  static final List<Class<?>> MAPPERS =
      List.of(
          WaitingMapper.class,
          MessageMapper.class,
          MessagePartsMapper.class,
          BacklogMapper.class,
          NodeMapper.class,
          ReportMapper.class,
          LiveMapper.class,
          HistoryMapper.class,
          SearchMapper.class,
          StatisticsMapper.class,
          PeopleMapper.class,
          DialogMapper.class,
          PersonMapper.class,
          KeepMapper.class,
          RenameMapper.class,
          AnswerMapper.class,
          BroadcastMapper.class,
          TokenMapper.class,
          UserMapper.class,
          SessionMapper.class,
          InvitationMapper.class,
          AuditMapper.class,
          CallbackMapper.class);

  private final HikariDataSource pool;
  private final HikariDataSource readers;
  private final DataSource dataSource;
  private final Optional<String> forgetting;
  private final DatabaseSettings settings;
  private final Dialect dialect;
  private final InstantSource clock;
  private final Transactions transactions;
  private final Watch watch = new Watch();
  private final Observers observers = new Observers();
  private final Node node;
  private final Writer writer;
  private final Writer claims;
  private final Housekeeping housekeeping;
  private final Timetable timetable;
  private final Compaction compaction;
  private final OnlineCopy onlineCopy;
  private final HangingApps hangingApps;
  private final MyBatisMessageStore store;
  private final MyBatisBacklog backlog;
  private final LiveConversations liveConversations;
  private final Messages history;
  private final StoredPeople people;
  private final StoredDialogs dialogs;
  private final StoredAnswers answers;
  private final StoredBroadcasts broadcasts;
  private final EndedBroadcasts endedBroadcasts;
  private final StoredPersons persons;
  private final Counts counts;
  private final Statistics statistics;
  private final LastUses lastUses;
  private final StoredTokens tokens;
  private final StoredUsers users;
  private final StoredSessions userSessions;
  private final StoredInvitations invitations;
  private final StoredAudit audit;
  private final Events events;
  private final StoredCallbacks callbacks;
  private final SqlSession appSession;
  private volatile Queues queues;
  private volatile Keeping keeping;

  private Database(
      HikariDataSource pool,
      HikariDataSource readers,
      DatabaseSettings settings,
      InstantSource clock,
      boolean keeps,
      DatabaseFile file,
      Optional<String> forgetting) {
    this.forgetting = forgetting;
    this.pool = pool;
    this.readers = readers;
    this.dataSource = Uninterrupted.of(pool);
    this.settings = settings;
    this.dialect = settings.dialect();
    this.clock = clock;
    AppConnections ofApps = ofApps(settings);
    Sessions sessions = new Sessions(dataSource, dialect, keeps, file, ofApps, MAPPERS);
    this.transactions = new Transactions(sessions);
    Transactions reading =
        new Transactions(
            new Sessions(
                Uninterrupted.of(readers), dialect, keeps, file, AppConnections.all(), MAPPERS));
    Leases leases = new Leases(InstantSource.system());
    Deferred deferred = new Deferred();
    Pauses pauses = new Pauses(transactions, clock);
    this.node = Node.join(transactions, leases, System::nanoTime, dialect.isExclusive());
    ConnectionIds connectionIds = new ConnectionIds(clock);
    this.events = new Events();
    Counting counting = new Counting(observers);
    this.writer =
        new Writer(sessions, connectionIds, leases, deferred, events, counting, observers);
    // With one connection there is nothing to be won by two that write.
    this.claims =
        dialect.isExclusive()
            ? writer
            : Writer.ofClaims(
                sessions, connectionIds, leases, deferred, events, counting, observers);
    this.store =
        new MyBatisMessageStore(
            sessions,
            transactions,
            reading,
            writer,
            claims,
            clock,
            node.id(),
            events,
            counting,
            this::waits);
    this.callbacks = new StoredCallbacks(transactions, reading, writer, events, clock, node.id());
    this.backlog =
        new MyBatisBacklog(
            transactions,
            reading,
            writer,
            clock,
            node.id(),
            leases,
            deferred,
            watch,
            pauses,
            connectionIds,
            dialect.preparesTurns(),
            events,
            counting,
            callbacks,
            this::wake);
    this.lastUses = new LastUses(transactions, clock);
    this.housekeeping =
        new Housekeeping(
            transactions,
            node,
            deferred,
            watch,
            pauses,
            new Forgetting(transactions, clock),
            lastUses,
            this::wake);
    this.timetable = new Timetable(transactions, clock, this::waits);
    this.compaction = new Compaction(dataSource);
    this.onlineCopy = new OnlineCopy(dataSource, compaction);
    this.hangingApps = new HangingApps(pool, ofApps, settings.appTimeout());
    this.liveConversations = new MyBatisLiveConversations(transactions, reading);
    this.history = new MessageReader(reading, () -> {});
    this.people = new StoredPeople(new StoredContacts(store), new StoredGroups(store));
    this.dialogs = new StoredDialogs(store, clock);
    this.answers = new StoredAnswers(store, store::answered, clock);
    this.broadcasts =
        new StoredBroadcasts(
            store,
            transactions,
            reading,
            clock,
            node.id(),
            backend -> waits(backend, Direction.OUT));
    this.endedBroadcasts =
        new EndedBroadcasts(transactions, clock, node.id(), broadcasts, counting);
    this.persons = new StoredPersons(store, people.contacts(), clock, counting);
    this.counts = new Counts(transactions, clock);
    this.statistics = new StoredStatistics(reading);
    this.tokens = new StoredTokens(transactions, reading, lastUses, clock);
    this.users = new StoredUsers(transactions, reading, clock);
    this.userSessions = new StoredSessions(transactions, reading, clock);
    this.invitations = new StoredInvitations(transactions, reading, users, clock);
    this.audit = new StoredAudit(transactions, reading, clock);
    this.appSession = store.appSession();
  }

  /**
   * Connects to the database, makes or updates its tables, and joins the nodes that work on it.
   * What nodes had in hand that are gone waits when this returns.
   *
   * @throws DatabaseException where that fails; its message is for the user
   */
  public static Database open(DatabaseSettings settings, InstantSource clock) {
    return open(settings, clock, true);
  }

  /**
   * The same, but each transaction is rolled back when it would be committed. What is read is what
   * others have stored, and what one message writes is there until its end.
   */
  public static Database openForTrial(DatabaseSettings settings, InstantSource clock) {
    return open(settings, clock, false);
  }

  private static Database open(DatabaseSettings settings, InstantSource clock, boolean keeps) {
    return open(settings, clock, keeps, new RouterTables(unpooled(settings)));
  }

  /** The same with tables of another version. */
  static Database open(
      DatabaseSettings settings, InstantSource clock, boolean keeps, RouterTables tables) {
    FatalErrors fatal = new FatalErrors();
    Optional<DataSource> embedded = embedded(settings, fatal);
    HikariDataSource pool = pool(settings, embedded, fatal);
    HikariDataSource readers = null;
    try {
      DatabaseFile file = DatabaseFile.opened(settings.url());
      requireWhole(settings, pool);
      tables.migrate();
      readers = readers(settings, embedded, fatal);
      Database database =
          new Database(
              pool, readers, settings, clock, keeps, file, forgetting(pool, settings.dialect()));
      if (keeps) {
        database.housekeeping.look();
        database.housekeeping.start();
        database.timetable.start();
        database.endedBroadcasts.start();
        database.counts.start();
        database.hangingApps.start();
        database.compactNowAndThen();
      }
      return database;
    } catch (FlywayException e) {
      DatabaseException failure = migrationFailure(settings, tables, e);
      close(pool, readers);
      throw failure;
    } catch (DatabaseException e) {
      close(pool, readers);
      throw e;
    } catch (SQLException | RuntimeException e) {
      close(pool, readers);
      throw new OpenFailure(settings).of("cannot be used", e);
    }
  }

  private static void requireWhole(DatabaseSettings settings, DataSource pool) throws SQLException {
    try (Connection connection = pool.getConnection()) {
      if (CopyProgress.isThere(connection)) {
        throw new OpenFailure(settings)
            .of(
                "cannot be used",
                "the copy of another one into it is not at its end; run router copy again",
                null);
      }
    }
  }

  private static DatabaseException migrationFailure(
      DatabaseSettings settings, RouterTables tables, FlywayException e) {
    OpenFailure failure = new OpenFailure(settings);
    try {
      Optional<String> known = tables.problem();
      if (known.isPresent()) {
        return failure.of("cannot be used", known.get(), e);
      }
    } catch (SQLException | FlywayException again) {
      e.addSuppressed(again);
    }
    return failure.of("cannot be used: its tables cannot be made or updated", e);
  }

  /**
   * Connects to the database and changes nothing in it.
   *
   * @throws DatabaseException where that fails; its message is for the user
   */
  public static CheckedDatabase check(DatabaseSettings settings) {
    FatalErrors fatal = new FatalErrors();
    try (HikariDataSource pool = pool(settings, embedded(settings, fatal), fatal)) {
      Optional<String> problem = new RouterTables(unpooled(settings)).problem();
      if (problem.isPresent()) {
        throw new OpenFailure(settings).of("cannot be used", problem.get(), null);
      }
      return check(pool, settings.dialect());
    } catch (SQLException | FlywayException | PersistenceException e) {
      throw new OpenFailure(settings).of("cannot be used", e);
    }
  }

  private static Optional<String> forgetting(DataSource pool, Dialect dialect) throws SQLException {
    try (Connection connection = pool.getConnection()) {
      return dialect.forgetting(connection).map("the database: "::concat);
    }
  }

  private static CheckedDatabase check(DataSource pool, Dialect dialect) throws SQLException {
    String product;
    boolean hasTables;
    try (Connection connection = pool.getConnection()) {
      DatabaseMetaData known = connection.getMetaData();
      product = known.getDatabaseProductName() + " " + known.getDatabaseProductVersion();
      try (ResultSet tables = known.getTables(null, connection.getSchema(), "waiting", null)) {
        hasTables = tables.next();
      }
    }
    Optional<String> forgetting = forgetting(pool, dialect);
    return hasTables
        ? checked(product, forgetting, pool, dialect)
        : CheckedDatabase.unread(product, forgetting);
  }

  private static CheckedDatabase checked(
      String product, Optional<String> forgetting, DataSource pool, Dialect dialect) {
    Sessions sessions =
        new Sessions(pool, dialect, false, DatabaseFile.none(), AppConnections.all(), MAPPERS);
    try (SqlSession session = sessions.open(sessions.transaction())) {
      BacklogMapper mapper = session.getMapper(BacklogMapper.class);
      return new CheckedDatabase(
          product,
          forgetting,
          Summary.of(mapper, Summary.COUNTED),
          mapper.suspended().stream().map(BackendName::new).toList(),
          mapper.paused().stream().map(row -> new BackendName(row.backend())).toList());
    }
  }

  /**
   * Opens the database for somebody who reads what became of messages. Changes nothing in it:
   * neither are tables made or updated, nor does a node join.
   *
   * @throws DatabaseException where that fails; its message is for the user
   */
  public static MessageReader read(DatabaseSettings settings) {
    return offline(settings, false, MAPPERS, MessageReader::new);
  }

  /**
   * Opens the database for somebody who writes identities otherwise. Neither are tables made or
   * updated, nor does a node join.
   *
   * @throws DatabaseException where that fails; its message is for the user
   */
  public static UniformConnections connections(DatabaseSettings settings) {
    return offline(
        settings,
        true,
        List.of(WaitingMapper.class, NodeMapper.class, UniformMapper.class),
        (transactions, close) ->
            new UniformConnections(transactions, settings.dialect().isExclusive(), close));
  }

  /**
   * Opens the database for somebody who renames a backend. Neither are tables made or updated, nor
   * does a node join.
   *
   * @throws DatabaseException where that fails; its message is for the user
   */
  public static BackendRenaming renaming(DatabaseSettings settings) {
    return offline(
        settings,
        true,
        List.of(WaitingMapper.class, NodeMapper.class, RenameMapper.class),
        (transactions, close) ->
            new BackendRenaming(transactions, settings.dialect().isExclusive(), close));
  }

  private static <T> T offline(
      DatabaseSettings settings,
      boolean keeps,
      List<Class<?>> mappers,
      BiFunction<Transactions, Runnable, T> opened) {
    FatalErrors fatal = new FatalErrors();
    HikariDataSource pool = pool(settings, fatal);
    try {
      requireCurrent(settings);
      Sessions sessions =
          new Sessions(
              pool, settings.dialect(), keeps, DatabaseFile.none(), AppConnections.all(), mappers);
      return opened.apply(new Transactions(sessions), pool::close);
    } catch (SQLException | FlywayException e) {
      pool.close();
      throw new OpenFailure(settings).of("cannot be used", e);
    } catch (DatabaseException e) {
      pool.close();
      throw e;
    }
  }

  static void requireCurrent(DatabaseSettings settings) throws SQLException {
    RouterTables tables = new RouterTables(unpooled(settings));
    Optional<String> problem = tables.problem().or(tables::missing);
    if (problem.isPresent()) {
      throw new OpenFailure(settings).of("cannot be read", problem.get(), null);
    }
  }

  /** Returns the warning that it may lose what it has stored; empty where it does not. */
  public Optional<String> forgetting() {
    return forgetting;
  }

  /** Returns what keeps messages in this database. */
  public MessageStore messages() {
    return store;
  }

  /** Returns what apps tell other programs by. */
  public Callbacks toldByApps() {
    return store;
  }

  /** Returns the messages that wait in this database. */
  public Backlog backlog() {
    return backlog;
  }

  /**
   * Begins to take up messages that wait, on this node.
   *
   * @param patience how long its end waits for what runs
   * @return what ends it; to be closed before the database
   */
  public Queues takeUp(DueWork work, Collection<ConfiguredBackend> backends, Duration patience) {
    Backends all = new Backends(List.copyOf(backends));
    setWays(
        backends.stream()
            .map(ConfiguredBackend::name)
            .collect(Collectors.toMap(name -> name, all::ways)),
        work::takesOthers);
    setRates(
        backends.stream()
            .collect(Collectors.toMap(ConfiguredBackend::name, each -> each.settings().rates())));
    Queues opened = new Queues(backlog, work, backends, clock, patience);
    opened.start();
    queues = opened;
    return opened;
  }

  /**
   * Routes and sends on this thread what waits and is due, as far as its time has come: for whoever
   * takes up nothing.
   */
  public void sendDue(DueWork work, Collection<ConfiguredBackend> backends) {
    timetable.release();
    SendsDue due = new SendsDue(backlog, work);
    backends.forEach(due::of);
  }

  /**
   * Takes the backends that the messages of each go out by, the first one first.
   *
   * @param takesOthers whether a backend takes what is another's now, as far as it is up
   */
  void setWays(Map<BackendName, List<BackendName>> ways, Predicate<BackendName> takesOthers) {
    watch.setWays(ways, takesOthers);
  }

  /** Takes how fast messages go out by each backend. */
  void setRates(Map<BackendName, Rates> rates) {
    watch.setRates(rates);
  }

  /** Deletes from now on what is older than is said, a little at a time. To be called once. */
  public void keep(KeepSettings settings) {
    Keeping begun = keeping(settings);
    keeping = begun;
    begun.start();
  }

  /** Returns what deletes it. */
  Keeping keeping(KeepSettings settings) {
    return new Keeping(settings, transactions, clock, writer::busyTime);
  }

  private void compactNowAndThen() {
    // Somebody else may write to any other database meanwhile.
    if (dialect.isExclusive()) {
      compaction.start();
    }
  }

  private void waits(BackendName backend, Direction direction) {
    watch.waits(backend, direction);
    wake(backend, direction);
  }

  private void wake(BackendName backend, Direction direction) {
    Queues awake = queues;
    if (awake != null) {
      awake.wake(backend, direction);
    }
  }

  /** Returns what pages read that show these messages. */
  public LiveConversations liveConversations() {
    return liveConversations;
  }

  /** Returns what looks for messages, and tells what became of them. */
  public Messages history() {
    return history;
  }

  /** Returns how many messages there are, and what has failed. */
  public Statistics statistics() {
    return statistics;
  }

  /** Returns what adds the counts of messages up. */
  Counts counts() {
    return counts;
  }

  /** Returns those who are known. */
  public StoredPeople people() {
    return people;
  }

  /** Returns what apps have asked, and wait for. */
  public StoredDialogs dialogs() {
    return dialogs;
  }

  /** Returns what requests were answered. */
  public StoredAnswers answers() {
    return answers;
  }

  /** Says which programs are told of what from now on; nobody is, until then. */
  public void tell(Subscriptions told) {
    events.subscribe(told);
  }

  /** Returns how many of the connections are used. */
  public List<PoolUse> poolUses() {
    return Stream.of(pool, readers).map(Database::use).toList();
  }

  private static PoolUse use(HikariDataSource pool) {
    HikariPoolMXBean now = pool.getHikariPoolMXBean();
    return new PoolUse(
        pool.getPoolName(),
        pool.getMaximumPoolSize(),
        now.getActiveConnections(),
        now.getIdleConnections(),
        now.getThreadsAwaitingConnection());
  }

  /** Returns those who see what is stored, and what changes with that. */
  public Observers observers() {
    return observers;
  }

  /** Returns what those programs are still to be told. */
  public StoredCallbacks callbacks() {
    return callbacks;
  }

  /** Returns what is sent to many as a whole. */
  public StoredBroadcasts broadcasts() {
    return broadcasts;
  }

  /** Returns what shows and erases all that is kept of somebody. */
  public StoredPersons persons() {
    return persons;
  }

  /** Returns what tells of the connections of a backend that is to be renamed. */
  public BackendRenaming renaming() {
    return new BackendRenaming(transactions, dialect.isExclusive(), () -> {});
  }

  /** Returns what programs are let in by. */
  public StoredTokens tokens() {
    return tokens;
  }

  /** Returns those who may sign in. */
  public StoredUsers users() {
    return users;
  }

  /** Returns who is signed in. */
  public StoredSessions userSessions() {
    return userSessions;
  }

  /** Returns what links are for that can be used once. */
  public StoredInvitations invitations() {
    return invitations;
  }

  /** Returns who did what. */
  public StoredAudit audit() {
    return audit;
  }

  /**
   * Returns the session that apps write with. On a thread that has a message before it, what is
   * written is in the message's transaction; anywhere else each call is a transaction of its own.
   */
  public SqlSession session() {
    return appSession;
  }

  /** Returns what makes the mappers of apps. */
  public Mappers mappers() {
    return store.appMappers();
  }

  /**
   * Makes or updates the tables of a plugin, where it has any. They have a history of their own,
   * {@code <plugin>_schema_history}, and are named as {@link Plugin#tablesNamedAfter} says.
   *
   * @throws DatabaseException where that fails; its message is for the user
   */
  public void migrate(Plugin plugin) {
    migrate(settings, plugin);
  }

  static void migrate(DatabaseSettings settings, Plugin plugin) {
    plugin
        .migrations()
        .ifPresent(
            folder ->
                migrate(
                    settings,
                    plugin.kind() + " " + plugin.name(),
                    plugin.tablesNamedAfter(),
                    folder,
                    plugin.getClass().getClassLoader()));
  }

  void migrate(String owner, String name, String folder, ClassLoader classLoader) {
    migrate(settings, owner, name, folder, classLoader);
  }

  private static void migrate(
      DatabaseSettings settings,
      String owner,
      String name,
      String folder,
      ClassLoader classLoader) {
    String prefix = name.replace('-', '_') + "_";
    try {
      Flyway.configure(classLoader)
          .dataSource(unpooled(settings))
          .locations("classpath:" + folder)
          .failOnMissingLocations(true)
          .table(prefix + "schema_history")
          // The schema has the tables of others in it.
          .baselineOnMigrate(true)
          .baselineVersion("0")
          .callbacks(new AppTables(prefix))
          .load()
          .migrate();
    } catch (FlywayException e) {
      throw new DatabaseException(
          "the tables of the " + owner + " cannot be made or updated: " + reason(e), false, e);
    }
  }

  /** Does now what is done once a second anyway. */
  public void look() {
    timetable.release();
    housekeeping.look();
    endedBroadcasts.cancel();
  }

  /**
   * Writes the file of a database anew, with nothing but what is in it: H2 leaves what was erased
   * where it stood until that place is needed. Nobody may have it open. Of any other database,
   * nothing is done.
   *
   * @throws DatabaseException where that fails; its message is for the user
   */
  public static void rewrite(DatabaseSettings settings) {
    Optional<Path> file = settings.dialect().file();
    if (file.isPresent()) {
      try {
        RewrittenFile.write(file.get(), unpooled(settings));
      } catch (SQLException | IOException e) {
        throw new OpenFailure(settings).of("cannot be written anew", e);
      }
    }
  }

  /**
   * Copies the file of this database, which is an H2 of this process's own, while it is used. All
   * that was committed before this was called is in the copy, and most of what is meanwhile.
   *
   * @param copy replaced, if it is there; nobody else can read it
   * @throws DatabaseException where that fails; its message is for the user
   */
  public void copyFile(Path copy) {
    try {
      onlineCopy.make(dialect.file().orElseThrow(), copy);
    } catch (SQLException | IOException e) {
      throw new OpenFailure(settings).of("cannot be copied", e);
    }
  }

  /** Returns the pool. Whoever takes a connection from it is outside of every message. */
  public DataSource dataSource() {
    return dataSource;
  }

  Dialect dialect() {
    return dialect;
  }

  @Override
  public void close() {
    housekeeping.close();
    timetable.close();
    endedBroadcasts.close();
    counts.close();
    if (keeping != null) {
      keeping.close();
    }
    hangingApps.close();
    compaction.close();
    claims.close();
    writer.close();
    try {
      lastUses.store();
      node.leave();
    } catch (StoreUnavailableException e) {
      // Whoever comes next finds this node dead, and takes over.
    } finally {
      close(pool, readers);
      closeCopy();
    }
  }

  private void closeCopy() {
    try {
      onlineCopy.close();
    } catch (IOException e) {
      // It was read from alone.
    }
  }

  private static void close(HikariDataSource pool, HikariDataSource readers) {
    if (readers != null) {
      readers.close();
    }
    pool.close();
  }

  // For migrations, which need several connections; given a URL, Flyway would look for the driver
  // in the class loader of the migrations.
  static DataSource unpooled(DatabaseSettings settings) {
    Dialect dialect = settings.dialect();
    return new UnpooledDataSource(
        dialect.driver(), dialect.completeUrl(), settings.user(), settings.password().reveal());
  }

  // Where both pools have the connections to H2 from; those to PostgreSQL they make themselves.
  private static Optional<DataSource> embedded(DatabaseSettings settings, FatalErrors fatal) {
    return settings
        .dialect()
        .embedded(settings.user(), settings.password().reveal(), fatal::evictAll);
  }

  /** Returns whether a node may work on a database, which has its tables. */
  static boolean mayServe(DatabaseSettings settings) {
    return offline(
        settings,
        false,
        MAPPERS,
        (transactions, close) -> {
          try {
            return Node.mayRun(transactions);
          } finally {
            close.run();
          }
        });
  }

  /** Returns connections to a database that is not joined. */
  static HikariDataSource pool(DatabaseSettings settings, FatalErrors fatal) {
    return pool(settings, embedded(settings, fatal), fatal);
  }

  private static HikariDataSource pool(
      DatabaseSettings settings, Optional<DataSource> embedded, FatalErrors fatal) {
    int size = settings.poolSize() + ownConnections(settings);
    HikariConfig config = config(settings, embedded, "database", size);
    config.setConnectionInitSql(settings.dialect().beginning());
    Optional<PrivateFiles> files = PrivateFiles.of(settings.url());
    files.ifPresent(PrivateFiles::makeFolder);
    HikariDataSource pool = open(config, settings, fatal);
    files.ifPresent(PrivateFiles::close);
    return pool;
  }

  /** Returns connections that write nothing, and on which no look-up takes longer than a second. */
  private static HikariDataSource readers(
      DatabaseSettings settings, Optional<DataSource> embedded, FatalErrors fatal) {
    HikariConfig config = config(settings, embedded, "readers", READERS);
    config.setMinimumIdle(1);
    config.setConnectionInitSql(settings.dialect().beginningOfReaders());
    return open(config, settings, fatal);
  }

  private static HikariDataSource open(
      HikariConfig config, DatabaseSettings settings, FatalErrors fatal) {
    config.setExceptionOverride(fatal);
    try {
      HikariDataSource opened = new HikariDataSource(config);
      fatal.watch(opened);
      return opened;
    } catch (RuntimeException e) {
      throw new OpenFailure(settings).of("cannot be opened", e);
    }
  }

  private static HikariConfig config(
      DatabaseSettings settings, Optional<DataSource> embedded, String name, int size) {
    Dialect dialect = settings.dialect();
    HikariConfig config = new HikariConfig();
    config.setPoolName(name);
    config.setMaximumPoolSize(size);
    config.setConnectionTimeout(CONNECTION_TIMEOUT.toMillis());
    config.setValidationTimeout(VALIDATION_TIMEOUT.toMillis());
    config.setAutoCommit(false);
    // What a connection begins with is committed: its first user may roll back.
    config.setIsolateInternalQueries(true);
    embedded.ifPresentOrElse(config::setDataSource, () -> connect(config, settings, dialect));
    return config;
  }

  private static void connect(HikariConfig config, DatabaseSettings settings, Dialect dialect) {
    config.setJdbcUrl(dialect.completeUrl());
    // Named, so that a driver which cannot be loaded says why; DriverManager would leave it out.
    config.setDriverClassName(dialect.driver());
    config.setUsername(settings.user());
    config.setPassword(settings.password().reveal());
    dialect.properties().forEach(config::addDataSourceProperty);
  }

  // H2 in a file has one for all.
  private static AppConnections ofApps(DatabaseSettings settings) {
    return settings.dialect().isExclusive()
        ? AppConnections.onlyOne(CONNECTION_TIMEOUT)
        : AppConnections.of(settings.poolSize(), CONNECTION_TIMEOUT);
  }

  private static int ownConnections(DatabaseSettings settings) {
    return settings.dialect().isExclusive() ? 0 : OWN_CONNECTIONS;
  }

  private static String reason(FlywayException e) {
    return String.join(" ", String.valueOf(e.getMessage()).lines().map(String::strip).toList());
  }
}
