package org.threadless.storage.message;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.SqlSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.threadless.router.app.Callbacks;
import org.threadless.router.app.Cancellation;
import org.threadless.router.config.Secret;
import org.threadless.router.conversation.Direction;
import org.threadless.router.conversation.StoredMessage;
import org.threadless.router.engine.backlog.Failure;
import org.threadless.router.engine.callback.EventType;
import org.threadless.router.engine.store.AnsweredMeanwhileException;
import org.threadless.router.engine.store.Leg;
import org.threadless.router.engine.store.Mappers;
import org.threadless.router.engine.store.MessageStore;
import org.threadless.router.engine.store.Seen;
import org.threadless.router.engine.store.SendOutcome;
import org.threadless.router.engine.store.UnitOfWork;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;
import org.threadless.router.message.DeliveryReport;
import org.threadless.router.message.IncomingMessage;
import org.threadless.router.message.IncomingStatus;
import org.threadless.router.message.ReceivedReport;
import org.threadless.storage.app.AppMappers;
import org.threadless.storage.app.AppSession;
import org.threadless.storage.app.AppTransaction;
import org.threadless.storage.read.ConversationRow;
import org.threadless.storage.read.LiveMapper;
import org.threadless.storage.session.CurrentTransaction;
import org.threadless.storage.session.MarkedTransaction;
import org.threadless.storage.session.Repeating;
import org.threadless.storage.session.Sessions;
import org.threadless.storage.session.Transactions;
import org.threadless.storage.write.Answer;
import org.threadless.storage.write.Changes;
import org.threadless.storage.write.Claims;
import org.threadless.storage.write.Counting;
import org.threadless.storage.write.Events;
import org.threadless.storage.write.Happening;
import org.threadless.storage.write.WritePath;
import org.threadless.storage.write.Writer;
import org.threadless.storage.write.row.AnswerRow;
import org.threadless.storage.write.row.LegRow;
import org.threadless.storage.write.row.MessageRow;
import org.threadless.storage.write.sql.MessageMapper;
import org.threadless.storage.write.value.Storable;

/** Keeps messages in H2 or PostgreSQL. */
public final class MyBatisMessageStore implements MessageStore, CurrentTransaction, Callbacks {

  private static final Logger log = LoggerFactory.getLogger(MyBatisMessageStore.class);

  private static final int SECRET_BYTES = 32;

  private final Sessions sessions;
  private final Transactions transactions;
  private final Transactions reading;
  private final Writer writer;
  private final Writer claims;
  private final InstantSource clock;
  private final int node;
  private final Events events;
  private final Counting counting;
  private final BiConsumer<BackendName, Direction> onWaiting;
  private final StoredReports reports = new StoredReports();

  // Not static: the units of work of two databases in one JVM have nothing to do with each other.
  @SuppressWarnings("ThreadLocalUsage")
  private final ThreadLocal<StoredUnitOfWork> current = new ThreadLocal<>();

  /**
   * @param reading for what is only told, and may take its time
   * @param onWaiting is told where something waits that may be taken now
   */
  public MyBatisMessageStore(
      Sessions sessions,
      Transactions transactions,
      Transactions reading,
      WritePath writePath,
      InstantSource clock,
      int node,
      BiConsumer<BackendName, Direction> onWaiting) {
    this.sessions = sessions;
    this.transactions = transactions;
    this.reading = reading;
    this.writer = writePath.writer();
    this.claims = writePath.claims();
    this.clock = clock;
    this.node = node;
    this.events = writePath.events();
    this.counting = writePath.counting();
    this.onWaiting = onWaiting;
  }

  /**
   * Returns the session that apps write with, on any thread. The statements of the router are not
   * among those that it knows.
   */
  public SqlSession appSession() {
    return appSession(sessions.newConfiguration());
  }

  /** Returns what makes the mappers of apps. */
  public Mappers appMappers() {
    return new AppMappers(sessions, this::appSession);
  }

  private SqlSession appSession(Configuration configuration) {
    return AppSession.of(
        configuration,
        () -> current.get() == null ? null : current.get().appSession(configuration),
        () -> AppTransaction.open(configuration, sessions.appTransaction().outside()));
  }

  @Override
  public UnitOfWork begin() {
    if (current.get() != null) {
      throw new IllegalStateException("this thread has a unit of work already");
    }
    MarkedTransaction transaction = sessions.appTransaction();
    StoredUnitOfWork work =
        new StoredUnitOfWork(
            transaction,
            sessions.open(transaction),
            writer,
            reports,
            clock,
            node,
            onWaiting,
            current::remove);
    current.set(work);
    return work;
  }

  @Override
  public <T> T together(Function<UnitOfWork, T> changes) {
    return Repeating.call(
        () -> {
          try (UnitOfWork work = begin()) {
            T result = changes.apply(work);
            work.commit(List.of());
            return result;
          }
        });
  }

  @Override
  public Optional<Seen> claim(IncomingMessage message) {
    return store(message, () -> new Changes().claim(message, node), claims).first();
  }

  @Override
  public Optional<Seen> seen(IncomingMessage message) {
    MessageRow row = MessageRow.queued(message, null);
    Optional<Seen> seen = find(row);
    while (seen.filter(this::isUncertain).isPresent()) {
      seen = find(row);
    }
    return seen;
  }

  private Optional<Seen> find(MessageRow row) {
    return reading.call(MessageMapper.class, mapper -> Claims.seen(row, mapper));
  }

  @Override
  public Optional<Seen> enqueue(IncomingMessage message) {
    return enqueue(
        message, () -> new Changes().claim(message, null), new Changes().letWait(message.id()));
  }

  @Override
  public Optional<Seen> enqueueFirst(IncomingMessage message) {
    return enqueue(
        message, () -> new Changes().claimFirst(message), new Changes().letWaitFirst(message.id()));
  }

  @Override
  public Optional<Seen> enqueue(IncomingMessage message, String reason, Instant due) {
    Failure failure = new Failure(reason, 1, 0, clock.instant());
    return enqueue(
        message,
        () -> new Changes().claim(message, failure, due),
        new Changes().letWait(message.id(), Optional.of(failure), due));
  }

  private Optional<Seen> enqueue(
      IncomingMessage message, Supplier<Changes> claim, Changes whereClaimed) {
    Answer answer = store(message, claim, writer);
    boolean isClaimed = answer.first().filter(seen -> seen.id().equals(message.id())).isPresent();
    if (isClaimed) {
      writer.commit(whereClaimed);
    }
    if (isClaimed || answer.isStored()) {
      onWaiting.accept(message.connection().backend(), Direction.IN);
      return Optional.empty();
    }
    return answer.first();
  }

  private Answer store(IncomingMessage message, Supplier<Changes> claim, Writer with) {
    Answer answer = with.commit(claim.get());
    while (answer.first().filter(this::isUncertain).isPresent()) {
      answer = with.commit(claim.get());
    }
    warn(message, answer);
    return answer;
  }

  // Who brings a copy is told that the first is stored: then it has to be, and not only claimed.
  private boolean isUncertain(Seen first) {
    return first.status() == IncomingStatus.QUEUED
        && !writer.commit(new Changes().confirm(first.id())).isStored();
  }

  private static void warn(IncomingMessage message, Answer answer) {
    answer
        .namesake()
        .ifPresent(
            other ->
                log.warn(
                    "backend {}: message {} has the external id of message {}, and another identity"
                        + " or text: it is taken for another message",
                    message.connection().backend(),
                    message.id(),
                    other));
  }

  @Override
  public void record(List<SendOutcome> outcomes) {
    Changes changes = new Changes();
    outcomes.forEach(changes::outcome);
    writer.submit(changes, stored -> {});
  }

  @Override
  public Cancellation cancel(UUID outgoing) {
    return cancelling(
        mapper -> new Cancelling(clock.instant(), null, events, counting, mapper).cancel(outgoing));
  }

  @Override
  public int cancel(Connection to, String reason) {
    return cancelling(
        mapper -> new Cancelling(clock.instant(), reason, events, counting, mapper).cancel(to));
  }

  @Override
  public void stopped(IncomingMessage message) {
    if (!events.areTold()) {
      return;
    }
    Happening stopped = new Happening(message.id(), EventType.STOPPED, null, null, clock.instant());
    StoredUnitOfWork work = current.get();
    if (work == null) {
      writer.commit(new Changes().happened(List.of(stopped)));
    } else {
      work.happened(stopped);
    }
  }

  /**
   * Adds what a request is answered to what the thread's unit of work stores; without one, stores
   * it.
   *
   * @throws AnsweredMeanwhileException where there is none, and the key has an answer
   */
  public void answered(AnswerRow answer) {
    StoredUnitOfWork work = current.get();
    if (work != null) {
      work.answered(answer);
    } else if (!writer.commit(new Changes().answer(answer)).isStored()) {
      throw new AnsweredMeanwhileException();
    }
  }

  private <T> T cancelling(Function<MessageMapper, T> work) {
    if (current.get() == null) {
      // What was let wait a moment ago is to be found there.
      writer.flush();
    }
    return call(MessageMapper.class, work);
  }

  @Override
  public <M, T> T call(Class<M> mapper, Function<M, T> work) {
    StoredUnitOfWork ofMessage = current.get();
    return ofMessage == null ? transactions.repeat(mapper, work) : ofMessage.call(mapper, work);
  }

  // An app that asks has a connection already, if it has written: it must not wait for another one.
  @Override
  public <M, T> T read(Class<M> mapper, Function<M, T> query) {
    StoredUnitOfWork work = current.get();
    return work != null && work.isOpen() ? work.call(mapper, query) : reading.call(mapper, query);
  }

  @Override
  public List<StoredMessage> conversation(Connection connection, int limit) {
    if (current.get() == null) {
      // Whoever was answered wants to see what it was answered for.
      writer.flush();
    }
    List<ConversationRow> newestFirst =
        read(
            LiveMapper.class,
            mapper ->
                mapper.conversation(
                    connection.backend().value(), connection.identity().value(), limit));
    List<ConversationRow> rows = new ArrayList<>(newestFirst);
    Collections.reverse(rows);
    return rows.stream().map(row -> row.toMessage(connection)).toList();
  }

  @Override
  public List<DeliveryReport> reports(UUID messageId) {
    return read(ReportMapper.class, mapper -> mapper.reports(messageId)).stream()
        .map(ReportRow::toReport)
        .toList();
  }

  @Override
  public Optional<DeliveryReport> preview(ReceivedReport received, Collection<BackendName> from) {
    return reading.call(
        ReportMapper.class, mapper -> reports.preview(received, from, mapper, clock.instant()));
  }

  @Override
  public Optional<UUID> sentAs(String gatewayId, BackendName backend) {
    String id = Storable.text(gatewayId);
    return find(id, backend)
        .or(
            () -> {
              // Perhaps it was recorded a moment ago, and waits for its turn to be stored.
              writer.flush();
              return find(id, backend);
            });
  }

  private Optional<UUID> find(String gatewayId, BackendName backend) {
    return Optional.ofNullable(
        reading.call(ReportMapper.class, mapper -> mapper.sentAs(gatewayId, backend.value())));
  }

  @Override
  public List<Leg> way(UUID message) {
    writer.flush();
    return reading.call(ReportMapper.class, mapper -> mapper.way(message)).stream()
        .map(LegRow::toLeg)
        .toList();
  }

  @Override
  public Secret secret(String name) {
    return new Secret(transactions.call(ReportMapper.class, mapper -> secret(name, mapper)));
  }

  private static String secret(String name, ReportMapper mapper) {
    String existing = mapper.secret(name);
    if (existing != null) {
      return existing;
    }
    byte[] random = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(random);
    mapper.insertSecret(name, HexFormat.of().formatHex(random));
    // Perhaps another node was first.
    return mapper.secret(name);
  }
}
