package org.threadless.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.threadless.router.backend.SendResult;
import org.threadless.router.conversation.Direction;
import org.threadless.router.conversation.StoredMessage;
import org.threadless.router.engine.access.audit.AuditFilter;
import org.threadless.router.engine.backlog.Chosen;
import org.threadless.router.engine.backlog.DueMessage;
import org.threadless.router.engine.backlog.Failure;
import org.threadless.router.engine.history.MessageQuery;
import org.threadless.router.engine.rate.Rates;
import org.threadless.router.engine.statistics.HourCount;
import org.threadless.router.engine.store.AppError;
import org.threadless.router.engine.store.Deleted;
import org.threadless.router.engine.store.Leg;
import org.threadless.router.engine.store.Planned;
import org.threadless.router.engine.store.Reported;
import org.threadless.router.engine.store.Routed;
import org.threadless.router.engine.store.SendOutcome;
import org.threadless.router.engine.store.UnitOfWork;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;
import org.threadless.router.message.DeliveryReport;
import org.threadless.router.message.IncomingMessage;
import org.threadless.router.message.IncomingStatus;
import org.threadless.router.message.MessageIds;
import org.threadless.router.message.Outbox;
import org.threadless.router.message.OutgoingMessage;
import org.threadless.router.message.OutgoingStatus;
import org.threadless.router.message.ReceivedMessage;
import org.threadless.router.message.ReceivedReport;
import org.threadless.router.message.ReportedState;
import org.threadless.storage.keep.Deletions;
import org.threadless.storage.keep.KeepPeriod;
import org.threadless.storage.keep.KeepSettings;
import org.threadless.storage.pool.DatabaseSettings;

/** What is kept for a time only, on every database, over a year by a clock that is set. */
abstract class KeepContract {

  private static final BackendName GATEWAY = new BackendName("phone");
  private static final Connection PHONE = Connection.of("phone", "+254700111222");
  private static final Instant FIRST_DAY = Instant.parse("2025-01-01T12:00:00Z");
  private static final Optional<KeepPeriod> EVER = Optional.empty();
  private static final int DAYS = 365;
  private static final Instant LAST_DAY = FIRST_DAY.plus(Duration.ofDays(DAYS - 1));

  private final MessageIds ids = new MessageIds(() -> this.time);
  private volatile Instant time = FIRST_DAY;
  private Database database;

  /** Returns the settings of an empty database, the same each time in a test. */
  abstract DatabaseSettings settings() throws Exception;

  @BeforeEach
  void open() throws Exception {
    database = Database.open(settings(), () -> time);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void atTheEndOfAYearThatIsThereWhichIsToBeKept() throws Exception {
    KeepSettings keep =
        new KeepSettings(
            period("90d"), period("30d"), period("8w"), period("4mo"), period("6mo"), period("1y"));
    OutgoingMessage waiting = postponed("wait for me");

    for (int day = 0; day < DAYS; day++) {
      time = FIRST_DAY.plus(Duration.ofDays(day));
      talk(day);
      database.access().audit().note("amina", "backend-pause", "phone", "day " + day);
      if (day % 7 == 0) {
        database.keeping(keep).run();
      }
    }
    List<String> counted = counts();
    database.keeping(keep).run();

    long halfAYear = daysSince(Period.ofMonths(6));
    assertThat(counted).hasSize(DAYS * 3 + 1);
    assertThat(counts()).isEqualTo(counted);
    assertThat(rows("SELECT id FROM message WHERE direction = 'IN'")).hasSize((int) halfAYear);
    assertThat(rows("SELECT id FROM message")).hasSize((int) halfAYear * 3 + 1);
    assertThat(rows("SELECT id FROM message WHERE direction = 'IN' AND text != ''")).hasSize(91);
    assertThat(rows("SELECT id FROM message WHERE text != ''")).hasSize(91 * 3 + 1);
    assertThat(rows("SELECT id FROM message WHERE fields IS NOT NULL")).hasSize(91);
    assertThat(rows("SELECT id FROM message WHERE external_id IS NOT NULL")).hasSize(31);
    assertThat(rows("SELECT message_id FROM gateway_message")).hasSize(31);
    assertThat(rows("SELECT message_id FROM message_error")).hasSize(57);
    int fourMonths = (int) daysSince(Period.ofMonths(4));
    assertThat(rows("SELECT id FROM delivery_report")).hasSize(fourMonths);
    assertThat(rows("SELECT id FROM delivery_report WHERE text IS NOT NULL")).hasSize(91);
    assertThat(rows("SELECT message_id FROM message_leg")).hasSize(fourMonths);
    assertThat(rows("SELECT message_id FROM failed_message")).hasSize((int) halfAYear);
    assertThat(database.access().audit().list(AuditFilter.all(), Optional.empty(), 1000))
        .hasSize(DAYS);
    assertThat(taken()).containsExactly(waiting.id());
    assertThat(database.history().find(waiting.id()).orElseThrow().message().text())
        .isEqualTo("wait for me");
    assertThat(rows("SELECT kind FROM kept_longer ORDER BY kind"))
        .containsExactly("IDS", "MESSAGES", "TEXTS");
  }

  @Test
  void whatWasNotDoneGoesWhenItIs() throws Exception {
    OutgoingMessage waiting = postponed("wait for me");
    time = LAST_DAY;
    KeepSettings keep = keep("30d", "90d");
    database.keeping(keep).run();
    assertThat(rows("SELECT text FROM message")).containsExactly("wait for me");

    assertThat(taken()).containsExactly(waiting.id());
    database
        .backlog()
        .finish(
            List.of(waiting.id()),
            List.of(new SendOutcome(waiting.id(), SendResult.accepted(), time)),
            () -> {});
    flush();
    database.keeping(keep).run();

    assertThat(rows("SELECT id FROM message")).isEmpty();
    assertThat(rows("SELECT message_id FROM kept_longer")).isEmpty();
  }

  @Test
  void aTextThatIsDeletedIsSaidToBeAndAnEmptyOneIsNot() {
    talk(0);
    List<UUID> old = all();
    time = LAST_DAY;
    IncomingMessage empty = heard("", "77");

    database.keeping(keep("90d", null)).run();

    assertThat(old).hasSize(3);
    for (UUID id : old) {
      StoredMessage message = database.history().find(id).orElseThrow().message();
      assertThat(message.text()).isEmpty();
      assertThat(message.textDeleted()).isTrue();
    }
    assertThat(database.history().find(empty.id()).orElseThrow().message().textDeleted()).isFalse();
    assertThat(database.messages().conversation(PHONE, 10))
        .extracting(StoredMessage::textDeleted)
        .contains(true, false);
    assertThat(database.liveConversations().latest(GATEWAY, 10))
        .extracting(StoredMessage::textDeleted)
        .containsExactly(false);
  }

  @Test
  void whatHasNoTextAnyMoreIsNeitherSentNorRoutedAgain() {
    talk(0);
    Chosen all = new Chosen(Optional.empty(), Set.of(GATEWAY), Optional.empty());
    List<UUID> failed = database.backlog().failed(all);
    List<UUID> errored = database.backlog().errored(all);
    assertThat(failed).hasSize(1);
    assertThat(errored).hasSize(1);
    time = LAST_DAY;

    database.keeping(keep("90d", null)).run();

    assertThat(database.backlog().failed(all)).isEmpty();
    assertThat(database.backlog().resend(failed, "somebody")).isEmpty();
    assertThat(database.backlog().errored(all)).isEmpty();
    assertThat(database.backlog().retry(errored)).isEmpty();
  }

  @Test
  void aCopyIsKnownWithoutTheTextAndAsLongAsIsSaid() {
    talk(0);
    time = FIRST_DAY.plus(Duration.ofDays(50));
    IncomingMessage copy = message("day 0", "0");
    KeepSettings keep = new KeepSettings(period("30d"), period("60d"), EVER, EVER, EVER, EVER);

    database.keeping(keep).run();
    assertThat(database.messages().claim(copy)).isPresent();

    time = FIRST_DAY.plus(Duration.ofDays(70));
    database.keeping(keep).run();
    assertThat(database.messages().claim(copy)).isEmpty();
  }

  @Test
  void aBroadcastGoesWithItsLastMessage() throws Exception {
    OutgoingMessage first = planned("to all");
    OutgoingMessage last = planned("to all");
    UUID id = first.id();
    execute(
        "INSERT INTO broadcast (id, state, node, created_at, passed_over, backends, first_message, last_message)"
            + " VALUES ('%s', 'RUNNING', 1, CURRENT_TIMESTAMP, 0, 'phone', '%s', '%s')"
                .formatted(id, first.id(), last.id()),
        "UPDATE message SET broadcast = '" + id + "'");
    record(first, SendResult.accepted());
    time = LAST_DAY;
    KeepSettings keep = keep(null, "30d");

    database.keeping(keep).run();
    assertThat(rows("SELECT id FROM broadcast")).hasSize(1);

    record(last, SendResult.accepted());
    database.keeping(keep).run();
    time = LAST_DAY.plusSeconds(1);
    database.keeping(keep).run();
    assertThat(rows("SELECT id FROM message")).isEmpty();
    assertThat(rows("SELECT id FROM broadcast")).isEmpty();
  }

  @Test
  void nothingIsDeletedUnlessItIsSaid() throws Exception {
    talk(0);
    time = LAST_DAY;
    List<String> before = rows("SELECT * FROM message ORDER BY id");

    database.keeping(KeepSettings.everything()).run();

    assertThat(rows("SELECT * FROM message ORDER BY id")).isEqualTo(before);
    assertThat(rows("SELECT message_id FROM message_error")).hasSize(1);
  }

  @Test
  void itIsDoneByItselfALittleAtATime() throws Exception {
    IntStream.range(0, 50).forEach(this::talk);
    time = LAST_DAY;

    database.keep(keep("30d", "90d"));

    Awaitility.await()
        .atMost(Duration.ofMinutes(2))
        .untilAsserted(() -> assertThat(rows("SELECT id FROM message")).isEmpty());
    long counted =
        database.statistics().hours(Instant.EPOCH, CountedMessages.ALWAYS).counts().stream()
            .mapToLong(HourCount::messages)
            .sum();
    assertThat(counted).isEqualTo(150);
  }

  @Test
  void whenItIsDoneTheLogSaysHowManyOfWhatWereDeletedAndTheyAreCounted() throws Exception {
    IntStream.range(0, 50).forEach(this::talk);
    OutgoingMessage waiting = postponed("wait for me");
    time = LAST_DAY;
    KeepSettings keep =
        new KeepSettings(EVER, period("90d"), period("90d"), EVER, period("180d"), period("1d"));
    try (StoreWarnings log = StoreWarnings.andNewsOf(Deletions.class)) {
      database.keep(keep);

      Awaitility.await().until(() -> !log.lines().isEmpty());

      Instant half = LAST_DAY.atZone(ZoneId.systemDefault()).minusDays(180).toInstant();
      assertThat(log.lines())
          .singleElement()
          .asString()
          .startsWith(
              "INFO deleted what is older than it is to be kept: 150 messages up to " + half);
      assertThat(rows("SELECT id FROM message")).containsExactly(waiting.id().toString());
      assertThat(log.lines().toString()).doesNotContain("audit", "reports", "texts");
      assertThat(database.deletions().now())
          .contains(new Deleted("messages", 150), new Deleted("texts", 0));
      assertThat(database.deletions().failures()).isZero();
    }
  }

  @Test
  void whyNothingCanBeDeletedIsSaidAndCountedAndItGoesOnWhenItCanBe() throws Exception {
    talk(0);
    time = LAST_DAY;
    execute("ALTER TABLE kept_longer RENAME TO elsewhere");
    try (StoreWarnings log = StoreWarnings.of(Deletions.class)) {
      database.keep(keep("30d", "90d"));

      Awaitility.await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> database.deletions().failures() > 1);
      assertThat(log.lines())
          .singleElement()
          .asString()
          .startsWith(
              "WARN what is older than it is to be kept cannot be deleted now, and is later: ")
          .containsIgnoringCase("kept_longer");
    } finally {
      execute("ALTER TABLE elsewhere RENAME TO kept_longer");
    }

    Awaitility.await()
        .atMost(Duration.ofMinutes(2))
        .untilAsserted(() -> assertThat(rows("SELECT id FROM message")).isEmpty());
  }

  @Test
  void ofTwoNodesOneDeletesAndNothingIsLeft() throws Exception {
    IntStream.range(0, 100).forEach(this::talk);
    time = LAST_DAY;
    try (Database other = Database.open(settings(), () -> time)) {
      database.keep(keep("30d", "90d"));
      other.keep(keep("30d", "90d"));

      Awaitility.await()
          .atMost(Duration.ofMinutes(2))
          .untilAsserted(() -> assertThat(rows("SELECT id FROM message")).isEmpty());
    }
  }

  @Test
  void whatComesMeanwhileIsNotTouched() {
    IntStream.range(0, 10).forEach(this::talk);
    time = LAST_DAY;
    talk(DAYS);
    List<UUID> newest = all().subList(0, 3);

    database.keeping(keep("1d", "1d")).run();

    assertThat(all()).isEqualTo(newest);
  }

  private static KeepSettings keep(String texts, String messages) {
    return new KeepSettings(period(texts), EVER, EVER, EVER, period(messages), EVER);
  }

  private static Optional<KeepPeriod> period(String text) {
    return Optional.ofNullable(text).map(KeepPeriod::valueOf);
  }

  /** Returns how many of the days are within a period, the last one of it counted. */
  private static long daysSince(Period period) {
    Instant before = LAST_DAY.atZone(ZoneId.systemDefault()).minus(period).toInstant();
    return Stream.iterate(FIRST_DAY, day -> day.plus(Duration.ofDays(1)))
        .limit(DAYS)
        .filter(day -> !day.isBefore(before))
        .count();
  }

  /** Lets somebody write, with an app that throws; be answered, with a report; and not reached. */
  private void talk(int day) {
    IncomingMessage message = heard("day " + day, Integer.toString(day));
    OutgoingMessage reply = answered(message);
    record(reply, new SendResult.Accepted(Optional.of("gw-" + day)));
    report(reply.id());
    record(planned("not for day " + day), SendResult.refused("no such number"));
  }

  private OutgoingMessage answered(IncomingMessage message) {
    OutgoingMessage reply = message.respond("karibu " + message.text());
    try (UnitOfWork work = database.messages().begin()) {
      work.commitClaimed(
          new Routed(
              message,
              IncomingStatus.HANDLED,
              List.of(new AppError("quiz", "handle", "cannot read " + message.text())),
              List.of(new Planned(reply, OutgoingStatus.QUEUED, List.of()))));
    }
    return reply;
  }

  private IncomingMessage heard(String text, String externalId) {
    IncomingMessage message = message(text, externalId);
    assertThat(database.messages().claim(message)).isEmpty();
    return message;
  }

  private IncomingMessage message(String text, String externalId) {
    ReceivedMessage received =
        new ReceivedMessage(
            PHONE, text, Optional.of(externalId), Optional.empty(), Map.of("raw", "%80"));
    return new IncomingMessage(ids.next(), received, time, outbox());
  }

  private Outbox outbox() {
    return new Outbox(ids, Clock.fixed(time, ZoneOffset.UTC), backend -> {});
  }

  private OutgoingMessage planned(String text) {
    OutgoingMessage message = new OutgoingMessage(ids.next(), PHONE, text, Optional.empty(), time);
    try (UnitOfWork work = database.messages().begin()) {
      work.commit(List.of(new Planned(message, OutgoingStatus.QUEUED, List.of())));
    }
    return message;
  }

  private OutgoingMessage postponed(String text) {
    OutgoingMessage message = planned(text);
    database.backlog().postpone(message, Optional.of(new Failure("busy", 1, 0, time)), time);
    flush();
    return message;
  }

  private List<UUID> taken() {
    return database.backlog().take(GATEWAY, Direction.OUT, 10, Rates.NONE).messages().stream()
        .map(DueMessage::id)
        .toList();
  }

  private void record(OutgoingMessage message, SendResult result) {
    Leg down = Leg.of(GATEWAY, SendResult.retry("busy"), time);
    List<Leg> way = result instanceof SendResult.Accepted ? List.of(down) : List.of();
    database.messages().record(List.of(new SendOutcome(message.id(), result, time, way)));
    flush();
  }

  // What was recorded is stored when this has been asked.
  private void flush() {
    assertThat(database.messages().conversation(PHONE, 1)).isNotEmpty();
  }

  private void report(UUID message) {
    ReceivedReport received =
        new ReceivedReport(
            GATEWAY,
            message,
            ReportedState.DELIVERED,
            Optional.of("text:karibu"),
            Optional.empty(),
            Optional.empty());
    DeliveryReport seen = database.messages().preview(received, Set.of(GATEWAY)).orElseThrow();
    try (UnitOfWork work = database.messages().begin()) {
      assertThat(work.commit(new Reported(seen, List.of(), List.of()))).isTrue();
    }
  }

  private List<UUID> all() {
    return database.history().search(MessageQuery.builder().build()).messages().stream()
        .map(found -> found.message().id())
        .toList();
  }

  private List<String> counts() {
    return database.statistics().hours(Instant.EPOCH, CountedMessages.ALWAYS).counts().stream()
        .map(KeepContract::written)
        .toList();
  }

  private static String written(HourCount count) {
    return "%s %s %s %s %d"
        .formatted(
            count.hour(), count.backend(), count.direction(), count.status(), count.messages());
  }

  private List<String> rows(String query) throws Exception {
    return TestConnection.rows(settings(), query);
  }

  private void execute(String... statements) throws Exception {
    TestConnection.execute(settings(), statements);
  }
}
