package org.threadless.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.threadless.router.engine.callback.CallbackEvent;
import org.threadless.router.engine.callback.EventType;
import org.threadless.router.message.IncomingMessage;
import org.threadless.router.message.OutgoingMessage;
import org.threadless.storage.pool.DatabaseSettings;

class PostgresCallbackTest extends CallbackContract {

  @RegisterExtension static final PostgresServer postgres = new PostgresServer();

  @Override
  DatabaseSettings settings() throws SQLException {
    return postgres.database();
  }

  @Test
  void ofTwoNodesOneTellsAnEventAndTheOtherWaitsForTheNext() throws Exception {
    OutgoingMessage message = sent();
    try (Database other = Database.open(settings(), clock)) {
      delivered(message);
      CallbackEvent first = take(HOOK, 10).get(0);

      assertThat(other.callbacks().take(HOOK, 10)).as("the next one is behind it").isEmpty();
      finish(first);

      List<CallbackEvent> next = other.callbacks().take(HOOK, 10);
      assertThat(next).extracting(CallbackEvent::type).containsExactly(EventType.DELIVERED);
      assertThat(take(HOOK, 10)).isEmpty();
    }
  }

  @Test
  void whatANodeHadInHandThatIsGoneIsTakenByAnother() throws Exception {
    UUID told;
    try (Database other = Database.open(settings(), clock)) {
      commit(routed(message("hello")));
      told = other.callbacks().take(HOOK, 10).get(0).id();
      assertThat(take(HOOK, 10)).isEmpty();
    }

    assertThat(take(HOOK, 10)).extracting(CallbackEvent::id).containsExactly(told);
  }

  @Test
  void aNodeThatWakesPostponesNothingThatAnotherHasTakenOver() throws Exception {
    commit(routed(message("hello")));
    CallbackEvent event = take(HOOK, 10).get(0);
    try (Database other = Database.open(settings(), clock)) {
      forget(event);
      assertThat(other.callbacks().take(HOOK, 10)).hasSize(1);

      database.callbacks().postpone(event, "late", now);
      settle();

      assertThat(other.callbacks().take(HOOK, 10)).as("it is still its own").isEmpty();
      assertThat(take(HOOK, 10)).isEmpty();
    }
  }

  @Test
  void aClaimThatWasLostIsToldOfWithWhatCameOfTheMessage() throws Exception {
    IncomingMessage message = message("hello", "7");
    assertThat(store.claim(message)).isEmpty();
    assertThat(types(HOOK)).containsExactly(EventType.RECEIVED);
    execute("DELETE FROM message");
    now = now.plus(Duration.ofSeconds(1));

    commitClaimed(routed(message));

    assertThat(take(HOOK, 10))
        .extracting(event -> event.status().orElseThrow())
        .containsExactly("HANDLED");
  }
}
