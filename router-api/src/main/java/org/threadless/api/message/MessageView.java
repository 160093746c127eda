package org.threadless.api.message;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.threadless.router.conversation.StoredMessage;
import org.threadless.router.engine.history.FoundMessage;
import org.threadless.router.engine.history.MessageHistory;
import org.threadless.router.engine.history.RoutingError;
import org.threadless.router.engine.history.WaitState;
import org.threadless.router.engine.sending.Obstacles;
import org.threadless.router.engine.store.Leg;
import org.threadless.router.engine.store.Planned;
import org.threadless.router.loop.Tellable;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.DeliveryReport;

/** Messages as {@code openapi.yaml} says that they are told. */
final class MessageView {

  private MessageView() {}

  /** A message that is stored just now. */
  record Sent(UUID id, String backend, String to, String status, Optional<String> reason) {

    static Sent of(Planned planned) {
      return new Sent(
          planned.message().id(),
          planned.message().connection().backend().value(),
          planned.message().connection().identity().value(),
          planned.status().name(),
          planned.message().cancelReason());
    }
  }

  /** All that are stored just now. */
  record AllSent(List<Sent> messages) {

    static AllSent of(List<Planned> planned) {
      return new AllSent(planned.stream().map(Sent::of).toList());
    }
  }

  /** What became of one. */
  record Status(UUID id, String status) {}

  /** One of several. */
  record Message(
      UUID id,
      String direction,
      String backend,
      String identity,
      String status,
      Optional<String> reason,
      String text,
      Optional<Boolean> textDeleted,
      Instant created,
      Instant updated,
      Optional<Waiting> waiting,
      Optional<UUID> inResponseTo,
      Optional<String> gatewayId,
      Optional<String> reference,
      Optional<String> app) {

    static Message of(FoundMessage found, Obstacles obstacles) {
      return of(
          found.message(),
          found.updatedAt(),
          found.waiting(),
          found.reference(),
          found.app(),
          obstacles);
    }

    static Message of(
        StoredMessage message,
        Instant updated,
        Optional<WaitState> waiting,
        Optional<String> reference,
        Optional<String> app,
        Obstacles obstacles) {
      return new Message(
          message.id(),
          lower(message.direction()),
          message.connection().backend().value(),
          message.connection().identity().value(),
          message.status().name(),
          message.reason(),
          message.text(),
          Optional.of(true).filter(yes -> message.textDeleted()),
          message.time(),
          updated,
          waiting.map(state -> Waiting.of(state, message.connection().backend(), obstacles)),
          message.inResponseTo(),
          message.gatewayId(),
          reference,
          app);
    }
  }

  /** Some of those that were looked for. */
  record Page(List<Message> messages, Optional<String> next, Optional<Instant> lookedBackTo) {}

  /** How a message waits. */
  record Waiting(
      String awaits,
      Optional<String> reason,
      int attempts,
      Optional<Instant> lastTried,
      Instant due) {

    static Waiting of(WaitState state, BackendName backend, Obstacles obstacles) {
      // What was tried says in the message's reason why it did not go then.
      Optional<String> reason =
          switch (state.awaited()) {
            case SENDING -> Optional.of(obstacles.of(backend));
            case NEXT_TRY -> obstacles.known(backend);
            case ITS_TIME, ROUTING, ITS_BROADCAST -> Optional.empty();
          };
      return new Waiting(
          lower(state.awaited()), reason, state.attempts(), state.lastTried(), state.due());
    }
  }

  /** A backend on the way of a message. */
  record WayPart(String backend, String result, Optional<String> reason, Instant at) {

    static WayPart of(Leg leg) {
      return new WayPart(leg.backend().value(), lower(leg.result()), leg.reason(), leg.at());
    }
  }

  /** What a gateway has reported. */
  record Report(
      String state,
      Optional<String> text,
      Optional<String> source,
      Optional<Instant> reported,
      Instant received) {

    static Report of(DeliveryReport report) {
      return new Report(
          lower(report.state()),
          report.text(),
          report.source(),
          report.reportedAt(),
          report.receivedAt());
    }
  }

  /** What went wrong when a message was routed. */
  record RoutingProblem(String app, String phase, String problem, Instant at) {

    static RoutingProblem of(RoutingError error) {
      return new RoutingProblem(
          error.app(), error.phase(), Tellable.firstLine(error.error()), error.createdAt());
    }
  }

  /** All that is known of one. */
  record Story(
      @JsonUnwrapped Message message,
      int segments,
      Optional<Instant> validUntil,
      Optional<String> externalId,
      List<UUID> answers,
      List<WayPart> way,
      List<Report> reports,
      List<RoutingProblem> errors) {

    static Story of(MessageHistory history, Obstacles obstacles) {
      return new Story(
          Message.of(
              history.message(),
              history.updatedAt(),
              history.waiting(),
              history.reference(),
              history.app(),
              obstacles),
          history.message().textDeleted() ? 0 : history.segments().count(),
          history.validUntil(),
          history.externalId(),
          history.answers(),
          history.way().stream().map(WayPart::of).toList(),
          history.reports().stream().map(Report::of).toList(),
          history.errors().stream().map(RoutingProblem::of).toList());
    }
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
