package org.threadless.backend.http;

import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.Optional;
import org.threadless.backend.http.outgoing.Gateway;
import org.threadless.backend.http.outgoing.Prepared;
import org.threadless.backend.http.outgoing.PreparedRequest;
import org.threadless.http.PublicUrls;
import org.threadless.router.backend.BackendCall;
import org.threadless.router.backend.SendResult;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Identity;
import org.threadless.router.message.MessageIds;
import org.threadless.router.message.OutgoingMessage;

/** Shows the request that would go out for a text, and sends it where that is asked for. */
final class OutgoingTrial {

  private OutgoingTrial() {}

  static int run(BackendCall call) throws Exception {
    HttpBackendSettings settings = (HttpBackendSettings) call.settings();
    InstantSource clock = InstantSource.system();
    Shown nowhere = new Shown(call.numbers());
    Reception reception =
        new Reception(
            call.backend(), settings, nowhere, nowhere, new PublicUrls(call.publicUrl()), clock);
    Optional<Gateway> gateway =
        HttpGatewayBackend.gateway(settings, reception, call.numbers(), clock);
    if (gateway.isEmpty()) {
      call.out().println("this backend has no outgoing-url: nothing can be sent by it");
      return 1;
    }
    OutgoingMessage message;
    try {
      message = message(call, clock);
    } catch (IllegalArgumentException e) {
      call.out().println("this cannot be sent: " + e.getMessage());
      return 1;
    }
    try (Gateway opened = gateway.get()) {
      int exit = print(opened.prepare(message), call.out());
      return exit == 0 && call.option(TryCommand.SEND).isPresent()
          ? send(opened, message, settings, call.out())
          : exit;
    }
  }

  private static OutgoingMessage message(BackendCall call, InstantSource clock) {
    String to =
        call.option(TryCommand.SEND)
            .or(() -> call.option(TryCommand.TO))
            .orElse(TryCommand.ANYBODY);
    return new OutgoingMessage(
        new MessageIds(clock).next(),
        call.numbers().uniform(new Connection(call.backend(), new Identity(to))),
        call.option(TryCommand.TEXT).orElseThrow(),
        Optional.empty(),
        clock.instant());
  }

  private static int print(Prepared prepared, PrintWriter out) {
    if (prepared instanceof PreparedRequest request) {
      out.print(request.masked());
      return 0;
    }
    out.println("nothing would be sent: " + ((Prepared.Unsendable) prepared).reason());
    return 1;
  }

  private static int send(
      Gateway gateway, OutgoingMessage message, HttpBackendSettings settings, PrintWriter out)
      throws InterruptedException {
    gateway.start();
    SendResult result = gateway.send(message);
    out.println();
    out.println(said(result));
    MissingIds.problem(result, settings).ifPresent(problem -> out.println("but " + problem));
    return result instanceof SendResult.Accepted ? 0 : 1;
  }

  private static String said(SendResult result) {
    if (result instanceof SendResult.Accepted accepted) {
      return "accepted"
          + accepted.gatewayId().map(id -> ", as " + id).orElse("")
          + "; it is not stored, so that reports on it are refused";
    }
    if (result instanceof SendResult.Refused refused) {
      return "refused for good: " + refused.reason();
    }
    if (result instanceof SendResult.Unusable unusable) {
      return "yours to mend: " + unusable.reason();
    }
    if (result instanceof SendResult.Unanswered unanswered) {
      return "perhaps sent: " + unanswered.reason();
    }
    return "to be tried again: " + ((SendResult.Retry) result).reason();
  }
}
