package org.threadless.benchmarks.speed;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.threadless.benchmarks.server.BenchmarkDatabase;
import org.threadless.router.message.MessageIds;

/**
 * What plain JDBC can do with the rows that the router writes for a message and its reply: two
 * inserts in one batch and one commit, then a status. No HTTP, no apps, no router; the tables and
 * their indexes are the router's.
 */
final class JdbcLimit {

  private static final String INSERT =
      "INSERT INTO message (id, connection_id, backend, direction, status, text, in_response_to,"
          + " created_at, updated_at) VALUES (?, ?, 'limit', ?, ?, 'echo hello', ?, ?, ?)";
  private static final String UPDATE =
      "UPDATE message SET status = 'SENT', updated_at = ? WHERE id = ?";
  private static final int PHONES = 10_000;
  private static final int CLIENTS = 16;

  private final BenchmarkDatabase store;
  private final List<UUID> connections = new ArrayList<>();
  private final MessageIds ids = new MessageIds();

  /** Makes the tables, as the router does, and 10,000 connections. */
  JdbcLimit(BenchmarkDatabase store) throws SQLException {
    this.store = store;
    store.makeTables();
    try (Connection connection = connect();
        PreparedStatement insert =
            connection.prepareStatement("INSERT INTO connection VALUES (?, 'limit', ?, ?)")) {
      for (int i = 0; i < PHONES; i++) {
        UUID id = ids.next();
        connections.add(id);
        insert.setObject(1, id);
        insert.setString(2, id.toString());
        insert.setTimestamp(3, Timestamp.from(Instant.now()));
        insert.addBatch();
      }
      insert.executeBatch();
      connection.commit();
    }
  }

  private Connection connect() throws SQLException {
    Connection connection = store.connect();
    connection.setAutoCommit(false);
    return connection;
  }

  private record Row(UUID incoming, UUID reply, UUID connection) {}

  private Row row() {
    int phone = ThreadLocalRandom.current().nextInt(PHONES);
    return new Row(ids.next(), ids.next(), connections.get(phone));
  }

  private static void insert(PreparedStatement insert, Row row) throws SQLException {
    Timestamp now = Timestamp.from(Instant.now());
    add(insert, row.incoming(), row.connection(), "IN", "HANDLED", null, now);
    add(insert, row.reply(), row.connection(), "OUT", "QUEUED", row.incoming(), now);
  }

  private static void add(
      PreparedStatement insert,
      UUID id,
      UUID connection,
      String direction,
      String status,
      UUID inResponseTo,
      Timestamp now)
      throws SQLException {
    insert.setObject(1, id);
    insert.setObject(2, connection);
    insert.setString(3, direction);
    insert.setString(4, status);
    insert.setObject(5, inResponseTo);
    insert.setTimestamp(6, now);
    insert.setTimestamp(7, now);
    insert.addBatch();
  }

  private static void update(PreparedStatement update, UUID reply) throws SQLException {
    update.setTimestamp(1, Timestamp.from(Instant.now()));
    update.setObject(2, reply);
    update.addBatch();
  }

  /** Something that a thread does again and again with its own connection. */
  private interface Work {
    long once(PreparedStatement insert, PreparedStatement update) throws Exception;
  }

  /** Returns messages a second, each thread with two commits for each message. */
  double separately(int seconds) throws Exception {
    return run(
        CLIENTS,
        seconds,
        (insert, update) -> {
          Row row = row();
          insert(insert, row);
          insert.executeBatch();
          insert.getConnection().commit();
          update(update, row.reply());
          update.executeBatch();
          update.getConnection().commit();
          return 1;
        });
  }

  /** Returns messages a second, where one thread writes and commits for as many as wait. */
  double together(int seconds) throws Exception {
    LinkedBlockingQueue<Semaphore> waiting = new LinkedBlockingQueue<>();
    ConcurrentLinkedQueue<UUID> sent = new ConcurrentLinkedQueue<>();
    List<Thread> clients = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      Thread client = new Thread(() -> ask(waiting));
      client.setDaemon(true);
      client.start();
      clients.add(client);
    }
    try {
      return run(1, seconds, (insert, update) -> group(waiting, sent, insert, update));
    } finally {
      clients.forEach(Thread::interrupt);
    }
  }

  private static void ask(LinkedBlockingQueue<Semaphore> waiting) {
    Semaphore durable = new Semaphore(0);
    try {
      while (true) {
        waiting.add(durable);
        durable.acquire();
      }
    } catch (InterruptedException e) {
      // The measurement is over.
      Thread.currentThread().interrupt();
    }
  }

  private long group(
      LinkedBlockingQueue<Semaphore> waiting,
      ConcurrentLinkedQueue<UUID> sent,
      PreparedStatement insert,
      PreparedStatement update)
      throws SQLException, InterruptedException {
    List<Semaphore> clients = new ArrayList<>(List.of(waiting.take()));
    waiting.drainTo(clients);
    List<UUID> replies = new ArrayList<>();
    for (int i = 0; i < clients.size(); i++) {
      Row row = row();
      insert(insert, row);
      replies.add(row.reply());
    }
    insert.executeBatch();
    UUID reply = sent.poll();
    if (reply != null) {
      for (; reply != null; reply = sent.poll()) {
        update(update, reply);
      }
      update.executeBatch();
    }
    insert.getConnection().commit();
    sent.addAll(replies);
    clients.forEach(Semaphore::release);
    return clients.size();
  }

  private double run(int threads, int seconds, Work work) throws Exception {
    AtomicLong done = new AtomicLong();
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    CountDownLatch finished = new CountDownLatch(threads);
    List<Exception> failures = new ArrayList<>();
    long start = System.nanoTime();
    for (int i = 0; i < threads; i++) {
      new Thread(
              () -> {
                try (Connection connection = connect();
                    PreparedStatement insert = connection.prepareStatement(INSERT);
                    PreparedStatement update = connection.prepareStatement(UPDATE)) {
                  while (System.nanoTime() < end) {
                    done.addAndGet(work.once(insert, update));
                  }
                } catch (Exception e) {
                  synchronized (failures) {
                    failures.add(e);
                  }
                } finally {
                  finished.countDown();
                }
              })
          .start();
    }
    finished.await();
    synchronized (failures) {
      if (!failures.isEmpty()) {
        throw failures.get(0);
      }
    }
    return done.get() * 1e9 / (System.nanoTime() - start);
  }
}
