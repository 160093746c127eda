package org.threadless.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.apache.ibatis.session.SqlSession;
import org.threadless.router.Plugin;
import org.threadless.router.conversation.LiveConversations;
import org.threadless.router.conversation.StoreUnavailableException;
import org.threadless.router.engine.backend.ConfiguredBackend;
import org.threadless.router.engine.backlog.Backlog;
import org.threadless.router.engine.backlog.DueWork;
import org.threadless.router.engine.callback.Subscriptions;
import org.threadless.router.engine.history.Messages;
import org.threadless.router.engine.observing.Observers;
import org.threadless.router.engine.statistics.Statistics;
import org.threadless.router.engine.store.DatabaseTrouble;
import org.threadless.router.engine.store.Mappers;
import org.threadless.router.engine.store.PoolUse;
import org.threadless.storage.access.StoredAccess;
import org.threadless.storage.broadcast.StoredBroadcasts;
import org.threadless.storage.callback.StoredCallbacks;
import org.threadless.storage.dialect.Dialect;
import org.threadless.storage.dialog.StoredDialogs;
import org.threadless.storage.file.Compaction;
import org.threadless.storage.file.DatabaseFile;
import org.threadless.storage.file.OnlineCopy;
import org.threadless.storage.keep.Deletions;
import org.threadless.storage.keep.KeepSettings;
import org.threadless.storage.keep.Keeping;
import org.threadless.storage.message.MyBatisMessageStore;
import org.threadless.storage.node.Leases;
import org.threadless.storage.node.Node;
import org.threadless.storage.node.SoleUse;
import org.threadless.storage.people.StoredPeople;
import org.threadless.storage.person.StoredPersons;
import org.threadless.storage.pool.DatabaseException;
import org.threadless.storage.pool.DatabaseSettings;
import org.threadless.storage.pool.OpenFailure;
import org.threadless.storage.pool.Pools;
import org.threadless.storage.rename.BackendRenaming;
import org.threadless.storage.request.StoredAnswers;
import org.threadless.storage.schema.PluginTables;
import org.threadless.storage.schema.RouterSchema;
import org.threadless.storage.session.AppConnections;
import org.threadless.storage.session.HangingApps;
import org.threadless.storage.session.Sessions;
import org.threadless.storage.session.Transactions;
import org.threadless.storage.session.Uninterrupted;
import org.threadless.storage.statistics.Counts;
import org.threadless.storage.wait.MyBatisBacklog;
import org.threadless.storage.wait.queue.QueueAlarm;
import org.threadless.storage.wait.queue.Queues;
import org.threadless.storage.wait.queue.SendsDue;
import org.threadless.storage.wait.watch.Pauses;
import org.threadless.storage.wait.watch.Watch;
import org.threadless.storage.write.WritePath;

/**
 * The database that a router works on: puts the parts together that this package's own packages
 * hold, each of which says what it does. Open from {@link #open} to {@link #close}.
 */
public final class Database implements AutoCloseable {

  private final DatabaseSettings settings;
  private final Dialect dialect;
  private final InstantSource clock;
  private final Pools pools;
  private final DataSource dataSource;
  private final Optional<String> forgetting;
  private final Transactions transactions;
  private final Watch watch = new Watch();
  private final QueueAlarm alarm = new QueueAlarm(watch);
  private final Observers observers = new Observers();
  private final DatabaseTrouble trouble = new DatabaseTrouble();
  private final Deletions deletions = new Deletions();
  private final Node node;
  private final WritePath writePath;
  private final BackgroundWork backgroundWork;
  private final OnlineCopy onlineCopy;
  private final MyBatisMessageStore store;
  private final MyBatisBacklog backlog;
  private final Stores stores;
  private final SqlSession appSession;

  private Database(
      Pools pools,
      DatabaseSettings settings,
      InstantSource clock,
      boolean keeps,
      DatabaseFile file,
      Optional<String> forgetting) {
    this.settings = settings;
    this.dialect = settings.dialect();
    this.clock = clock;
    this.pools = pools;
    this.forgetting = forgetting;
    this.dataSource = Uninterrupted.of(pools.main());
    AppConnections ofApps = pools.ofApps();
    Sessions sessions = sessions(dataSource, keeps, file, ofApps);
    this.transactions = new Transactions(sessions);
    Transactions reading =
        new Transactions(
            sessions(Uninterrupted.of(pools.readers()), keeps, file, AppConnections.all()));
    Leases leases = new Leases(InstantSource.system());
    Pauses pauses = new Pauses(transactions, clock);
    this.node = Node.join(transactions, leases, System::nanoTime, dialect.isExclusive());
    this.writePath =
        WritePath.open(
            sessions, dialect.isExclusive(), leases, node.id(), clock, observers, trouble);
    this.store =
        new MyBatisMessageStore(
            sessions, transactions, reading, writePath, clock, node.id(), alarm::waits);
    this.stores = Stores.of(transactions, reading, store, writePath, alarm, clock, node.id());
    this.backlog =
        new MyBatisBacklog(
            transactions,
            reading,
            writePath,
            clock,
            node.id(),
            watch,
            pauses,
            dialect.preparesTurns(),
            stores.callbacks(),
            alarm::wake);
    this.appSession = store.appSession();
    Compaction compaction = new Compaction(dataSource);
    this.onlineCopy = new OnlineCopy(dataSource, compaction);
    this.backgroundWork =
        new BackgroundWork(
            transactions,
            node,
            writePath,
            watch,
            pauses,
            alarm,
            stores,
            clock,
            new HangingApps(pools.main(), ofApps, settings.appTimeout()),
            compaction,
            trouble);
  }

  private Sessions sessions(
      DataSource source, boolean keeps, DatabaseFile file, AppConnections ofApps) {
    return new Sessions(source, dialect, keeps, file, ofApps, RouterMappers.ALL);
  }

  /**
   * Connects to the database, makes or updates its tables, and joins the nodes that work on it.
   * What nodes had in hand that are gone waits when this returns.
   *
   * @throws DatabaseException where that fails; its message is for the user
   */
  public static Database open(DatabaseSettings settings, InstantSource clock) {
    return open(settings, clock, true, new RouterSchema(settings));
  }

  /**
   * The same, but each transaction is rolled back when it would be committed. What is read is what
   * others have stored, and what one message writes is there until its end.
   */
  public static Database openForTrial(DatabaseSettings settings, InstantSource clock) {
    return open(settings, clock, false, new RouterSchema(settings));
  }

  /** The same with the tables of a schema. */
  static Database open(
      DatabaseSettings settings, InstantSource clock, boolean keeps, RouterSchema schema) {
    Pools pools = Pools.open(settings);
    try {
      DatabaseFile file = DatabaseFile.opened(settings.url());
      schema.requireWhole(pools.main());
      schema.migrate();
      pools.openReaders();
      Database database = new Database(pools, settings, clock, keeps, file, pools.forgetting());
      if (keeps) {
        // Somebody else may write to a file that is not this process's own.
        database.backgroundWork.start(database.dialect.isExclusive());
      }
      return database;
    } catch (DatabaseException e) {
      pools.close();
      throw e;
    } catch (SQLException | RuntimeException e) {
      pools.close();
      throw new OpenFailure(settings).of("cannot be used", e);
    }
  }

  /** Returns the warning that it may lose what it has stored; empty where it does not. */
  public Optional<String> forgetting() {
    return forgetting;
  }

  /** Returns what keeps messages in this database, and tells other programs of them. */
  public MyBatisMessageStore messages() {
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
    watch.setBackends(backends, work::takesOthers);
    Queues queues = new Queues(backlog, work, backends, clock, patience);
    queues.start();
    alarm.connect(queues);
    return queues;
  }

  /**
   * Routes and sends on this thread what waits and is due, as far as its time has come: for whoever
   * takes up nothing.
   */
  public void sendDue(DueWork work, Collection<ConfiguredBackend> backends) {
    backgroundWork.release();
    SendsDue due = new SendsDue(backlog, work);
    backends.forEach(due::of);
  }

  /** Deletes from now on what is older than is said, a little at a time. To be called once. */
  public void keep(KeepSettings settings) {
    backgroundWork.start(keeping(settings));
  }

  /** Returns what is known of what was deleted. */
  public Deletions deletions() {
    return deletions;
  }

  /** Returns what deletes it. */
  Keeping keeping(KeepSettings settings) {
    return new Keeping(settings, transactions, clock, writePath.writer()::busyTime, deletions);
  }

  /** Does now what is done once a second anyway. */
  public void look() {
    backgroundWork.look();
  }

  /** Returns what adds the counts of messages up. */
  Counts counts() {
    return backgroundWork.counts();
  }

  /** Returns what pages read that show these messages. */
  public LiveConversations liveConversations() {
    return stores.liveConversations();
  }

  /** Returns what looks for messages, and tells what became of them. */
  public Messages history() {
    return stores.history();
  }

  /** Returns how many messages there are, and what has failed. */
  public Statistics statistics() {
    return stores.statistics();
  }

  /** Returns those who are known. */
  public StoredPeople people() {
    return stores.people();
  }

  /** Returns what apps have asked, and wait for. */
  public StoredDialogs dialogs() {
    return stores.dialogs();
  }

  /** Returns what requests were answered. */
  public StoredAnswers answers() {
    return stores.answers();
  }

  /** Says which programs are told of what from now on; nobody is, until then. */
  public void tell(Subscriptions told) {
    writePath.events().subscribe(told);
  }

  /** Returns how many of the connections are used. */
  public List<PoolUse> poolUses() {
    return pools.uses();
  }

  /** Returns those who see what is stored, and what changes with that. */
  public Observers observers() {
    return observers;
  }

  /** Returns what knows whether this database stores what it is to. */
  public DatabaseTrouble trouble() {
    return trouble;
  }

  /** Returns what those programs are still to be told. */
  public StoredCallbacks callbacks() {
    return stores.callbacks();
  }

  /** Returns what is sent to many as a whole. */
  public StoredBroadcasts broadcasts() {
    return stores.broadcasts();
  }

  /** Returns what shows and erases all that is kept of somebody. */
  public StoredPersons persons() {
    return stores.persons();
  }

  /** Returns what tells of the connections of a backend that is to be renamed. */
  public BackendRenaming renaming() {
    return new BackendRenaming(new SoleUse(transactions, dialect.isExclusive(), () -> {}));
  }

  /** Returns who is let in, by what, and who did what. */
  public StoredAccess access() {
    return stores.access();
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
   * Makes or updates the tables of a plugin, where it has any.
   *
   * @throws DatabaseException where that fails; its message is for the user
   */
  public void migrate(Plugin plugin) {
    new PluginTables(settings).migrate(plugin);
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

  Watch watch() {
    return watch;
  }

  @Override
  public void close() {
    backgroundWork.close();
    writePath.close();
    try {
      stores.access().lastUses().store();
      node.leave();
    } catch (StoreUnavailableException e) {
      // Whoever comes next finds this node dead, and takes over.
    } finally {
      pools.close();
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
}
