package org.threadless.distribution.crash;

import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A program that sends through the API: one request after the other, and each again with its {@code
 * Idempotency-Key}, on the next node, until it is answered 202. It is impatient: some requests it
 * makes twice at one moment; and forgetful: it makes again what was answered long before.
 */
final class Caller extends Sender {

  private static final int MOST_RECIPIENTS = 3;

  private final String backend;
  private final String token;
  private final IntFunction<URI> node;
  private final HttpClient http = HttpClient.newHttpClient();
  private final AtomicInteger brokenOff = new AtomicInteger();
  private final Map<Integer, List<String>> answers = new TreeMap<>();
  private final List<String> refusals = new ArrayList<>();
  private int rounds;

  /**
   * @param backend which one it sends by
   * @param identity its name, which its recipients' begin with
   * @param token lets it in
   * @param node gives the root of a node, and with the next number that of the next
   * @param pause how long it waits from one request to the next
   * @param stop counted down when there are requests enough
   */
  Caller(
      String backend,
      String identity,
      String token,
      IntFunction<URI> node,
      Duration pause,
      CountDownLatch stop) {
    super(identity, pause, stop);
    this.backend = backend;
    this.token = token;
    this.node = node;
  }

  /** Returns to whom the message of a number goes. */
  List<String> recipients(int number) {
    return IntStream.rangeClosed(0, number % MOST_RECIPIENTS)
        .mapToObj(each -> identity() + "-" + each)
        .toList();
  }

  /** Returns all 202s that there were for a number. */
  synchronized List<String> answers(int number) {
    return List.copyOf(answers.getOrDefault(number, List.of()));
  }

  /** Returns what was answered otherwise than 202, or 503 for "again". */
  synchronized List<String> refusals() {
    return List.copyOf(refusals);
  }

  @Override
  public void run() {
    super.run();
    answered().forEach(number -> call(number, number).join());
  }

  @Override
  boolean bring(int number) {
    List<Integer> numbers = new ArrayList<>(List.of(number));
    if (number % 3 == 0) {
      numbers.add(number);
    }
    if (number % 5 == 0) {
      numbers.add(number / 2);
    }
    // Another round is one node further for each of them.
    int first = rounds++;
    IntStream.range(0, numbers.size())
        .mapToObj(each -> call(numbers.get(each), first + each))
        .toList()
        .forEach(CompletableFuture::join);
    return !answers(number).isEmpty();
  }

  private CompletableFuture<Void> call(int number, int at) {
    URI url = node.apply(at).resolve("/api/v1/messages");
    String to = recipients(number).stream().collect(Collectors.joining("\", \"", "[\"", "\"]"));
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .timeout(TIMEOUT)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", identity() + "." + number)
            .POST(
                BodyPublishers.ofString(
                    "{\"backend\": \"%s\", \"to\": %s, \"text\": \"%d\"}"
                        .formatted(backend, to, number)))
            .build();
    return http.sendAsync(request, BodyHandlers.ofString())
        .thenAccept(answer -> answered(number, answer))
        .exceptionally(this::brokenOff);
  }

  private Void brokenOff(Throwable failure) {
    if (!(failure.getCause() instanceof ConnectException)) {
      brokenOff.incrementAndGet();
    }
    return null;
  }

  /** Returns how many calls had no answer: the router perhaps has them, and perhaps has not. */
  int brokenOff() {
    return brokenOff.get();
  }

  private synchronized void answered(int number, HttpResponse<String> answer) {
    switch (answer.statusCode()) {
      case 202 -> answers.computeIfAbsent(number, key -> new ArrayList<>()).add(answer.body());
      case 503 -> {}
      default -> refusals.add(number + ": " + answer.statusCode() + " " + answer.body());
    }
  }
}
