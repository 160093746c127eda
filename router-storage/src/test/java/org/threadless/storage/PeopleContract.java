package org.threadless.storage;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.StringReader;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.threadless.router.engine.people.ContactChanges;
import org.threadless.router.engine.people.ContactImport;
import org.threadless.router.engine.people.Imported;
import org.threadless.router.engine.people.ManyContacts;
import org.threadless.router.engine.store.Routed;
import org.threadless.router.engine.store.UnitOfWork;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Contact;
import org.threadless.router.message.Group;
import org.threadless.router.message.IncomingMessage;
import org.threadless.router.message.IncomingStatus;
import org.threadless.router.message.MessageIds;
import org.threadless.router.message.Numbers;
import org.threadless.router.message.Outbox;
import org.threadless.router.message.ReceivedMessage;
import org.threadless.router.people.Contacts;
import org.threadless.router.people.Groups;
import org.threadless.router.people.PeopleException;
import org.threadless.storage.pool.DatabaseSettings;

/** What is kept of contacts and groups, on every database. */
abstract class PeopleContract {

  private static final Locale SWAHILI = Locale.forLanguageTag("sw");
  private static final Connection PHONE = Connection.of("phone", "+254700111222");
  private static final Connection OTHER = Connection.of("phone", "+254700333444");
  private static final Connection CHAT = Connection.of("chat", "amina");

  private final MessageIds ids = new MessageIds();
  private final List<String> refused = Collections.synchronizedList(new ArrayList<>());

  Database database;
  Contacts contacts;
  Groups groups;

  /** Returns the settings of a database that is empty. */
  abstract DatabaseSettings settings() throws Exception;

  @BeforeEach
  void open() throws Exception {
    database = Database.open(settings(), Clock.systemUTC());
    contacts = database.people().contacts();
    groups = database.people().groups();
  }

  @AfterEach
  void close() {
    database.close();
  }

  private Contact amina() {
    return contacts.make(c -> c.withName("Amina Odhiambo"), PHONE);
  }

  @Test
  void aConnectionIsNobodysUntilAContactHasIt() {
    assertThat(contacts.find(PHONE)).isEmpty();

    Contact made = contacts.of(PHONE);

    assertThat(made)
        .isEqualTo(
            new Contact(
                made.id(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                List.of(PHONE),
                List.of()));
    assertThat(contacts.find(PHONE)).contains(made);
    assertThat(contacts.find(made.id())).contains(made);
    assertThat(contacts.of(PHONE)).isEqualTo(made);
  }

  @Test
  void whatIsKnownComesBackAsItWentIn() {
    Contact made =
        contacts.make(
            c ->
                c.withName("Åsa \"the\" ; Ødegård, 𝄞")
                    .withLanguage(Locale.forLanguageTag("zh-Hant-TW"))
                    .withNote("village", "=1+1\nline two, \"quoted\"")
                    .withNote("ward", ""),
            PHONE,
            CHAT);

    Contact found = contacts.find(CHAT).orElseThrow();

    assertThat(found).isEqualTo(made);
    assertThat(found.name()).contains("Åsa \"the\" ; Ødegård, 𝄞");
    assertThat(found.language()).map(Locale::toLanguageTag).contains("zh-Hant-TW");
    assertThat(found.notes())
        .containsExactly(Map.entry("village", "=1+1\nline two, \"quoted\""), Map.entry("ward", ""));
    assertThat(found.connections()).containsExactly(PHONE, CHAT);
  }

  @Test
  void aContactNeedsNoConnection() {
    Contact made = contacts.make(c -> c.withName("Nobody's phone"));

    assertThat(made.connections()).isEmpty();
    assertThat(contacts.find(made.id())).contains(made);
  }

  @Test
  void aContactThatCannotHaveAllItsConnectionsIsNotMade() {
    Contact amina = amina();

    assertThatThrownBy(() -> contacts.make(c -> c.withName("Other"), CHAT, PHONE))
        .isInstanceOf(PeopleException.class)
        .hasMessage(
            PHONE
                + " is a connection of the contact "
                + amina.id()
                + "; take it away there, or merge the two");

    assertThat(contacts.named("Other")).isEmpty();
    assertThat(contacts.find(CHAT)).isEmpty();
  }

  @Test
  void contactsAreFoundByNameInAnyCaseTheFirstOneFirst() {
    Contact first = contacts.make(c -> c.withName("Zoë STRAßE"));
    Contact second = contacts.make(c -> c.withName("zoe\u0308 strasse"));
    contacts.make(c -> c.withName("Zoe Strasse"));

    assertThat(contacts.named("ZOË STRASSE")).containsExactly(first, second);
  }

  @Test
  void contactsAreListedPageByPageInTheOrderTheyWereMade() {
    List<UUID> made = IntStream.range(0, 5).mapToObj(i -> contacts.make(c -> c).id()).toList();

    List<UUID> listed = new ArrayList<>();
    List<Contact> page = contacts.list(Optional.empty(), 2);
    while (!page.isEmpty()) {
      page.forEach(each -> listed.add(each.id()));
      page = contacts.list(Optional.of(listed.get(listed.size() - 1)), 2);
    }

    assertThat(listed).isEqualTo(made);
  }

  @Test
  void nameLanguageAndNotesAreChanged() {
    Contact amina = amina();

    Contact changed =
        contacts.change(
            amina, c -> c.withName("Amina").withLanguage(SWAHILI).withNote("village", "Kisumu"));

    assertThat(changed.name()).contains("Amina");
    assertThat(changed.language()).contains(SWAHILI);
    assertThat(changed.notes()).containsExactly(Map.entry("village", "Kisumu"));
    assertThat(contacts.find(PHONE)).contains(changed);
    assertThat(contacts.named("amina odhiambo")).isEmpty();

    Contact cleared =
        contacts.change(
            amina, c -> c.withoutName().withoutLanguage().withoutNote("village").withoutNote("x"));
    assertThat(cleared)
        .isEqualTo(
            new Contact(
                amina.id(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                List.of(PHONE),
                List.of()));
  }

  @Test
  void whatIsNotValidChangesNothing() {
    Contact amina = amina();

    assertThatThrownBy(() -> contacts.change(amina, c -> c.withName("")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("name must have 1 to 200 characters, and has 0");
    assertThatThrownBy(() -> contacts.change(amina, c -> Contact.unknown(c.id())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("only name, language and notes");

    assertThat(contacts.find(PHONE)).contains(amina);
  }

  @Test
  void connectionsAreAddedAndTakenAway() {
    Contact amina = amina();

    assertThat(contacts.connect(amina, CHAT).connections()).containsExactly(PHONE, CHAT);
    assertThat(contacts.connect(amina, CHAT).connections()).containsExactly(PHONE, CHAT);
    assertThat(contacts.disconnect(amina, PHONE).connections()).containsExactly(CHAT);
    assertThat(contacts.disconnect(amina, OTHER).connections()).containsExactly(CHAT);
    assertThat(contacts.find(PHONE)).isEmpty();
  }

  @Test
  void aConnectionOfAnotherContactIsNotTaken() {
    amina();
    Contact other = contacts.of(CHAT);

    assertThatThrownBy(() -> contacts.connect(other, PHONE)).isInstanceOf(PeopleException.class);
    contacts.disconnect(other, PHONE);

    assertThat(contacts.find(PHONE)).isPresent();
  }

  @Test
  void whatIsDoneWithAContactThatIsGoneSaysSo() {
    Contact gone = amina();
    Contact other = contacts.of(CHAT);
    Group nurses = groups.of("nurses");

    assertThat(contacts.delete(gone)).isTrue();

    assertThat(contacts.delete(gone)).isFalse();
    List<Callable<?>> attempts =
        List.of(
            () -> contacts.change(gone, c -> c.withoutName()),
            () -> contacts.connect(gone, OTHER),
            () -> contacts.disconnect(gone, PHONE),
            () -> contacts.merge(other, gone),
            () -> groups.join(nurses, gone));
    assertThat(attempts)
        .allSatisfy(
            attempt ->
                assertThat(catchThrowable(attempt::call))
                    .isInstanceOf(PeopleException.class)
                    .hasMessage("there is no contact " + gone.id()));
    assertThat(contacts.find(PHONE)).isEmpty();
  }

  @Test
  void twoThatAreOnePersonAreMerged() {
    Contact kept = contacts.make(c -> c.withName("Amina").withNote("a", "kept"), PHONE);
    Contact other =
        contacts.make(
            c ->
                c.withName("A.")
                    .withLanguage(SWAHILI)
                    .withNote("a", "other")
                    .withNote("b", "other"),
            CHAT);
    groups.join(groups.of("both"), kept);
    groups.join(groups.of("both"), other);
    groups.join(groups.of("one"), other);

    Contact merged = contacts.merge(kept, other);

    assertThat(merged)
        .isEqualTo(
            new Contact(
                kept.id(),
                Optional.of("Amina"),
                Optional.of(SWAHILI),
                Map.of("a", "kept", "b", "other"),
                List.of(PHONE, CHAT),
                List.of("both", "one")));
    assertThat(contacts.find(other.id())).isEmpty();
    assertThat(contacts.find(CHAT)).contains(merged);
    assertThatThrownBy(() -> contacts.merge(kept, kept)).isInstanceOf(PeopleException.class);
  }

  @Test
  void theLanguageOfAConnectionIsAskedByItselfAndForMany() {
    contacts.make(c -> c.withLanguage(SWAHILI), PHONE, CHAT);
    contacts.of(OTHER);
    Connection unknown = Connection.of("phone", "1");

    assertThat(contacts.languageOf(PHONE)).contains(SWAHILI);
    assertThat(contacts.languageOf(OTHER)).isEmpty();
    assertThat(contacts.languageOf(unknown)).isEmpty();
    assertThat(contacts.languagesOf(List.of(PHONE, OTHER, CHAT, unknown, PHONE)))
        .isEqualTo(Map.of(PHONE, SWAHILI, CHAT, SWAHILI));
    assertThat(contacts.languagesOf(List.of())).isEmpty();
  }

  @Test
  void manyWhoMeetANewPersonAtOnceGetTheSameContact() throws Exception {
    int threads = 8;
    Set<Contact> met =
        atOnce(threads, i -> contacts.of(i % 2 == 0 ? PHONE : CHAT)).stream().collect(toSet());

    assertThat(met).hasSize(2);
    assertThat(contacts.list(Optional.empty(), 100)).hasSize(2);
  }

  @Test
  void manyWhoMakeAGroupAtOnceGetTheSameGroup() throws Exception {
    Set<UUID> made =
        atOnce(8, i -> groups.of(i % 2 == 0 ? "Nurses" : "nurses")).stream()
            .map(Group::id)
            .collect(toSet());

    assertThat(made).hasSize(1);
  }

  @Test
  void aRowThatIsRefusedHasMadeNothing() throws Exception {
    Contact amina = amina();
    contacts.make(c -> c.withName("Bob"), OTHER);

    Imported imported =
        imported(
            """
            Name,ID,Groups,Connection,NOTE:Ward
            Both,%s,New,phone:%s,3
            Cid,1-1-1-1-1,New,,
            Amina,%s,,,3
            """
                .formatted(amina.id(), OTHER.identity(), amina.id()));

    assertThat(imported).isEqualTo(new Imported(0, 1, 2));
    assertThat(refused)
        .hasSize(2)
        .anySatisfy(
            line ->
                assertThat(line).startsWith("2 column connection: " + OTHER + " is a connection"))
        .contains("3 column id: is no id of a contact, as it is exported: 1-1-1-1-1");
    assertThat(groups.find("New")).isEmpty();
    assertThat(contacts.find(amina.id()).orElseThrow().notes()).isEqualTo(Map.of("Ward", "3"));
  }

  final Imported imported(String table) throws IOException {
    return importing(database.people().many(), Numbers.AS_THEY_COME)
        .read(new StringReader(table), this::refuse);
  }

  final ContactImport importing(ManyContacts many, Numbers numbers) {
    return new ContactImport(
        database.messages(), many, numbers, List.of(PHONE.backend(), CHAT.backend()));
  }

  final void refuse(long line, String problem) {
    refused.add(line + " " + problem);
  }

  @Test
  void whatIsToldOfATableBeforeIsWhatBecomesOfItHoweverLongItIs() throws Exception {
    Contact amina = amina();
    String table =
        IntStream.range(0, 1200)
                .mapToObj(i -> "Person " + i + ",Many; MANY;" + i % 7 + "," + i + ",\n")
                .collect(joining("", "name,groups,phone,chat\n", ""))
            + """
            Once more,,1199,
            And from the beginning,,3,third
            One who is two,,4,third
            Amina,,%s,amina
            Amina,Nurses,,amina
            One who is two,,3,amina
            Half,,3
            Bad,%s,,
            Nobody's number,,,
            By chat,,,third
            """
                .formatted(PHONE.identity(), "x".repeat(101));

    Imported told =
        importing(database.people().many(), Numbers.AS_THEY_COME)
            .preview(new StringReader(table), this::refuse);

    List<String> toldOf = List.copyOf(refused);
    refused.clear();
    assertThat(contacts.list(Optional.empty(), 10)).containsExactly(amina);
    assertThat(groups.all()).isEmpty();
    assertThat(imported(table)).isEqualTo(told).isEqualTo(new Imported(1201, 5, 4));
    assertThat(refused).hasSameSizeAs(toldOf).allMatch(line -> line.matches("120[4789] .*"));
    assertThat(contacts.list(Optional.empty(), 10_000)).hasSize((int) told.added() + 1);
    assertThat(contacts.find(Connection.of("chat", "third")).orElseThrow().connections())
        .containsExactly(Connection.of("phone", "3"), Connection.of("chat", "third"));
    assertThat(groups.find("many")).contains(new Group(groups.of("Many").id(), "Many", 1200));
    assertThat(contacts.find(PHONE).orElseThrow().groups()).containsExactly("Nurses");
  }

  @Test
  void whoIsTwoByOneTableIsNamedByTheLineThatMakesThem() throws Exception {
    String table =
        """
        name,phone,chat
        Amina,1,
        Bob,,2
        Both,1,2
        """;

    assertThat(imported(table)).isEqualTo(new Imported(2, 0, 1));
    assertThat(refused)
        .containsExactly(
            "4 column connection: chat/2 is a connection of the contact that line 3 makes; take it"
                + " away there, or merge the two");
  }

  @Test
  void whatATableSaysAgainChangesNothingAndWhatItSaysAnewIsAdded() throws Exception {
    Contact made =
        contacts.make(c -> c.withName("Amina").withLanguage(SWAHILI).withNote("ward", "3"), PHONE);
    String table = "name,language,note:ward,note:village,phone\n,,4,Kisumu,%s\n,,,,%1$s\n";

    assertThat(imported(table.formatted(PHONE.identity()))).isEqualTo(new Imported(0, 2, 0));

    Contact changed = contacts.find(made.id()).orElseThrow();
    assertThat(changed.name()).contains("Amina");
    assertThat(changed.language()).contains(SWAHILI);
    assertThat(changed.notes()).isEqualTo(Map.of("ward", "4", "village", "Kisumu"));
  }

  @Test
  void aConnectionThatIsSomebodysByNowIsNotStoredAgain() {
    Contact amina = amina();
    Contact other = contacts.of(CHAT);
    ContactChanges changes =
        new ContactChanges(
            List.of(),
            List.of(),
            List.of(
                new ContactChanges.Connected(other.id(), OTHER),
                new ContactChanges.Connected(other.id(), PHONE)),
            List.of());

    assertThat(database.people().many().store(changes)).isFalse();
    assertThat(contacts.find(PHONE)).contains(amina);
  }

  @Test
  void aNewPersonWhoseNumberIsSpelledTwiceIsCountedOnceBeforeItIsStored() throws IOException {
    Numbers numbers = each -> each.equals(Connection.of("phone", "0700111222")) ? PHONE : each;

    Imported told =
        importing(database.people().many(), numbers)
            .preview(
                new StringReader(
                    "name,phone\nAmina,0700111222\nAmina,%s\n".formatted(PHONE.identity())),
                this::refuse);

    assertThat(told).isEqualTo(new Imported(1, 1, 0));
  }

  @Test
  void aPersonIsFoundAndMadeHoweverTheNumberIsWritten() {
    Numbers numbers = each -> each.equals(Connection.of("phone", "0700111222")) ? PHONE : each;
    Connection written = Connection.of("phone", "0700111222");
    Contacts uniform = new StorageModule(database).contacts(numbers);

    Contact made = uniform.of(written);
    assertThat(made.connections()).containsExactly(PHONE);
    assertThat(uniform.of(PHONE)).isEqualTo(made);
    assertThat(uniform.find(written)).contains(made);
    assertThat(uniform.connect(made, written)).isEqualTo(made);
    uniform.change(made, each -> each.withLanguage(SWAHILI));
    assertThat(uniform.languageOf(written)).contains(SWAHILI);
    assertThat(uniform.languagesOf(List.of(written, PHONE, CHAT)))
        .isEqualTo(Map.of(written, SWAHILI, PHONE, SWAHILI));
    assertThat(uniform.disconnect(made, written).connections()).isEmpty();
    assertThat(uniform.make(each -> each, written, PHONE).connections()).containsExactly(PHONE);
  }

  @Test
  void aNumberThatIsStoredAsItOnceCameCanBeTakenAway() {
    Connection written = Connection.of("phone", "0700111222");
    Contact before = contacts.make(each -> each, written, CHAT);
    Contacts uniform =
        database.people().uniform(each -> each.equals(written) ? PHONE : each).contacts();

    assertThat(uniform.disconnect(before, written).connections()).containsExactly(CHAT);
  }

  @Test
  void manyWhoChangeOneContactAtOnceLoseNothing() throws Exception {
    Contact amina = amina();

    atOnce(8, i -> contacts.change(amina, c -> c.withNote("note" + i, "x")));

    assertThat(contacts.find(PHONE).orElseThrow().notes()).hasSize(8);
  }

  @Test
  void whatAnAppChangesIsInTheTransactionOfItsMessage() {
    try (UnitOfWork work = database.messages().begin()) {
      work.mark();
      Contact kept = contacts.of(PHONE);
      groups.join(groups.of("kept"), kept);
      work.mark();
      contacts.change(kept, c -> c.withName("undone"));
      contacts.of(CHAT);
      groups.of("undone");
      assertThat(contacts.find(CHAT)).as("seen by the app itself").isPresent();
      work.undo();
      assertThat(contacts.find(CHAT)).isEmpty();
      work.commit(List.of());
    }

    Contact kept = contacts.find(PHONE).orElseThrow();
    assertThat(kept.name()).isEmpty();
    assertThat(kept.groups()).containsExactly("kept");
    assertThat(groups.all()).extracting(Group::name).containsExactly("kept");
  }

  @Test
  void whatAnAppChangesIsGoneWhenItsMessageIs() {
    try (UnitOfWork work = database.messages().begin()) {
      work.mark();
      contacts.of(PHONE);
    }

    assertThat(contacts.find(PHONE)).isEmpty();
  }

  @Test
  void somethingThatIsRefusedLeavesTheTransactionAsItWas() {
    amina();
    Contact other = contacts.of(CHAT);
    groups.of("taken");
    try (UnitOfWork work = database.messages().begin()) {
      work.mark();
      groups.of("kept");
      assertThatThrownBy(() -> contacts.connect(other, PHONE)).isInstanceOf(PeopleException.class);
      assertThatThrownBy(() -> groups.make("TAKEN")).isInstanceOf(PeopleException.class);
      groups.join(groups.of("kept"), other);
      work.commit(List.of());
    }

    assertThat(contacts.find(CHAT).orElseThrow().groups()).containsExactly("kept");
  }

  @Test
  void whoMeetsAPersonThatAnotherMessageMakesGetsTheSame() throws Exception {
    CountDownLatch made = new CountDownLatch(1);
    ExecutorService executor = Executors.newSingleThreadExecutor();
    try {
      Future<Contact> second;
      Contact first;
      try (UnitOfWork work = database.messages().begin()) {
        work.mark();
        first = contacts.of(PHONE);
        second =
            executor.submit(
                () -> {
                  made.countDown();
                  return contacts.of(PHONE);
                });
        made.await();
        work.commit(List.of());
      }
      assertThat(second.get()).isEqualTo(first);
    } finally {
      executor.shutdownNow();
    }
  }

  @Test
  void groupsAreFoundInAnyCaseAndCounted() {
    Group nurses = groups.make("Nurses");
    Contact amina = amina();

    assertThat(groups.find("nuRSes")).contains(nurses);
    assertThat(groups.of("NURSES")).isEqualTo(nurses);
    assertThat(groups.find("doctors")).isEmpty();
    assertThat(groups.join(nurses, amina)).isTrue();
    assertThat(groups.join(nurses, amina)).isFalse();
    assertThat(groups.find("nurses")).contains(new Group(nurses.id(), "Nurses", 1));
    assertThat(contacts.find(PHONE).orElseThrow().groups()).containsExactly("Nurses");
    assertThat(groups.leave(nurses, amina)).isTrue();
    assertThat(groups.leave(nurses, amina)).isFalse();
    assertThat(groups.members(nurses)).isEmpty();
  }

  @Test
  void groupsAreSortedByName() {
    List.of("b", "C", "a").forEach(groups::make);

    assertThat(groups.all()).extracting(Group::name).containsExactly("a", "b", "C");
  }

  @Test
  void aGroupIsRenamedUnlessAnotherHasTheName() {
    Group nurses = groups.make("Nurses");
    groups.make("Doctors");

    assertThat(groups.rename(nurses, "NURSES").name()).isEqualTo("NURSES");
    assertThatThrownBy(() -> groups.rename(nurses, "doctors"))
        .isInstanceOf(PeopleException.class)
        .hasMessage("there is a group of that name: Doctors");
    assertThat(groups.rename(nurses, "Midwives").name()).isEqualTo("Midwives");
    assertThat(groups.find("nurses")).isEmpty();
  }

  @Test
  void aGroupIsMadeOnceAndItsNameIsChecked() {
    groups.make("Nurses");

    assertThatThrownBy(() -> groups.make("nurses"))
        .isInstanceOf(PeopleException.class)
        .hasMessage("there is a group of that name: Nurses");
    assertThatThrownBy(() -> groups.of("a".repeat(101)))
        .hasMessage("the name of a group must have 1 to 100 characters, and has 101");
    assertThatThrownBy(() -> groups.of("a;b")).hasMessageContaining("semicolon");
    assertThatThrownBy(() -> groups.find(" a")).hasMessageContaining("blank");
  }

  @Test
  void aGroupThatIsDeletedLeavesItsMembers() {
    Group nurses = groups.make("Nurses");
    Contact amina = amina();
    groups.join(nurses, amina);

    assertThat(groups.delete(nurses)).isTrue();

    assertThat(groups.delete(nurses)).isFalse();
    assertThat(contacts.find(PHONE)).contains(amina);
    assertThatThrownBy(() -> groups.join(nurses, amina))
        .isInstanceOf(PeopleException.class)
        .hasMessage("the group Nurses is not there any more");
    assertThatThrownBy(() -> groups.rename(nurses, "Other")).isInstanceOf(PeopleException.class);
  }

  @Test
  void aContactThatIsDeletedLeavesItsGroups() {
    Group nurses = groups.make("Nurses");
    Contact amina = amina();
    groups.join(nurses, amina);

    contacts.delete(amina);

    assertThat(groups.find("nurses")).contains(nurses);
    assertThat(groups.members(nurses)).isEmpty();
  }

  @Test
  void membersComeInTheOrderInWhichTheyWereMade() {
    Group nurses = groups.make("Nurses");
    Contact first = contacts.of(PHONE);
    Contact second = contacts.of(CHAT);
    groups.join(nurses, second);
    groups.join(nurses, first);

    assertThat(groups.members(nurses))
        .extracting(Contact::id)
        .containsExactly(first.id(), second.id());
  }

  @Test
  void aMemberIsReachedByTheConnectionThatWasHeardFromLast() {
    Group nurses = groups.make("Nurses");
    Contact amina = contacts.make(c -> c, PHONE, CHAT, OTHER);
    Contact none = contacts.make(c -> c);
    groups.join(nurses, amina);
    groups.join(nurses, none);

    assertThat(groups.connections(nurses))
        .as("heard from none")
        .containsExactly(
            Map.entry(amina.id(), List.of(OTHER, CHAT, PHONE)), Map.entry(none.id(), List.of()));

    hear(CHAT);
    hear(PHONE);
    assertThat(groups.connections(nurses).get(amina.id())).containsExactly(PHONE, CHAT, OTHER);

    hear(CHAT);
    assertThat(groups.connections(nurses).get(amina.id())).containsExactly(CHAT, PHONE, OTHER);
  }

  private void hear(Connection from) {
    Clock clock = Clock.systemUTC();
    Outbox outbox = new Outbox(ids, clock, backend -> {});
    IncomingMessage message =
        new IncomingMessage(ids.next(), ReceivedMessage.of(from, "hello"), clock.instant(), outbox);
    try (UnitOfWork work = database.messages().begin()) {
      work.commit(new Routed(message, IncomingStatus.HANDLED, List.of(), List.of()));
    }
  }

  /** What each of many threads does. */
  interface Work<T> {
    T of(int thread) throws Exception;
  }

  static <T> List<T> atOnce(int threads, Work<T> work) throws Exception {
    CyclicBarrier start = new CyclicBarrier(threads);
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      List<Future<T>> futures =
          IntStream.range(0, threads)
              .mapToObj(
                  i ->
                      executor.submit(
                          () -> {
                            start.await();
                            return work.of(i);
                          }))
              .toList();
      List<T> results = new ArrayList<>();
      for (Future<T> future : futures) {
        results.add(future.get());
      }
      return results;
    } finally {
      executor.shutdownNow();
    }
  }
}
