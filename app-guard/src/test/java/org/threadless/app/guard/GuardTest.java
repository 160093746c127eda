package org.threadless.app.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.ibatis.exceptions.PersistenceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.threadless.router.app.AppPlugin;
import org.threadless.router.backend.SendResult;
import org.threadless.router.config.InvalidSettingException;
import org.threadless.router.conversation.StoreUnavailableException;
import org.threadless.router.conversation.StoredMessage;
import org.threadless.router.engine.routing.AppMemory;
import org.threadless.router.incoming.Receipt;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Contact;
import org.threadless.router.message.Group;
import org.threadless.router.message.IncomingStatus;
import org.threadless.router.message.MessageIds;
import org.threadless.router.message.OutgoingMessage;
import org.threadless.router.message.OutgoingStatus;
import org.threadless.router.message.ReceivedMessage;
import org.threadless.router.people.Contacts;
import org.threadless.router.people.Groups;
import org.threadless.router.people.Person;
import org.threadless.testing.AppContract;
import org.threadless.testing.CapturedLog;
import org.threadless.testing.RecordingBackend;
import org.threadless.testing.RouterExtension;
import org.threadless.testing.SettableClock;
import org.threadless.testing.TestRouter;
import org.threadless.testing.TestRouterBuilder;

class GuardTest implements AppContract {

  private static final String STOPPED =
      "You will get no more messages from us. To get them again, send START.";
  private static final String STARTED = "You will get our messages again.";
  private static final Connection AMINA = Connection.of("test", "+254700111222");
  private static final Connection ELSEWHERE = Connection.of("other", "+254700111222");

  // As many as a TestRouter has for them.
  private static final int CONNECTIONS_OF_APPS = 10;

  @RegisterExtension private final RouterExtension router = guarded(settings()).extension();

  @Override
  public AppPlugin plugin() {
    return new GuardPlugin();
  }

  @Override
  public Record settings() {
    return TestSettings.none();
  }

  @Override
  public List<String> textsForIt() {
    return List.of("stop");
  }

  @Override
  public Map<String, Object> badSettings() {
    return Map.of("stop", "a||b", "deny", List.of("+254*7"), "allow", List.of(" "));
  }

  private static TestRouterBuilder guarded(Record settings) {
    return TestRouter.builder()
        .backend("other", RecordingBackend.accepting())
        .app(new GuardPlugin(), settings)
        .app(new ChattyPlugin());
  }

  private static List<String> say(TestRouter router, Connection from, String text) {
    return texts(router.incoming(ReceivedMessage.of(from, text)));
  }

  private static List<String> texts(Receipt receipt) {
    return receipt.sent().stream().map(OutgoingMessage::text).toList();
  }

  @Test
  void aConversation() throws IOException {
    try (InputStream script = getClass().getResourceAsStream("/guard.script")) {
      router.script(new String(script.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"STOP", "stop!", "UNSUBSCRIBE"})
  void aStopDoesNotWaitForWhatAnAppHasPutOffWhichIsNotAnsweredThen(String word) {
    AtomicBoolean there = new AtomicBoolean();
    try (TestRouter away = away(there)) {
      away.incoming(ReceivedMessage.of(AMINA, "hello"));
      away.incoming(ReceivedMessage.of(AMINA, word));
      away.clock().advance(Duration.ofSeconds(1));
      assertThat(last(away, AMINA).text()).isEqualTo(STOPPED);

      there.set(true);
      away.clock().advance(Duration.ofHours(1));

      StoredMessage last = last(away, AMINA);
      assertThat(last.text()).isEqualTo("re hello");
      assertThat(last.status()).isEqualTo(OutgoingStatus.CANCELLED);
      assertThat(last.reason()).contains("told to stop");
    }
  }

  private TestRouter away(AtomicBoolean there) {
    return TestRouter.builder()
        .app(new GuardPlugin(), settings())
        .app(new PuttingOffPlugin(), new PuttingOffPlugin.Settings(there))
        .start();
  }

  @Test
  void theLastWordOfAStopAndAStartHoldsThoughBothComeWhileAMessageIsPutOff() {
    AtomicBoolean there = new AtomicBoolean();
    try (TestRouter away = away(there)) {
      for (String text : List.of("hello", "stop", "start")) {
        away.incoming(ReceivedMessage.of(AMINA, text));
      }
      away.clock().advance(Duration.ofSeconds(1));
      assertThat(last(away, AMINA).text()).isEqualTo(STARTED);

      there.set(true);
      away.clock().advance(Duration.ofHours(1));

      assertThat(last(away, AMINA).text()).isEqualTo("re hello");
      assertThat(last(away, AMINA).status()).isEqualTo(OutgoingStatus.SENT);
    }
  }

  @Test
  void whatAnyAppSendsToWhoIsStoppedIsCancelledWithTheReason() {
    router.say("stop");
    router.say("echo hello");

    StoredMessage last = last(router.router(), TestRouter.SOMEBODY);
    assertThat(last.text()).isEqualTo("hello");
    assertThat(last.status()).isEqualTo(OutgoingStatus.CANCELLED);
    assertThat(last.reason()).contains("told to stop");
  }

  @Test
  void whatCannotBeLookedUpDoesNotGoOut() throws Exception {
    CountDownLatch held = new CountDownLatch(CONNECTIONS_OF_APPS);
    CountDownLatch end = new CountDownLatch(1);
    ExecutorService others = Executors.newCachedThreadPool();
    try (TestRouter busy =
        TestRouter.builder()
            .app(new HoldingPlugin(), new HoldingPlugin.Settings(held, end))
            .app(new GuardPlugin(), settings())
            .app(new ChattyPlugin())
            .start()) {
      busy.say("stop");
      busy.clock().advance(Duration.ofMinutes(1));
      List<Future<?>> holding = new ArrayList<>();
      for (int i = 0; i < CONNECTIONS_OF_APPS; i++) {
        Connection other = Connection.of("test", "+25470000000" + i);
        holding.add(others.submit(() -> say(busy, other, "hold")));
      }
      assertThat(held.await(2, TimeUnit.MINUTES)).isTrue();

      assertThatThrownBy(() -> busy.say("echo hello"))
          .isInstanceOf(StoreUnavailableException.class);
      end.countDown();
      for (Future<?> each : holding) {
        each.get(2, TimeUnit.MINUTES);
      }

      assertThat(busy.backend().texts()).containsExactly(STOPPED);
      assertThat(busy.conversations().conversation(TestRouter.SOMEBODY, 10))
          .extracting(StoredMessage::text)
          .containsExactly("stop", STOPPED);
      assertThat(busy.say("echo hello")).isEmpty();
    } finally {
      end.countDown();
      others.shutdown();
    }
  }

  @Test
  void whateverKeepsItFromBeingLookedUpTheMessageDoesNotGoOut() {
    StopMapper broken =
        (StopMapper)
            Proxy.newProxyInstance(
                StopMapper.class.getClassLoader(),
                new Class<?>[] {StopMapper.class},
                (proxy, method, arguments) -> {
                  throw new PersistenceException("there is no such table");
                });
    Stops stops = new Stops(broken, Clock.systemUTC());
    GuardApp guard = new GuardApp(TestSettings.none(), null, null, stops, null, null, null, null);
    OutgoingMessage message =
        new OutgoingMessage(
            new MessageIds().next(), AMINA, "hello", Optional.empty(), Instant.now());

    assertThatThrownBy(() -> guard.outgoing(message))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessage("it cannot be looked up whether test/+254700111222 is told to stop");
  }

  @Test
  void otherProgramsAreToldOnceOfEachStop() {
    router.say("stop");
    router.say("stop");
    assertThat(router.router().stopped()).containsExactly(TestRouter.SOMEBODY);

    router.say("start");
    router.say("echo hello");
    assertThat(router.router().stopped()).isEmpty();
  }

  @Test
  void whoeverRunsTheRouterStopsSomebodyAndLetsThemHearAgain() {
    for (Record settings :
        List.of(settings(), TestSettings.of("stops", GuardSettings.Reaches.BACKEND))) {
      try (TestRouter stopped = guarded(settings).start()) {
        AppMemory apps = stopped.injected(AppMemory.class);
        Person somebody = Person.of(TestRouter.SOMEBODY);
        stopped.clock().set(Instant.parse("2026-12-01T09:00:00Z"));
        stopped.say("remind");
        assertThat(apps.isStopped(somebody)).isFalse();

        apps.stop(somebody);
        apps.stop(somebody);
        stopped.clock().advance(Duration.ofHours(2));

        assertThat(apps.isStopped(somebody)).isTrue();
        assertThat(stopped.say("echo hello")).isEmpty();
        assertThat(stopped.backend().texts()).isEmpty();
        assertThat(stopped.stopped()).as("nobody has asked for it").isEmpty();

        apps.start(somebody);
        assertThat(apps.isStopped(somebody)).isFalse();
        assertThat(stopped.say("echo hello")).containsExactly("hello");
      }
    }
  }

  @Test
  void whoeverIsStoppedByThemMayWriteStartLikeAnyOther() {
    router.router().injected(AppMemory.class).stop(Person.of(TestRouter.SOMEBODY));

    assertThat(router.say("start")).containsExactly(STARTED);
    assertThat(router.say("echo hello")).containsExactly("hello");
  }

  @Test
  void aPersonWhoIsStoppedGetsNothingByAnyOfTheirConnections(Contacts contacts) {
    Contact contact = contacts.make(known -> known.withName("Amina"), AMINA, ELSEWHERE);

    router
        .router()
        .injected(AppMemory.class)
        .stop(new Person(Optional.of(contact), contact.connections(), Set.of()));

    assertThat(say(router.router(), AMINA, "echo hello")).isEmpty();
    assertThat(say(router.router(), ELSEWHERE, "echo hello")).isEmpty();
  }

  @Test
  void whoIsErasedIsNotStoppedAnyMore() {
    router.say("stop");
    Person somebody = Person.of(TestRouter.SOMEBODY);
    assertThat(router.router().keeps(somebody)).containsKey("guard");

    router.router().erase(somebody);

    assertThat(router.router().keeps(somebody)).isEmpty();
    assertThat(router.say("echo hello")).containsExactly("hello");
  }

  @Test
  void whoIsStoppedStaysSoWhenTheirNumberIsWrittenInAnotherWay() {
    Connection before = Connection.of("test", "254700111222");
    say(router.router(), before, "stop");

    router.router().rename(before, AMINA);

    assertThat(say(router.router(), AMINA, "echo hello")).isEmpty();
    assertThat(last(router.router(), AMINA).reason()).contains("told to stop");
  }

  @Test
  void whatWasToGoLaterIsCancelledToo() {
    for (Record settings :
        List.of(settings(), TestSettings.of("stops", GuardSettings.Reaches.BACKEND))) {
      try (TestRouter stopped = guarded(settings).start()) {
        stopped.clock().set(Instant.parse("2026-12-01T09:00:00Z"));
        stopped.say("remind");
        assertThat(stopped.say("stop")).containsExactly(STOPPED);
        stopped.say("start");

        stopped.clock().advance(Duration.ofHours(2));

        assertThat(stopped.backend().texts()).containsExactly(STOPPED, STARTED);
      }
    }
  }

  @Test
  void theConfirmationGoesOutThoughItHasToWaitAndTheStopIsRepeated() {
    AtomicBoolean busy = new AtomicBoolean(true);
    RecordingBackend slow =
        new RecordingBackend(
            message -> busy.get() ? SendResult.retry("busy") : SendResult.accepted());
    try (TestRouter waiting =
        TestRouter.builder()
            .time(Instant.parse("2026-12-01T09:00:00Z"))
            .backend("slow", slow)
            .app(new GuardPlugin(), settings())
            .start()) {
      Connection from = Connection.of("slow", "+254700111222");
      say(waiting, from, "stop");
      say(waiting, from, "stop");
      busy.set(false);
      int before = slow.given().size();

      waiting.clock().advance(Duration.ofHours(1));

      assertThat(slow.texts().subList(before, slow.given().size())).containsExactly(STOPPED);
    }
  }

  private static StoredMessage last(TestRouter router, Connection connection) {
    return router.conversations().conversation(connection, 1).get(0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "STOP",
        "stop it",
        "\"Stop!\"",
        "Unsubscribe me",
        "arrêt",
        "Alto.",
        "parar",
        "Acha",
        "SIMAMA",
        "sitisha huduma",
        "توقف"
      })
  void aStopIsAStopInManyLanguages(String text) {
    assertThat(router.say(text)).containsExactly(STOPPED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "stopwatch",
        "alto riesgo",
        "Acha nikuambie",
        "arrêt cardiaque",
        "please stop",
        "توقف القلب"
      })
  void whatOnlyBeginsLikeOneIsForTheOthers(String text) {
    assertThat(router.say(text)).containsExactly(ChattyPlugin.UNKNOWN + text);
  }

  @ParameterizedTest
  @CsvSource({"fr, Vous ne", "es, Ya no", "pt, Não receberá", "sw, Hutapokea", "ar, لن تصلك"})
  void theConfirmationIsInTheLanguageOfThePerson(
      String language, String beginning, Contacts contacts) {
    contacts.make(c -> c.withLanguage(Locale.forLanguageTag(language)), TestRouter.SOMEBODY);

    assertThat(router.say("stop"))
        .singleElement()
        .asString()
        .startsWith(beginning)
        .contains("START");
  }

  @Test
  void aStopReachesThePersonOnEveryBackendAndByEveryConnection(Contacts contacts) {
    Connection second = Connection.of("other", "+254700999888");
    contacts.make(c -> c.withName("Amina"), AMINA, second);

    say(router.router(), AMINA, "stop");

    assertThat(say(router.router(), ELSEWHERE, "echo 1")).isEmpty();
    assertThat(say(router.router(), second, "echo 2")).isEmpty();
    assertThat(say(router.router(), second, "start")).containsExactly(STARTED);
    assertThat(say(router.router(), AMINA, "echo 3")).containsExactly("3");
  }

  @Test
  void aStopMayBeForItsOwnBackendOnly() {
    try (TestRouter only =
        guarded(TestSettings.of("stops", GuardSettings.Reaches.BACKEND)).start()) {
      say(only, AMINA, "stop");

      assertThat(say(only, AMINA, "echo 1")).isEmpty();
      assertThat(say(only, ELSEWHERE, "echo 2")).containsExactly("2");
      assertThat(say(only, ELSEWHERE, "start")).containsExactly(ChattyPlugin.UNKNOWN + "start");
      assertThat(say(only, AMINA, "start")).containsExactly(STARTED);
    }
  }

  @Test
  void aStopIsObeyedThoughAnAppFiltersIt() {
    ReceivedMessage spam = ReceivedMessage.of(AMINA, "stop").withFields(Map.of("spam", "yes"));

    assertThat(router.router().incoming(spam).status()).isEqualTo(IncomingStatus.FILTERED);
    assertThat(say(router.router(), AMINA, "echo hello")).isEmpty();
  }

  @Test
  void whatAProviderHasMadeOfAStopCountsAndIsNotConfirmedAgain() {
    assertThat(optOut("STOP", "ARRET")).isEmpty();
    assertThat(say(router.router(), AMINA, "echo hello")).isEmpty();
    assertThat(optOut("HELP", "help")).isEmpty();
    assertThat(optOut("START", "anything")).isEmpty();
    assertThat(say(router.router(), AMINA, "echo hello")).containsExactly("hello");
    assertThat(optOut("whatever", "echo again")).containsExactly("again");
  }

  private List<String> optOut(String event, String text) {
    return texts(
        router
            .router()
            .incoming(ReceivedMessage.of(AMINA, text).withFields(Map.of("opt-out", event))));
  }

  @Test
  void helpIsAnsweredInTheLanguageOfWhoAsks() {
    assertThat(router.say("help"))
        .containsExactly(
            "This number belongs to an automatic service. To get no more messages from us, send"
                + " STOP.");
    Contact amina = router.router().contacts().of(TestRouter.SOMEBODY);
    router
        .router()
        .contacts()
        .change(amina, each -> each.withLanguage(Locale.forLanguageTag("sw")));
    assertThat(router.say("Msaada!"))
        .containsExactly(
            "Namba hii ni ya huduma inayojiendesha. Ili usipokee tena ujumbe wetu, tuma STOP.");
    assertThat(router.say("help my child")).containsExactly(ChattyPlugin.UNKNOWN + "help my child");
  }

  @Test
  void helpIsAnsweredByTheTextThatIsConfigured() {
    Record settings = TestSettings.of("helpText", Optional.of("Call 0800."));
    try (TestRouter helping = guarded(settings).start()) {
      assertThat(helping.say("Msaada!")).containsExactly("Call 0800.");
      helping.say("stop");
      assertThat(helping.say("help")).containsExactly("Call 0800.");
    }
  }

  @Test
  void withAnEmptyTextHelpIsAWordForOtherApps() {
    try (TestRouter other = guarded(TestSettings.of("helpText", Optional.of(""))).start()) {
      assertThat(other.say("help")).containsExactly(ChattyPlugin.UNKNOWN + "help");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "start; go|ALTO; start must not have the word 'ALTO', which stop-alone has, too",
        "start; Stop; start must not have the word 'Stop', which stop has, too",
        "help; info|unstop; help must not have the word 'unstop', which start has, too",
        "stop; end|help; help must not have the word 'help', which stop has, too",
      })
  void oneWordIsNotForTwoThings(String key, String words, String problem) {
    assertThatThrownBy(() -> TestSettings.of(key, words))
        .hasRootCauseInstanceOf(InvalidSettingException.class)
        .hasRootCauseMessage(problem);
  }

  @Test
  void aWordOfHelpThatIsLeftToOtherAppsMayBeAny() {
    assertThat(TestSettings.of("help", "stop", "helpText", Optional.of("")).help())
        .isEqualTo("stop");
  }

  @Test
  void twelveMessagesOfARobotAreAnsweredThreeTimesAndTheLogSaysItOnce() {
    try (CapturedLog log = new CapturedLog(LoopBreaker.class)) {
      for (int i = 0; i < 12; i++) {
        router.say("Sorry, I could not understand your message.");
      }

      assertThat(router.router().backend().given()).hasSize(3);
      assertThat(last(router.router(), TestRouter.SOMEBODY).reason())
          .contains("the same reply more than 3/h");
      assertThat(log.lines()).filteredOn(line -> line.contains("loop")).hasSize(1);
    }
  }

  @Test
  void nobodyGetsMoreRepliesThanTheLimitWhateverTheySay(SettableClock clock) {
    clock.set(Instant.parse("2026-12-01T09:00:00Z"));
    for (int i = 0; i < 70; i++) {
      router.say("echo " + i);
    }

    assertThat(router.router().backend().given()).hasSize(60);
    assertThat(last(router.router(), TestRouter.SOMEBODY).reason())
        .contains("more than 60/h replies");
    clock.advance(Duration.ofHours(1));
    assertThat(router.say("echo again")).containsExactly("again");
  }

  @Test
  void namesAndShortCodesAreAnsweredOnlyByWhoListensToThem() {
    for (String identity : List.of("MTN", "22334", "INFO-1234567", "100100")) {
      Connection from = Connection.of("test", identity);
      assertThat(say(router.router(), from, "You have won")).isEmpty();
      assertThat(say(router.router(), from, "echo hello")).containsExactly("hello");
    }
    try (TestRouter talking = guarded(TestSettings.of("answerNames", true)).start()) {
      assertThat(say(talking, Connection.of("test", "MTN"), "hi"))
          .containsExactly(ChattyPlugin.UNKNOWN + "hi");
    }
  }

  @Test
  void whoIsDeniedIsFilteredUnlessAllowed() {
    Record settings =
        TestSettings.of("deny", List.of("+25470*", "22334"), "allow", List.of("+254700111222"));
    try (TestRouter denying = guarded(settings).start()) {
      assertThat(status(denying, "+254701000000")).isEqualTo(IncomingStatus.FILTERED);
      assertThat(status(denying, "22334")).isEqualTo(IncomingStatus.FILTERED);
      assertThat(status(denying, "223344")).isEqualTo(IncomingStatus.HANDLED);
      assertThat(status(denying, "+254700111222")).isEqualTo(IncomingStatus.HANDLED);
    }
  }

  private static IncomingStatus status(TestRouter router, String identity) {
    return router.incoming(ReceivedMessage.of(Connection.of("test", identity), "echo 1")).status();
  }

  @Test
  void whatIsSaidAgainAtOnceIsFilteredWhereThatIsOn() {
    try (TestRouter once = guarded(TestSettings.of("repeat", Duration.ofSeconds(10))).start()) {
      Instant at = Instant.parse("2026-12-01T09:00:00Z");
      assertThat(echo(once, AMINA, at)).containsExactly("1");
      assertThat(echo(once, AMINA, at.plusSeconds(10))).isEmpty();
      assertThat(echo(once, Connection.of("test", "+254700333444"), at)).containsExactly("1");
      assertThat(echo(once, AMINA, at.plusSeconds(11))).containsExactly("1");
      assertThat(say(once, AMINA, "echo 2")).containsExactly("2");
    }
    assertThat(router.say("echo 1")).isEqualTo(router.say("echo 1"));
  }

  private static List<String> echo(TestRouter router, Connection from, Instant at) {
    return texts(router.incoming(ReceivedMessage.of(from, "echo 1").withReceivedAt(at)));
  }

  @Test
  void aBroadcastPassesOverWhoIsStopped(Contacts contacts, Groups groups) {
    Group nurses = groups.of("nurses");
    for (int i = 0; i < 5000; i++) {
      Connection member = Connection.of("test", "+25470000" + (1000 + i));
      groups.join(nurses, contacts.of(member));
      if (i % 125 == 0) {
        say(router.router(), member, "stop");
      }
    }

    router.say("tell nurses");
    router.router().clock().advance(Duration.ofSeconds(1));

    assertThat(router.router().backend().texts()).filteredOn("stock-out"::equals).hasSize(4960);
  }

  @Test
  void theWordsAreConfigured() {
    Record settings = TestSettings.of("stop", "enough|genug", "start", "weiter");
    try (TestRouter german = guarded(settings).start()) {
      assertThat(german.say("Genug davon")).containsExactly(STOPPED.replace("START", "WEITER"));
      assertThat(german.say("weiter")).containsExactly(STARTED);
      assertThat(german.say("stop")).containsExactly(ChattyPlugin.UNKNOWN + "stop");
    }
  }

  @Test
  void whoIsStoppedIsStillHeard() {
    router.say("stop");

    Receipt receipt =
        router.router().incoming(ReceivedMessage.of(TestRouter.SOMEBODY, "echo hello"));

    assertThat(receipt.status()).isEqualTo(IncomingStatus.HANDLED);
    assertThat(receipt.sent()).isEmpty();
  }
}
