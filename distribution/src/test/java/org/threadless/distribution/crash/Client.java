package org.threadless.distribution.crash;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntFunction;

/**
 * A gateway's other side: brings the messages of one phone, one after the other, and brings each
 * again under the same id until it is answered 200.
 */
final class Client extends Sender {

  private final String backend;
  private final IntFunction<URI> node;
  private final HttpClient http = HttpClient.newHttpClient();

  /**
   * @param backend the name of the backend, of the engine {@code http}
   * @param identity the phone's number
   * @param node gives the root of the node to bring the message of a number to
   * @param pause how long it waits from one message to the next
   * @param stop counted down when there are messages enough
   */
  Client(
      String backend, String identity, IntFunction<URI> node, Duration pause, CountDownLatch stop) {
    super(identity, pause, stop);
    this.backend = backend;
    this.node = node;
  }

  /** Returns the id that a message goes under. */
  static String externalId(String identity, int number) {
    return identity + "." + number;
  }

  @Override
  boolean bring(int number) throws IOException, InterruptedException {
    String form =
        "identity=" + identity() + "&text=echo+" + number + "&id=" + externalId(identity(), number);
    URI url = node.apply(number).resolve("/http/" + backend + "/");
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .timeout(TIMEOUT)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form))
            .build();
    return http.send(request, BodyHandlers.ofString()).statusCode() == 200;
  }
}
