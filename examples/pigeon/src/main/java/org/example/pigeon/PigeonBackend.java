package org.example.pigeon;

import jakarta.inject.Inject;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.eclipse.jetty.server.Handler;
import org.threadless.http.receive.FormHandler;
import org.threadless.http.receive.HttpBackend;
import org.threadless.http.receive.IncomingForm;
import org.threadless.router.backend.DeliveryReports;
import org.threadless.router.backend.SendResult;
import org.threadless.router.incoming.Incoming;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.OutgoingMessage;

/** Speaks to a gateway that takes and brings messages as forms. */
final class PigeonBackend implements HttpBackend {

  private final BackendName name;
  private final PigeonSettings settings;
  private final Incoming incoming;
  private final DeliveryReports reports;
  private final HttpClient client;

  @Inject
  PigeonBackend(
      BackendName name, PigeonSettings settings, Incoming incoming, DeliveryReports reports) {
    this.name = name;
    this.settings = settings;
    this.incoming = incoming;
    this.reports = reports;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(settings.timeout())
            .build();
  }

  @Override
  public Handler handler() {
    return new Handler.Sequence(
        new FormHandler(incoming, name, IncomingForm.posted("from", "body").withExternalId("id")),
        new PigeonReports(name, settings, reports));
  }

  @Override
  public SendResult send(OutgoingMessage message) throws InterruptedException {
    try {
      return result(client.send(request(message), BodyHandlers.ofString()));
    } catch (ConnectException | HttpConnectTimeoutException e) {
      // Without its message, which may have the URL in it.
      return SendResult.retry("the gateway cannot be reached");
    } catch (IOException e) {
      return SendResult.unanswered("the gateway did not answer in time, or broke off");
    }
  }

  private HttpRequest request(OutgoingMessage message) {
    String form =
        "to="
            + encoded(message.connection().identity().value())
            + "&body="
            + encoded(message.text())
            + "&ref="
            + message.id();
    return HttpRequest.newBuilder(settings.url())
        .timeout(settings.timeout())
        .header("Content-Type", "application/x-www-form-urlencoded")
        .header("Authorization", "Bearer " + settings.apiKey().reveal())
        .POST(BodyPublishers.ofString(form))
        .build();
  }

  private static SendResult result(HttpResponse<String> answer) {
    int status = answer.statusCode();
    if (status / 100 == 2) {
      String id = answer.body().strip();
      return new SendResult.Accepted(Optional.of(id).filter(given -> !given.isEmpty()));
    }
    String reason = "the gateway answered " + status;
    return switch (status) {
      case 401, 402, 403, 404 -> SendResult.unusable(reason);
      case 429 -> SendResult.retry(reason);
      default -> status >= 500 ? SendResult.retry(reason) : SendResult.refused(reason);
    };
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
