package org.threadless.distribution.crash;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/**
 * A gateway's other side: brings the messages of one phone, one after the other, and brings each
 * again under the same id until it is answered 200.
 */
final class Client implements Runnable {

  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private final String backend;
  private final String identity;
  private final IntFunction<URI> node;
  private final Duration pause;
  private final CountDownLatch stop;
  private final HttpClient http = HttpClient.newHttpClient();
  private final List<Integer> answered = new ArrayList<>();

  /**
   * @param backend the name of the backend, of the engine {@code http}
   * @param identity the phone's number
   * @param node gives the root of the node to bring the message of a number to
   * @param pause how long it waits from one message to the next
   * @param stop counted down when there are messages enough
   */
  Client(
      String backend, String identity, IntFunction<URI> node, Duration pause, CountDownLatch stop) {
    this.backend = backend;
    this.identity = identity;
    this.node = node;
    this.pause = pause;
    this.stop = stop;
  }

  String identity() {
    return identity;
  }

  /** Returns the id that a message goes under. */
  static String externalId(String identity, int number) {
    return identity + "." + number;
  }

  /** Returns the numbers of the messages that were answered 200, in their order. */
  synchronized List<Integer> answered() {
    return List.copyOf(answered);
  }

  @Override
  public void run() {
    int number = 1;
    while (!stopped(pause.toMillis())) {
      if (bring(number)) {
        answered(number);
        number++;
      } else if (stopped(100)) {
        return;
      }
    }
  }

  private synchronized void answered(int number) {
    answered.add(number);
  }

  private boolean bring(int number) {
    String form =
        "identity=" + identity + "&text=echo+" + number + "&id=" + externalId(identity, number);
    try {
      URI url = node.apply(number).resolve("/http/" + backend + "/");
      HttpRequest request =
          HttpRequest.newBuilder(url)
              .timeout(TIMEOUT)
              .header("Content-Type", "application/x-www-form-urlencoded")
              .POST(BodyPublishers.ofString(form))
              .build();
      return http.send(request, BodyHandlers.ofString()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private boolean stopped(long millis) {
    try {
      return stop.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
