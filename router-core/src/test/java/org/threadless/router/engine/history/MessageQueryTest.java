package org.threadless.router.engine.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.threadless.router.message.IncomingStatus;
import org.threadless.router.message.MessageIds;
import org.threadless.router.message.OutgoingStatus;

class MessageQueryTest {

  private static final Instant NINE = Instant.parse("2026-12-01T09:00:00Z");

  @Test
  void aHundredOfAllAreLookedForWhereNothingIsSaid() {
    MessageQuery query = MessageQuery.builder().build();

    assertThat(query.limit()).isEqualTo(100);
    assertThat(query.statuses()).isEmpty();
    assertThat(query.connections()).isEmpty();
    assertThat(query.text()).isEmpty();
    assertThat(query.after()).isEmpty();
  }

  @Test
  void aStatusIsNamedInAnyCaseAndIsThatOfBothDirections() {
    assertThat(MessageQuery.builder().status("queued").status("Failed").build().statuses())
        .isEqualTo(Set.of(IncomingStatus.QUEUED, OutgoingStatus.QUEUED, OutgoingStatus.FAILED));
    assertThatThrownBy(() -> MessageQuery.builder().status("lost"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "must be one of QUEUED, HANDLED, FILTERED, ERRORED, SENT, DELIVERED, FAILED, CANCELLED, and"
                + " is lost");
  }

  @Test
  void aLimitIsOneToAThousand() {
    assertThat(MessageQuery.builder().limit(1).limit(1000).build().limit()).isEqualTo(1000);
    for (int wrong : new int[] {0, -1, 1001}) {
      assertThatThrownBy(() -> MessageQuery.builder().limit(wrong))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("must be 1 to 1000, and is " + wrong);
    }
  }

  @Test
  void anEndThatIsNotAfterTheBeginningIsRefused() {
    assertThatThrownBy(() -> MessageQuery.builder().from(NINE).until(NINE).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("until must be later than from");
  }

  @Test
  void goingOnChangesNothingElse() {
    Cursor cursor = new Cursor(new MessageIds().next());
    MessageQuery.Builder same = MessageQuery.builder().status("sent").from(NINE).limit(7);

    assertThat(same.build().after(cursor)).isEqualTo(same.after(cursor).build());
  }
}
