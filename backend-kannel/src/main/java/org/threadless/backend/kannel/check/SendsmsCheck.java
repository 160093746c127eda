package org.threadless.backend.kannel.check;

import org.threadless.backend.kannel.outgoing.SendsmsAnswer;
import org.threadless.backend.kannel.outgoing.SendsmsUrl;
import org.threadless.backend.kannel.settings.KannelSettings;
import org.threadless.http.client.GatewayClient;

/** Asks smsbox to send to nobody, which it must refuse, after it has looked at the password. */
final class SendsmsCheck {

  private SendsmsCheck() {}

  static Finding of(KannelSettings settings, GatewayClient client) throws InterruptedException {
    String smsbox = "smsbox at " + settings.sendsmsUrl();
    GatewayClient.Outcome outcome =
        client.exchange(client.newRequest(SendsmsUrl.withoutMessage(settings)));
    if (outcome instanceof GatewayClient.Failed failed) {
      return Finding.problem(smsbox + ": " + failed.reason());
    }
    if (outcome instanceof GatewayClient.Unanswered unanswered) {
      return Finding.problem(smsbox + ": " + unanswered.reason());
    }
    return answered(smsbox, (GatewayClient.Answered) outcome);
  }

  private static Finding answered(String smsbox, GatewayClient.Answered answer) {
    if (answer.status() == 400 && answer.body().startsWith("Missing receiver number")) {
      return Finding.ok(smsbox + " takes username and password of sendsms-params");
    }
    if (SendsmsAnswer.isAuthorization(answer.body())) {
      return Finding.problem(
          smsbox
              + " has no sendsms-user with username and password of sendsms-params, or user-allow-ip"
              + " of that user leaves this machine out");
    }
    return Finding.problem(
        smsbox
            + " answers "
            + answer.status()
            + " to a message without a receiver, as no Kannel does: sendsms-url may be wrong");
  }
}
