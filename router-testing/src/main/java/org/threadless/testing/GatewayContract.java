package org.threadless.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.threadless.router.conversation.StoredMessage;
import org.threadless.router.message.OutgoingStatus;
import org.threadless.router.message.ReceivedMessage;

/**
 * What every backend must hold to that sends to a gateway over HTTP, whatever the gateway does. Its
 * test says in {@link #settings(String, Duration)} how to reach one.
 */
public interface GatewayContract extends BackendContract {

  /**
   * Returns settings of a gateway at this URL, which has a secret in it.
   *
   * @param timeout how long to wait for its answers
   */
  Record settings(String url, Duration timeout);

  @Override
  default Record settings() {
    // Nobody listens there.
    return settings("http://127.0.0.1:1/send", Duration.ofSeconds(5));
  }

  @Test
  default void whateverAGatewayDoesWrongTheMessageIsNotTakenForSentAndNothingSecretIsTold() {
    // A router for each, since one of these may take the backend down.
    for (FakeGateway.Behaviour wrong :
        List.of(
            FakeGateway.drop(),
            FakeGateway.raw("NONSENSE\r\n\r\n"),
            FakeGateway.answer(302, "Location: /hunter2"),
            FakeGateway.answer(401),
            FakeGateway.answer(500))) {
      checkNotTakenForSent(wrong);
    }
  }

  private void checkNotTakenForSent(FakeGateway.Behaviour wrong) {
    try (FakeGateway gateway = new FakeGateway();
        CapturedLog log = new CapturedLog(plugin().getClass());
        TestRouter router =
            answering(settings(gateway.url("/hunter2?password=hunter2"), Duration.ofSeconds(20)))) {
      gateway.next(wrong);
      router.incoming(ReceivedMessage.of(BackendContract.phone(0), "hello"));

      checkNotSent(router, 0);
      checkNothingSecret(router, log, 1);
    }
  }

  @Test
  default void aGatewayThatNeverAnswersIsGivenUpAfterTheTimeOut() {
    try (FakeGateway gateway = new FakeGateway();
        CapturedLog log = new CapturedLog(plugin().getClass());
        TestRouter router =
            answering(settings(gateway.url("/hunter2?password=hunter2"), Duration.ofMillis(300)))) {
      gateway.next(FakeGateway.silence());
      PluginChecks.atOnce(
          1, i -> router.incoming(ReceivedMessage.of(BackendContract.phone(i), "hello")));

      checkNotSent(router, 0);
      checkNothingSecret(router, log, 1);
    }
  }

  @Test
  default void aGatewayThatNobodyCanReachIsNoReasonToThrow() {
    try (CapturedLog log = new CapturedLog(plugin().getClass());
        TestRouter router =
            answering(settings("http://127.0.0.1:1/hunter2", Duration.ofSeconds(20)))) {
      router.incoming(ReceivedMessage.of(BackendContract.phone(0), "hello"));

      checkNotSent(router, 0);
      checkNothingSecret(router, log, 1);
    }
  }

  private static void checkNotSent(TestRouter router, int phone) {
    assertThat(BackendContract.replies(router, BackendContract.phone(phone)))
        .singleElement()
        .extracting(StoredMessage::status)
        .isIn(OutgoingStatus.QUEUED, OutgoingStatus.FAILED);
  }

  private static void checkNothingSecret(TestRouter router, CapturedLog log, int phones) {
    List<String> reasons =
        Stream.iterate(0, i -> i < phones, i -> i + 1)
            .flatMap(i -> BackendContract.replies(router, BackendContract.phone(i)).stream())
            .map(StoredMessage::reason)
            .flatMap(Optional::stream)
            .toList();
    assertThat(reasons).hasSize(phones);
    PluginChecks.hasNoSecret(List.of("hunter2"), reasons);
    PluginChecks.hasNoSecret(List.of("hunter2"), log.lines());
    assertThat(log.lines()).noneMatch(line -> line.contains("send of the backend threw"));
  }
}
