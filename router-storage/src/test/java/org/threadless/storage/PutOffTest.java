package org.threadless.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.threadless.router.engine.observing.Observers;
import org.threadless.router.engine.store.DatabaseTrouble;
import org.threadless.router.message.MessageIds;
import org.threadless.storage.file.DatabaseFile;
import org.threadless.storage.node.Leases;
import org.threadless.storage.pool.DatabaseSettings;
import org.threadless.storage.session.AppConnections;
import org.threadless.storage.session.Sessions;
import org.threadless.storage.write.Changes;
import org.threadless.storage.write.ConnectionIds;
import org.threadless.storage.write.Counting;
import org.threadless.storage.write.Deferred;
import org.threadless.storage.write.Events;
import org.threadless.storage.write.Writer;

/** What is put off since the database was away, and what comes then. */
class PutOffTest {

  private final Deferred deferred = new Deferred(new DatabaseTrouble());
  private final List<String> stored = new CopyOnWriteArrayList<>();

  @TempDir private Path folder;
  private Database database;
  private Writer writer;

  @BeforeEach
  void open() {
    database =
        Database.open(
            new DatabaseSettings("jdbc:h2:file:" + folder.resolve("test"), null, null, null),
            Clock.systemUTC());
    Sessions sessions =
        new Sessions(
            database.dataSource(),
            database.dialect(),
            true,
            DatabaseFile.none(),
            AppConnections.all(),
            RouterMappers.ALL);
    writer =
        new Writer(
            sessions,
            1,
            new ConnectionIds(false, 1, Clock.systemUTC()),
            new Leases(Clock.systemUTC()),
            deferred,
            new Events(),
            new Counting(new Observers()),
            new Observers());
  }

  @AfterEach
  void close() {
    writer.close();
    database.close();
  }

  @Test
  void whatIsSubmittedDoesNotPassWhatIsPutOff() {
    deferred.add(() -> stored.add("put off"));
    writer.submit(letWait(), done -> stored.add("submitted"));
    writer.flush();

    deferred.catchUp();
    writer.flush();

    assertThat(stored).containsExactly("put off", "submitted");
  }

  @Test
  void whatSomebodyWaitsForIsStoredMeanwhile() {
    deferred.add(() -> stored.add("put off"));
    writer.submit(letWait(), done -> stored.add("submitted"));

    assertThat(writer.commit(letWait()).isStored()).isTrue();
    assertThat(stored).isEmpty();
  }

  @Test
  void atTheEndNothingIsHeldBack() {
    deferred.add(() -> stored.add("put off"));
    writer.submit(letWait(), done -> stored.add("submitted"));

    writer.close();

    assertThat(stored).containsExactly("submitted");
  }

  private static Changes letWait() {
    return new Changes().letWait(new MessageIds().next());
  }
}
