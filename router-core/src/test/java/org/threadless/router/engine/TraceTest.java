package org.threadless.router.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.threadless.router.app.Phase;
import org.threadless.router.engine.routing.AppCall;
import org.threadless.router.incoming.Receipt;
import org.threadless.router.message.OutgoingMessage;

class TraceTest {

  private final Fixture router = new Fixture();
  private final List<AppCall> calls = new ArrayList<>();

  @Test
  void eachCallIsToldInItsOrderWithWhatItAnsweredAndChanged() {
    router.trace = calls::add;
    router
        .app("first")
        .on(
            Phase.PARSE,
            message -> {
              message.replaceText("changed");
              return false;
            })
        .on(
            Phase.HANDLE,
            message -> {
              message.respond("hi");
              return true;
            });

    Receipt receipt = router.incoming("hello");

    assertThat(calls)
        .extracting(AppCall::phase)
        .containsExactly(Phase.FILTER, Phase.PARSE, Phase.HANDLE, Phase.CLEANUP, Phase.OUTGOING);
    AppCall parse = calls.get(1);
    assertThat(parse.before()).isEqualTo("hello");
    assertThat(parse.after()).isEqualTo("changed");
    assertThat(parse.message()).isEqualTo(receipt.id());
    AppCall handle = calls.get(2);
    assertThat(handle.answer()).isTrue();
    assertThat(handle.took()).isPositive();
    assertThat(handle.made()).extracting(OutgoingMessage::text).containsExactly("hi");
    assertThat(calls.get(4).message()).isEqualTo(receipt.sent().get(0).id());
  }

  @Test
  void ofACallThatThrewNothingButTheExceptionRemains() {
    router.trace = calls::add;
    router
        .app("first")
        .on(
            Phase.HANDLE,
            message -> {
              message.replaceText("changed");
              message.respond("hi");
              throw new IllegalStateException("no");
            });

    router.incoming("hello");

    AppCall handle =
        calls.stream().filter(call -> call.phase() == Phase.HANDLE).findFirst().orElseThrow();
    assertThat(handle.thrown()).get().asString().isEqualTo("java.lang.IllegalStateException: no");
    assertThat(handle.answer()).isFalse();
    assertThat(handle.after()).isEqualTo("hello");
    assertThat(handle.made()).isEmpty();
  }
}
