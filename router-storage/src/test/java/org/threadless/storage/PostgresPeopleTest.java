package org.threadless.storage;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.threadless.router.engine.people.ContactChanges;
import org.threadless.router.engine.people.Imported;
import org.threadless.router.engine.people.ManyContacts;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Contact;
import org.threadless.router.message.Group;
import org.threadless.router.message.Numbers;
import org.threadless.storage.pool.DatabaseSettings;

class PostgresPeopleTest extends PeopleContract {

  @RegisterExtension static final PostgresServer postgres = new PostgresServer();

  @Override
  DatabaseSettings settings() throws SQLException {
    return postgres.database();
  }

  @Test
  void ofTwoThatWaitForEachOtherBothAreStored() throws Exception {
    List<Contact> two =
        List.of(
            contacts.make(each -> each.withName("Amina")),
            contacts.make(each -> each.withName("Bob")));
    CountDownLatch bothHaveOne = new CountDownLatch(2);
    AtomicInteger tries = new AtomicInteger();

    atOnce(
        2,
        i ->
            database
                .messages()
                .together(
                    work -> {
                      work.mark();
                      tries.incrementAndGet();
                      note(two.get(i), "by" + i);
                      meet(bothHaveOne);
                      return note(two.get(1 - i), "by" + i);
                    }));

    assertThat(tries).as("one was ended by the database").hasValueGreaterThan(2);
    assertThat(two)
        .allSatisfy(
            each ->
                assertThat(contacts.find(each.id()).orElseThrow().notes())
                    .containsOnlyKeys("by0", "by1"));
  }

  @Test
  void twoWhoImportTheSameTableAtOnceMakeEachPersonOnce() throws Exception {
    int people = 1500;
    String table =
        IntStream.range(0, people)
            .mapToObj(i -> "Person " + i + ",Many;" + i % 7 + "," + i)
            .collect(joining("\n", "name,groups,phone\n", "\n"));

    List<Imported> imported = atOnce(2, i -> imported(table));

    assertThat(imported).extracting(Imported::refused).containsOnly(0L);
    assertThat(imported.stream().mapToLong(Imported::stored).sum()).isEqualTo(2L * people);
    assertThat(imported.stream().mapToLong(Imported::added).sum()).isEqualTo(people);
    assertThat(contacts.list(Optional.empty(), 10_000)).hasSize(people);
    assertThat(groups.find("Many")).map(Group::members).contains(people);
  }

  @Test
  void whoIsMadeWhileATableIsBeingStoredIsFound() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    Connection phone = Connection.of("phone", "+254700999888");
    ManyContacts many = database.people().many();
    ManyContacts overtaken =
        new ManyContacts() {
          @Override
          public List<Contact> find(Collection<UUID> ids, Collection<Connection> connections) {
            return many.find(ids, connections);
          }

          @Override
          public List<Contact> lock(Collection<UUID> ids, Collection<Connection> connections) {
            List<Contact> found = many.lock(ids, connections);
            if (asked.incrementAndGet() == 1) {
              CompletableFuture.supplyAsync(() -> contacts.of(phone)).join();
            }
            return found;
          }

          @Override
          public boolean store(ContactChanges changes) {
            return many.store(changes);
          }
        };

    Imported imported =
        importing(overtaken, Numbers.AS_THEY_COME)
            .read(new StringReader("name,phone\nAmina,+254700999888\nBob,1\n"), this::refuse);

    assertThat(imported).isEqualTo(new Imported(1, 1, 0));
    assertThat(asked).hasValue(2);
    assertThat(contacts.find(phone).orElseThrow().name()).contains("Amina");
    assertThat(contacts.list(Optional.empty(), 10)).hasSize(2);
  }

  private Contact note(Contact contact, String key) {
    return contacts.change(contact, each -> each.withNote(key, "x"));
  }

  private static void meet(CountDownLatch each) {
    each.countDown();
    try {
      each.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
