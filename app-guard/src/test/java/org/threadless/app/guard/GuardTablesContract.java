package org.threadless.app.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.threadless.router.app.StoppedNumber;
import org.threadless.router.config.Rate;
import org.threadless.router.conversation.StoreUnavailableException;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Identity;
import org.threadless.storage.Database;
import org.threadless.storage.pool.DatabaseSettings;
import org.threadless.testing.SettableClock;

/** What the guard keeps for all nodes and over restarts, on every database. */
abstract class GuardTablesContract {

  private static final Party AMINA = Party.of(Connection.of("phone", "+254700111222"));
  private static final Party OF_ALL = Party.everywhere(new Identity("+254700111222"));
  private static final Instant NOW = Instant.parse("2026-12-01T09:00:00Z");

  private final SettableClock clock = new SettableClock();
  private Database database;
  private StopMapper stopMapper;
  private ReplyMapper replyMapper;
  private SaidMapper saidMapper;

  /** Returns the settings of a database that is empty. */
  abstract DatabaseSettings settings() throws Exception;

  @BeforeEach
  void open() throws Exception {
    clock.set(NOW);
    database = Database.open(settings(), clock);
    GuardPlugin plugin = new GuardPlugin();
    database.migrate(plugin);
    Map<Class<?>, Object> mappers = database.mappers().make(plugin.mappers());
    stopMapper = (StopMapper) mappers.get(StopMapper.class);
    replyMapper = (ReplyMapper) mappers.get(ReplyMapper.class);
    saidMapper = (SaidMapper) mappers.get(SaidMapper.class);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private Stops node() {
    return new Stops(stopMapper, clock);
  }

  private static boolean isStopped(Stops node) {
    node.look();
    return node.areStopped(List.of(AMINA, OF_ALL));
  }

  @Test
  void whoIsStoppedIsSoOnEveryNodeWithinASecondAndAfterAStart() {
    Stops here = node();
    Stops there = node();
    assertThat(isStopped(here)).isFalse();
    assertThat(isStopped(there)).isFalse();

    assertThat(here.stop(Set.of(OF_ALL))).isTrue();
    assertThat(here.stop(Set.of(OF_ALL))).isFalse();
    assertThat(isStopped(here)).isTrue();
    clock.advance(Duration.ofSeconds(1));
    assertThat(isStopped(there)).isTrue();
    assertThat(isStopped(node())).isTrue();

    assertThat(there.start(Set.of(AMINA, OF_ALL))).isTrue();
    assertThat(there.start(Set.of(AMINA, OF_ALL))).isFalse();
    assertThat(isStopped(there)).isFalse();
    clock.advance(Duration.ofSeconds(1));
    assertThat(isStopped(here)).isFalse();
    assertThat(isStopped(node())).isFalse();
  }

  @Test
  void whereALookFailsNobodyGoesByWhatIsRemembered() {
    AtomicBoolean away = new AtomicBoolean();
    Stops there =
        new Stops(
            answering(
                () -> {
                  if (away.get()) {
                    throw new StoreUnavailableException("away", null);
                  }
                }),
            clock);
    assertThat(isStopped(there)).isFalse();
    node().stop(Set.of(AMINA));
    clock.advance(Duration.ofSeconds(1));

    away.set(true);
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> isStopped(there)).isInstanceOf(StoreUnavailableException.class);
    }
    away.set(false);
    assertThat(isStopped(there)).isTrue();
  }

  private StopMapper answering(Runnable before) {
    return (StopMapper)
        Proxy.newProxyInstance(
            StopMapper.class.getClassLoader(),
            new Class<?>[] {StopMapper.class},
            (proxy, method, arguments) -> {
              before.run();
              return method.invoke(stopMapper, arguments);
            });
  }

  @Test
  void whoWasStoppedLongAgoIsStoppedUntilTheTableSaysOtherwise() {
    Stops here = node();
    isStopped(here);
    here.stop(Set.of(AMINA));
    clock.advance(Duration.ofMinutes(11));
    assertThat(isStopped(here)).isTrue();

    stopMapper.change(AMINA, false, NOW);

    assertThat(isStopped(here)).isFalse();
  }

  @Test
  void howManyAreAskedForCostsOneQuestionAndOneForEachWhoIsStopped() {
    Stops here = node();
    here.stop(Set.of(AMINA));
    AtomicInteger questions = new AtomicInteger();
    Stops there = new Stops(answering(questions::incrementAndGet), clock);

    for (int i = 0; i < 5000; i++) {
      there.look();
      assertThat(there.areStopped(List.of(new Party("phone", "+25470000" + i)))).isFalse();
    }
    assertThat(there.areStopped(List.of(AMINA, OF_ALL))).isTrue();

    assertThat(questions).hasValue(2);
  }

  @Test
  void whoIsStoppedIsListedSomeAtATime() {
    Party other = Party.of(Connection.of("chat", "amina"));
    node().stop(Set.of(AMINA, OF_ALL, other));
    clock.advance(Duration.ofSeconds(1));
    node().stop(Set.of(Party.everywhere(new Identity("+254733000111"))));
    node().start(Set.of(Party.everywhere(new Identity("+254733000111"))));

    List<Party> all = new ArrayList<>();
    List<StoppedNumber> some = node().after(Party.NONE, 2);
    while (!some.isEmpty()) {
      assertThat(some).hasSizeLessThanOrEqualTo(2).allMatch(each -> each.since().equals(NOW));
      some.forEach(each -> all.add(Party.of(each)));
      some = node().after(Party.of(some.get(some.size() - 1)), 2);
    }
    assertThat(all).containsExactlyInAnyOrder(AMINA, OF_ALL, other);
  }

  @Test
  void whoIsErasedIsNotStoppedOnAnyNode() {
    Stops here = node();
    Stops there = node();
    here.stop(Set.of(AMINA));
    assertThat(isStopped(there)).isTrue();

    here.erase(Set.of(AMINA));

    assertThat(isStopped(here)).isFalse();
    assertThat(isStopped(there)).isFalse();
  }

  private ReplyCount counting(String limit) {
    return new ReplyCount(Rate.valueOf(limit), replyMapper);
  }

  private static ReplyKey key() {
    return new ReplyKey(AMINA, Hash.of("hello"));
  }

  @Test
  void repliesAreCountedOverNodesAndRestarts() {
    List<ReplyCount> nodes = List.of(counting("3/h"), counting("3/h"));
    List<ReplyCount.Verdict> verdicts = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      verdicts.add(nodes.get(i % 2).count(key(), clock.instant()));
    }

    assertThat(verdicts)
        .containsExactly(
            ReplyCount.Verdict.FINE,
            ReplyCount.Verdict.FINE,
            ReplyCount.Verdict.FINE,
            ReplyCount.Verdict.FIRST_TOO_MANY,
            ReplyCount.Verdict.TOO_MANY,
            ReplyCount.Verdict.TOO_MANY);
    ReplyCount started = counting("3/h");
    assertThat(started.count(key(), NOW)).isEqualTo(ReplyCount.Verdict.FINE);
    assertThat(started.count(key(), NOW)).isEqualTo(ReplyCount.Verdict.TOO_MANY);
  }

  @Test
  void anHourLaterCountingBeginsAnew() {
    ReplyCount count = counting("1/h");
    assertThat(count.count(key(), NOW)).isEqualTo(ReplyCount.Verdict.FINE);
    assertThat(count.count(key(), NOW.plusSeconds(3599)))
        .isEqualTo(ReplyCount.Verdict.FIRST_TOO_MANY);

    assertThat(count.count(key(), NOW.plusSeconds(3600))).isEqualTo(ReplyCount.Verdict.FINE);
    assertThat(replyMapper.counted(key()))
        .contains(new ReplyMapper.Counted(NOW.plusSeconds(3600), 1));
  }

  @Test
  void whoGetsFewIsNotInTheTable() {
    ReplyCount count = counting("60/h");
    for (int i = 0; i < 30; i++) {
      count.count(key(), NOW);
    }
    assertThat(replyMapper.counted(key())).isEmpty();

    count.count(key(), NOW);

    assertThat(replyMapper.counted(key()).map(ReplyMapper.Counted::replies)).contains(31);
    assertThat(replyMapper.forget(NOW.plusSeconds(1))).isEqualTo(1);
  }

  @Test
  void whatSomebodySaidLastIsKept() {
    UUID text = Hash.of("hello");
    assertThat(saidMapper.change(AMINA, text, NOW)).isZero();
    assertThat(saidMapper.add(AMINA, text, NOW)).isEqualTo(1);
    assertThat(saidMapper.add(AMINA, text, NOW)).isZero();
    assertThat(saidMapper.last(AMINA)).contains(new SaidMapper.Said(text, NOW));

    assertThat(saidMapper.forget(NOW.plusSeconds(1))).isEqualTo(1);
    assertThat(saidMapper.last(AMINA)).isEqualTo(Optional.empty());
  }
}
