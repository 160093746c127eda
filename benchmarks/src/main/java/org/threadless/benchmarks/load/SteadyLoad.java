package org.threadless.benchmarks.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;

/**
 * A load of so many messages a second, whether the ones before are answered or not, as gateways
 * bring them; no more than 200 at once, so that a router that cannot keep up is not buried. What is
 * late counts from when it was to be sent.
 */
public final class SteadyLoad {

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Semaphore atOnce = new Semaphore(200);
  private final URI url;
  private final int perSecond;

  /**
   * @param url where messages are posted to
   * @param perSecond how many
   */
  public SteadyLoad(URI url, int perSecond) {
    this.url = url;
    this.perSecond = perSecond;
  }

  /** Sends messages of 10,000 phones, and returns when all are answered. */
  public Wrk.Load run(int seconds) throws IOException {
    int count = perSecond * seconds;
    List<CompletableFuture<Long>> sent = new ArrayList<>();
    long start = System.nanoTime();
    for (int i = 0; i < count; i++) {
      long due = start + i * 1_000_000_000L / perSecond;
      for (long early = due - System.nanoTime(); early > 0; early = due - System.nanoTime()) {
        LockSupport.parkNanos(early);
      }
      atOnce.acquireUninterruptibly();
      sent.add(send(i, due));
    }
    long[] took = sent.stream().mapToLong(CompletableFuture::join).toArray();
    long micros = (System.nanoTime() - start) / 1000;
    long[] sorted = Arrays.stream(took).filter(each -> each >= 0).sorted().toArray();
    if (sorted.length == 0) {
      throw new IOException("nothing was answered by " + url);
    }
    return new Wrk.Load(
        count,
        micros,
        count - sorted.length,
        part(sorted, 0.5),
        part(sorted, 0.99),
        part(sorted, 0.999));
  }

  /** Returns in how many microseconds it was answered; -1 where it failed. */
  private CompletableFuture<Long> send(int number, long due) {
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .timeout(Duration.ofSeconds(20))
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "identity=" + (1_000_000 + number % 10_000) + "&text=echo+hello"))
            .build();
    return client
        .sendAsync(request, BodyHandlers.discarding())
        .thenApply(answer -> answer.statusCode() == 200 ? (System.nanoTime() - due) / 1000 : -1L)
        .exceptionally(failure -> -1L)
        .whenComplete((took, failure) -> atOnce.release());
  }

  private static long part(long[] sorted, double part) {
    return sorted[Math.min(sorted.length - 1, (int) (sorted.length * part))];
  }
}
