package org.threadless.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.session.SqlSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.threadless.router.backend.SendResult;
import org.threadless.router.conversation.Direction;
import org.threadless.router.conversation.StoreUnavailableException;
import org.threadless.router.conversation.StoredMessage;
import org.threadless.router.engine.backlog.DueMessage;
import org.threadless.router.engine.observing.Observers;
import org.threadless.router.engine.rate.Rates;
import org.threadless.router.engine.store.AppError;
import org.threadless.router.engine.store.MessageStore;
import org.threadless.router.engine.store.Planned;
import org.threadless.router.engine.store.Routed;
import org.threadless.router.engine.store.Seen;
import org.threadless.router.engine.store.SendOutcome;
import org.threadless.router.engine.store.UnitOfWork;
import org.threadless.router.message.IncomingMessage;
import org.threadless.router.message.IncomingStatus;
import org.threadless.router.message.MessageIds;
import org.threadless.router.message.MessageStatus;
import org.threadless.router.message.Outbox;
import org.threadless.router.message.OutgoingMessage;
import org.threadless.router.message.OutgoingStatus;
import org.threadless.router.message.ReceivedMessage;
import org.threadless.storage.file.DatabaseFile;
import org.threadless.storage.message.MyBatisMessageStore;
import org.threadless.storage.node.Leases;
import org.threadless.storage.pool.DatabaseSettings;
import org.threadless.storage.session.AppConnections;
import org.threadless.storage.session.Sessions;
import org.threadless.storage.write.Answer;
import org.threadless.storage.write.Batch;
import org.threadless.storage.write.Changes;
import org.threadless.storage.write.ConnectionIds;
import org.threadless.storage.write.Counting;
import org.threadless.storage.write.Events;

/** What a store of messages must do, on every database. */
abstract class MessageStoreContract {

  private static final org.threadless.router.message.Connection ALICE =
      org.threadless.router.message.Connection.of("public", "1112223333");

  private static final org.threadless.router.message.Connection BOB =
      org.threadless.router.message.Connection.of("private", "1");

  private static final org.threadless.router.message.Connection CAROL =
      org.threadless.router.message.Connection.of("public", "2");

  /** What an app writes with. */
  interface NoteMapper {
    @Insert("INSERT INTO app_note VALUES (#{note})")
    void add(String note);

    @Select("SELECT count(*) FROM app_note")
    int count();
  }

  private final MessageIds ids = new MessageIds();
  private final InstantSource clock = Clock.systemUTC();

  private Database database;
  private MessageStore store;

  /** Returns the settings of a database that is empty. */
  abstract DatabaseSettings settings() throws Exception;

  @BeforeEach
  void open() throws Exception {
    database = Database.open(settings(), clock);
    store = database.messages();
    execute("CREATE TABLE app_note (note VARCHAR NOT NULL CONSTRAINT note_is_new UNIQUE)");
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void aMessageAndItsRepliesAreStoredTogether() throws Exception {
    IncomingMessage message = message("hello");
    OutgoingMessage reply = message.respond("hi");

    commit(routed(message, queued(reply)));

    List<StoredMessage> conversation = store.conversation(ALICE, 10);
    assertThat(conversation).extracting(StoredMessage::text).containsExactly("hello", "hi");
    assertThat(conversation)
        .extracting(StoredMessage::status)
        .containsExactly(IncomingStatus.HANDLED, OutgoingStatus.QUEUED);
    assertThat(conversation.get(1).inResponseTo()).contains(message.id());
    assertThat(count("SELECT count(*) FROM connection")).isEqualTo(1);
  }

  @Test
  void nothingIsStoredUnlessItIsCommitted() throws Exception {
    try (UnitOfWork work = store.begin()) {
      work.mark();
      note("from an app");
    }

    assertThat(store.conversation(ALICE, 10)).isEmpty();
    assertThat(notes()).isZero();
    assertThat(count("SELECT count(*) FROM connection")).isZero();
  }

  @Test
  void whatAppsWriteIsInTheMessagesTransaction() throws Exception {
    IncomingMessage message = message("hello");
    try (UnitOfWork work = store.begin()) {
      work.mark();
      note("one");
      assertThat(notes()).as("seen from outside before the commit").isZero();
      work.commit(routed(message));
    }

    assertThat(notes()).isEqualTo(1);
  }

  @Test
  void aThrowingAppLosesItsOwnWritesAndNoOthers() throws Exception {
    try (UnitOfWork work = store.begin()) {
      work.mark();
      note("kept");
      work.mark();
      note("undone");
      note("undone too");
      work.undo();
      work.mark();
      note("kept as well");
      work.mark();
      work.commit(routed(message("hello")));
    }

    assertThat(count("SELECT count(*) FROM app_note WHERE note LIKE 'kept%'")).isEqualTo(2);
    assertThat(notes()).isEqualTo(2);
  }

  @Test
  void aStatementThatFailedIsUndoneAndTheMessageGoesOn() throws Exception {
    try (UnitOfWork work = store.begin()) {
      work.mark();
      note("same");
      work.mark();
      assertThatThrownBy(() -> note("same")).isInstanceOf(SQLException.class);
      work.undo();
      work.mark();
      note("other");
      work.commit(routed(message("hello")));
    }

    assertThat(notes()).isEqualTo(2);
    assertThat(store.conversation(ALICE, 10)).hasSize(1);
  }

  @Test
  void undoWithoutAWriteDoesNothing() {
    try (UnitOfWork work = store.begin()) {
      work.mark();
      work.undo();
      work.commit(routed(message("hello")));
    }

    assertThat(store.conversation(ALICE, 10)).hasSize(1);
  }

  @Test
  void noDatabaseConnectionIsTakenBeforeTheFirstStatement() throws Exception {
    List<Connection> all = takeAllConnections();
    try (UnitOfWork work = store.begin()) {
      assertThatCode(
              () -> {
                work.mark();
                work.undo();
                work.mark();
              })
          .doesNotThrowAnyException();
    } finally {
      for (Connection connection : all) {
        connection.close();
      }
    }
  }

  @Test
  void outsideOfAMessageEachCallOfAnAppIsATransactionOfItsOwn() throws Exception {
    noteMapper().add("hello");

    assertThat(notes()).isEqualTo(1);
  }

  @Test
  void aMapperOfAnAppWritesInTheMessageThatIsOnTheThread() throws Exception {
    NoteMapper mapper = noteMapper();

    try (UnitOfWork work = store.begin()) {
      mapper.add("hello");
      assertThat(mapper.count()).isEqualTo(1);
    }

    assertThat(notes()).isZero();
  }

  private NoteMapper noteMapper() {
    return (NoteMapper) database.mappers().make(List.of(NoteMapper.class)).get(NoteMapper.class);
  }

  @Test
  void theTransactionIsNotForAppsToEnd() {
    try (UnitOfWork work = store.begin()) {
      assertThatThrownBy(() -> database.session().commit())
          .isInstanceOf(UnsupportedOperationException.class)
          .hasMessageStartingWith("commit() is not for apps");
    }
  }

  @Test
  void threadsThatMeetANewIdentityAtOnceGetTheSameRow() throws Exception {
    atOnce(
        8,
        () -> {
          commit(routed(message("hello")));
          return null;
        });

    assertThat(count("SELECT count(*) FROM connection")).isEqualTo(1);
    assertThat(store.conversation(ALICE, 100)).hasSize(8);
  }

  @Test
  void aConnectionThatWasRolledBackIsMadeAgain() {
    IncomingMessage message = message(ReceivedMessage.of(BOB, "hello"));
    assertThatThrownBy(() -> commit(routed(message, queued(replyWithIdOf(message)))))
        .isInstanceOf(RuntimeException.class);

    commit(routed(message(ReceivedMessage.of(BOB, "again"))));

    assertThat(store.conversation(BOB, 10)).hasSize(1);
  }

  @Test
  void aReplyMadeLongBeforeItIsStoredIsFoundAtOnceByThoseWhoTakeOver() throws Exception {
    MessageIds old = new MessageIds(() -> clock.instant().minus(Duration.ofHours(1)));
    OutgoingMessage reply =
        new OutgoingMessage(old.next(), ALICE, "late", Optional.empty(), clock.instant());

    commit(routed(message("hello"), queued(reply)));

    assertThat(count("SELECT count(*) FROM node WHERE oldest_in_hand <= '" + reply.id() + "'"))
        .isEqualTo(1);
  }

  private OutgoingMessage replyWithIdOf(IncomingMessage message) {
    return new OutgoingMessage(message.id(), BOB, "x", Optional.empty(), clock.instant());
  }

  @Test
  void aMessageWithANewExternalIdIsTheFirst() {
    IncomingMessage message = message("hello", "7");
    assertThat(store.claim(message)).isEmpty();
    assertThat(store.conversation(ALICE, 10))
        .extracting(StoredMessage::status)
        .containsExactly(IncomingStatus.QUEUED);

    OutgoingMessage reply = message.respond("hi");
    assertThat(commitQueued(routed(message, queued(reply)))).isTrue();

    assertThat(store.conversation(ALICE, 10))
        .extracting(StoredMessage::status)
        .containsExactly(IncomingStatus.HANDLED, OutgoingStatus.QUEUED);
  }

  @Test
  void aClaimedMessageHoldsNoDatabaseConnection() {
    for (int i = 0; i < 20; i++) {
      assertThat(store.claim(message("hello", "id-" + i))).isEmpty();
    }

    assertThat(store.conversation(ALICE, 100)).hasSize(20);
  }

  @Test
  void aCopyGetsTheFirst() {
    IncomingMessage first = message("hello", "7");
    store.claim(first);
    assertThat(store.claim(message("hello", "7")))
        .contains(new Seen(first.id(), IncomingStatus.QUEUED));

    commitQueued(new Routed(first, IncomingStatus.FILTERED, List.of(), List.of()));

    assertThat(store.claim(message("hello", "7")))
        .contains(new Seen(first.id(), IncomingStatus.FILTERED));
    assertThat(store.enqueue(message("hello", "7")))
        .contains(new Seen(first.id(), IncomingStatus.FILTERED));
    assertThat(store.conversation(ALICE, 10)).hasSize(1);
  }

  @Test
  void theSameExternalIdOnAnotherBackendIsAnotherMessage() {
    store.claim(message("hello", "7"));

    assertThat(store.claim(message(ReceivedMessage.of(BOB, "hello").withExternalId("7"))))
        .isEmpty();
  }

  @Test
  void theSameExternalIdFromAnotherIdentityIsAnotherMessage() {
    IncomingMessage first = message("hello", "7");
    IncomingMessage second = message(ReceivedMessage.of(CAROL, "hello").withExternalId("7"));
    try (StoreWarnings log = StoreWarnings.of(MyBatisMessageStore.class)) {
      assertThat(store.claim(first)).isEmpty();
      assertThat(log.lines()).isEmpty();

      assertThat(store.claim(second)).isEmpty();

      assertThat(log.lines())
          .singleElement()
          .asString()
          .contains("backend public", first.id().toString(), second.id().toString())
          .doesNotContain("hello");
    }
    assertThat(store.conversation(CAROL, 10)).hasSize(1);
    assertThat(store.claim(message(ReceivedMessage.of(CAROL, "hello").withExternalId("7"))))
        .contains(new Seen(second.id(), IncomingStatus.QUEUED));
  }

  @Test
  void theSameExternalIdWithAnotherTextIsAnotherMessage() {
    IncomingMessage first = message("hello", "7");
    IncomingMessage second = message("goodbye", "7");

    assertThat(store.enqueue(first)).isEmpty();
    assertThat(store.enqueue(second)).isEmpty();

    assertThat(store.enqueue(message("goodbye", "7")))
        .contains(new Seen(second.id(), IncomingStatus.QUEUED));
    assertThat(store.claim(message("hello", "7")))
        .contains(new Seen(first.id(), IncomingStatus.QUEUED));
    assertThat(store.conversation(ALICE, 10)).hasSize(2);
  }

  @Test
  void theTextThatCountsIsTheOneThatWasReceived() {
    IncomingMessage first = message("hello", "7");
    first.replaceText("HELLO");
    store.claim(first);

    assertThat(store.claim(message("hello", "7")))
        .contains(new Seen(first.id(), IncomingStatus.QUEUED));
  }

  @Test
  void ofMessagesWithOneExternalIdAtTheSameMomentEachTextIsStoredOnce() throws Exception {
    AtomicInteger next = new AtomicInteger();

    List<Boolean> firsts =
        atOnce(16, () -> store.claim(message("text " + next.getAndIncrement() % 4, "7")).isEmpty());

    assertThat(firsts).filteredOn(first -> first).hasSize(4);
    assertThat(store.conversation(ALICE, 100))
        .extracting(StoredMessage::text)
        .containsExactlyInAnyOrder("text 0", "text 1", "text 2", "text 3");
  }

  @Test
  void ofCopiesAndNamesakesInOneTransactionEachTextIsStoredOnce() {
    List<IncomingMessage> messages =
        List.of(
            message("a", "7"),
            message("a", "7"),
            message("b", "7"),
            message("b", "7"),
            message(ReceivedMessage.of(BOB, "a").withExternalId("7")),
            message("c", "8"));
    List<Changes> all = messages.stream().map(each -> new Changes().claim(each, 1)).toList();

    Sessions sessions =
        new Sessions(
            database.dataSource(),
            database.dialect(),
            true,
            DatabaseFile.none(),
            AppConnections.all(),
            RouterMappers.ALL);
    List<Answer> answers;
    try (SqlSession session = sessions.open(sessions.transaction())) {
      Batch batch =
          new Batch(
              new ConnectionIds(false, 1, clock),
              new Leases(clock),
              true,
              id -> {},
              new Events(),
              new Counting(new Observers()));
      answers = batch.commit(all, session);
    }

    assertThat(answers)
        .extracting(Answer::isStored)
        .containsExactly(true, false, true, false, true, true);
    assertThat(answers.get(1).first().map(Seen::id)).contains(messages.get(0).id());
    assertThat(answers.get(3).first().map(Seen::id)).contains(messages.get(2).id());
    assertThat(answers.get(2).namesake()).contains(messages.get(0).id());
    assertThat(answers.get(5).namesake()).isEmpty();
  }

  @Test
  void whatIsBroughtTwiceUnderOneIdIsStoredOnce() {
    for (String externalId : List.of("", "7")) {
      IncomingMessage message = message("hello", externalId);
      assertThat(store.seen(message)).isEmpty();

      assertThat(commitClaimed(routed(message, queued(message.respond("1"))), store)).isTrue();
      assertThat(commitClaimed(routed(message, queued(message.respond("2"))), store)).isFalse();

      assertThat(store.seen(message)).contains(new Seen(message.id(), IncomingStatus.HANDLED));
    }
    assertThat(store.conversation(ALICE, 10))
        .extracting(StoredMessage::text)
        .containsExactly("hello", "1", "hello", "1");
  }

  @Test
  void ofManyWhoBringTheSameAtOnceOneStoresWhatCameOfIt() throws Exception {
    List<IncomingMessage> messages =
        List.of(message("one"), message("two"), message("three", "3"), message("four", "4"));
    AtomicInteger next = new AtomicInteger();

    List<Boolean> stored =
        atOnce(
            16,
            () -> {
              IncomingMessage message = messages.get(next.getAndIncrement() % 4);
              OutgoingMessage reply =
                  new OutgoingMessage(
                      ids.next(), ALICE, "reply", Optional.empty(), clock.instant());
              return commitClaimed(routed(message, queued(reply)), store);
            });

    assertThat(stored).filteredOn(each -> each).hasSize(4);
    assertThat(count("SELECT count(*) FROM message")).isEqualTo(8);
  }

  @Test
  void aMessageThatIsBroughtAgainIsACopyAlsoByItsExternalId() {
    IncomingMessage first = message("hello", "7");
    store.claim(first);

    assertThat(store.seen(message("hello", "7")))
        .contains(new Seen(first.id(), IncomingStatus.QUEUED));
    assertThat(store.seen(message("goodbye", "7"))).isEmpty();
  }

  @Test
  void ofCopiesThatArriveAtTheSameMomentExactlyOneIsTheFirst() throws Exception {
    List<Boolean> firsts = atOnce(8, () -> store.claim(message("hello", "7")).isEmpty());

    assertThat(firsts).containsOnlyOnce(true);
    assertThat(store.conversation(ALICE, 10)).hasSize(1);
  }

  @Test
  void ofManyMessagesAtOnceOnlyCopiesAreNotTheFirst() throws Exception {
    var phone0 = org.threadless.router.message.Connection.of("public", "phone 0");
    IncomingMessage known = message(ReceivedMessage.of(phone0, "hello").withExternalId("0"));
    store.claim(known);
    AtomicInteger next = new AtomicInteger();

    List<Optional<Seen>> seen =
        atOnce(
            8,
            () -> {
              int number = next.getAndIncrement();
              var from = org.threadless.router.message.Connection.of("public", "phone " + number);
              return store.claim(
                  message(ReceivedMessage.of(from, "hello").withExternalId("" + number)));
            });

    assertThat(seen)
        .filteredOn(Optional::isPresent)
        .extracting(Optional::get)
        .containsExactly(new Seen(known.id(), IncomingStatus.QUEUED));
    assertThat(count("SELECT count(*) FROM message")).isEqualTo(8);
    assertThat(count("SELECT count(*) FROM connection")).isEqualTo(8);
  }

  @Test
  void ofCopiesOnTwoNodesAtTheSameMomentOneIsRouted() throws Exception {
    try (Database other = Database.open(settings(), clock)) {
      List<MessageStore> nodes = List.of(store, other.messages());
      AtomicInteger next = new AtomicInteger();

      List<List<Integer>> routed =
          atOnce(8, () -> routedOf(20, nodes.get(next.getAndIncrement() % 2)));

      assertThat(routed.stream().flatMap(List::stream))
          .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 20).boxed().toList());
    }
    assertThat(count("SELECT count(*) FROM message WHERE status = 'HANDLED'")).isEqualTo(20);
    assertThat(count("SELECT count(*) FROM message WHERE direction = 'OUT'")).isEqualTo(20);
  }

  private List<Integer> routedOf(int count, MessageStore node) {
    List<Integer> routed = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      IncomingMessage message = message("hello", "id " + i);
      if (node.claim(message).isEmpty()
          && commitClaimed(routed(message, queued(message.respond("hi"))), node)) {
        routed.add(i);
      }
    }
    return routed;
  }

  @Test
  void aMessageWhoseClaimIsLostIsStoredWithWhatCameOfIt() throws Exception {
    IncomingMessage message = message("hello", "7");
    store.claim(message);
    execute("DELETE FROM message");

    assertThat(commitClaimed(routed(message, queued(message.respond("hi"))), store)).isTrue();

    assertThat(store.conversation(ALICE, 10))
        .extracting(StoredMessage::status)
        .containsExactly(IncomingStatus.HANDLED, OutgoingStatus.QUEUED);
    assertThat(store.claim(message("hello", "7")))
        .contains(new Seen(message.id(), IncomingStatus.HANDLED));
  }

  @Test
  void aMessageWhoseClaimIsLostIsNotStoredAfterACopy() throws Exception {
    IncomingMessage first = message("hello", "7");
    store.claim(first);
    execute("DELETE FROM message");
    IncomingMessage copy = message("hello", "7");
    assertThat(store.claim(copy)).isEmpty();

    try (UnitOfWork work = store.begin()) {
      note("by the first");
      assertThat(work.commitClaimed(routed(first, queued(first.respond("hi"))))).isFalse();
    }
    assertThat(commitClaimed(routed(copy), store)).isTrue();

    assertThat(notes()).isZero();
    assertThat(store.conversation(ALICE, 10))
        .extracting(StoredMessage::id)
        .containsExactly(copy.id());
  }

  @Test
  void aClaimedMessageMayWaitInsteadWhetherItsClaimIsLostOrNot() throws Exception {
    IncomingMessage kept = message("hello", "7");
    IncomingMessage lost = message("hello", "8");
    store.claim(kept);
    store.claim(lost);
    execute("DELETE FROM message WHERE external_id = '8'");

    assertThat(store.enqueue(kept)).isEmpty();
    assertThat(store.enqueue(lost)).isEmpty();

    assertThat(database.backlog().take(ALICE.backend(), Direction.IN, 10, Rates.NONE).messages())
        .extracting(DueMessage::id)
        .containsExactly(kept.id(), lost.id());
  }

  @Test
  void aMessageThatSomebodyElseHasRoutedIsNotStoredAgain() throws Exception {
    IncomingMessage message = message("hello", "7");
    store.claim(message);
    commitQueued(routed(message, queued(message.respond("hi"))));

    try (UnitOfWork work = store.begin()) {
      note("by the second");
      assertThat(work.commitQueued(routed(message, queued(message.respond("hi again"))))).isFalse();
    }

    assertThat(notes()).isZero();
    assertThat(store.conversation(ALICE, 10)).hasSize(2);
  }

  @Test
  void theTextIsKeptAsItWasReceivedWithAndWithoutAnExternalId() {
    List<String> texts =
        List.of(
            "",
            "\uD83D\uDE00",
            "\u0645\u0631\u062D\u0628\u0627",
            "a\n'b\"",
            "{\\,\"NULL}",
            "NULL",
            "x".repeat(60_000));
    for (String text : texts) {
      commit(routed(message(text)));
      store.claim(
          message(ReceivedMessage.of(BOB, text).withExternalId("id " + texts.indexOf(text))));
    }

    assertThat(store.conversation(ALICE, 10))
        .extracting(StoredMessage::text)
        .containsExactlyElementsOf(texts);
    assertThat(store.conversation(BOB, 10))
        .extracting(StoredMessage::text)
        .containsExactlyElementsOf(texts);
  }

  @Test
  void fieldsAreKeptAsJson() throws Exception {
    ReceivedMessage received =
        ReceivedMessage.of(ALICE, "hello").withFields(Map.of("smsc", "a\"b"));

    commit(routed(message(received)));
    store.claim(message(received.withExternalId("7")));

    assertThat(string("SELECT min(fields) FROM message")).isEqualTo("{\"smsc\":\"a\\\"b\"}");
    assertThat(string("SELECT max(fields) FROM message")).isEqualTo("{\"smsc\":\"a\\\"b\"}");
  }

  @Test
  void theTimeOfReceiptIsKeptInTheHourThatComesTwice() {
    TimeZone zone = TimeZone.getDefault();
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("Europe/Zurich"));
      Instant first = Instant.parse("2026-10-25T00:30:00.123456Z");
      Instant second = Instant.parse("2026-10-25T01:30:00.123456Z");

      commit(routed(message(ReceivedMessage.of(ALICE, "a").withReceivedAt(first))));
      ReceivedMessage b = ReceivedMessage.of(ALICE, "b").withReceivedAt(second);
      commit(routed(message(b)));
      store.claim(message(b.withExternalId("7")));

      assertThat(store.conversation(ALICE, 10))
          .extracting(StoredMessage::time)
          .containsExactly(first, second, second);
    } finally {
      TimeZone.setDefault(zone);
    }
  }

  @Test
  void errorsOfAppsAreKeptWithTheirMessage() throws Exception {
    IncomingMessage message = message("hello");
    OutgoingMessage reply = message.respond("hi");
    AppError outgoing = new AppError("second", "outgoing", "java.lang.Error: \0");

    commit(
        new Routed(
            message,
            IncomingStatus.HANDLED,
            List.of(new AppError("first", "handle", "java.io.IOException: no")),
            List.of(new Planned(reply, OutgoingStatus.QUEUED, List.of(outgoing)))));

    assertThat(string("SELECT app FROM message_error WHERE message_id = '" + message.id() + "'"))
        .isEqualTo("first");
    assertThat(string("SELECT error FROM message_error WHERE message_id = '" + reply.id() + "'"))
        .isEqualTo("java.lang.Error: \uFFFD");
  }

  @Test
  void messagesThatAnswerNothingAreStoredOnTheirOwn() {
    OutgoingMessage message =
        new OutgoingMessage(ids.next(), ALICE, "wake up", Optional.empty(), clock.instant());
    try (UnitOfWork work = store.begin()) {
      work.commit(List.of(queued(message)));
    }

    StoredMessage stored = store.conversation(ALICE, 10).get(0);
    assertThat(stored.text()).isEqualTo("wake up");
    assertThat(stored.inResponseTo()).isEmpty();
  }

  @Test
  void listsThatComeAtOnceAreAllStoredAndWhatComesBesideThemIs() throws Exception {
    AtomicInteger number = new AtomicInteger();

    List<Integer> stored =
        atOnce(16, () -> storeList(number.getAndIncrement() % 2 == 0 ? 1000 : 1));

    assertThat(stored).containsOnly(1000, 1);
    assertThat(count("SELECT COUNT(*) FROM message")).isEqualTo(8008);
    assertThat(count("SELECT COUNT(*) FROM waiting")).isEqualTo(8008);
  }

  private int storeList(int size) {
    List<Planned> list =
        IntStream.range(0, size)
            .mapToObj(each -> org.threadless.router.message.Connection.of("public", "70" + each))
            .map(to -> new OutgoingMessage(ids.next(), to, "a", Optional.empty(), clock.instant()))
            .map(message -> queued(message).inTurn())
            .toList();
    try (UnitOfWork work = store.begin()) {
      work.commit(list);
    }
    return size;
  }

  @Test
  void anOutcomeMovesAStatusForwardAndALaterOneChangesNothing() {
    OutgoingMessage accepted = storedReply();
    OutgoingMessage refused = storedReply();

    record(accepted, new SendResult.Accepted(Optional.of("gw-1")));
    record(refused, SendResult.refused("no such number"));
    assertThat(status(accepted)).isEqualTo(OutgoingStatus.SENT);
    assertThat(status(refused)).isEqualTo(OutgoingStatus.FAILED);
    assertThat(stored(refused).reason()).contains("no such number");

    record(accepted, SendResult.refused("late"));
    record(refused, SendResult.accepted());
    assertThat(status(accepted)).isEqualTo(OutgoingStatus.SENT);
    assertThat(status(refused)).isEqualTo(OutgoingStatus.FAILED);
  }

  @Test
  void aConversationIsTheLastMessagesInTheirOrderAndNoOneElses() {
    for (String text : List.of("1", "2", "3")) {
      commit(routed(message(text)));
    }
    commit(
        routed(
            message(
                ReceivedMessage.of(
                    org.threadless.router.message.Connection.of("private", "1112223333"),
                    "other"))));

    assertThat(store.conversation(ALICE, 2))
        .extracting(StoredMessage::text)
        .containsExactly("2", "3");
  }

  @Test
  void anotherProcessOrRestartFindsWhatIsStored() throws Exception {
    commit(routed(message("hello")));

    database.close();
    database = Database.open(settings(), clock);

    assertThat(database.messages().conversation(ALICE, 10)).hasSize(1);
  }

  @Test
  void aDatabaseWithoutAFreeConnectionIsUnavailableInLessThanTwoSeconds() throws Exception {
    List<Connection> all = takeAllConnections();
    try (UnitOfWork work = store.begin()) {
      assertThatThrownBy(() -> work.commit(routed(message("hello"))))
          .isInstanceOf(StoreUnavailableException.class);
    } finally {
      for (Connection connection : all) {
        connection.close();
      }
    }
    assertThat(database.dataSource().unwrap(HikariDataSource.class).getConnectionTimeout())
        .as("how long anybody waits for a connection, in milliseconds")
        .isLessThan(2000);
  }

  @Test
  void aClosedDatabaseIsUnavailable() {
    database.close();

    assertThatThrownBy(() -> store.conversation(ALICE, 1))
        .isInstanceOf(StoreUnavailableException.class);
  }

  @Test
  void dataThatTheDatabaseRefusesIsNotAnUnavailableDatabase() {
    IncomingMessage message = message("hello");
    commit(routed(message));

    assertThatThrownBy(() -> commit(routed(message)))
        .isInstanceOf(RuntimeException.class)
        .isNotInstanceOf(StoreUnavailableException.class);
  }

  @Test
  void aThreadHasOneUnitOfWorkAtATime() {
    try (UnitOfWork work = store.begin()) {
      assertThatThrownBy(() -> store.begin()).isInstanceOf(IllegalStateException.class);
    }
    store.begin().close();
  }

  private IncomingMessage message(String text) {
    return message(ReceivedMessage.of(ALICE, text));
  }

  private IncomingMessage message(String text, String externalId) {
    return message(ReceivedMessage.of(ALICE, text).withExternalId(externalId));
  }

  private IncomingMessage message(ReceivedMessage received) {
    return new IncomingMessage(
        ids.next(),
        received,
        received.receivedAt().orElseGet(clock::instant),
        new Outbox(ids, clock, backend -> {}));
  }

  private static Planned queued(OutgoingMessage message) {
    return new Planned(message, OutgoingStatus.QUEUED, List.of());
  }

  private static Routed routed(IncomingMessage message, Planned... outgoing) {
    return new Routed(message, IncomingStatus.HANDLED, List.of(), List.of(outgoing));
  }

  private void commit(Routed routed) {
    try (UnitOfWork work = store.begin()) {
      work.commit(routed);
    }
  }

  private boolean commitQueued(Routed routed) {
    try (UnitOfWork work = store.begin()) {
      return work.commitQueued(routed);
    }
  }

  private static boolean commitClaimed(Routed routed, MessageStore store) {
    try (UnitOfWork work = store.begin()) {
      return work.commitClaimed(routed);
    }
  }

  private OutgoingMessage storedReply() {
    IncomingMessage message = message("hello");
    OutgoingMessage reply = message.respond("hi");
    commit(routed(message, queued(reply)));
    return reply;
  }

  private void record(OutgoingMessage message, SendResult result) {
    store.record(List.of(new SendOutcome(message.id(), result, clock.instant())));
  }

  private StoredMessage stored(OutgoingMessage message) {
    UUID id = message.id();
    return store.conversation(ALICE, 100).stream()
        .filter(each -> each.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private MessageStatus status(OutgoingMessage message) {
    return stored(message).status();
  }

  /** Writes as an app does, on the thread's own session. */
  private void note(String text) throws Exception {
    try (Statement statement = database.session().getConnection().createStatement()) {
      statement.executeUpdate("INSERT INTO app_note VALUES ('" + text + "')");
    }
  }

  private int notes() throws Exception {
    return count("SELECT count(*) FROM app_note");
  }

  private int count(String query) throws Exception {
    return Integer.parseInt(string(query));
  }

  private String string(String query) throws Exception {
    try (Connection connection = TestConnection.to(settings());
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      assertThat(result.next()).isTrue();
      return result.getString(1);
    }
  }

  private void execute(String statement) throws Exception {
    TestConnection.execute(settings(), statement);
  }

  private List<Connection> takeAllConnections() throws Exception {
    List<Connection> all = new ArrayList<>();
    int most = database.dataSource().unwrap(HikariDataSource.class).getMaximumPoolSize();
    for (int i = 0; i < most; i++) {
      all.add(pooled());
    }
    return all;
  }

  /** Returns a connection of the router's own. */
  final Connection pooled() throws SQLException {
    return database.dataSource().getConnection();
  }

  private static <T> List<T> atOnce(int threads, Callable<T> work) throws Exception {
    CyclicBarrier barrier = new CyclicBarrier(threads);
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      List<Callable<T>> all = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        all.add(
            () -> {
              barrier.await();
              return work.call();
            });
      }
      List<T> results = new ArrayList<>();
      for (Future<T> future : executor.invokeAll(all)) {
        results.add(future.get());
      }
      return results;
    } finally {
      executor.shutdownNow();
    }
  }
}
